// Axe on the pages a person meets from the first page to the acknowledgement, and how they follow one another.

import { type Page } from "@playwright/test";
import { violationsOn } from "../support/axe.ts";
import { figure } from "../support/figures.ts";
import { startDraft } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { documentsLoadedDuring, expect, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";

const FOR_ALL = ["/", "/thu-tuc", "/thu-tuc?q=khai+sinh", "/thu-tuc/1.001193", "/viec/co-con", "/huong-dan", "/dang-nhap", "/tra-cuu"];

test("axe on the main pages", async ({ page }) => {
  const found: string[] = [];
  let looked = 0;
  const look = async (path: string) => {
    await page.goto(path);
    await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
    found.push(...(await violationsOn(page)).map((violation) => `${path}: ${violation}`));
    looked += 1;
  };
  for (const path of FOR_ALL) await look(path);
  const number = await fileQuickly(page, BIRTH);
  for (const path of ["/ho-so", `/tra-cuu/${number}`, `/tra-cuu/${number}/giay-tiep-nhan`]) await look(path);
  await startDraft(page, BIRTH);
  const draft = new URL(page.url()).pathname.replace(/\/[^/]+$/, "");
  const steps = [...BIRTH.parts.map((part) => part.section), "giay-to", "xem-lai"];
  for (const step of steps) await look(`${draft}/${step}?kiem-tra=1`);
  for (const violation of found) console.log(violation);
  figure("axe", found.length, `${looked} pages as they stand, alive`);
});

test("following links inside the portal", async ({ page }) => {
  await page.goto("/");
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  let steps = 0;
  const follow = async (address: RegExp, link: (page: Page) => Promise<void>) => {
    await link(page);
    await expect(page).toHaveURL(address);
    steps += 1;
  };
  const documents = await documentsLoadedDuring(page, async () => {
    await follow(/\/thu-tuc\?q=/, async () => {
      await page.getByRole("searchbox").fill(BIRTH.search);
      await page.locator("main .search-box button").click();
    });
    await follow(/\/thu-tuc\/1\.001193$/, () => page.locator('main .results a[href="/thu-tuc/1.001193"]').first().click());
    await follow(/\/tra-cuu$/, () => page.locator('a[href="/tra-cuu"]').first().click());
    await follow(/\/$/, () => page.locator('a[href="/"]').first().click());
  });
  figure("navigation.documents", documents, `documents loaded in ${steps} steps`);
});
