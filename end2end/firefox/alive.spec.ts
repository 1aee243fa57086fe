// The first page in Firefox: it answers, has its heading, and comes alive without a script error.

import { expect } from "@playwright/test";
import { withFirefox } from "../support/firefox.ts";
import { test } from "../support/served.ts";

test("the first page comes alive in Firefox", async ({ portal }) => {
  await withFirefox(async (browser) => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error instanceof Error ? error.message : String(error)));
    const answer = await page.goto(`${portal}/`);
    expect(answer?.status()).toBe(200);
    await page.waitForSelector("html[data-hydrated]");
    expect(await page.$$eval("h1", (headings) => headings.length)).toBe(1);
    expect(errors).toEqual([]);
  });
});
