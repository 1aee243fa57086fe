// From a key press to a fresh message beside the question, on the form page as it is.

import { BIRTH } from "../support/filings.ts";
import { fillPart, signIn, startDraft } from "../support/filing.ts";
import { figure, median } from "../support/figures.ts";
import { expect, test } from "../support/pages.ts";
import { heading } from "../support/walk.ts";

const TIMES = 60;
const PATH = "child.birth_date";
/** Two days that are wrong in different ways. */
const WRONG = ["31/02/2026", "01/01/2030"] as const;

test("a key press to a fresh message", async ({ page }) => {
  await signIn(page, BIRTH.person);
  await startDraft(page, BIRTH);
  const [request, child] = BIRTH.parts;
  if (request === undefined || child === undefined) throw new Error("the birth form has lost its parts");
  await fillPart(page, request);
  await page.locator('.step-buttons button[value="next"]').click();
  await expect(heading(page, child.title)).toBeVisible();
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.locator(`[name="answers[${PATH}]"]`).fill(WRONG[1]);
  await page.locator(`[name="answers[${PATH}]"]`).blur();
  await expect(page.locator(`[id="${PATH}-problem"]`)).toContainText(/\S/);

  const taken = await page.evaluate(
    async ([path, wrong, times]) => {
      const typed = document.querySelector<HTMLInputElement>(`[name="answers[${path}]"]`);
      const form = typed?.form;
      if (typed === null || form === null || form === undefined) throw new Error("the question is not there");
      const message = () => document.getElementById(`${path}-problem`)?.textContent ?? "";
      const one = (text: string) =>
        new Promise<number>((done, failed) => {
          const before = message();
          const watch = new MutationObserver(() => {
            if (message() === before || message() === "") return;
            const now = performance.now();
            watch.disconnect();
            clearTimeout(patience);
            done(now - start);
          });
          const patience = setTimeout(() => failed(new Error(`no fresh message: still ${before}`)), 2_000);
          watch.observe(form, { subtree: true, childList: true, characterData: true, attributes: true });
          typed.value = text;
          const start = performance.now();
          typed.dispatchEvent(new InputEvent("input", { bubbles: true, data: text.at(-1) ?? "" }));
        });
      const taken: number[] = [];
      for (let round = 0; round < times; round += 1) {
        taken.push(await one(wrong[round % wrong.length] ?? ""));
        await new Promise((next) => setTimeout(next, 20));
      }
      return taken;
    },
    [PATH, WRONG, TIMES] as const,
  );
  expect(taken.length).toBe(TIMES);
  figure("typing", median(taken), `median of ${taken.length} on ${PATH}, slowest ${Math.max(...taken).toFixed(1)} ms`);
});
