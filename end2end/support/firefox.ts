// Firefox over WebDriver BiDi, for the one journey that must also work there.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, type Browser } from "puppeteer-core";
import { firefox } from "./browsers.ts";

/** Runs something with a fresh Firefox in a profile of its own; both are gone afterwards. */
export async function withFirefox(use: (browser: Browser) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "motcua-firefox-"));
  try {
    const browser = await launch({
      browser: "firefox",
      executablePath: firefox(),
      headless: true,
      userDataDir: profile,
      // Firefox refuses to start as root in a home that is not root's.
      env: { ...process.env, HOME: profile, MOZ_DISABLE_CONTENT_SANDBOX: "1" },
      extraPrefsFirefox: {
        "intl.accept_languages": "vi-VN,vi",
        "intl.locale.requested": "vi",
        "datareporting.healthreport.uploadEnabled": false,
        "app.normandy.enabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
      },
    });
    try {
      await use(browser);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
