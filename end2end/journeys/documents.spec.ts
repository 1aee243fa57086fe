// Papers of a dossier: sent in parts that go on after a cut, joined from photographs, scanned, used again, lent by a link.

import { createHash } from "node:crypto";
import { type Page } from "@playwright/test";
import { markScriptsOff } from "../support/axe.ts";
import { MARKER, startClamd } from "../support/clamd.ts";
import { attach, signIn, startDraft } from "../support/filing.ts";
import { GAME_POINT } from "../support/filings.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { type Paper, pdf } from "../support/papers.ts";
import { fileQuickly } from "../support/quickly.ts";
import { startServer } from "../support/server.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

const SLOT = "registration";
const INPUT = `[id="giay-${SLOT}"]`;

/** Signs in, starts a draft and opens its papers. */
async function papers(page: Page): Promise<void> {
  await signIn(page, GAME_POINT.person);
  await startDraft(page, GAME_POINT);
  await open(page, page.url().replace(/\/filer.*/, "/giay-to"));
  if (scriptsRun()) await page.locator("[data-uploads][data-on]").waitFor({ state: "attached" });
}

/** Returns a PDF of so many bytes. */
function large(name: string, size: number): Paper {
  const small = pdf(name);
  const [head, ...rest] = small.buffer.toString("latin1").split("\n");
  const filler = `%${"x".repeat(size - small.buffer.length - 2)}`;
  // The index is off by the filler: the portal counts the page itself.
  return { ...small, buffer: Buffer.from([head, filler, ...rest].join("\n"), "latin1") };
}

test("an upload that is cut goes on by itself from where it was", async ({ browser }) => {
  test.skip(!scriptsRun(), "without scripts a browser sends a file in one go");
  // A page of its own: the browser itself reports the cut as an error.
  const context = await browser.newContext();
  const page = await context.newPage();
  await papers(page);
  const paper = large("hop-dong.pdf", 9_000_000);
  const offsets: string[] = [];
  let cut = false;
  await page.route("**/tep/tus/*", async (route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.continue();
    const offset = request.headers()["upload-offset"] ?? "";
    offsets.push(offset);
    if (offset !== "0" && !cut) {
      cut = true;
      return route.abort("connectionreset");
    }
    return route.continue();
  });
  await page.locator(INPUT).setInputFiles(paper);
  await expect(page.locator("main .files").getByRole("link", { name: paper.name })).toBeVisible({ timeout: 60_000 });
  expect(cut).toBe(true);
  expect(offsets.filter((offset) => offset === "0")).toHaveLength(1);
  const sum = createHash("sha256").update(paper.buffer).digest("hex");
  await expect(page.locator("main .files code").last()).toHaveText(sum);
  await expect(page.locator("main .files")).toContainText("1 trang");
  await looked(page);
  await context.close();
});

test("an upload that a reload broke off goes on when the same file is chosen again", async ({ page }) => {
  test.skip(!scriptsRun(), "without scripts a browser sends a file in one go");
  await papers(page);
  const paper = large("ban-ve.pdf", 9_000_000);
  const offsets: string[] = [];
  let reloaded = false;
  await page.route("**/tep/tus/*", async (route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.continue();
    const offset = request.headers()["upload-offset"] ?? "";
    offsets.push(offset);
    // The second part is never answered before the reload.
    if (offset !== "0" && !reloaded) return;
    return route.continue();
  });
  await page.locator(INPUT).setInputFiles(paper);
  await expect.poll(() => offsets.length).toBe(2);
  reloaded = true;
  await page.reload();
  await expect(page.locator(".file-left")).toContainText("ban-ve.pdf");
  await looked(page);
  await page.locator(INPUT).setInputFiles(paper);
  await expect(page.locator("main .files").getByRole("link", { name: paper.name })).toBeVisible({ timeout: 60_000 });
  expect(offsets.filter((offset) => offset === "0")).toHaveLength(1);
  await expect(page.locator(".file-left")).toHaveCount(0);
});

test("photographs become one PDF, and a blurred or dark one is said to be so", async ({ page }) => {
  test.skip(!scriptsRun(), "the device joins them by a script");
  await papers(page);
  const sharp = await photograph(page, "to-1.jpg", "sharp");
  const second = await photograph(page, "to-2.jpg", "sharp");
  await page.locator(INPUT).setInputFiles([sharp, second]);
  await expect(page.locator("main .files").getByRole("link", { name: "to-1.pdf" })).toBeVisible();
  await expect(page.locator("main .files")).toContainText("2 trang");
  for (const [kind, words] of [["blurred", "bị mờ"], ["dark", "hơi tối"]] as const) {
    const photo = await photograph(page, `${kind}.jpg`, kind);
    await page.locator(INPUT).setInputFiles(photo);
    await expect(page.locator(".file-tray .file-warning")).toContainText(words);
    await looked(page);
    await page.locator(".file-tray").getByRole("button", { name: "Bỏ trang này" }).click();
    await expect(page.locator(".file-tray")).toHaveCount(0);
  }
  await expect(page.locator("main .files > li")).toHaveCount(1);
});

test("an infected file is refused with the reason, and the rest stays", async ({ browser }) => {
  const clamd = await startClamd();
  const server = await startServer({ environment: { MOTCUA_CLAMD: clamd.address } });
  const context = await browser.newContext({ baseURL: server.url });
  try {
    const page = await context.newPage();
    if (!scriptsRun()) markScriptsOff(page);
    await papers(page);
    const good = pdf("giay-dang-ky.pdf");
    await attach(page, SLOT, good);
    await expect(page.locator("main .files")).toContainText(good.name);
    await attach(page, SLOT, pdf(MARKER));
    await expect(page.locator(".error-summary")).toContainText("Tệp có vi-rút nên đã bị xoá");
    await expect(page.locator("main .files > li")).toHaveCount(1);
    clamd.silent = true;
    await attach(page, SLOT, pdf("cho.pdf"));
    await expect(page.locator("main .files")).toContainText("Đang kiểm tra vi-rút");
    if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
    await page.locator('.step-buttons button[value="next"]').click();
    await expect(page.locator(".error-summary")).toContainText("đang kiểm tra vi-rút");
  } finally {
    await context.close();
    await server.stop();
    await clamd.stop();
  }
});

test("a paper filed once is used again with one tap, and lent by a link that can be taken back", async ({ page, browser }) => {
  await fileQuickly(page, GAME_POINT);
  const [paper] = Object.values(GAME_POINT.papers);
  if (paper === undefined) throw new Error("the case has no papers");
  await startDraft(page, GAME_POINT);
  await open(page, page.url().replace(/\/filer.*/, "/giay-to"));
  const again = page.locator(".paper-slot").filter({ has: page.locator(INPUT) }).locator(".reuse");
  await again.locator("summary").click();
  await looked(page);
  await again.getByRole("button", { name: "Dùng giấy này" }).first().click();
  await expect(page.locator(".file-area .files").getByRole("link", { name: paper.name })).toBeVisible();

  await open(page, "/giay-to-cua-toi");
  const line = page.locator("main li.line").filter({ hasText: paper.name }).first();
  await line.locator("summary").click();
  // Another journey may lend a paper of the same person at the same time.
  const purpose = `Cho ngân hàng xem ${test.info().project.name}`;
  await line.locator('input[name="purpose"]').fill(purpose);
  await looked(page);
  await line.getByRole("button", { name: "Tạo đường dẫn" }).click();
  const lent = page.locator("#chia-se li.line").filter({ hasText: purpose });
  const link = await lent.locator(".share-link a").getAttribute("href");
  if (link === null) throw new Error("there is no link");
  const path = new URL(link).pathname;
  const bank = await browser.newContext();
  try {
    const theirs = await bank.newPage();
    if (!scriptsRun()) markScriptsOff(theirs);
    await theirs.goto(path);
    await looked(theirs);
    await expect(theirs.locator("main")).toContainText(purpose);
    const opened = await bank.request.get(`/tep${path}`);
    expect(opened.headers()["content-type"]).toBe(paper.mimeType);
    await open(page, "/giay-to-cua-toi");
    await expect(lent.locator("details summary")).toContainText("1");
    await lent.getByRole("button", { name: "Thu hồi" }).click();
    await expect(lent).toContainText("Đã thu hồi");
    expect((await bank.request.get(`/tep${path}`)).status()).toBe(410);
    expect((await theirs.goto(path))?.status()).toBe(410);
    await expect(heading(theirs, "Đường dẫn này đã hết hiệu lực")).toBeVisible();
    await expect(theirs.locator("main")).not.toContainText(purpose);
    await looked(theirs);
  } finally {
    await bank.close();
  }
});

test("a paper is attached before signing in, and comes along to the account", async ({ page }) => {
  const paper = pdf("truoc-khi-dang-nhap");
  await open(page, "/nop/1.001193");
  await page.getByRole("button", { name: "Điền trước" }).click();
  await expect(page.locator("main")).toContainText("Bạn chưa đăng nhập");
  const draft = new URL(page.url()).pathname.split("/")[3] ?? "";
  await open(page, `/nop/1.001193/${draft}/case`);
  await page.locator('[name="answers[case.situation]"][value="certificate"]').check();
  await page.locator('.step-buttons button[value="stay"], .step-buttons button[value="next"]').first().click();
  await expect(page.locator("main")).toContainText("Bạn chưa đăng nhập");
  await open(page, `/nop/1.001193/${draft}/giay-to`);
  await attach(page, "birth_certificate", paper);
  await expect(page.locator(".file-area .files").getByRole("link", { name: paper.name })).toBeVisible();
  await looked(page);
  await page.getByRole("link", { name: "Đăng nhập để giữ lâu hơn và nộp" }).click();
  await page.locator('button[name="person"][value="lan"]').click();
  await expect(page.locator(".file-area .files").getByRole("link", { name: paper.name })).toBeVisible();
  await expect(page.locator("main")).not.toContainText("Bạn chưa đăng nhập");
});

/** Draws a photograph of a printed page. */
async function photograph(page: Page, name: string, kind: "sharp" | "blurred" | "dark"): Promise<Paper> {
  const base64 = await page.evaluate((kind) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1200, 1600];
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("no canvas");
    pen.fillStyle = kind === "dark" ? "#222" : "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = "#000";
    if (kind === "dark") pen.fillStyle = "#777";
    pen.font = "40px sans-serif";
    if (kind === "blurred") pen.filter = "blur(14px)";
    for (let row = 0; row < 24; row += 1) pen.fillText("Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập", 80, 120 + row * 60);
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "";
  }, kind);
  return { name, mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}
