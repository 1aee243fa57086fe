// Paper dossiers: an officer enters one for somebody who stands at the desk, with a scan and a paper that is only shown, and
// hands out the receipt; the person finds it when they sign in.

import { withOfficer } from "../support/desk.ts";
import { attach, fillPart, NUMBER, signIn } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";
import { pdf } from "../support/papers.ts";
import { heading, open, press } from "../support/walk.ts";
import { fill, input } from "../support/fill.ts";

test.describe.configure({ timeout: 300_000 });

test("an officer enters a paper dossier at the desk and hands out the receipt; its person finds it", async ({ page, browser }) => {
  let number = "";
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, "/can-bo");
    await press(desk, desk.locator('main a[href="/can-bo/tiep-nhan"]'), { shows: desk.locator("#tim") });
    await desk.locator("#tim").fill("khai sinh");
    await press(desk, desk.locator('main form[role="search"] button'), {
      shows: desk.locator('a[href="/can-bo/tiep-nhan/1.001193"]'),
      at: /tim=khai/,
    });
    await press(desk, desk.locator('a[href="/can-bo/tiep-nhan/1.001193"]'), { shows: desk.locator("#person-id") });
    // A wrong digit is named where it stands, and nothing typed is lost.
    await desk.locator("#person-id").fill("06819600421");
    await desk.locator("#person-name").fill("Trần Thị Mai Lan");
    await desk.locator("#person-born_on").fill("17/05/1996");
    const begin = desk.locator('form[action="/api/desk/take_in"] button');
    await begin.click();
    await expect(desk.locator("main")).toContainText("Số định danh chưa đúng");
    await expect(desk.locator("#person-name")).toHaveValue("Trần Thị Mai Lan");
    await desk.locator("#person-id").fill("068196004215");
    await press(desk, begin, { shows: desk.locator("#buoc, .step-form").first(), at: /\/nop\/1\.001193\/[^/]+\/case/ });
    await expect(desk.locator("main .alert-notice")).toContainText("Bạn đang nhập hồ sơ giấy cho Trần Thị Mai Lan");
    await fill(desk, "case", BIRTH.questions);
    const next = desk.locator('.step-buttons button[value="next"]');
    await next.click();
    await expect(heading(desk, "Người yêu cầu")).toBeVisible();
    await expect(input(desk, "request.full_name")).toHaveValue("Trần Thị Mai Lan");
    await expect(input(desk, "request.phone")).toHaveValue("");
    for (const part of BIRTH.parts) {
      await expect(heading(desk, part.title)).toBeVisible();
      await fillPart(desk, part);
      await next.click();
    }
    await expect(desk).toHaveURL(/\/giay-to/);
    const papers = desk.url();
    await attach(desk, "birth_certificate", pdf("giay-chung-sinh.pdf"));
    await open(desk, papers);
    const shown = desk.locator('select[name="papers[identity]"]');
    await shown.selectOption("shown");
    await desk.locator('form[action="/api/desk/paper_seen"] button').click();
    await expect(desk.locator('select[name="papers[identity]"]')).toHaveValue("shown");
    await open(desk, papers.replace(/\/giay-to.*/, "/xem-lai"));
    await desk.locator("#cam-doan").check();
    await press(desk, desk.locator('form.declaration button[name="accept"]'), {
      shows: desk.locator("main .alert-done"),
      at: /\/can-bo\/H36\.175-\d{6}-\d{4}\?vua-nhap=1/,
    });
    number = NUMBER.exec(desk.url())?.[0] ?? "";
    await expect(desk.locator("main > .page > .status-line")).toContainText("Được tiếp nhận");
    await expect(desk.locator("main")).toContainText("Trực tiếp tại quầy");
    await expect(desk.locator("main .alert-done a.button")).toHaveAttribute("href", new RegExp(`${number}/giay/tiep-nhan-2`));
    const printed = await desk.request.get((await desk.locator("main .alert-done a.button").getAttribute("href")) ?? "");
    expect(printed.headers()["content-type"]).toContain("application/pdf");
  });
  await signIn(page, "lan");
  await open(page, "/ho-so");
  await expect(page.locator("main")).toContainText(number);
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main .timeline .timeline-title").first()).toHaveText("Nộp trực tiếp tại quầy, cán bộ nhập");
  await open(page, `/tra-cuu/${number}/giay-tiep-nhan`);
  await expect(page.locator("main .receipt")).toContainText("Cán bộ nhập");
  await expect(page.locator("main .receipt")).toContainText("Đã xuất trình");
});

test("what lies on the desk incomplete goes back with form 02, and what is brought for it is entered at the desk", async ({ page, browser }) => {
  let number = "";
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, "/can-bo/tiep-nhan/1.001193");
    await desk.locator("#person-id").fill("068196004215");
    await desk.locator("#person-name").fill("Trần Thị Mai Lan");
    await desk.locator("#person-born_on").fill("17/05/1996");
    await press(desk, desk.locator('form[action="/api/desk/take_in"] button'), {
      shows: desk.locator("#buoc, .step-form").first(),
      at: /\/nop\/1\.001193\/[^/]+\/case/,
    });
    await fill(desk, "case", BIRTH.questions);
    const next = desk.locator('.step-buttons button[value="next"]');
    await next.click();
    for (const part of BIRTH.parts) {
      await expect(heading(desk, part.title)).toBeVisible();
      await fillPart(desk, part);
      await next.click();
    }
    await expect(desk).toHaveURL(/\/giay-to/);
    // Nothing is there on paper: the review says so, and offers both forms instead of reception.
    await open(desk, desk.url().replace(/\/giay-to.*/, "/xem-lai"));
    await expect(desk.locator("main form.declaration button")).toHaveCount(0);
    const missing = desk.locator('textarea[name="defects[paper:birth_certificate]"]');
    await expect(missing).toHaveValue("Chưa nộp giấy tờ này");
    await missing.fill("Chưa nộp giấy chứng sinh");
    const ask = desk.locator('form[action="/api/desk/hand_back"]', { has: missing });
    await press(desk, ask.locator("button"), {
      shows: desk.locator("main .alert-done"),
      at: /\/can-bo\/H36\.175-\d{6}-\d{4}\?vua-nhap=1/,
    });
    number = NUMBER.exec(desk.url())?.[0] ?? "";
    const print = desk.locator("main .alert-done a.button");
    await expect(print).toHaveAttribute("href", new RegExp(`${number}/giay/bo-sung-2`));
    const printed = await desk.request.get((await print.getAttribute("href")) ?? "");
    expect(printed.headers()["content-type"]).toContain("application/pdf");
    // The applicant comes back with the paper.
    await open(desk, `/can-bo/${number}`);
    await press(desk, desk.locator('form[action="/api/desk/supplement"] button'), {
      shows: desk.locator("main .field-asked").first(),
      at: /\/giay-to/,
    });
    const papers = desk.url();
    await expect(desk.locator("main .field-asked").first()).toContainText("Chưa nộp giấy chứng sinh");
    await attach(desk, "birth_certificate", pdf("giay-chung-sinh.pdf"));
    await open(desk, papers);
    await desk.locator('select[name="papers[identity]"]').selectOption("shown");
    await desk.locator('form[action="/api/desk/paper_seen"] button').click();
    await expect(desk.locator('select[name="papers[identity]"]')).toHaveValue("shown");
    await open(desk, papers.replace(/\/giay-to.*/, "/xem-lai"));
    await desk.locator("#cam-doan").check();
    await press(desk, desk.locator("form.declaration button"), {
      shows: desk.locator("main .alert-done"),
      at: /\?vua-nhap=1/,
    });
    await expect(desk.locator("main > .page > .status-line")).toContainText("Được tiếp nhận");
  });
  await signIn(page, "lan");
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main .timeline")).toContainText("Bổ sung tại quầy, cán bộ nhập");
});
