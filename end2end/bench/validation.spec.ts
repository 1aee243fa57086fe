// How long the law of forms takes in the browser: the birth form of 36 questions, every answer wrong, in WebAssembly.

import { expect, test } from "@playwright/test";
import { figure, median } from "../support/figures.ts";
import { openLaws } from "../support/laws.ts";

const BATCHES = 100;
const ROUNDS = 50;

test("validating the whole form, all wrong", async ({ page }) => {
  const measured = await page.evaluate(
    async ([address, batches, rounds]) => {
      const laws = await import(`${address}.js`);
      await laws.default({ module_or_path: `${address}_bg.wasm` });
      const problems = (laws.all_wrong(1) as number) / 1;
      laws.all_wrong(500);
      const milliseconds = Array.from({ length: batches }, () => {
        const start = performance.now();
        laws.all_wrong(rounds);
        return (performance.now() - start) / rounds;
      });
      return { problems, milliseconds };
    },
    [await openLaws(page), BATCHES, ROUNDS] as const,
  );
  expect(measured.problems).toBeGreaterThanOrEqual(36);
  figure("validation", median(measured.milliseconds), `${measured.problems} problems found`);
});
