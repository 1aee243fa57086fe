// How long a repeated group of 200 rows takes to open, every row filled in: until it can be read and typed into, and until
// it is alive with script.

import { fileURLToPath } from "node:url";
import { figure, median } from "../support/figures.ts";
import { expect, test } from "../support/pages.ts";
import { signIn } from "../support/filing.ts";
import { startServer, type Server } from "../support/server.ts";

const CODE = "bench-200-rows";
const ROWS = 200;
const OPENINGS = 9;

let server: Server;

test.beforeAll(async () => {
  server = await startServer({ procedures: fileURLToPath(new URL("rows", import.meta.url)) });
});
test.afterAll(() => server.stop());

test.describe("a repeated group of 200 rows", () => {
  test("opens", async ({ browser }) => {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await signIn(page, "lan");
    const origin = { origin: server.url };
    const begun = await context.request.post("/api/drafts/start", { form: { code: CODE }, headers: origin, maxRedirects: 0 });
    const draft = begun.headers()["location"]?.match(/\/nop\/[^/]+\/([^/]+)\//)?.[1];
    if (draft === undefined) throw new Error(`no draft was begun: ${begun.status()} ${await begun.text()}`);
    const answers: Record<string, string> = { "answers[people.#]": String(ROWS) };
    for (let row = 0; row < ROWS; row += 1) {
      answers[`answers[people.${row}.full_name]`] = `Nguyễn Văn ${"ABCDEGHIKL"[row % 10]}`;
      answers[`answers[people.${row}.birth_date]`] = "02/11/1983";
      answers[`answers[people.${row}.sex]`] = "male";
      answers[`answers[people.${row}.personal_id]`] = "060083001237";
    }
    const kept = await context.request.post("/api/drafts/save", {
      form: { draft, section: "people", ...answers, go: "stay" },
      headers: origin,
    });
    expect(kept.ok(), await kept.text()).toBe(true);

    const [read, alive]: number[][] = [[], []];
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      await page.goto(`${server.url}/nop/${CODE}/${draft}/people`, { waitUntil: "load" });
      await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
      await expect(page.locator("fieldset.row")).toHaveCount(ROWS);
      const times = await page.evaluate(() => {
        const visit = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming;
        const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
        return { interactive: Math.max(visit.domInteractive, paint), alive: performance.now() };
      });
      read?.push(times.interactive);
      alive?.push(times.alive);
    }
    await context.close();
    const said = `${ROWS} rows of 4 questions, median of ${OPENINGS} visits`;
    figure("rows.open", median(read ?? []), `${said}: painted, every row there to type in`);
    figure("rows.alive", median(alive ?? []), `${said}: alive with script`);
  });
});
