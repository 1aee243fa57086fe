// Never ask twice: what an accepted dossier confirmed fills in the next one, with where it comes from; the child is chosen
// from a list; two answers are typed and two chosen, and with nothing more the second filing is complete.

import { type Browser, type BrowserContext, type Page } from "@playwright/test";
import { markScriptsOff } from "../support/axe.ts";
import { fill, input } from "../support/fill.ts";
import { attach, fillPart, signIn, startDraft } from "../support/filing.ts";
import { BIRTH, type FilingCase } from "../support/filings.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";
import { startRegisters } from "../support/registers.ts";
import { startServer } from "../support/server.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

/** The next page, by the step's own button. */
async function next(page: Page): Promise<void> {
  await page.locator('.step-buttons button[value="next"]').click();
  await page.waitForLoadState();
}

test("a second filing is filled in with what the first proved, and only two answers are typed", async ({ page, browser }) => {
  const number = await fileQuickly(page, BIRTH);
  await accept(browser, number);
  const from = `Lấy từ hồ sơ ${number}, tiếp nhận ngày 12/03/2026`;

  await open(page, "/nop/2.000635?answers[case.who]=person&answers[case.authorised]=no");
  await expect(page.locator("main .ready")).toContainText("Người yêu cầu");
  await page.locator('main form[action="/api/drafts/start"]:not(:has([name="like"])) button').click();
  await expect(heading(page, "Người yêu cầu")).toBeVisible();
  await expect(input(page, "request.full_name")).toHaveValue("Trần Thị Mai Lan");
  await expect(page.locator("#buoc")).toContainText(from);
  await input(page, "request.agency").selectOption(BIRTH.agency);
  await looked(page);
  await next(page);

  await expect(heading(page, "Việc hộ tịch và người đã đăng ký")).toBeVisible();
  await fill(page, "registered", { event: "birth" });
  await page.getByRole("button", { name: /Dùng thông tin của Nguyễn Trần An Nhiên \(con\)/ }).click();
  await expect(input(page, "registered.full_name")).toHaveValue("Nguyễn Trần An Nhiên");
  await expect(input(page, "registered.event")).toHaveValue("birth");
  await expect(page.locator("#buoc")).toContainText(from);
  await looked(page);
  await next(page);

  await expect(heading(page, "Sổ gốc")).toBeVisible();
  await fill(page, "register", { agency: "UBND phường Xuân Hương - Đà Lạt" });
  await next(page);
  await expect(heading(page, "Bản sao")).toBeVisible();
  await fill(page, "copies", { count: "2" });
  await next(page);
  await expect(heading(page, "Xem lại và gửi")).toBeVisible();
  await expect(page.locator("main")).toContainText(from);
  await looked(page);
  await page.locator("#cam-doan").check();
  await page.locator("form.declaration button").click();
  await expect(page.locator(".big-number")).toBeVisible();

  await open(page, "/du-lieu-cua-toi");
  await expect(page.locator("main")).toContainText("Nguyễn Trần An Nhiên (con)");
  await expect(page.locator("main")).toContainText(`Mở hồ sơ ${number} để giải quyết`);
  await expect(page.locator("main")).toContainText("Luật Lưu trữ 33/2024/QH15");

  // An address is corrected by the very question of the forms: another province first, then one of its communes.
  const fact = page.locator(".kept-facts > div", { has: page.locator('a[href="/du-lieu-cua-toi/me/person.residence"]') });
  await fact.locator("summary").click();
  await fact.locator('a[href="/du-lieu-cua-toi/me/person.residence"]').click();
  await expect(input(page, "s.value.street")).toHaveValue("15 Nguyễn Văn Cừ");
  await input(page, "s.value.province").selectOption("79");
  await input(page, "s.value.street").fill("9 Lê Lợi");
  await page.locator('button[name="go"][value="stay"]').click();
  const commune = input(page, "s.value.commune");
  await expect(commune.locator("option", { hasText: "Phường Sài Gòn" })).toBeAttached();
  await expect(input(page, "s.value.street")).toHaveValue("9 Lê Lợi");
  await page.getByRole("button", { name: "Lưu giá trị đúng" }).last().click();
  await expect(page.locator(".error-summary")).toContainText("Xã");
  await looked(page);
  await commune.selectOption({ label: "Phường Sài Gòn" });
  await page.getByRole("button", { name: "Lưu giá trị đúng" }).last().click();
  await expect(heading(page, "Dữ liệu của tôi")).toBeVisible();
  await expect(page.locator("main")).toContainText("9 Lê Lợi");
});

test("of a second child nothing is filled in but the applicant's part, and nothing is declared for anybody", async ({ page, browser }) => {
  await accept(browser, await fileQuickly(page, BIRTH));
  await startDraft(page, BIRTH);
  await expect(heading(page, "Người yêu cầu")).toBeVisible();
  await expect(input(page, "request.full_name")).toHaveValue("Trần Thị Mai Lan");
  await expect(input(page, "request.residence.street")).toHaveValue("15 Nguyễn Văn Cừ");
  await expect(page.locator("#buoc .field-origin").first()).toContainText("Lấy từ");
  await fill(page, "request", { agency: BIRTH.agency, relationship: "Mẹ" });
  await next(page);
  for (const part of BIRTH.parts.slice(1)) {
    await expect(heading(page, part.title)).toBeVisible();
    expect(await answered(page, part.section), part.section).toEqual([]);
    await expect(page.locator("#buoc .field-origin")).toHaveCount(0);
    await fillPart(page, part.section === "child" ? { ...part, answers: { ...part.answers, full_name: "Nguyễn Trần Minh Khôi" } } : part);
    await next(page);
  }
  await expect(heading(page, "Giấy tờ kèm theo")).toBeVisible();
  for (const [slot, paper] of Object.entries(BIRTH.papers)) {
    await attach(page, slot, paper);
    await expect(page.locator("main .files").getByRole("link", { name: paper.name })).toBeVisible();
  }
  await next(page);
  await expect(heading(page, "Xem lại và gửi")).toBeVisible();
  await expect(page.locator("#cam-doan")).not.toBeChecked();
});

/** Lists the questions of a section that are answered when it is opened. */
async function answered(page: Page, section: string): Promise<string[]> {
  const inputs = page.locator(`#buoc [name^="answers[${section}."]`);
  await expect(inputs.first()).toBeAttached();
  return inputs.evaluateAll((all) =>
    all
      .filter((one) => {
        if (one instanceof HTMLInputElement && ["radio", "checkbox"].includes(one.type)) return one.checked;
        if (one instanceof HTMLInputElement && one.type === "hidden") return false;
        return (one as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value !== "";
      })
      .map((one) => one.getAttribute("name") ?? ""),
  );
}

test("what the population database says is filled in, and the desk sees what was filed otherwise", async ({ browser }) => {
  const registers = await startRegisters();
  const server = await startServer({ environment: { MOTCUA_REGISTERS_URL: registers.url } });
  const contexts: BrowserContext[] = [];
  const visitor = async () => {
    const context = await browser.newContext({ baseURL: server.url });
    contexts.push(context);
    const page = await context.newPage();
    if (!scriptsRun()) markScriptsOff(page);
    return page;
  };
  try {
    const [page, desk] = [await visitor(), await visitor()];
    const number = await fileQuickly(page, MOVED);
    await open(page, "/du-lieu-cua-toi");
    await expect(page.locator("main")).toContainText("Tra cứu Cơ sở dữ liệu quốc gia về dân cư để điền và đối chiếu hồ sơ");

    await signIn(desk, "can-bo-xuan-huong");
    // The worker asks every five seconds.
    await expect(async () => {
      await desk.goto(`/can-bo/${number}`);
      await expect(desk.locator("main")).toContainText("Đối chiếu lúc 09:00 ngày 12/03/2026", { timeout: 100 });
    }).toPass({ timeout: 60_000 });
    await expect(desk.locator(".field-origin").first()).toContainText("Lấy từ Cơ sở dữ liệu quốc gia về dân cư");
    await expect(desk.locator("main li", { hasText: "Người yêu cầu: Khớp" })).toBeVisible();
    const differs = desk.locator("main li", { hasText: "Người mẹ: Không khớp" });
    await expect(differs.first()).toContainText("Nơi cư trú: 15 Nguyễn Văn Cừ");
    await looked(desk);
  } finally {
    for (const context of contexts) await context.close();
    await server.stop();
    registers.stop();
  }
});

/** The birth, its mother living elsewhere than the population database says. */
const MOVED: FilingCase = {
  ...BIRTH,
  parts: BIRTH.parts.map((part) =>
    part.section === "mother"
      ? { ...part, answers: { ...part.answers, residence: { province: "68", commune: "22918", street: "5 Huỳnh Thúc Kháng" } } }
      : part,
  ),
};

/** Accepts a dossier at the desk. */
async function accept(browser: Browser, number: string): Promise<void> {
  const context = await browser.newContext();
  try {
    const desk = await context.newPage();
    if (!scriptsRun()) markScriptsOff(desk);
    await signIn(desk, "can-bo-xuan-huong");
    await open(desk, `/can-bo/${number}`);
    await expect(desk.locator("main .review-list .field-origin").first()).toContainText("Lấy từ");
    const form = desk.locator("form", { has: desk.locator('input[name="action"][value="accept"]') });
    await form.getByRole("button").click();
    await expect(desk.locator("main > .page > .status-line")).toContainText("Được tiếp nhận");
  } finally {
    await context.close();
  }
}
