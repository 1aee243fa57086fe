// Lighthouse as a phone on a slow line sees the four kinds of pages; the form as somebody who is signed in.

import { launch } from "chrome-launcher";
import lighthouse, { type RunnerResult } from "lighthouse";
import { figure, median } from "../support/figures.ts";
import { chromium, FLAGS } from "../support/browsers.ts";
import { signIn, startDraft } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";

type Report = NonNullable<RunnerResult>["lhr"];

const RUNS = 3;
/** How often a run may fail by itself: a busy machine sometimes loses the beginning of a trace. */
const FAILURES = 6;

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
  const reports: Report[] = [];
  for (let failures = 0; reports.length < RUNS; ) {
    const report = await run(url, cookie);
    if (report.runtimeError === undefined) reports.push(report);
    else if ((failures += 1) > FAILURES) throw new Error(`${report.runtimeError.code}: ${report.runtimeError.message}`);
    else console.log(`  ${name}: once more, ${report.runtimeError.code}`);
  }
  for (const category of ["performance", "accessibility"] as const) {
    const scores = reports.map((report) => Math.round(100 * (report.categories[category]?.score ?? Number.NaN)));
    const last = category === "performance" ? `; ${paints(reports.at(-1))}` : "";
    figure(`lighthouse.${name}.${category}`, median(scores), `median of ${scores.join(", ")}${last}`);
  }
}

/** Looks at a page once, in a browser of its own. */
async function run(url: string, cookie: string): Promise<Report> {
  const chromePath = chromium();
  const chrome = await launch({
    ...(chromePath === undefined ? {} : { chromePath }),
    chromeFlags: ["--headless=new", ...FLAGS],
    logLevel: "silent",
  });
  try {
    const result = await lighthouse(url, {
      port: chrome.port,
      output: "json",
      logLevel: "silent",
      onlyCategories: ["performance", "accessibility"],
      ...(cookie === "" ? {} : { extraHeaders: { Cookie: cookie } }),
    });
    if (result === undefined) throw new Error("Lighthouse said nothing");
    const seen = result.lhr.finalDisplayedUrl;
    if (result.lhr.runtimeError === undefined) expect(seen && new URL(seen).pathname, "the page looked at").toBe(new URL(url).pathname);
    return result.lhr;
  } finally {
    chrome.kill();
  }
}

function paints(report: Report | undefined): string {
  const said = (audit: string) => report?.audits[audit]?.displayValue?.replaceAll("\u00a0", " ") ?? "?";
  return `FCP ${said("first-contentful-paint")}, LCP ${said("largest-contentful-paint")}, blocked ${said("total-blocking-time")}`;
}
