// Without a line: forms opened before are filled and queued, filed once when the line is back; a device tells the next
// person nothing; the worker keeps nothing of anybody and no nonce. A dead line is an error of the console, so these
// journeys do not look at it.

import { type BrowserContext, type Page } from "@playwright/test";
import { expectNoViolations } from "../support/axe.ts";
import { fill, typed } from "../support/fill.ts";
import { NUMBER, signIn, startDraft, toReview } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, scriptsRun } from "../support/pages.ts";
import { test as plain } from "../support/served.ts";
import { startServer } from "../support/server.ts";
import { heading, looked, open } from "../support/walk.ts";

plain.describe.configure({ timeout: 240_000 });

/** What the device holds: how many sealed records, whether a key, and whether a text can be read in any of it. */
async function held(page: Page): Promise<{ records: number; key: boolean; pages: string[]; outdated: string[]; extractable: boolean }> {
  return page.evaluate(async () => {
    const base = await new Promise<IDBDatabase>((done, failed) => {
      const asked = indexedDB.open("motcua", 1);
      asked.onupgradeneeded = () => ["meta", "typed", "pages", "queue"].forEach((name) => asked.result.createObjectStore(name));
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    const all = (store: string, what: "getAll" | "getAllKeys") =>
      new Promise<unknown[]>((done) => {
        const asked = base.transaction(store).objectStore(store)[what]();
        asked.onsuccess = () => done(asked.result);
      });
    const meta = (await all("meta", "getAll")) as { key: CryptoKey | null }[];
    const records = (await Promise.all(["typed", "pages", "queue"].map((store) => all(store, "getAll")))).flat();
    const pages = (await all("pages", "getAllKeys")) as string[];
    const at = ((await all("pages", "getAll")) as { at: number }[]).map((one) => one.at);
    const outdated = pages.filter((path, index) => (at[index] ?? 0) < Number(sessionStorage.getItem(`motcua-kept:${path}`)));
    base.close();
    return { records: records.length, key: Boolean(meta[0]?.key), pages, outdated, extractable: Boolean(meta[0]?.key?.extractable) };
  });
}

/** Waits until the worker runs the pages and the device has every step of the draft as the portal has it now. */
async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const steps = await page
    .locator("main .progress a")
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  expect(steps.length).toBeGreaterThan(2);
  const missing = async (): Promise<string[]> => {
    const { pages, outdated } = await held(page);
    return steps.filter((path) => !pages.includes(path) || outdated.includes(path));
  };
  await expect.poll(missing, { timeout: 30_000 }).toEqual([]);
}

async function own(browser: { newContext(options: object): Promise<BrowserContext> }, url: string): Promise<BrowserContext> {
  return browser.newContext({ baseURL: url, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", viewport: { width: 360, height: 740 } });
}

plain("a form is filled and queued with the line cut and the portal stopped, and filed once when both are back", async ({ browser }) => {
  plain.skip(!scriptsRun(), "without scripts nothing is kept on a device");
  const server = await startServer();
  const context = await own(browser, server.url);
  const page = await context.newPage();
  try {
    await toReview(page, BIRTH);
    const review = new URL(page.url()).pathname;
    await ready(page);
    await context.setOffline(true);
    await server.pause();

    await page.goto(review.replace("/xem-lai", "/request"));
    await expect(page.locator("html[data-offline]")).toBeAttached();
    await expect(page.locator(".alert-notice")).toContainText("không có mạng");
    await expectNoViolations(page);
    await expect.poll(() => typed(page, "request.phone")).toBe("0912345670");
    const { records } = await held(page);
    await fill(page, "request", { phone: "0987654321" });
    await expect.poll(async () => (await held(page)).records).toBeGreaterThan(records);
    await page.reload();
    await expect(page.locator("html[data-offline]")).toBeAttached();
    await expect.poll(() => typed(page, "request.phone")).toBe("0987654321");
    // A question that only follows from another answer is asked without the portal, by the same rules.
    await page.goto(review.replace("/xem-lai", "/copies"));
    await page.locator("html[data-offline][data-hydrated]").waitFor({ state: "attached" });
    await page.locator('[name="answers[copies.wanted]"][value="no"]').check();
    await expect(page.locator('[name="answers[copies.count]"]')).toHaveCount(0);
    await page.locator('[name="answers[copies.wanted]"][value="yes"]').check();
    await fill(page, "copies", { count: "7" });
    await page.locator('.step-buttons button[value="next"]').click();
    await expect(heading(page, "Giấy tờ kèm theo")).toBeVisible();
    await page.goto(review);
    await expect(page.locator("html[data-offline]")).toBeAttached();
    await page.locator("#cam-doan").check();
    await page.locator("form.declaration button").click();
    await expect(page).toHaveURL(/\/ngoai-tuyen#cho-gui$/);
    const waiting = page.locator("[data-queue] li");
    await expect(waiting).toHaveCount(1);
    await expect(waiting).toContainText("Chờ có mạng");
    await expectNoViolations(page);
    await page.reload();
    await expect(waiting).toHaveCount(1);

    await server.resume();
    await context.setOffline(false);
    await expect(page.locator('[data-queue] li[data-state="filed"]')).toHaveCount(1, { timeout: 60_000 });
    const number = (await waiting.textContent())?.match(NUMBER)?.[0] ?? "?";
    expect(number).toMatch(NUMBER);
    await page.goto("/ho-so");
    await expect(page.locator("main li", { hasText: number })).not.toHaveCount(0);
    await expect(page.locator('main a[href^="/tra-cuu/H36"]').filter({ hasText: "khai sinh" })).toHaveCount(1);
    await page.goto(`/tra-cuu/${number}`);
    await expect(page.locator("main")).toContainText("+84987654321");
    await expect(page.locator("main")).toContainText("7 bản");
  } finally {
    await context.close();
    await server.stop();
  }
});

plain("what was typed as the line broke is merged when the page is opened again with a line", async ({ browser }) => {
  plain.skip(!scriptsRun(), "without scripts nothing is kept on a device");
  const server = await startServer();
  const context = await own(browser, server.url);
  const page = await context.newPage();
  try {
    await signIn(page, "lan");
    await startDraft(page, BIRTH);
    await ready(page);
    const at = page.url();
    await server.pause();
    await fill(page, "request", { relationship: "Bà nội" });
    await expect(page.locator(".kept-words")).toContainText("Đã giữ trên máy này", { timeout: 20_000 });
    // The browser goes, and all that was on the page.
    await page.close();
    await server.resume();
    const other = await own(browser, server.url);
    const phone = await other.newPage();
    await signIn(phone, "lan");
    await phone.goto(at);
    await phone.locator("html[data-hydrated]").waitFor({ state: "attached" });
    await fill(phone, "request", { phone: "0912345679" });
    await phone.locator('.step-buttons button[value="stay"]').click();
    await expect(phone.locator(".kept-words")).toContainText("Đã lưu");
    const again = await context.newPage();
    await again.goto(at);
    await expect.poll(() => typed(again, "request.relationship")).toBe("Bà nội");
    expect(await typed(again, "request.phone")).toBe("0912345679");
    await other.close();
  } finally {
    await context.close();
    await server.stop();
  }
});

plain("signing out leaves nothing on the device, and the next person finds nothing", async ({ page, context }) => {
  plain.skip(!scriptsRun(), "without scripts nothing is kept on a device");
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  await ready(page);
  const step = new URL(page.url()).pathname;
  const before = await held(page);
  expect(before.key).toBe(true);
  expect(before.extractable).toBe(false);
  // What is on the disk cannot be read without the key.
  await page.locator('.page-header form[action="/api/session/sign_out"] button').click();
  await expect(page.locator('.page-header a[href="/dang-nhap"]')).toBeVisible();
  await expect.poll(async () => ({ ...(await held(page)), pages: 0 })).toEqual({ records: 0, key: false, pages: 0, outdated: [], extractable: false });
  await signIn(page, "hung");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.goto(step);
  await expect(page.locator("h1")).toHaveText("Hồ sơ trên máy này");
  await expect(page.locator("main")).not.toContainText("Người yêu cầu");
  await context.setOffline(false);
  // With the line back the page asks the portal by itself.
  await expect(page.locator("html[data-offline]")).toHaveCount(0);
});

plain("another person at a device whose session was only forgotten finds nothing", async ({ page, context }) => {
  plain.skip(!scriptsRun(), "without scripts nothing is kept on a device");
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  await ready(page);
  const step = new URL(page.url()).pathname;
  await context.clearCookies();
  await page.goto("/");
  await expect.poll(async () => (await held(page)).key).toBe(false);
  await context.setOffline(true);
  await page.goto(step);
  await expect(page.locator("h1")).toHaveText("Hồ sơ trên máy này");
  await expect(page.locator("[data-drafts]")).toBeHidden();
  await page.close();
  await context.setOffline(false);
  // The same person signs in again, and has it back.
  const again = await context.newPage();
  await signIn(again, "lan");
  await expect.poll(async () => (await held(again)).key).toBe(true);
});

plain("the worker keeps public pages for nobody, without a nonce, and only this build's files", async ({ page, context }) => {
  plain.skip(!scriptsRun(), "without scripts there is no worker");
  await signIn(page, "lan");
  await page.goto("/thu-tuc/1.001193");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await startDraft(page, BIRTH);
  await open(page, "/thu-tuc/1.001193");
  const kept = (): Promise<Record<string, string>> =>
    page.evaluate(async () => {
      const all: Record<string, string> = {};
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const answer = await cache.match(request);
          const path = new URL(request.url).pathname;
          all[path] = path.startsWith("/pkg/") ? "" : ((await answer?.text()) ?? "") + JSON.stringify([...(answer?.headers ?? [])]);
        }
      }
      return all;
    });
  await expect.poll(async () => Object.keys(await kept())).toContain("/thu-tuc/1.001193");
  const all = await kept();
  for (const [path, body] of Object.entries(all)) {
    expect(path).not.toMatch(/^\/(nop|ho-so|tra-cuu|api|tep|can-bo)/);
    expect(body, path).not.toContain("nonce");
    for (const secret of BIRTH.secret) expect(body, path).not.toContain(secret);
  }
  const build = await page.evaluate(() => ({ ...document.getElementById("boot")?.dataset }));
  const files = Object.keys(all).filter((path) => path.startsWith("/pkg/"));
  for (const file of [build.js, build.wasm, build.device]) expect(files).toContain(file);
  expect(files).toHaveLength(4);
  await context.setOffline(true);
  await page.goto("/thu-tuc/1.001193");
  await expect(heading(page, /khai sinh/)).toBeVisible();
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await context.setOffline(false);
  await page.goto("/ngoai-tuyen");
  await looked(page);
});
