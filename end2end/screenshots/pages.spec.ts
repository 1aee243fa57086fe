// The pictures of the README: what a person sees on a phone and on a desktop, one screen each, never the whole page.

import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Page } from "@playwright/test";
import { attach, fillPart, signIn, startDraft } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { expect } from "../support/pages.ts";
import { test } from "../support/served.ts";
import { heading } from "../support/walk.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The largest picture, in bytes. */
const LARGEST = 120_000;

test.describe.configure({ timeout: 180_000 });

test.describe("phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });

  test("the way of a birth registration", async ({ page }) => {
    await page.goto("/");
    await shoot(page, "phone-home");
    await page.goto("/thu-tuc?q=khai+sinh");
    await shoot(page, "phone-search");
    await page.goto("/thu-tuc/1.001193?answers%5Bcase.situation%5D=certificate&answers%5Bcase.authorised%5D=no");
    await shoot(page, "phone-procedure");
    await signIn(page, BIRTH.person);
    await startDraft(page, BIRTH);
    for (const part of BIRTH.parts) {
      await expect(heading(page, part.title)).toBeVisible();
      await fillPart(page, part);
      if (part.section === "child") await shoot(page, "phone-form");
      await page.locator('.step-buttons button[value="next"]').click();
    }
    await expect(heading(page, "Giấy tờ kèm theo")).toBeVisible();
    for (const [slot, paper] of Object.entries(BIRTH.papers)) await attach(page, slot, paper);
    await shoot(page, "phone-papers");
    await page.locator('.step-buttons button[value="next"]').click();
    await expect(heading(page, "Xem lại và gửi")).toBeVisible();
    await shoot(page, "phone-review");
    await page.locator("#cam-doan").check();
    await page.locator("form.declaration button").click();
    await expect(page.locator(".big-number")).toBeVisible();
    await shoot(page, "phone-receipt");
    await page.locator('main .actions a[href^="/tra-cuu/"]').click();
    await expect(page.locator("main .timeline")).toBeVisible();
    await shoot(page, "phone-tracking");
  });
});

test.describe("desktop", () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test("home, procedure, form and desk", async ({ page }) => {
    await page.goto("/");
    await shoot(page, "desktop-home");
    await page.goto("/thu-tuc/1.001193");
    await shoot(page, "desktop-procedure");
    await signIn(page, BIRTH.person);
    await startDraft(page, BIRTH);
    await shoot(page, "desktop-form");
    await page.context().clearCookies();
    await signIn(page, "can-bo-xuan-huong");
    await page.goto("/can-bo");
    await shoot(page, "desktop-desk");
  });
});

/** Takes a picture of the screen as it stands, from its top. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, scale: "css", animations: "disabled" });
  expect(statSync(path).size, name).toBeLessThan(LARGEST);
}
