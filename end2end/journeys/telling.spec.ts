// What an officer asks for reaches the mother: in the portal and by letter, and anybody can see that the letter is genuine.

import { type Browser, type Page } from "@playwright/test";
import { markScriptsOff } from "../support/axe.ts";
import { act } from "../support/desk.ts";
import { signIn } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { startMailbox } from "../support/mailbox.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";
import { startServer } from "../support/server.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

const ADDRESS = "mailan.tran@example.vn";

/** A browser of somebody's own at a portal. */
async function browserOf(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  if (!scriptsRun()) markScriptsOff(page);
  return page;
}

test("a supplement request reaches the applicant in the portal and by letter, and its code is genuine", async ({ browser }) => {
  const mailbox = await startMailbox();
  const server = await startServer({ environment: { MOTCUA_SMTP_URL: mailbox.address, MOTCUA_MAIL_FROM: "cong@dvc.example.vn" } });
  try {
    const mother = await browserOf(browser, server.url);
    const number = await fileQuickly(mother, BIRTH);

    // The address that is known is offered; it counts once the digits sent to it are typed back.
    await open(mother, "/tai-khoan");
    await expect(mother.locator("#kenh-email")).toHaveValue(ADDRESS);
    await mother.locator("#kenh").getByRole("button", { name: /^Lưu/ }).click();
    await expect(mother.locator("#kenh")).toContainText("chưa xác nhận");
    const check = await mailbox.wait("Mã xác nhận của bạn là");
    const digits = /là (\d{6})\./.exec(check.text)?.[1];
    await mother.locator("#ma-email").fill(digits ?? "");
    await looked(mother);
    await mother.getByRole("button", { name: "Xác nhận" }).click();
    await expect(mother.locator("#kenh .status-line.done")).toContainText("đã xác nhận");

    const officer = await browserOf(browser, server.url);
    await signIn(officer, "can-bo-xuan-huong");
    await open(officer, `/can-bo/${number}`);
    const defect = officer.locator("details.defect", { has: officer.locator('[name="defects[paper:birth_certificate]"]') });
    await defect.locator("summary").click();
    await defect.locator("textarea").fill("Ảnh mờ, chụp lại cho rõ dấu");
    await act(officer, "ask_supplement", "Cần bạn bổ sung");
    await expect(officer.locator("main")).toContainText("Cần bạn bổ sung");

    const letter = await mailbox.wait("cần bạn bổ sung hồ sơ");
    expect(letter.to).toEqual([ADDRESS]);
    expect(letter.text).toContain(number);
    expect(letter.headers.get("message-id")).toMatch(/^<[0-9a-f-]{36}@dvc\.example\.vn>$/);
    expect(mailbox.letters.filter((one) => one.text.includes("cần bạn bổ sung hồ sơ"))).toHaveLength(1);

    await open(mother, "/ho-so");
    await mother.goto("/thong-bao");
    await expect(mother.locator(".menu-count")).toContainText("2");
    const first = mother.locator("main .line").first();
    await expect(first).toContainText("Bạn cần bổ sung hồ sơ");
    await looked(mother);
    await first.getByRole("button", { name: /Đánh dấu đã đọc/ }).click();
    await expect(mother.locator(".menu-count")).toContainText("1");
    await mother.locator("main .line").first().getByRole("link", { name: /Xem và bổ sung/ }).click();
    await expect(mother.locator("main .supplement")).toContainText("Ảnh mờ");
    await expect(mother.locator("main .standing")).toContainText("Thời hạn đang dừng chờ bạn");
    await looked(mother);

    // A neighbour who is shown the letter looks whether it is genuine.
    const neighbour = await browserOf(browser, server.url);
    await open(neighbour, "/kiem-tra-tin-nhan");
    const code = /Mã của thư này: (\S+)/.exec(letter.text)?.[1] ?? "";
    await neighbour.locator("#ma").fill(code.toLowerCase().replace("-", " "));
    await neighbour.getByRole("button", { name: "Kiểm tra" }).click();
    await expect(neighbour.locator("main .alert")).toContainText("Đúng, cổng đã gửi tin nhắn này");
    await expect(neighbour.locator("main .alert")).toContainText("Bạn cần bổ sung hồ sơ");
    await expect(neighbour.locator("main")).not.toContainText(number);
    await expect(heading(neighbour, "Tin nhắn này có thật không?")).toBeVisible();
    await looked(neighbour);
    await neighbour.locator("#ma").fill("AAAAA-AAAAA");
    await neighbour.getByRole("button", { name: "Kiểm tra" }).click();
    await expect(neighbour.locator("main .alert")).toContainText("Cổng không gửi tin nhắn nào có mã này");
    await looked(neighbour);
  } finally {
    await server.stop();
    await mailbox.stop();
  }
});
