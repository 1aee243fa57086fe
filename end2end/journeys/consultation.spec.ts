// Another body is asked while the work goes on: asked with a paper, read and answered by its officer, who sees nothing else
// of the dossier, shown to the applicant as it stands, and finished only after the answer.

import { act, withOfficer } from "../support/desk.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";
import { pdf } from "../support/papers.ts";
import { fileQuickly } from "../support/quickly.ts";
import { looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

test("a body is asked, answers with a document, and the dossier is finished", async ({ page, browser }) => {
  const number = await fileQuickly(page, BIRTH);
  const question = "Có hồ sơ gốc của trẻ ở Sở không?";
  // An invented officer has an account, and can be told anything, from the first time they sign in.
  await withOfficer(browser, "can-bo-so-tu-phap", async () => {});
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await act(desk, "accept", "Được tiếp nhận");
    await act(desk, "start_processing", "Đang xử lý");
    const asking = desk.locator("details.desk-action", { has: desk.locator('[value="ask"]') });
    await asking.locator("summary").click();
    await asking.getByLabel("Sở Tư pháp tỉnh Lâm Đồng").check();
    await asking.locator('[name^="papers["]').first().check();
    await asking.locator("#cau-hoi").fill(question);
    await asking.getByRole("button").click();
    await expect(desk.locator("#lay-y-kien")).toContainText("Đang chờ trả lời");
    await expect(desk.locator("#lay-y-kien")).toContainText(question);
    await expect(desk.locator('input[name="action"][value="finish"]')).toHaveCount(0);
    await looked(desk);
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator(".present-status")).toContainText("Đang lấy ý kiến Sở Tư pháp tỉnh Lâm Đồng, hẹn");
  await expect(page.locator("main")).not.toContainText(question);

  await withOfficer(browser, "can-bo-so-tu-phap", async (asked) => {
    const told = asked.locator("main .line", { hasText: number });
    await expect(async () => {
      await open(asked, "/thong-bao");
      await expect(told).toContainText("Cơ quan bạn được hỏi ý kiến", { timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await looked(asked);
    await open(asked, "/can-bo");
    await asked.getByRole("link", { name: /^Ý kiến được hỏi/ }).click();
    await expect(asked.getByRole("heading", { name: "Đang chờ trả lời" })).toBeVisible();
    await looked(asked);
    await expect(asked.getByRole("link", { name: new RegExp(number) })).toBeVisible();
    await open(asked, "/thong-bao");
    await told.getByRole("link", { name: /Xem và trả lời/ }).click();
    await expect(asked.locator("main")).toContainText(question);
    expect(await asked.content()).not.toContain("Trần Thị Mai Lan");
    await looked(asked);
    await asked.locator("#van-ban").setInputFiles(pdf("cong-van-15.pdf"));
    await asked.getByRole("button", { name: "Tải tệp lên" }).click();
    await expect(asked.locator("#gui-kem")).toBeChecked();
    await asked.getByLabel("Đồng ý", { exact: true }).check();
    await asked.locator("#tra-loi").fill("Có, số 15/2026.");
    await asked.getByRole("button", { name: "Gửi trả lời" }).click();
    await expect(asked.locator("main")).toContainText("Có, số 15/2026.");
    await looked(asked);
    const dossier = await asked.goto(`/can-bo/${number}`);
    expect(dossier?.status()).toBe(404);
  });

  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await expect(desk.locator("#lay-y-kien")).toContainText("Đồng ý");
    await expect(desk.locator("#lay-y-kien")).toContainText("cong-van-15.pdf");
    await desk.locator("details.desk-action", { has: desk.locator('[value="finish"]') }).locator("summary").click();
    await desk.locator("#finish-result").fill("Giấy khai sinh số 15/2026");
    await act(desk, "finish", "Đã có kết quả");
  });
  await open(page, `/tra-cuu/${number}`);
  const steps = page.locator("main .timeline .timeline-title");
  await expect(steps).toContainText(["Lấy ý kiến cơ quan khác", "Cơ quan được hỏi đã trả lời", "Có kết quả"]);
});
