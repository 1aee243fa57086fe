// Beside the dossier: an officer asks by message and the applicant answers, a note inside stays inside, an answer's link
// opens the scan it rests on, and a message that is refused stays typed.

import { type Page } from "@playwright/test";
import { withOfficer } from "../support/desk.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";
import { looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

const SECRET = "Nghi xác nhận của bệnh viện, gọi lại kiểm tra";

/** Writes in the form that posts to `action` and waits until it is among what was written. */
async function write(page: Page, action: string, words: string): Promise<void> {
  const form = page.locator(`form[action="${action}"]`);
  await form.locator("textarea").fill(words);
  await form.getByRole("button").click();
  await expect(page.locator("main .message-text", { hasText: words })).toBeVisible();
  await looked(page);
}

test("officer and applicant write to each other, and a note inside is never the applicant's to see", async ({ page, browser }) => {
  const number = await fileQuickly(page, BIRTH);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await write(desk, "/api/desk/note", SECRET);
    await write(desk, "/api/desk/write", "Chị cho biết bé sinh lúc mấy giờ?");
    await expect(desk.locator("#trao-doi .message-head")).toContainText("chưa đọc");
  });
  await open(page, `/tra-cuu/${number}`);
  const came = page.locator("#trao-doi .message", { hasText: "bé sinh lúc mấy giờ" });
  await expect(came.locator(".tag")).toHaveText("mới");
  await expect(came).not.toContainText("Cán bộ");
  await expect(page.locator("body")).not.toContainText(SECRET);
  await expect(page.locator("body")).not.toContainText("Ghi chú nội bộ");
  await write(page, "/api/dossiers/write", "Dạ, 6 giờ 30 sáng ạ. <b>Cảm ơn</b>");
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    const answer = desk.locator("#trao-doi .message").last();
    await expect(answer).toContainText("Dạ, 6 giờ 30 sáng ạ. <b>Cảm ơn</b>");
    await expect(desk.locator("#trao-doi .message").first()).toContainText("đã đọc lúc");
    await expect(desk.locator("#ghi-chu .message")).toContainText(SECRET);
    // Too long a message is refused and stays typed.
    const form = desk.locator('form[action="/api/desk/write"]');
    const long = "Kính gửi chị. ".repeat(200);
    await form.locator("textarea").fill(long);
    await form.getByRole("button").click();
    await expect(desk.locator("main .alert-problem")).toContainText("dài quá");
    await expect(form.locator("textarea")).toHaveValue(long);
  });
});

test("an answer leads to the page of the scan it rests on", async ({ page, browser }) => {
  const number = await fileQuickly(page, BIRTH);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    const answer = desk.locator(".review-list > div", { hasText: "Nguyễn Trần An Nhiên" }).first();
    const link = answer.getByRole("link", { name: /^Xem Giấy chứng sinh/ });
    await expect(link).toBeVisible();
    const href = (await link.getAttribute("href")) ?? "";
    const scan = await desk.request.get(href);
    expect(scan.status()).toBe(200);
    expect(scan.headers()["x-frame-options"]).toBe("SAMEORIGIN");
    if ((desk.viewportSize()?.width ?? 0) < 960) {
      // On a phone it opens by itself; the frame is not there and fetches nothing.
      await expect(desk.locator("iframe")).toBeHidden();
      await expect(link).toHaveAttribute("target", "_blank");
    }
    await desk.setViewportSize({ width: 1366, height: 768 });
    await expect(desk.locator('iframe[name="ban-chup"]')).toBeVisible();
    const beside = answer.getByRole("link", { name: /^Xem Giấy chứng sinh/ });
    await expect(beside).toHaveAttribute("target", "ban-chup");
    // The frame shows this very scan already: pressed, the link turns to its page in the frame, and the desk's page stays.
    const scanned = (href.split("#")[0] ?? "").split("/").pop() ?? "?";
    await expect(desk.locator('iframe[name="ban-chup"]')).toHaveAttribute("src", new RegExp(scanned));
    await beside.click();
    await expect(desk).toHaveURL(new RegExp(`/can-bo/${number}$`));
    await expect(desk.locator('iframe[name="ban-chup"]')).toBeVisible();
  });
});
