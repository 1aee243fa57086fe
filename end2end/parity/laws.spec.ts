// The law answers the same in the browser as on the server: every case of the native run, asked again in Chromium.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

interface Case {
  kind: string;
  input: string;
  answer: string;
}

const folder = process.env.MOTCUA_PARITY;
const origin = "http://laws.test";
const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

test("every case has the answer of the native build", async ({ page }) => {
  if (folder === undefined) throw new Error("MOTCUA_PARITY names no folder: run make test, or make test PART=parity");
  const cases = JSON.parse(readFileSync(join(folder, "native.json"), "utf8")) as Case[];
  expect(cases.length).toBeGreaterThan(100);
  const kinds = new Set(cases.map((one) => one.kind));
  const different = new Set(cases.map((one) => one.answer));
  expect(different.size, "answers that differ from one another").toBeGreaterThan(kinds.size);

  await page.route(`${origin}/**`, (route) => {
    const name = new URL(route.request().url()).pathname;
    const extension = name.slice(name.lastIndexOf("."));
    const body = extension === ".html" ? "<!doctype html><title>laws</title>" : readFileSync(join(folder, name));
    return route.fulfill({ contentType: types[extension], body });
  });
  await page.goto(`${origin}/laws.html`);
  const answers = await page.evaluate(
    async ([address, asked]) => {
      const laws = await import(`${address}/laws.js`);
      await laws.default({ module_or_path: `${address}/laws_bg.wasm` });
      return asked.map(({ kind, input }) => laws.answer(kind, input) as string);
    },
    [origin, cases] as const,
  );

  const disagreements = cases.flatMap((one, at) => (answers[at] === one.answer ? [] : [{ ...one, browser: answers[at] }]));
  expect(disagreements).toEqual([]);
  console.log(`  ${cases.length} cases of ${kinds.size} kinds agree`);
});
