// A result from the desk to whoever holds it: drafted by the specialist, signed by the head, downloaded by the citizen, proven
// by its code, replaced by a correction.

import { act, withOfficer } from "../support/desk.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

test("a result is drafted, signed, downloaded and proven, and a correction takes its place", async ({ page, browser }) => {
  const number = await fileQuickly(page, BIRTH);
  const issue = async (desk: import("@playwright/test").Page, symbol: string, then: "sign" | "now") => {
    const form = desk.locator(`form[action="/can-bo/${number}/ket-qua"]`);
    await desk.locator("details.desk-action", { has: form }).locator("summary").click();
    await form.locator('[name="number"]').fill(symbol);
    await form.locator('[name="paper"][value="form"]').check();
    await form.locator(`button[value="${then}"]`).click();
  };
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await act(desk, "accept", "Được tiếp nhận");
    await issue(desk, "125/TLKS-BS", "sign");
    await expect(desk.locator("#ket-qua")).toContainText("Chờ lãnh đạo ký");
    await looked(desk);
    await expect(desk.locator("main > .page > .status-line")).toContainText("Được tiếp nhận");
    const draft = await desk.locator("#ket-qua a").first().getAttribute("href");
    const drafted = await desk.request.get(draft ?? "");
    expect(drafted.headers()["content-type"]).toBe("application/pdf");
    await act(desk, "sign", "Đã có kết quả");
    await expect(desk.locator("#ket-qua")).toContainText("Đang có hiệu lực");
  });
  await open(page, `/tra-cuu/${number}`);
  const result = page.locator("#ket-qua");
  await expect(result).toContainText("125/TLKS-BS");
  const file = await page.request.get((await result.locator('a[href^="/tep/"]').first().getAttribute("href")) ?? "");
  expect(file.ok()).toBe(true);
  expect((await file.body()).toString("latin1")).toContain("ETSI.CAdES.detached");
  const proof = (await result.locator('a[href^="/ket-qua/"]').first().getAttribute("href")) ?? "";
  await open(page, proof);
  await expect(heading(page, "Kiểm tra kết quả")).toBeVisible();
  await expect(page.locator("main .alert")).toContainText("đang có hiệu lực");
  await expect(page.locator("main")).not.toContainText("Trần Thị Mai Lan");
  await looked(page);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await desk.locator("details.desk-action", { has: desk.locator('[value="open_correction"]') }).locator("summary").click();
    await desk.locator("#open_correction-reason").fill("Sai năm sinh của mẹ");
    await act(desk, "open_correction", "Đã có kết quả");
    await issue(desk, "125a/TLKS-BS", "now");
    await expect(desk.locator("#ket-qua")).toContainText("Đã được thay thế");
  });
  await open(page, proof);
  await expect(page.locator("main .alert")).toContainText("đã được thay thế");
  await page.locator('main .alert a[href^="/ket-qua/"]').click();
  await expect(page.locator("main .alert")).toContainText("đang có hiệu lực");
});
