// Walking through the portal as a person does: every page arrived at is held against axe and the width of the phone, and
// with scripts on nothing but data is loaded on the way.

import { type Locator, type Page } from "@playwright/test";
import { documentsLoadedDuring, expect, scriptsRun, settled } from "./pages.ts";

/** Holds the page as it stands against axe and against the width of the screen; every page has one heading and a title. */
export async function looked(page: Page): Promise<void> {
  await settled(page);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page).toHaveTitle(/\S – \S/);
  const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(wide, `sideways scroll on ${page.url()}`).toBeLessThanOrEqual(screen);
}

/** Opens an address as if it had been typed. */
export async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  await looked(page);
}

/** What is to be seen once a page has arrived. */
export interface Arrival {
  /** What the new page shows. */
  shows: Locator;
  /** Its address. */
  at?: RegExp;
}

/**
 * Does something that leads to another page of the portal and waits for it. With scripts on no document is loaded, and
 * focus is on the heading, or on what the page has to say first.
 */
export async function follow(page: Page, action: () => Promise<void>, arrival: Arrival): Promise<void> {
  const documents = await documentsLoadedDuring(page, async () => {
    await action();
    await expect(arrival.shows).toBeVisible();
    if (arrival.at) await expect(page).toHaveURL(arrival.at);
  });
  if (scriptsRun()) {
    expect(documents, `documents loaded on the way to ${page.url()}`).toBe(0);
    await expect(page.locator("main h1:focus, main .error-summary:focus, main .alert:focus")).toHaveCount(1);
  }
  await looked(page);
}

/** Presses a button or a link that leads to another page. */
export async function press(page: Page, target: Locator, arrival: Arrival): Promise<void> {
  await follow(page, () => target.click(), arrival);
}

/** The heading of a page. */
export function heading(page: Page, words: string | RegExp): Locator {
  return page.getByRole("heading", { level: 1, name: words });
}
