// Paying for a dossier on the phone: by a gateway that speaks the real protocol, by transfer, in cash; twice in two windows,
// with the gateway down, with the window closed at the bank; and the till counted.

import { type BrowserContext, type Page } from "@playwright/test";
import { act, windowOf, withOfficer } from "../support/desk.ts";
import { startPaying, type Paying } from "../support/gateway.ts";
import { expect, test } from "../support/pages.ts";
import { toGateway, toPay } from "../support/paying.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 240_000, mode: "serial" });

let paying: Paying;
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
  paying = await startPaying();
  context = await browser.newContext({ baseURL: paying.server.url });
});

test.afterAll(async () => {
  await context.close();
  await paying.stop();
});

test("a fee is paid at the gateway and the payer comes back to what the books say", async () => {
  await paying.be({});
  const page = await windowOf(context);
  const number = await toPay(page);
  await toGateway(page);
  await page.getByRole("button", { name: "Thanh toán" }).click();
  await expect(heading(page, "Kết quả thanh toán")).toBeVisible();
  await expect(page.locator("main")).toContainText("không còn khoản nào phải nộp");
  await expect(page.locator("main")).toContainText("VNPAY · Đã nộp");
  await looked(page);
  const receipt = page.getByRole("link", { name: "Biên lai điện tử (PDF)" });
  const address = await receipt.getAttribute("href");
  const pdf = await page.request.get(new URL(address ?? "", paying.server.url).href);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main .timeline")).toContainText("Đã nhận tiền");
  await page.close();
});

test("two windows pay once, and what the payer refuses may be paid again", async () => {
  await paying.be({});
  const page = await windowOf(context);
  const number = await toPay(page);
  const other = await windowOf(context);
  await open(other, `/thanh-toan/${number}`);
  await toGateway(page);
  await other.getByRole("button", { name: "Chuyển khoản" }).click();
  await expect(other.locator("main")).toContainText("VNPAY");
  await expect(other.locator("main")).not.toContainText("Số tài khoản");
  await page.getByRole("button", { name: "Huỷ giao dịch" }).click();
  await expect(page.locator("main")).toContainText("Không thành công, chưa trừ tiền");
  await looked(page);
  await toGateway(page);
  await page.getByRole("button", { name: "Thanh toán" }).click();
  await expect(page.locator("main")).toContainText("không còn khoản nào phải nộp");
  await other.reload();
  await expect(other.locator("main")).toContainText("không còn khoản nào phải nộp");
  await page.close();
  await other.close();
});

test("the window closed at the bank, the notice lost: one press finds out, and nobody pays again", async () => {
  await paying.be({ drop: 1 });
  const page = await windowOf(context);
  const number = await toPay(page);
  await toGateway(page);
  // The bank takes the money; the payer's line breaks before anything comes back.
  const reference = (await page.locator("form").getAttribute("action"))?.split("/").pop();
  await page.close();
  await fetch(`${paying.gateway}/api/orders/${reference}/pay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ outcome: "paid" }),
  });
  await paying.be({ down: true });
  const again = await windowOf(context);
  await open(again, `/thanh-toan/${number}`);
  await again.getByRole("button", { name: "Kiểm tra lại" }).click();
  await expect(again.locator("main")).toContainText("Đang chờ nộp");
  await expect(again.getByRole("button", { name: "Chuyển khoản" })).toHaveCount(0);
  await paying.be({});
  await again.getByRole("button", { name: "Kiểm tra lại" }).click();
  await expect(again.locator("main")).toContainText("không còn khoản nào phải nộp");
  await looked(again);
  await again.close();
});

test("a transfer is offered by a code, left, and the fee taken in cash; the till is counted", async ({ browser }) => {
  await paying.be({});
  const page = await windowOf(context);
  const number = await toPay(page);
  await page.getByRole("button", { name: "Chuyển khoản" }).click();
  await expect(page.locator(".qr-code svg")).toBeVisible();
  await expect(page.locator("main")).toContainText("0011000000000");
  await looked(page);
  const atDesk = async (desk: Page) => {
    await open(desk, `/can-bo/${number}`);
    await act(desk, "accept", "Cần bạn nộp tiền");
    await desk.getByRole("button", { name: /^Thu tiền mặt 16\.000\sđ/ }).click();
    await expect(desk.locator("main > .page > .status-line")).toContainText("Được tiếp nhận");
    await looked(desk);
    await open(desk, "/can-bo/quay-thu");
    await expect(desk.locator("main")).toContainText(/16\.000\sđ/);
    await desk.locator("#dem-duoc").fill("15.000");
    await desk.getByRole("button", { name: "Đóng quầy" }).click();
    await expect(desk.locator("main")).toContainText("Số đếm được khác số phải có");
    await desk.locator("#dem-duoc").fill("16.000");
    await desk.getByRole("button", { name: "Đóng quầy" }).click();
    await expect(desk.locator("main")).toContainText("Bạn chưa thu khoản tiền mặt nào");
    await looked(desk);
  };
  await withOfficer(browser, "can-bo-xuan-huong", atDesk, paying.server.url);
  await open(page, `/thanh-toan/${number}`);
  await expect(page.locator("main")).toContainText("Tiền mặt tại quầy · Đã nộp");
  await page.close();
});
