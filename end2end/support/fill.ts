// Filling a form by the paths of its questions, as a person does in either mode: what depends on an earlier answer comes
// by itself where scripts run, and by the step's own button where they do not.

import { type Locator, type Page } from "@playwright/test";
import { expect, scriptsRun } from "./pages.ts";

/** Answers by path below a section: a text, or the parts of an address or an identity paper. */
export type Answers = Record<string, string | Record<string, string>>;

/** Returns the inputs of a path. */
export function input(page: Page, path: string): Locator {
  return page.locator(`[name="answers[${path}]"]`);
}

/** Fills in the questions of a section or of one of its rows. */
export async function fill(page: Page, section: string, answers: Answers): Promise<void> {
  for (const [key, answer] of Object.entries(answers)) {
    const path = `${section}.${key}`;
    if (typeof answer === "string") await fillOne(page, path, answer);
    else for (const [part, text] of Object.entries(answer)) await fillOne(page, `${path}.${part}`, text);
  }
}

async function fillOne(page: Page, path: string, answer: string): Promise<void> {
  const inputs = input(page, path);
  await untilThere(page, inputs);
  const first = inputs.first();
  const kind = await first.evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.tagName));
  if (kind === "radio") {
    await page.locator(`[name="answers[${path}]"][value="${answer}"]`).check();
  } else if (kind === "checkbox") {
    await first.setChecked(answer === "yes");
  } else if (kind === "SELECT") {
    await untilThere(page, first.locator(`option[value="${answer}"]`));
    await first.selectOption(answer);
  } else {
    await first.fill(answer);
  }
}

/** Waits for what follows from earlier answers; without scripts the person asks for it. */
async function untilThere(page: Page, what: Locator): Promise<void> {
  if (!scriptsRun() && (await what.count()) === 0) {
    await page.locator('main button[name="go"][value="stay"]').last().click();
    await page.waitForLoadState();
  }
  await expect(what.first()).toBeAttached();
}

/** Returns what stands in the input of a path. */
export async function typed(page: Page, path: string): Promise<string> {
  const inputs = input(page, path);
  if ((await inputs.first().getAttribute("type")) === "radio") {
    const chosen = page.locator(`[name="answers[${path}]"]:checked`);
    return (await chosen.count()) === 0 ? "" : ((await chosen.getAttribute("value")) ?? "");
  }
  return inputs.first().inputValue();
}

/** Expects that the inputs of a section hold these answers. */
export async function expectTyped(page: Page, section: string, answers: Answers): Promise<void> {
  for (const [key, answer] of Object.entries(answers)) {
    const parts = typeof answer === "string" ? { [`${section}.${key}`]: answer } : below(`${section}.${key}`, answer);
    for (const [path, text] of Object.entries(parts)) expect(await typed(page, path), path).toBe(text);
  }
}

function below(path: string, parts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([part, text]) => [`${path}.${part}`, text]));
}
