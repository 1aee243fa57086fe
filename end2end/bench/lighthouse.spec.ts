// Lighthouse as a phone on a slow line sees the four kinds of pages; the form as somebody who is signed in.

import { launch, type LaunchedChrome } from "chrome-launcher";
import lighthouse from "lighthouse";
import { figure, median } from "../support/figures.ts";
import { chromium, FLAGS } from "../support/browsers.ts";
import { signIn, startDraft } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";

const RUNS = 3;

let chrome: LaunchedChrome;

test.beforeAll(async () => {
  const chromePath = chromium();
  chrome = await launch({
    ...(chromePath === undefined ? {} : { chromePath }),
    chromeFlags: ["--headless=new", ...FLAGS],
    logLevel: "silent",
  });
});
test.afterAll(() => chrome.kill());

const PAGES = { home: "/", search: "/thu-tuc?q=khai+sinh", procedure: "/thu-tuc/1.001193" };

for (const [name, path] of Object.entries(PAGES)) {
  test(`the ${name} page`, async ({ baseURL }) => judge(name, `${baseURL}${path}`, ""));
}

test("the form page", async ({ page }) => {
  await signIn(page, BIRTH.person);
  await startDraft(page, BIRTH);
  const cookies = await page.context().cookies();
  await judge("form", page.url(), cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
});

/** Runs Lighthouse a few times and reports the middle of its scores. */
async function judge(name: string, url: string, cookie: string): Promise<void> {
  const performance: number[] = [];
  const accessibility: number[] = [];
  const notes: string[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const result = await lighthouse(url, {
      port: chrome.port,
      output: "json",
      logLevel: "error",
      onlyCategories: ["performance", "accessibility"],
      ...(cookie === "" ? {} : { extraHeaders: { Cookie: cookie } }),
    });
    const report = result?.lhr;
    expect(report?.runtimeError, url).toBeUndefined();
    expect(new URL(report?.finalDisplayedUrl ?? "").pathname, "the page that was looked at").toBe(new URL(url).pathname);
    performance.push(100 * (report?.categories.performance?.score ?? Number.NaN));
    accessibility.push(100 * (report?.categories.accessibility?.score ?? Number.NaN));
    const said = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"];
    notes.push(said.map((audit) => report?.audits[audit]?.displayValue?.replaceAll("\u00a0", " ") ?? "?").join(" / "));
  }
  const runs = `median of ${performance.map((score) => score.toFixed(0)).join(", ")}`;
  figure(`lighthouse.${name}.performance`, median(performance), `${runs}; FCP / LCP / blocked ${notes.at(-1)}`);
  figure(`lighthouse.${name}.accessibility`, median(accessibility), runs);
}
