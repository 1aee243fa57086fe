// Nothing typed is lost and nothing is filed twice: reload, a second tab, a dead line, a double click, the same request.

import { type Page } from "@playwright/test";
import { fill, input, typed } from "../support/fill.ts";
import { NUMBER, signIn, startDraft, toReview } from "../support/filing.ts";
import { BIRTH, GAME_POINT } from "../support/filings.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { test as plain } from "../support/served.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 180_000 });

test("a draft goes on after a reload, in a second tab and from one's own list", async ({ page, context }) => {
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  await fill(page, "request", { relationship: "Bà ngoại" });
  await page.locator('.step-buttons button[value="stay"]').click();
  await expect(page.locator(".kept-words")).toContainText("Đã lưu");
  await page.reload();
  expect(await typed(page, "request.relationship")).toBe("Bà ngoại");
  const second = await context.newPage();
  await second.goto(page.url());
  expect(await typed(second, "request.relationship")).toBe("Bà ngoại");
  await open(page, "/ho-so");
  const id = new URL(second.url()).pathname.split("/")[3] ?? "";
  await expect(page.locator(`main a[href*="${id}"]`)).toBeVisible();
});

test("two tabs of one draft keep both sides' answers", async ({ page, context }) => {
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  const second = await context.newPage();
  await second.goto(page.url().replace(/\/request.*/, "/copies"));
  if (scriptsRun()) await second.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await fill(page, "request", { relationship: "Ông ngoại" });
  await page.locator('.step-buttons button[value="stay"]').click();
  await expect(page.locator(".kept-words")).toContainText("Đã lưu");
  await second.locator('[name="answers[copies.wanted]"][value="no"]').check();
  await second.locator('.step-buttons button[value="stay"]').click();
  await expect(second.locator(".kept-words")).toContainText("Đã lưu");
  await page.reload();
  expect(await typed(page, "request.relationship")).toBe("Ông ngoại");
  await page.goto(page.url().replace(/\/request.*/, "/copies"));
  expect(await typed(page, "copies.wanted")).toBe("no");
});

test("two devices edit one draft: both sides' answers are kept, and what contradicts is a choice", async ({ page, browser }) => {
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  const other = await browser.newContext({ javaScriptEnabled: scriptsRun(), locale: "vi-VN" });
  const phone = await other.newPage();
  await signIn(phone, "lan");
  await phone.goto(page.url());
  if (scriptsRun()) await phone.locator("html[data-hydrated]").waitFor({ state: "attached" });
  const keep = async (on: Page): Promise<void> => {
    await on.locator('.step-buttons button[value="stay"]').click();
    await expect(on.locator(".kept-words")).toContainText("Đã lưu");
  };
  await fill(page, "request", { phone: "0912345671" });
  await keep(page);
  // The phone's page was drawn before, and does not know of it.
  await fill(phone, "request", { relationship: "Ông ngoại" });
  await keep(phone);
  // The page fetches by itself what came in between, and may be on its way already.
  await expect(() => phone.reload()).toPass();
  expect(await typed(phone, "request.phone")).toBe("0912345671");
  expect(await typed(phone, "request.relationship")).toBe("Ông ngoại");
  await expect(phone.locator(".two-answers")).toHaveCount(0);
  await page.reload();
  await fill(page, "request", { relationship: "Bà ngoại" });
  await keep(page);
  await fill(phone, "request", { relationship: "Bác ruột" });
  await keep(phone);
  const choice = phone.locator(".two-answers");
  await expect(choice).toContainText("Quan hệ");
  if (scriptsRun()) await looked(phone);
  await expect(choice.locator(".tick", { hasText: "Bác ruột" })).toContainText("Trên máy này");
  await choice.locator(".tick", { hasText: "Bà ngoại" }).locator("input").check();
  await expect(choice.locator(".tick", { hasText: "Bà ngoại" })).toContainText("Trên máy kia");
  await choice.locator("button").click();
  await expect(phone.locator(".two-answers")).toHaveCount(0);
  expect(await typed(phone, "request.relationship")).toBe("Bà ngoại");
  await other.close();
});

// A dead line is an error of the console.
plain("what is typed while the line is dead stays on the page, says so, and is kept once it is back", async ({ page, context }) => {
  test.skip(!scriptsRun(), "without scripts nothing is sent before a button is pressed");
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  await context.setOffline(true);
  await input(page, "request.relationship").pressSequentially("Cha nuôi", { delay: 20 });
  await expect(page.locator(".kept-words")).toContainText("mất kết nối", { timeout: 20_000 });
  expect(await typed(page, "request.relationship")).toBe("Cha nuôi");
  await context.setOffline(false);
  await page.locator(".kept-state button").click();
  await expect(page.locator(".kept-words")).toContainText("Đã lưu");
  await page.reload();
  expect(await typed(page, "request.relationship")).toBe("Cha nuôi");
});

test("what is typed is kept without pressing anything", async ({ page }) => {
  test.skip(!scriptsRun(), "without scripts nothing is sent before a button is pressed");
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  await input(page, "request.relationship").pressSequentially("Bác ruột");
  await expect(page.locator(".kept-words")).toContainText("Chưa lưu");
  await expect(page.locator(".kept-words")).toContainText("Đã lưu", { timeout: 10_000 });
  await page.reload();
  expect(await typed(page, "request.relationship")).toBe("Bác ruột");
});

test("a double click on the last button files one dossier", async ({ page }) => {
  await toReview(page, GAME_POINT);
  await page.locator("#cam-doan").check();
  await page.locator("form.declaration button").dblclick();
  await expect(page.locator(".big-number")).toBeVisible();
  const number = await numberOn(page);
  await page.goto("/ho-so");
  await expect(page.locator("main li", { hasText: number })).toHaveCount(1);
});

test("the same request sent ten times at once files one dossier, and each answer names it", async ({ page }) => {
  await toReview(page, GAME_POINT);
  await looked(page);
  const form: Record<string, string> = { declared: "yes" };
  for (const name of ["draft", "code", "request"]) {
    form[name] = await page.locator(`form.declaration input[name="${name}"]`).inputValue();
  }
  const origin = new URL(page.url()).origin;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      page.request.post("/api/drafts/submit", { form, headers: { origin }, maxRedirects: 0 }),
    ),
  );
  const numbers = answers.map((answer) => decodeURIComponent(answer.headers()["location"] ?? `${answer.status()}`).match(NUMBER)?.[0]);
  expect(numbers[0]).toMatch(NUMBER);
  expect(new Set(numbers).size).toBe(1);
  await page.goto("/ho-so");
  await expect(page.locator("main li", { hasText: numbers[0] ?? "?" })).toHaveCount(1);
});

test("letters typed in parts mean the same as whole ones", async ({ page }) => {
  const point = GAME_POINT.parts.find((part) => part.section === "point");
  if (point === undefined) throw new Error("the case has no such part");
  await signIn(page, GAME_POINT.person);
  await startDraft(page, GAME_POINT);
  const name = "Nguyễn Văn Hùng";
  await fill(page, "filer", { ...(GAME_POINT.parts[0]?.answers as object), full_name: name.normalize("NFD") });
  expect((await typed(page, "filer.full_name")).normalize("NFC")).toBe(name);
  await page.locator('.step-buttons button[value="next"]').click();
  await expect(heading(page, "Chủ điểm là cá nhân")).toBeVisible();
  await page.goto(page.url().replace(/\/owner.*/, "/xem-lai"));
  await expect(page.locator("main .review-list dd", { hasText: name }).first()).toBeVisible();
});

async function numberOn(page: Page): Promise<string> {
  const number = (await page.locator(".big-number").textContent())?.match(NUMBER)?.[0];
  if (number === undefined) throw new Error("no number on the page");
  return number;
}
