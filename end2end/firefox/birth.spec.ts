// The birth registration in Firefox, short: found, started, one section wrong and mended, kept over a reload.

import { expect } from "@playwright/test";
import { type Page } from "puppeteer-core";
import { withFirefox } from "../support/firefox.ts";
import { test } from "../support/served.ts";

test("a birth registration is found, started, mended and kept in Firefox", async ({ portal }) => {
  await withFirefox(async (browser) => {
    const page = await browser.newPage();
    await page.setViewport({ width: 360, height: 740 });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error instanceof Error ? error.message : String(error)));

    await page.goto(`${portal}/`);
    await page.waitForSelector("html[data-hydrated]");
    await page.type("#q", "dang ky khai sinh");
    await page.keyboard.press("Enter");
    await press(page, 'main .results a[href="/thu-tuc/1.001193"]');
    await press(page, ".start-bar button");
    await press(page, 'button[name="person"][value="lan"]');
    await press(page, 'main form[action="/api/drafts/start"]:not(:has([name="like"])) button');
    await press(page, '[id="case.situation-0"]');
    await press(page, '[name="answers[case.authorised]"][value="no"]');
    await press(page, '.step-buttons button[value="next"]');

    await page.waitForSelector('[id="request.relationship"]');
    expect(await value(page, "request.full_name")).toBe("Trần Thị Mai Lan");
    await press(page, '.step-buttons button[value="next"]');
    await page.waitForSelector(".error-summary");
    const links = await page.$$eval(".error-summary a", (links) => links.map((link) => link.getAttribute("href")));
    expect(links).toContain("#request.relationship");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    await page.select('[id="request.agency"]', "H36.175");
    await page.type('[id="request.relationship"]', "Mẹ");
    await press(page, '.step-buttons button[value="next"]');
    await page.waitForSelector('[id="child.full_name"]');
    await page.type('[id="child.full_name"]', "Nguyễn Trần An Nhiên");
    await press(page, '.step-buttons button[value="stay"]');
    await page.waitForFunction(() => document.querySelector(".kept-words")?.textContent?.includes("Đã lưu"));
    await page.reload();
    await page.waitForSelector('[id="child.full_name"]');
    expect(await value(page, "child.full_name")).toBe("Nguyễn Trần An Nhiên");
    expect(errors).toEqual([]);
  });
});

/** Presses what stands still and is not covered: a page that has just been put in place still scrolls. */
async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => element.scrollIntoView({ block: "center" }));
  let before = "";
  for (let look = 0; look < 40; look += 1) {
    const now = await page.$eval(selector, (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const there = document.elementFromPoint(x + width / 2, y + height / 2);
      const isIt = there !== null && (element.contains(there) || there.closest("label")?.control === element);
      return isIt ? `${x} ${y} ${window.scrollY}` : "";
    });
    if (now !== "" && now === before) break;
    before = now;
    await new Promise((done) => setTimeout(done, 150));
  }
  await page.click(selector);
}

async function value(page: Page, id: string): Promise<string> {
  return page.$eval(`[id="${id}"]`, (input) => (input as HTMLInputElement).value);
}
