// A paper of the portal is signed, and anybody sees whether it still is as it was signed.

import { act, withOfficer } from "../support/desk.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";
import { looked, open, press } from "../support/walk.ts";

test.describe.configure({ timeout: 180_000 });

test("the receipt is signed, and a byte that was changed shows", async ({ page, browser }) => {
  const number = await fileQuickly(page, BIRTH);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await act(desk, "accept", "Được tiếp nhận");
  });
  await open(page, `/tra-cuu/${number}`);
  const link = page.locator('main a[href$=".pdf"]').first();
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const receipt = await answer.body();
  const changed = Buffer.from(receipt);
  changed.writeUInt8(changed.readUInt8(2_000) ^ 1, 2_000);
  for (const [buffer, words] of [
    [receipt, "Văn bản nguyên vẹn, chữ ký hợp lệ"],
    [changed, "Tệp đã bị sửa sau khi ký"],
    [Buffer.from("%PDF-1.7\n%%EOF"), "Tệp không có chữ ký số"],
  ] as const) {
    await open(page, "/kiem-tra-van-ban");
    await page.locator("#van-ban").setInputFiles({ name: "giay-tiep-nhan.pdf", mimeType: "application/pdf", buffer });
    await press(page, page.locator("main form button"), { shows: page.locator("main .alert", { hasText: words }) });
    await looked(page);
  }
});
