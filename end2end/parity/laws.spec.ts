// The law answers the same in the browser as on the server: every case of the native run, asked again in Chromium.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { lawsFolder, openLaws } from "../support/laws.ts";

interface Case {
  kind: string;
  input: string;
  answer: string;
}

test("every case has the answer of the native build", async ({ page }) => {
  const cases = JSON.parse(readFileSync(join(lawsFolder(), "native.json"), "utf8")) as Case[];
  expect(cases.length).toBeGreaterThan(100);
  const kinds = new Set(cases.map((one) => one.kind));
  const different = new Set(cases.map((one) => one.answer));
  expect(different.size, "answers that differ from one another").toBeGreaterThan(kinds.size);

  const answers = await page.evaluate(
    async ([address, asked]) => {
      const laws = await import(`${address}.js`);
      await laws.default({ module_or_path: `${address}_bg.wasm` });
      return asked.map(({ kind, input }) => laws.answer(kind, input) as string);
    },
    [await openLaws(page), cases] as const,
  );

  const disagreements = cases.flatMap((one, at) => (answers[at] === one.answer ? [] : [{ ...one, browser: answers[at] }]));
  expect(disagreements).toEqual([]);
  console.log(`  ${cases.length} cases of ${kinds.size} kinds agree`);
});
