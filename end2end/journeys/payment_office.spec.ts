// The office's side of money: given back by two people until the gateway says so, and held against what gateway and bank
// report, until everything fits or is explained.

import { type BrowserContext, type Page } from "@playwright/test";
import { windowOf, withOfficer } from "../support/desk.ts";
import { startPaying, type Paying } from "../support/gateway.ts";
import { expect, test } from "../support/pages.ts";
import { paid } from "../support/paying.ts";
import { addOfficer, signInStaff } from "../support/staff.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 240_000, mode: "serial" });

let paying: Paying;
let payer: BrowserContext;
let head: BrowserContext;

test.beforeAll(async ({ browser }) => {
  paying = await startPaying();
  await paying.be({});
  payer = await browser.newContext({ baseURL: paying.server.url });
  head = await browser.newContext({ baseURL: paying.server.url });
  const staff = addOfficer(paying.server, "truong-phong", "Lê Thị Hoa", "H36.175", "leadership");
  const page = await windowOf(head);
  await signInStaff(page, staff);
  await page.close();
});

test.afterAll(async () => {
  await payer.close();
  await head.close();
  await paying.stop();
});

/** Hands a file of a gateway or a bank over on the page of reconciliation. */
async function handOver(page: Page, source: "bank" | "vnpay", file: string): Promise<void> {
  await open(page, "/can-bo/doi-soat");
  await page.locator(`#nguon-${source}`).check();
  await page.locator("#sao-ke").setInputFiles({ name: "tep.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("button", { name: "Nhận tệp" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Đã nhận" })).toBeVisible();
  await looked(page);
}

test("a refund is asked for by one, approved by another, sent by the portal, and the payer sees it", async ({ browser }) => {
  const page = await windowOf(payer);
  const number = await paid(page);
  const atDesk = async (desk: Page) => {
    await open(desk, `/can-bo/${number}`);
    const ask = desk.locator("#tien details", { hasText: "Đề nghị hoàn tiền" });
    await ask.locator("summary").click();
    await ask.locator('input[name="reason"]').fill("Người nộp thuộc diện miễn");
    await ask.getByRole("button").click();
    await expect(desk.locator("#tien")).toContainText("Hoàn tiền: Chờ duyệt");
    await expect(ask).toHaveCount(0);
    await looked(desk);
    await open(desk, "/can-bo/hoan-tien");
    const asked = desk.locator("li.line", { hasText: number });
    await expect(asked).toContainText("Chờ duyệt");
    await expect(asked.getByRole("button")).toHaveCount(0);
  };
  await withOfficer(browser, "can-bo-xuan-huong", atDesk, paying.server.url);

  const leader = await windowOf(head);
  await open(leader, "/can-bo/hoan-tien");
  const line = leader.locator("li.line", { hasText: number });
  await expect(line).toContainText("Người nộp thuộc diện miễn");
  await line.getByRole("button", { name: /^Duyệt hoàn/ }).click();
  await expect(async () => {
    await leader.reload();
    await expect(line).toContainText("Đã hoàn", { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(line).toContainText("Lê Thị Hoa");
  await looked(leader);
  await leader.close();

  await open(page, `/thanh-toan/${number}`);
  await expect(page.locator("main")).toContainText("VNPAY · Đã hoàn tiền");
  await page.close();
});

test("what gateway and bank report is held against the books, and what fits nothing is explained", async () => {
  const page = await windowOf(payer);
  await paid(page);
  await page.close();
  const leader = await windowOf(head);
  const settled = await fetch(`${paying.gateway}/api/settlement?day=2026-03-12`);
  const file = await settled.text();
  // Two payments, and the refund of the first.
  expect(file.trim().split("\n")).toHaveLength(4);
  await handOver(leader, "vnpay", file);
  await expect(leader.locator("main")).toContainText("Đã nhận 3 dòng mới, 0 dòng đã có từ trước, 0 dòng không khớp.");
  await expect(leader.locator("main")).toContainText("Mọi dòng đều khớp.");
  await handOver(leader, "vnpay", file);
  await expect(leader.locator("main")).toContainText("Đã nhận 0 dòng mới, 3 dòng đã có từ trước");

  const statement = "Ngày giao dịch;Số bút toán;Ghi có;Diễn giải\n12/03/2026;FT900;50000;ung ho quy khuyen hoc\n";
  await handOver(leader, "bank", statement);
  const line = leader.locator("li.line", { hasText: "ung ho quy khuyen hoc" });
  await expect(line).toContainText("Không nhận ra là tiền của hồ sơ nào.");
  await line.locator("summary").click();
  await line.getByRole("button").click();
  await expect(leader.locator("main .alert, main .error-summary").first()).toBeVisible();
  await open(leader, "/can-bo/doi-soat");
  await line.locator("summary").click();
  await line.locator('input[name="reason"]').fill("Đã trả lại người gửi, uỷ nhiệm chi số 12");
  await line.getByRole("button").click();
  await expect(leader.locator("main")).toContainText("Mọi dòng đều khớp.");
  await looked(leader);

  await expect(heading(leader, "Đối soát thu phí, lệ phí")).toBeVisible();
  const report = await leader.request.get("/can-bo/doi-soat/bao-cao.csv?tu=2026-03-12&den=2026-03-12");
  expect(report.headers()["content-type"]).toContain("text/csv");
  expect(await report.text()).toContain("1.001193");
  await leader.close();
});
