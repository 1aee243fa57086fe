// The common base of journeys: a page that notices script errors and failed loads, and knows whether it is hydrated.

import { expect, type Page } from "@playwright/test";
import { expectNoViolations, markScriptsOff } from "./axe.ts";
import { test as base } from "./served.ts";

/** The mark the application leaves on the root element once it is alive in the browser. */
const HYDRATED = "html[data-hydrated]";

/** Opens a page, waits until it is alive if scripts are on, and holds it against axe. */
export async function visit(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  await settled(page);
}

/** Waits until the page is alive if scripts are on, and holds it against axe. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState();
  if (scriptsRun()) await page.locator(HYDRATED).waitFor({ state: "attached" });
  await expectNoViolations(page);
}

/** Says whether scripts are on in the project that runs. */
export function scriptsRun(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Counts the documents a page loads while something is done. */
export async function documentsLoadedDuring(page: Page, action: () => Promise<void>): Promise<number> {
  let documents = 0;
  const count = (request: { isNavigationRequest(): boolean }) => {
    if (request.isNavigationRequest()) documents += 1;
  };
  page.on("request", count);
  await action();
  page.off("request", count);
  return documents;
}

/** The test of journeys: a script error, a refused load or an answer of 500 fails it whatever it looked at. */
export const test = base.extend<{ noErrors: void }>({
  noErrors: [
    async ({ page }, use) => {
      if (!scriptsRun()) markScriptsOff(page);
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(`script: ${error.message}`));
      page.on("console", (message) => {
        // A page that is left while its person signs out may still ask for the device's key, and rightly gets none.
        const isTooLate = message.location().url.endsWith("/api/drafts/device_key") && message.text().includes("401");
        if (message.type() === "error" && !isTooLate) errors.push(`console: ${message.text()} ${message.location().url}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
      });
      await use();
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
