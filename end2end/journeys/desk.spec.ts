// Between citizen and desk: accepted with a date and its explanation, sent back once for a field and a paper, mended,
// refused, finished and returned, extended with an apology, stopped at the applicant's wish; each side sees what happened.

import { type Page } from "@playwright/test";
import { act, withOfficer } from "../support/desk.ts";
import { fill, input } from "../support/fill.ts";
import { attach, signIn } from "../support/filing.ts";
import { BIRTH, GAME_POINT } from "../support/filings.ts";
import { markScriptsOff } from "../support/axe.ts";
import { fileQuickly } from "../support/quickly.ts";
import { startServer } from "../support/server.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { pdf } from "../support/papers.ts";
import { heading, looked, open, press } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

test("an accepted dossier carries a receipt with a date and why it is that date, up to the result", async ({ page, browser }) => {
  const number = await fileQuickly(page, GAME_POINT);
  await withOfficer(browser, "can-bo-mui-ne", async (desk) => {
    await open(desk, "/can-bo");
    await press(desk, desk.getByRole("link", { name: number }), {
      shows: desk.locator('input[name="action"][value="accept"] ~ button'),
      at: new RegExp(`/can-bo/${number}$`),
    });
    await act(desk, "accept", "Được tiếp nhận");
    await expect(desk.locator(".due-at")).toContainText("26/03/2026");
  });
  await open(page, `/tra-cuu/${number}/giay-tiep-nhan`);
  await expect(heading(page, /Giấy tiếp nhận hồ sơ và hẹn trả kết quả/)).toBeVisible();
  const due = page.locator(".due");
  await expect(due.locator(".due-at")).toContainText("26/03/2026");
  await due.locator("summary").click();
  await expect(due.locator(".due-lines li").first()).toBeVisible();
  expect(await due.locator(".due-lines li", { hasText: "tính 1 ngày" }).count()).toBe(10);
  expect(await due.locator(".due-lines li", { hasText: "nghỉ cuối tuần" }).count()).toBe(4);
  await withOfficer(browser, "can-bo-mui-ne", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await act(desk, "pass_step", "Đang xử lý");
    await desk.locator("details.desk-action", { has: desk.locator('[value="finish"]') }).locator("summary").click();
    await desk.locator("#finish-result").fill("Giấy chứng nhận số 12/2026, ngày 12/03/2026");
    await act(desk, "finish", "Đã có kết quả");
    await act(desk, "return_result", "Đã trả kết quả");
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main .alert")).toContainText("Giấy chứng nhận số 12/2026");
  const steps = page.locator("main .timeline .timeline-title");
  await expect(steps).toHaveText(["Gửi hồ sơ", "Tiếp nhận hồ sơ", "Bắt đầu xử lý", "Có kết quả", "Trả kết quả"]);
});

test("what the desk asks for is pinned to its question and its paper, mended once and sent again", async ({ page, browser }) => {
  const number = await fileQuickly(page, BIRTH);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    for (const [at, reason] of [
      ["child.full_name", "Ghi đúng chữ đệm như giấy chứng sinh"],
      ["paper:birth_certificate", "Ảnh mờ, chụp lại cho rõ dấu"],
    ] as const) {
      const defect = desk.locator("details.defect", { has: desk.locator(`[name="defects[${at}]"]`) });
      await defect.locator("summary").click();
      await defect.locator("textarea").fill(reason);
    }
    await act(desk, "ask_supplement", "Cần bạn bổ sung");
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main .supplement li")).toHaveCount(2);
  await expect(page.locator("main .supplement")).toContainText("Ghi đúng chữ đệm");
  await press(page, page.locator("main .supplement form button"), {
    shows: page.locator("main .field-asked").first(),
    at: /\/nop\/1\.001193\/[^/]+\/child/,
  });
  await expect(page.locator("main .field-asked")).toContainText("Ghi đúng chữ đệm như giấy chứng sinh");
  await expect(input(page, "child.full_name")).toHaveValue("Nguyễn Trần An Nhiên");
  await fill(page, "child", { full_name: "Nguyễn Trần Ái Nhiên" });
  await page.locator('.step-buttons button[value="next"]').click();
  await expect(heading(page, "Người mẹ")).toBeVisible();
  await open(page, page.url().replace(/\/mother.*/, "/giay-to"));
  await expect(page.locator("main .field-asked")).toContainText("Ảnh mờ, chụp lại cho rõ dấu");
  await attach(page, "birth_certificate", pdf("giay-chung-sinh-ro.pdf"));
  await expect(page.locator("main .files")).toContainText("giay-chung-sinh-ro.pdf");
  await open(page, page.url());
  await press(page, page.locator('.step-buttons button[value="next"]'), { shows: page.locator("form.declaration") });
  await page.locator("#cam-doan").check();
  await press(page, page.locator("form.declaration button"), { shows: page.locator(".big-number") });
  await expect(page.locator(".big-number")).toContainText(number);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    const changed = desk.locator("main .changed");
    await expect(changed.locator("del")).toHaveText("Nguyễn Trần An Nhiên");
    await expect(changed.locator("ins")).toHaveText("Nguyễn Trần Ái Nhiên");
    await expect(changed.locator("ul.lines > li")).toHaveCount(2);
    await expect(changed.locator("ul.lines > li").last()).toContainText("giay-chung-sinh-ro.pdf");
    // All the rest is folded, and only what changed may be asked for again.
    await expect(desk.locator("main .all-filed .review").first()).toBeHidden();
    await desk.locator("main .all-filed > summary").first().click();
    await expect(desk.locator("main .all-filed .review").first()).toBeVisible();
    await expect(desk.locator("details.defect")).toHaveCount(2);
    await looked(desk);
    // A complete supplement starts the period by itself: nothing is left to accept.
    await expect(desk.locator("main > .page > .status-line")).toContainText("Được tiếp nhận");
    await expect(desk.locator(".due-at")).toContainText("/2026");
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main .timeline .timeline-title")).toHaveText(["Gửi hồ sơ", "Yêu cầu bổ sung", "Đã bổ sung"]);
});

test("a refusal says why, to the owner and to nobody else", async ({ page, browser }) => {
  const number = await fileQuickly(page, GAME_POINT);
  const reason = "Địa chỉ nằm trong khu vực không được mở điểm";
  await withOfficer(browser, "can-bo-mui-ne", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await desk.locator("details.desk-action", { has: desk.locator('[value="refuse"]') }).locator("summary").click();
    await desk.locator("#refuse-reason").fill(reason);
    await act(desk, "refuse", "Không được tiếp nhận");
    await expect(desk.locator("main")).toContainText("Không còn việc phải làm với hồ sơ này");
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main .alert")).toContainText(reason);
  await withOfficer(browser, "lan", async (other) => {
    await open(other, `/tra-cuu/${number}`);
    await expect(other.locator("main")).toContainText("Đã kết thúc, không có kết quả");
    expect(await other.content()).not.toContain(reason);
  });
});

test("a date soon due is moved once with an apology, and another dossier is stopped at the applicant's wish", async ({ browser }) => {
  const server = await startServer();
  const within = async (person: string | null, use: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ baseURL: server.url });
    try {
      const page = await context.newPage();
      if (!scriptsRun()) markScriptsOff(page);
      if (person !== null) await signIn(page, person);
      await use(page);
    } finally {
      await context.close();
    }
  };
  try {
    const numbers: string[] = [];
    await within(null, async (page) => {
      for (let one = 0; one < 2; one += 1) numbers.push(await fileQuickly(page, GAME_POINT));
    });
    const [late = "", withdrawn = ""] = numbers;
    await within("can-bo-mui-ne", async (desk) => {
      for (const number of numbers) {
        await open(desk, `/can-bo/${number}`);
        await act(desk, "accept", "Được tiếp nhận");
      }
    });
    // Two working days and a little before the due date the portal warns by itself.
    await server.pause();
    await server.resume("2026-03-24T16:00:00+07:00");
    await within("can-bo-mui-ne", async (desk) => {
      await expect(async () => {
        await desk.goto(`/can-bo/${late}`);
        await expect(desk.locator("main .warnings")).toContainText("Sắp đến hạn", { timeout: 100 });
      }).toPass({ timeout: 60_000 });
      await expect(desk.locator(".due-at")).toContainText("26/03/2026");
      await desk.locator("details.desk-action", { has: desk.locator('[value="extend"]') }).locator("summary").click();
      await desk.locator("#extend-days").selectOption({ label: "3 ngày làm việc: 31/03/2026" });
      await desk.locator("#extend-reason").fill("Xin lỗi ông, đoàn kiểm tra địa điểm chưa xong biên bản");
      await act(desk, "extend", "Được tiếp nhận");
      await expect(desk.locator(".due-at")).toContainText("31/03/2026");
      await expect(desk.locator('input[name="action"][value="extend"]')).toHaveCount(0);
    });
    await within("hung", async (page) => {
      await open(page, `/tra-cuu/${late}`);
      const apology = page.locator("main .alert", { hasText: "Cơ quan xin lỗi" });
      await expect(apology).toContainText("đoàn kiểm tra địa điểm chưa xong biên bản");
      await expect(apology).toContainText("26/03/2026");
      await expect(apology).toContainText("31/03/2026");
      await open(page, `/tra-cuu/${withdrawn}`);
      await page.locator("main details.danger summary").click();
      await page.locator("#ly-do-rut").fill("Tôi chuyển sang địa điểm khác");
      await page.locator("main details.danger form button").click();
      await expect(page.locator("main .status-line.waiting")).toContainText("đang chờ cơ quan trả lời");
      await looked(page);
    });
    await within("can-bo-mui-ne", async (desk) => {
      await open(desk, `/can-bo/${withdrawn}`);
      await expect(desk.locator("main .alert", { hasText: "Tôi chuyển sang địa điểm khác" })).toBeVisible();
      await act(desk, "confirm_withdrawal", "Đã rút");
    });
    await within("hung", async (page) => {
      await open(page, `/tra-cuu/${withdrawn}`);
      await expect(page.locator("main .timeline .timeline-title").last()).toHaveText("Đồng ý cho rút");
    });
  } finally {
    await server.stop();
  }
});

test("an officer of another commune does not see the dossier", async ({ page, browser }) => {
  const number = await fileQuickly(page, GAME_POINT);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    const answer = await desk.goto(`/can-bo/${number}`);
    expect(answer?.status()).toBe(404);
    expect(await desk.content()).not.toContain("Nguyễn Văn Hùng");
  });
});
