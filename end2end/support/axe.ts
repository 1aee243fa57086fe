// Accessibility of a whole page by axe: every rule it has, none switched off.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Browser, type Page } from "@playwright/test";

/** Returns what axe finds on the page as it stands: each rule broken, with the elements that break it. */
export async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = await (scriptsAreOff(page) ? analyzeCopy(page) : analyze(page));
  return violations.map(
    (violation) => `${violation.id}: ${violation.help}\n` + violation.nodes.map((node) => `    ${node.target.join(" ")}`).join("\n"),
  );
}

/** Fails with the rule and the elements when axe finds anything on the page as it stands. */
export async function expectNoViolations(page: Page): Promise<void> {
  expect(await violationsOn(page), `axe on ${page.url()}`).toEqual([]);
}

const off = new WeakSet<Page>();

/** Says that a page runs no scripts. */
export function markScriptsOff(page: Page): void {
  off.add(page);
}

function scriptsAreOff(page: Page): boolean {
  return off.has(page);
}

/** Pages that run nothing but axe, one for each browser: a new one for every look took longer than the look. */
const judges = new WeakMap<Browser, Promise<Page>>();

async function judgeOf(browser: Browser): Promise<Page> {
  const judge = await judges.get(browser);
  if (judge !== undefined && !judge.isClosed()) return judge;
  // The project's own settings hold for every context unless said otherwise: here only the scripts.
  const next = browser.newContext({ javaScriptEnabled: true }).then((context) => context.newPage());
  judges.set(browser, next);
  return next;
}

/** Axe is a script: where scripts are off, the same markup and style sheets are judged in a page that runs only axe. */
async function analyzeCopy(page: Page): ReturnType<AxeBuilder["analyze"]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("the page has no browser");
  const markup = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/gi, "");
  const judge = await judgeOf(browser);
  const viewport = page.viewportSize();
  if (viewport !== null) await judge.setViewportSize(viewport);
  await judge.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: markup }));
  try {
    await judge.goto(page.url());
    return await analyze(judge);
  } finally {
    await judge.unrouteAll();
  }
}

/** The portal has no frames, for whose sake axe would otherwise open a blank page each time. */
function analyze(page: Page): ReturnType<AxeBuilder["analyze"]> {
  return new AxeBuilder({ page }).setLegacyMode().analyze();
}
