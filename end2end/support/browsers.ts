// Which browsers of this machine are driven: named by the environment, or the first found on the search path.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** How Chromium is started wherever it is driven: by Playwright and by Lighthouse. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

function found(names: string[]): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      const candidate = join(folder, name);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        continue;
      }
    }
  }
  return undefined;
}

/** Returns the Chromium to drive; Playwright names what is missing when there is none. */
export function chromium(): string | undefined {
  return process.env.MOTCUA_CHROMIUM ?? found(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
}

/** Returns the Firefox to drive. */
export function firefox(): string {
  const path = process.env.MOTCUA_FIREFOX ?? found(["firefox-esr", "firefox"]);
  if (path === undefined) throw new Error("no Firefox: install firefox-esr or set MOTCUA_FIREFOX");
  return path;
}
