// Accessibility of a whole page by axe: WCAG 2.2 A and AA and the best practices, no rule switched off.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails with the rule and the elements when axe finds anything on the page as it stands. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    (violation) => `${violation.id}: ${violation.help}\n` + violation.nodes.map((node) => `    ${node.target.join(" ")}`).join("\n"),
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}
