// The three filings from the first page to the receipt: found, asked, signed in, filled in, papers, review, filed, tracked.

import { expectTyped, fill, input, typed } from "../support/fill.ts";
import { type Page } from "@playwright/test";
import { ask, attach, attachAll, file, fillPart, find, goOn, refusedWith, signIn, start, startDraft } from "../support/filing.ts";
import { BIRTH, BUSINESS, FILINGS, GAME_POINT, type FilingCase } from "../support/filings.ts";
import { documentsLoadedDuring, expect, scriptsRun, test } from "../support/pages.ts";
import { textAsPdf } from "../support/papers.ts";
import { heading, looked, open, press } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

for (const filing of FILINGS) {
  test(`${filing.code} is found, filled in, filed and tracked on a phone`, async ({ page, browser }) => {
    await find(page, filing);
    await ask(page, filing);
    await start(page, filing);
    for (const part of filing.parts) {
      await fillPart(page, part);
      await goOn(page, filing, part);
    }
    await attachAll(page, filing);
    await expect(page.locator("form.declaration")).toBeVisible();
    const number = await file(page);
    expect(number).toMatch(new RegExp(`^${filing.agency.replace(".", "\\.")}-260312-\\d{4}$`));
    await expect(page.locator("main .due-at")).toHaveText(/\d{2}\/\d{2}\/2026/);
    await expect(page.locator("main svg").first()).toBeVisible();
    await expect(page.locator("main")).toContainText(`/tra-cuu/${number}`);
    for (const paper of Object.values(filing.papers)) await expect(page.locator("main .files")).toContainText(paper.name);

    await press(page, page.locator('main .actions a[href^="/tra-cuu/"]'), {
      shows: page.locator("main .timeline"),
      at: new RegExp(`/tra-cuu/${number}$`),
    });
    await expect(page.locator("main .timeline li.present")).toContainText("Gửi hồ sơ");

    const stranger = await browser.newContext();
    try {
      const theirs = await stranger.newPage();
      await theirs.goto(`/tra-cuu/${number}`);
      await expect(theirs.locator("main")).toContainText("Đã gửi, chờ tiếp nhận");
      const shown = await theirs.content();
      for (const secret of filing.secret) expect(shown, secret).not.toContain(secret);
      const receipt = await theirs.goto(`/tra-cuu/${number}/giay-tiep-nhan`);
      expect(receipt?.status()).toBeLessThan(500);
      const kept = await theirs.content();
      for (const secret of filing.secret) expect(kept, secret).not.toContain(secret);
    } finally {
      await stranger.close();
    }
  });
}

test("what is wrong is said at the top and at the question, and what was typed stays", async ({ page }) => {
  await begun(page, BIRTH);
  const wrong = { agency: "", phone: "12345", relationship: "" };
  await fill(page, "request", wrong);
  const next = page.locator('.step-buttons button[value="next"]');
  await refusedWith(page, () => next.click());
  const summary = page.locator(".error-summary");
  await expect(summary.locator("a")).toHaveCount(3);
  await expect(page.locator('[id="request.phone-problem"]')).toContainText("10 số");
  await summary.locator("a", { hasText: "Số điện thoại" }).click();
  await expect(input(page, "request.phone")).toBeInViewport();
  await expect(page).toHaveURL(/#request\.phone$/);
  await expectTyped(page, "request", wrong);

  await page.reload();
  await looked(page);
  await expectTyped(page, "request", wrong);
  await fill(page, "request", { agency: "H36.175", phone: "0912 345 670", relationship: "Mẹ" });
  await press(page, next, { shows: heading(page, "Người được khai sinh") });

  await page.goBack();
  await expect(heading(page, "Người yêu cầu")).toBeVisible();
  await looked(page);
  await expectTyped(page, "request", { agency: "H36.175", relationship: "Mẹ" });
});

test("rows of a repeated section come, go and keep their answers", async ({ page }) => {
  await begun(page, BUSINESS);
  const address = page.url().replace(/\/owner.*/, "/members");
  await open(page, address);
  const rows = page.locator("fieldset.row");
  await expect(rows).toHaveCount(1);
  await fill(page, "members.0", { full_name: "Lê Thị Hoa" });
  const add = page.locator('button[name="go"][value="add_row"]');
  await add.click();
  await expect(rows).toHaveCount(2);
  await fill(page, "members.1", { full_name: "Nguyễn Văn Phát" });
  await add.click();
  await expect(rows).toHaveCount(3);
  await fill(page, "members.2", { full_name: "Nguyễn Thị An" });
  await page.locator('button[name="go"][value="remove_row:1"]').click();
  await expect(rows).toHaveCount(2);
  await expect.poll(() => typed(page, "members.0.full_name")).toBe("Lê Thị Hoa");
  await expect.poll(() => typed(page, "members.1.full_name")).toBe("Nguyễn Thị An");
  await looked(page);
  await page.locator('.step-buttons button[value="stay"]').click();
  await expect(page.locator(".kept-words")).toContainText("Đã lưu");
  await page.reload();
  await expect(rows).toHaveCount(2);
  await expect.poll(() => typed(page, "members.1.full_name")).toBe("Nguyễn Thị An");
});

test("a paper that is none is refused with words, and a missing one stops the way on", async ({ page }) => {
  await begun(page, GAME_POINT);
  await open(page, page.url().replace(/\/filer.*/, "/giay-to"));
  await attach(page, "registration", textAsPdf("giay-dang-ky.pdf"));
  await expect(page.locator(".error-summary")).toContainText("Cổng chỉ nhận ảnh JPG, PNG hoặc tệp PDF");
  await expect(page.locator('[id="giay-registration-problem"]')).toContainText("giay-dang-ky.pdf");
  await looked(page);
  await refusedWith(page, () => page.locator('.step-buttons button[value="next"]').click());
  await expect(page.locator(".error-summary")).toContainText("Kèm giấy tờ này");
  const paper = GAME_POINT.papers["registration"];
  if (paper === undefined) throw new Error("the case has no such paper");
  await attach(page, "registration", paper);
  await expect(page.locator("main .files")).toContainText(paper.name);
  await expect(page.locator("main .files code").last()).toHaveText(/^[0-9a-f]{64}$/);
  await page.locator("main .files form button").click();
  await expect(page.locator("main .files")).toHaveCount(0);
  await looked(page);
});

test("nothing is filed before it is declared", async ({ page }) => {
  await begun(page, GAME_POINT);
  for (const part of GAME_POINT.parts) {
    await fillPart(page, part);
    await page.locator('.step-buttons button[value="next"]').click();
    const next = GAME_POINT.parts[GAME_POINT.parts.indexOf(part) + 1];
    await expect(heading(page, next?.title ?? "Giấy tờ kèm theo")).toBeVisible();
  }
  await open(page, page.url());
  await attachAll(page, GAME_POINT);
  await refusedWith(page, () => page.locator("form.declaration button").click());
  await expect(page.locator(".error-summary")).toContainText("lời cam đoan");
  await expect(page).toHaveURL(/\/xem-lai\?kiem-tra=1$/);
  await file(page);
});

test("Back and Forward show the pages left, without loading a document", async ({ page }) => {
  test.skip(!scriptsRun(), "without scripts every page is a document");
  await find(page, BIRTH);
  const title = await page.title();
  const documents = await documentsLoadedDuring(page, async () => {
    await page.goBack();
    await expect(page.locator("main .results")).toBeVisible();
    await page.goBack();
    await expect(heading(page, "Bạn cần làm gì?")).toBeVisible();
    await page.goForward();
    await expect(page.locator("main .results")).toBeVisible();
    await page.goForward();
    await expect(page.locator("main .start-bar")).toBeVisible();
  });
  expect(documents).toBe(0);
  await expect(page).toHaveTitle(title);
});

/** Signs in and starts a draft of the case. */
async function begun(page: Page, filing: FilingCase): Promise<void> {
  await signIn(page, filing.person);
  await startDraft(page, filing);
  await looked(page);
}
