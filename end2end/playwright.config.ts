// How the journeys run: which browser, which sizes, with and without script, against which server.

import { defineConfig, devices } from "@playwright/test";
import { chromium, FLAGS } from "./support/browsers.ts";

const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  // A machine that compiles or flushes to disk stalls for seconds; the suite names at its end what needed a second try.
  retries: 1,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ...(process.env.MOTCUA_REPORT ? [["json", { outputFile: process.env.MOTCUA_REPORT }] as const] : [])],
  use: {
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    actionTimeout: 30_000,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium(),
      args: FLAGS,
    },
  },
  projects: [
    { name: "script", testMatch: "journeys/**/*.spec.ts", use: { ...phone, javaScriptEnabled: true } },
    { name: "no-script", testMatch: "journeys/**/*.spec.ts", use: { ...phone, javaScriptEnabled: false } },
    {
      name: "desktop",
      testMatch: "journeys/**/*.spec.ts",
      grep: /@desktop/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } },
    },
    { name: "parity", testMatch: "parity/**/*.spec.ts" },
    { name: "firefox", testMatch: "firefox/**/*.spec.ts", timeout: 180_000 },
    { name: "bench", testDir: "bench", fullyParallel: false, timeout: 300_000 },
    { name: "screenshots", testMatch: "screenshots/**/*.spec.ts", fullyParallel: false },
  ],
});
