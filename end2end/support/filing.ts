// The way of a filing in the order a person goes it; the journeys and the pictures share it.

import { type Page } from "@playwright/test";
import { fill } from "./fill.ts";
import { type FilingCase, type Part } from "./filings.ts";
import { expect, scriptsRun } from "./pages.ts";
import { type Paper } from "./papers.ts";
import { follow, heading, looked, open, press } from "./walk.ts";

/** The number a filed dossier has. */
export const NUMBER = /H36\.\d{2,3}-\d{6}-\d{4}/;

/** Finds the procedure from the first page, as people type: without accents. */
export async function find(page: Page, filing: FilingCase): Promise<void> {
  await open(page, "/");
  await page.getByRole("searchbox").fill(filing.search);
  await press(page, page.locator("main .search-box button"), {
    shows: page.locator("main .results"),
    at: /\/thu-tuc\?q=/,
  });
  const found = page.locator(`main .results a[href="/thu-tuc/${filing.code}"]`);
  await expect(found).toContainText(filing.name);
  await press(page, found, {
    shows: page.locator("main .start-bar"),
    at: new RegExp(`/thu-tuc/${filing.code.replaceAll(".", "\\.")}$`),
  });
}

/** Answers the questions of the procedure's page: each answer is in the address afterwards. */
export async function ask(page: Page, filing: FilingCase): Promise<void> {
  for (const [key, answer] of Object.entries(filing.questions)) {
    const name = `answers[${filing.asked}.${key}]`;
    await page.locator(`.questions [name="${name}"][value="${answer as string}"]`).check();
    if (!scriptsRun()) await page.locator(".questions button").last().click();
    await expect.poll(() => new URL(page.url()).searchParams.get(name)).toBe(answer);
  }
  await looked(page);
}

/** Starts from the procedure's page, signing in on the way. */
export async function start(page: Page, filing: FilingCase): Promise<void> {
  await press(page, page.locator(".start-bar button"), {
    shows: heading(page, /^Đăng nhập/),
    at: /\/dang-nhap\?tiep=/,
  });
  const begin = page.locator('main form[action="/api/drafts/start"]:not(:has([name="like"])) button');
  await press(page, page.locator(`button[name="person"][value="${filing.person}"]`), {
    shows: begin,
    at: /\/nop\/.*answers/,
  });
  await press(page, begin, { shows: page.locator("#buoc"), at: stepOf(filing, filing.parts[0]?.section ?? "") });
}

/** Signs in as an invented person, without looking at the page: it has been looked at. */
export async function signIn(page: Page, person: string): Promise<void> {
  await page.goto("/dang-nhap");
  if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.locator(`button[name="person"][value="${person}"]`).click();
  // Somebody may be signed in already: the page that follows says that this one is.
  await expect(page).not.toHaveURL(/\/dang-nhap/);
  await expect(page.locator('.page-header form[action="/api/session/sign_out"]')).toBeAttached();
}

/** Returns the address of a step. */
export function stepOf(filing: FilingCase, step: string): RegExp {
  return new RegExp(`/nop/${filing.code.replaceAll(".", "\\.")}/[^/]+/${step}(\\?|$)`);
}

/** Types the answers of a step; rows are added and taken away as the answers need. */
export async function fillPart(page: Page, part: Part): Promise<void> {
  if (!Array.isArray(part.answers)) return fill(page, part.section, part.answers);
  const rows = page.locator("fieldset.row");
  while ((await rows.count()) < part.answers.length) {
    const before = await rows.count();
    await page.locator('button[name="go"][value="add_row"]').click();
    await expect(rows).toHaveCount(before + 1);
  }
  while ((await rows.count()) > part.answers.length) {
    const before = await rows.count();
    await page.locator(`button[name="go"][value="remove_row:${before - 1}"]`).click();
    await expect(rows).toHaveCount(before - 1);
  }
  for (const [row, answers] of part.answers.entries()) await fill(page, `${part.section}.${row}`, answers);
}

/** Goes on from a step to the next, which is the one after it in the filing. */
export async function goOn(page: Page, filing: FilingCase, part: Part): Promise<void> {
  const next = filing.parts[filing.parts.indexOf(part) + 1];
  await press(page, page.locator('.step-buttons button[value="next"]'), {
    shows: next === undefined ? heading(page, "Giấy tờ kèm theo") : heading(page, next.title),
    at: stepOf(filing, next?.section ?? "giay-to"),
  });
}

/** Attaches a paper to a slot: the choice itself sends it where scripts run. */
export async function attach(page: Page, slot: string, paper: Paper): Promise<void> {
  const file = page.locator(`[id="giay-${slot}"]`);
  const area = page.locator(".file-area").filter({ has: file });
  const answered = page.waitForResponse((response) => {
    const [method, path] = [response.request().method(), new URL(response.url()).pathname];
    // A plain form, or the last part of a resumable upload: these papers are small.
    return method === "PATCH" || (method === "POST" && path.startsWith("/tep/") && !path.startsWith("/tep/tus/"));
  });
  await file.setInputFiles(paper);
  if (!scriptsRun()) await area.locator('button[type="submit"].no-script').click();
  await answered;
  await page.waitForLoadState();
}

/** Attaches everything and goes on to the review. */
export async function attachAll(page: Page, filing: FilingCase): Promise<void> {
  for (const [slot, paper] of Object.entries(filing.papers)) {
    await attach(page, slot, paper);
    await expect(page.locator("main .files").getByRole("link", { name: paper.name })).toBeVisible();
    await looked(page);
  }
  await press(page, page.locator('.step-buttons button[value="next"]'), {
    shows: heading(page, "Xem lại và gửi"),
    at: stepOf(filing, "xem-lai"),
  });
}

/** Declares and files; returns the number. */
export async function file(page: Page): Promise<string> {
  await page.locator("#cam-doan").check();
  await press(page, page.locator("form.declaration button"), {
    shows: page.locator(".big-number"),
    at: /\/tra-cuu\/[^/]+\/giay-tiep-nhan$/,
  });
  const number = (await page.locator(".big-number").textContent())?.match(NUMBER)?.[0];
  if (number === undefined) throw new Error("the acknowledgement carries no number");
  return number;
}

/** Starts a draft of its own, its questions answered, for somebody who is signed in; ends on its first step. */
export async function startDraft(page: Page, filing: FilingCase): Promise<void> {
  const query = new URLSearchParams();
  for (const [key, answer] of Object.entries(filing.questions)) {
    query.set(`answers[${filing.asked}.${key}]`, answer as string);
  }
  await page.goto(`/nop/${filing.code}?${query}`);
  if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.locator('main form[action="/api/drafts/start"]:not(:has([name="like"])) button').click();
  await expect(page.locator("#buoc")).toBeVisible();
}

/** Fills a whole filing in, signed in, and stops at its review. */
export async function toReview(page: Page, filing: FilingCase): Promise<void> {
  await signIn(page, filing.person);
  await startDraft(page, filing);
  for (const part of filing.parts) {
    await expect(heading(page, part.title)).toBeVisible();
    await fillPart(page, part);
    await page.locator('.step-buttons button[value="next"]').click();
  }
  await expect(heading(page, "Giấy tờ kèm theo")).toBeVisible();
  for (const [slot, paper] of Object.entries(filing.papers)) await attach(page, slot, paper);
  if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.locator('.step-buttons button[value="next"]').click();
  await expect(heading(page, "Xem lại và gửi")).toBeVisible();
}

/** Presses what leads on and waits until the page says what is wrong. */
export async function refusedWith(page: Page, press: () => Promise<void>): Promise<void> {
  await follow(page, press, { shows: page.locator(".error-summary") });
}
