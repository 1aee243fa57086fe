// The way of a payer to the money: from the filing to the page to pay on, and on to the gateway's.

import { type Page } from "@playwright/test";
import { BIRTH } from "./filings.ts";
import { expect } from "./pages.ts";
import { fileQuickly } from "./quickly.ts";
import { heading, looked, open } from "./walk.ts";

/** Files the birth with two copies, 16.000 đồng, and opens the page to pay on. */
export async function toPay(page: Page): Promise<string> {
  const number = await fileQuickly(page, BIRTH);
  await open(page, `/tra-cuu/${number}`);
  await page.getByRole("link", { name: "Nộp tiền" }).click();
  await expect(heading(page, "Nộp phí, lệ phí")).toBeVisible();
  await expect(page.locator("main")).toContainText(/16\.000\sđ/);
  await looked(page);
  return number;
}

/** Chooses the gateway and goes to its page. */
export async function toGateway(page: Page): Promise<void> {
  await page.getByRole("button", { name: "VNPAY" }).click();
  await expect(page.locator("main")).toContainText("Đang chờ nộp");
  await looked(page);
  await page.getByRole("link", { name: "Sang trang thanh toán" }).click();
  await expect(heading(page, "Thanh toán VNPAY")).toBeVisible();
  await expect(page.locator("main")).toContainText(/16\.000\sđ/);
}

/** Files, pays at the gateway and comes back; returns the dossier's number. */
export async function paid(page: Page): Promise<string> {
  const number = await toPay(page);
  await toGateway(page);
  await page.getByRole("button", { name: "Thanh toán" }).click();
  await expect(page.locator("main")).toContainText("VNPAY · Đã nộp");
  return number;
}
