// A procedure is filed again with the answers of the last dossier: nothing is typed, every part can be looked over.

import { BIRTH } from "../support/filings.ts";
import { input, typed } from "../support/fill.ts";
import { expect, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";
import { heading, looked, open } from "../support/walk.ts";

test("a second dossier begins with the answers of the last, and says so at each", async ({ page }) => {
  test.setTimeout(240_000);
  const number = await fileQuickly(page, BIRTH);
  await open(page, `/nop/${BIRTH.code}`);
  await expect(page.locator(".like-last")).toContainText(number);
  await page.locator(".like-last button").click();
  await expect(page.locator("#buoc")).toBeVisible();
  await page.goto(page.url().replace(/\/[^/]*$/, "/child"));
  expect(await typed(page, "child.full_name")).toBe("Nguyễn Trần An Nhiên");
  await expect(page.locator("#buoc")).toContainText(`Lấy từ hồ sơ ${number}, nộp ngày`);
  await expect(input(page, "child.birth_place.street")).not.toHaveValue("");
  await looked(page);
  await page.goto(page.url().replace(/\/[^/]*$/, "/xem-lai"));
  await expect(heading(page, "Xem lại và gửi")).toBeVisible();
  // Only the papers are left, which are given anew every time.
  const left = page.locator(".error-summary a");
  await expect(left.first()).toHaveAttribute("href", /giay-to/);
  await expect(page.locator('.error-summary a:not([href*="giay-to"])')).toHaveCount(0);
});
