// Hostile input on every kind of question, through the real form post: never a failure of the server, the page says what
// is wrong, what is harmless is carried to the letter, and every other answer stays.

import { type Page } from "@playwright/test";
import { fill, typed } from "../support/fill.ts";
import { signIn, startDraft } from "../support/filing.ts";
import { BIRTH, BUSINESS, GAME_POINT, type FilingCase } from "../support/filings.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { looked } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

/** Texts that hide, cut or reorder: refused with words. */
const REFUSED: Record<string, string> = {
  nul: "An\u0000h",
  bidi: "An \u202egnùH",
  "zero width": "An\u200bh",
  garbled: "An\ufffdh",
};

/** Texts that are only dangerous to whoever writes them out carelessly: carried to the letter. */
const CARRIED: Record<string, string> = {
  script: "</script><script>alert(1)</script>",
  textarea: "</textarea><img src=x onerror=alert(1)>",
  attribute: "\"' onfocus=alert(1) autofocus x=\"",
  sql: "'; DROP TABLE drafts; --",
  formula: "=HYPERLINK(\"http://vidu.vn\")",
  emoji: "Sao Biển 🏖️👨‍👩‍👧",
  entity: "&lt;b&gt; &amp;amp;",
};

/** A question, another of its section that must stay as it is, and what must be answered for both to be asked. */
interface Asked {
  kind: string;
  filing: FilingCase;
  section: string;
  key: string;
  kept: string;
  with?: Record<string, string>;
}

const request = { filing: BIRTH, section: "request", kept: "relationship" };
const child = { filing: BIRTH, section: "child", kept: "hometown.street", with: { "child.mother_known": "yes" } };
const point = { filing: GAME_POINT, section: "point", kept: "name" };
const owner = { filing: BUSINESS, section: "owner", kept: "address.street" };
const business = { filing: BUSINESS, section: "business", kept: "short_name" };
const row = { filing: BUSINESS, section: "activities.0", kept: "activity", with: { "activities.#": "1" } };

/** One question of each kind that is typed, with the kind's name. */
const QUESTIONS: Asked[] = [
  { ...request, kind: "name", key: "full_name" },
  { ...request, kind: "text", key: "relationship", kept: "residence.street" },
  { ...request, kind: "phone", key: "phone" },
  { ...request, kind: "e-mail", key: "email" },
  { ...request, kind: "agency", key: "agency" },
  { ...request, kind: "address: province", key: "residence.province" },
  { ...request, kind: "address: commune", key: "residence.commune" },
  { ...request, kind: "address: street", key: "residence.street" },
  { ...request, kind: "identity paper: kind", key: "identity_document.kind" },
  { ...request, kind: "identity paper: number", key: "identity_document.number", with: { "request.identity_document.kind": "identity_card" } },
  { ...request, kind: "identity paper: date", key: "identity_document.issued_on" },
  { ...request, kind: "identity paper: office", key: "identity_document.issued_by" },
  { ...child, kind: "date", key: "birth_date" },
  { ...child, kind: "choice", key: "sex" },
  { ...child, kind: "choice of a list", key: "ethnicity" },
  { filing: BIRTH, section: "mother", kept: "residence.street", kind: "year", key: "birth_year" },
  { ...child, kind: "yes or no", key: "father_known" },
  { ...point, kind: "number", key: "computers" },
  { ...point, kind: "decimal number", key: "area" },
  { ...owner, kind: "personal id", key: "personal_id" },
  { ...business, kind: "money", key: "capital" },
  { ...business, kind: "web address", key: "website" },
  { ...row, kind: "row of a group", key: "activity_code" },
];

for (const filing of [BIRTH, BUSINESS, GAME_POINT]) {
  test(`${filing.code}: hostile text on any kind of question is answered in words and loses no other answer`, async ({ page }) => {
    await signIn(page, filing.person);
    await startDraft(page, filing);
    const draft = new URL(page.url()).pathname.split("/")[3] ?? "";
    for (const question of QUESTIONS.filter((question) => question.filing === filing)) {
      const { section, kept } = question;
      const path = `${section}.${question.key}`;
      const step = section.split(".")[0] ?? "";
      const rest = { ...question.with, [`${section}.${kept}`]: WITNESS };
      for (const [name, text] of Object.entries({ ...REFUSED, ...CARRIED })) {
        const said = `${question.kind}, ${name}`;
        const sent = await post(page, draft, step, { ...rest, [path]: text });
        expect(sent.status(), said).toBe(302);
        const answer = await page.request.get(`/nop/${filing.code}/${draft}/${step}?kiem-tra=1`);
        expect(answer.status(), said).toBe(200);
        const markup = await answer.text();
        expect(markup, said).toContain(`value="${WITNESS}"`);
        expect(markup, said).not.toMatch(/<script>alert|<img src=x/);
        if (name in REFUSED) expect(problemAt(markup, path), said).toMatch(/\p{L}{2}/u);
      }
      const large = await post(page, draft, step, { ...rest, [path]: "á".repeat(500_000) });
      expect(large.status(), `${question.kind}, one MB`).toBe(413);
      expect(await large.text(), `${question.kind}, one MB`).toMatch(/<h1/);
    }
  });
}

test("hidden and reordering characters are named at their question, and the others stay", async ({ page }) => {
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  const draft = new URL(page.url()).pathname.split("/")[3] ?? "";
  for (const [name, text] of Object.entries(REFUSED)) {
    await post(page, draft, "request", { "request.relationship": text, "request.phone": "0912345670" });
    await page.goto(`/nop/1.001193/${draft}/request?kiem-tra=1`);
    await expect(page.locator('[id="request.relationship-problem"]'), name).toContainText("ký tự ẩn");
    expect(await typed(page, "request.phone"), name).toBe("0912345670");
  }
  await looked(page);
});

test("markup, SQL, formulas and emoji come back to the letter and run nowhere", async ({ page }) => {
  let ran = false;
  page.on("dialog", (dialog) => {
    ran = true;
    void dialog.dismiss();
  });
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  for (const [name, text] of Object.entries(CARRIED)) {
    await fill(page, "request", { relationship: text });
    await page.locator('.step-buttons button[value="stay"]').click();
    await expect(page.locator(".kept-words")).toContainText("Đã lưu");
    await page.reload();
    expect(await typed(page, "request.relationship"), name).toBe(text);
    await page.goto(page.url().replace(/\/request.*/, "/xem-lai"));
    await expect(page.locator("main .review-list dd", { hasText: text }).first(), name).toBeVisible();
    await page.goto(page.url().replace(/\/xem-lai.*/, "/request"));
    if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  }
  expect(ran).toBe(false);
  await looked(page);
});

test("a name of a megabyte is refused with words and the draft keeps the rest", async ({ page }) => {
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  await fill(page, "request", { relationship: "Dì" });
  await page.locator('.step-buttons button[value="stay"]').click();
  await expect(page.locator(".kept-words")).toContainText("Đã lưu");
  const draft = new URL(page.url()).pathname.split("/")[3] ?? "";
  const half = await post(page, draft, "request", { "request.full_name": "A".repeat(500_000), "request.relationship": "Dì" });
  expect(half.status()).toBeLessThan(500);
  await page.goto(`/nop/1.001193/${draft}/request?kiem-tra=1`);
  await expect(page.locator('[id="request.full_name-problem"]')).toContainText("ký tự");
  expect(await typed(page, "request.relationship")).toBe("Dì");
  const whole = await post(page, draft, "request", { "request.full_name": "á".repeat(1_000_000) });
  expect(whole.status()).toBe(413);
  expect((await whole.text()).length).toBeGreaterThan(0);
  await page.goto(`/nop/1.001193/${draft}/request`);
  expect(await typed(page, "request.relationship")).toBe("Dì");
});

test("posts that no page sends are refused in order", async ({ page }) => {
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  const draft = new URL(page.url()).pathname.split("/")[3] ?? "";
  const strange: Record<string, string>[] = [
    { draft: "not-a-draft", section: "request", go: "next" },
    { draft, section: "nowhere", go: "next" },
    { draft, section: "request", go: "remove_row:99999" },
    { draft, section: "request", go: "fly" },
    { draft, section: "request", "answers[../../etc/passwd]": "x", go: "stay" },
    { draft, section: "request", "answers[request.nothing]": "x", go: "stay" },
    { draft, section: "request", "answers[": "x", go: "stay" },
    { draft, section: "\u0000", go: "stay" },
    { draft: `${draft}' OR '1'='1`, section: "request", go: "stay" },
  ];
  const origin = new URL(page.url()).origin;
  for (const form of strange) {
    const answer = await page.request.post("/api/drafts/save", { form, headers: { origin, accept: "text/html" }, maxRedirects: 0 });
    expect(answer.status(), JSON.stringify(form)).toBeLessThan(500);
  }
  const foreign = await page.request.post("/api/drafts/save", {
    form: { draft, section: "request", go: "stay" },
    headers: { origin: "https://evil.example" },
    maxRedirects: 0,
  });
  expect(foreign.status()).toBe(403);
});

const WITNESS = "giữ nguyên";

/** Returns what a page says beside the input of a path. */
function problemAt(markup: string, path: string): string {
  const begin = markup.indexOf(`id="${path}-problem"`);
  if (begin < 0) return "";
  return markup.slice(markup.indexOf(">", begin) + 1, markup.indexOf("</p>", begin)).replace(/<[^>]*>/g, "");
}

/** Posts a section as the browser's own form does. */
async function post(page: Page, draft: string, section: string, answers: Record<string, string>) {
  const form: Record<string, string> = { draft, section, go: "next" };
  for (const [path, text] of Object.entries(answers)) form[`answers[${path}]`] = text;
  const origin = new URL(page.url()).origin;
  return page.request.post("/api/drafts/save", { form, headers: { origin, accept: "text/html" }, maxRedirects: 0 });
}
