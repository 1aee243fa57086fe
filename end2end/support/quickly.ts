// Filing without the walk, for journeys about what comes after: the very forms of the portal, fetched, filled in and posted
// by a page of their own with scripts, whatever the journey's own page may do.

import { type Page } from "@playwright/test";
import { NUMBER, signIn } from "./filing.ts";
import { type Answers } from "./fill.ts";
import { type FilingCase } from "./filings.ts";
import { expect } from "./pages.ts";

/** What is posted beside a form's own fields: name and value, in order. */
type Fields = [string, string][];

/** Files the whole case; ends on the page of its acknowledgement and returns the number. */
export async function fileQuickly(page: Page, filing: FilingCase): Promise<string> {
  await signIn(page, filing.person);
  const browser = page.context().browser();
  if (browser === null) throw new Error("the page has no browser");
  const context = await browser.newContext({
    javaScriptEnabled: true,
    serviceWorkers: "block",
    storageState: await page.context().storageState(),
  });
  let address: string;
  try {
    const clerk = await context.newPage();
    await clerk.goto(new URL("/livez", page.url()).href);
    address = await fileBy(clerk, filing);
  } finally {
    await context.close();
  }
  await page.goto(address);
  const number = (await page.locator(".big-number").textContent())?.match(NUMBER)?.[0];
  if (number === undefined) throw new Error("the acknowledgement carries no number");
  return number;
}

async function fileBy(clerk: Page, filing: FilingCase): Promise<string> {
  const asked = new URLSearchParams();
  for (const [key, answer] of Object.entries(filing.questions)) asked.set(`answers[${filing.asked}.${key}]`, answer as string);
  const start = 'main form[action="/api/drafts/start"]:not(:has([name="like"]))';
  let at = await post(clerk, `/nop/${filing.code}?${asked}`, start, []);
  for (const part of filing.parts) {
    expect(at, `the step of ${part.section}`).toContain(`/${part.section}`);
    at = await post(clerk, at, "form#buoc", [...answersOf(part.section, part.answers), ["go", "next"]]);
  }
  for (const [slot, paper] of Object.entries(filing.papers)) {
    const bytes = paper.buffer.toString("base64");
    at = await post(clerk, at, `form:has([id="giay-${slot}"])`, [], { ...paper, bytes });
  }
  at = await post(clerk, at, 'form:has(.step-buttons button[value="next"])', [["go", "next"]]);
  at = await post(clerk, at, "form.declaration", [["declared", "yes"]]);
  // A dossier with a fee leads to where it is paid.
  expect(at, "the acknowledgement").toMatch(/(\/tra-cuu\/[^/]+\/giay-tiep-nhan|\/thanh-toan\/[^/]+)$/);
  return at.replace(/^\/thanh-toan\/([^/]+)$/, "/tra-cuu/$1/giay-tiep-nhan");
}

function answersOf(path: string, answers: Answers | Answers[]): Fields {
  if (Array.isArray(answers)) return answers.flatMap((row, index) => answersOf(`${path}.${index}`, row));
  return Object.entries(answers).flatMap(([key, answer]) =>
    typeof answer === "string"
      ? ([[`answers[${path}.${key}]`, answer]] as Fields)
      : Object.entries(answer).map(([name, text]) => [`answers[${path}.${key}.${name}]`, text] as [string, string]),
  );
}

/** Fetches a page, fills one of its forms in and posts it; returns the address that it leads to. */
async function post(
  clerk: Page,
  address: string,
  selector: string,
  fields: Fields,
  file?: { name: string; mimeType: string; bytes: string },
): Promise<string> {
  return clerk.evaluate(
    async ([address, selector, fields, file]) => {
      const answer = await fetch(address);
      const fetched = new DOMParser().parseFromString(await answer.text(), "text/html");
      const form = fetched.querySelector<HTMLFormElement>(selector);
      if (form === null) throw new Error(`${answer.status} ${answer.url} has no ${selector}: ${fetched.querySelector("main")?.textContent}`);
      const data = new FormData(form);
      for (const [name, value] of fields) data.set(name, value);
      const input = form.querySelector<HTMLInputElement>("input[type=file]");
      if (file !== undefined && input !== null) {
        const bytes = Uint8Array.from(atob(file.bytes), (sign) => sign.charCodeAt(0));
        data.set(input.name, new File([bytes], file.name, { type: file.mimeType }));
      }
      const body = input === null ? new URLSearchParams([...data].map(([name, value]) => [name, String(value)])) : data;
      const action = form.getAttribute("action") ?? "";
      const posted = await fetch(action, { method: "POST", headers: { accept: "text/html" }, body });
      if (!posted.ok) throw new Error(`${posted.status} from ${action}`);
      return new URL(posted.url).pathname + new URL(posted.url).search;
    },
    [address, selector, fields, file] as const,
  );
}
