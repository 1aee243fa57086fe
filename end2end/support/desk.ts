// The other side of a journey: an officer at a desk, in a browser of their own.

import { type Browser, type BrowserContext, type Page } from "@playwright/test";
import { markScriptsOff } from "./axe.ts";
import { signIn } from "./filing.ts";
import { expect, scriptsRun } from "./pages.ts";
import { looked } from "./walk.ts";

/** Opens a window in a browser that a journey made itself. */
export async function windowOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  if (!scriptsRun()) markScriptsOff(page);
  return page;
}

/** Signs an invented officer in, in a window of their own, and closes it afterwards; at another portal where one is named. */
export async function withOfficer(
  browser: Browser,
  person: string,
  use: (page: Page) => Promise<void>,
  portal?: string,
): Promise<void> {
  const context = await browser.newContext(portal === undefined ? {} : { baseURL: portal });
  try {
    const page = await windowOf(context);
    await signIn(page, person);
    await use(page);
  } finally {
    await context.close();
  }
}

/** Presses an action of the desk and waits until the dossier stands where it leads. */
export async function act(desk: Page, action: string, status: string): Promise<void> {
  const form = desk.locator("form", { has: desk.locator(`input[name="action"][value="${action}"]`) });
  await form.getByRole("button").click();
  await expect(desk.locator("main > .page > .status-line")).toContainText(status);
  await looked(desk);
}
