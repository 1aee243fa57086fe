// Accessibility of a whole page by axe: every rule it has, none switched off.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Returns what axe finds on the page as it stands: each rule broken, with the elements that break it. */
export async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = await (scriptsAreOff(page) ? analyzeCopy(page) : new AxeBuilder({ page }).analyze());
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

/** Axe is a script: where scripts are off, the same markup and style sheets are judged in a page that runs only axe. */
async function analyzeCopy(page: Page): ReturnType<AxeBuilder["analyze"]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("the page has no browser");
  const markup = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/gi, "");
  // The project's own settings hold for every context unless said otherwise: here only the scripts.
  const context = await browser.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() });
  try {
    const copy = await context.newPage();
    await copy.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: markup }));
    await copy.goto(page.url());
    return await new AxeBuilder({ page: copy }).analyze();
  } finally {
    await context.close();
  }
}
