// An identity card's code fills in a part of the form: pasted, from a picture of it, and held before the camera.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as driver, type Page } from "@playwright/test";
import encodeQR from "qr";
import { chromium, FLAGS } from "../support/browsers.ts";
import { fill, typed } from "../support/fill.ts";
import { signIn, startDraft } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { looked } from "../support/walk.ts";

const CARD = "068083001237|251234567|Nguyễn Văn Hùng|02111983|Nam|Thôn 3, Đạ K'Nàng, Đam Rông, Lâm Đồng|12082021";

/** Goes to the part about the father, who has a card. */
async function atTheFather(page: Page): Promise<void> {
  await signIn(page, "lan");
  await startDraft(page, BIRTH);
  await page.goto(page.url().replace(/\/request.*/, "/child"));
  if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.locator('[name="answers[child.father_known]"][value="yes"]').check();
  await page.locator('.step-buttons button[value="stay"]').click();
  await expect(page.locator(".kept-words")).toContainText("Đã lưu");
  await page.goto(page.url().replace(/\/child.*/, "/father"));
  if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

async function isFilledIn(page: Page): Promise<void> {
  await expect(page.getByRole("status").or(page.getByRole("alert")).or(page.locator(".alert")).first()).toContainText("Đã đọc thẻ căn cước");
  expect(await typed(page, "father.birth_year")).toBe("02/11/1983");
  expect(await typed(page, "father.identity_document.number")).toBe("068083001237");
  expect(await typed(page, "father.residence.commune")).toBe("24886");
  expect(await typed(page, "father.residence.street")).toBe("Thôn 3");
}

test("a pasted code fills in what is empty, what differs is shown and taken over at a press", async ({ page }) => {
  await atTheFather(page);
  await fill(page, "father", { full_name: "Nguyễn Văn Hưng" });
  await page.locator(".card-reader summary").click();
  await page.locator('[name="card"]').fill("khong phai the");
  await page.locator('button[value="card"]').click();
  await expect(page.locator("main")).toContainText("Đây không phải mã QR trên thẻ căn cước");
  expect(await typed(page, "father.full_name")).toBe("Nguyễn Văn Hưng");
  // As a hand-held reader types: the code, then Enter.
  await page.locator('[name="card"]').fill(CARD);
  await page.locator('[name="card"]').press("Enter");
  await isFilledIn(page);
  await expect(page.locator(".off-card")).toContainText("Thẻ ghi: Nguyễn Văn Hùng. Bạn ghi: Nguyễn Văn Hưng");
  await looked(page);
  await page.locator('.off-card button[value="as_card"]').click();
  await expect(page.locator(".off-card")).toHaveCount(0);
  expect(await typed(page, "father.full_name")).toBe("Nguyễn Văn Hùng");
});

test("a picture of the code is read on the device", async ({ page }) => {
  test.skip(!scriptsRun(), "a picture is read by a script");
  await atTheFather(page);
  await page.locator(".card-reader summary").click();
  const picture = (text: string) => ({ name: "the.gif", mimeType: "image/gif", buffer: Buffer.from(encodeQR(text, "gif", { scale: 6 })) });
  const empty = { name: "trang.gif", mimeType: "image/gif", buffer: Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64") };
  const input = page.locator('.card-picture input[type="file"]');
  await input.setInputFiles(empty);
  await expect(page.locator(".card-status")).toContainText("Không thấy mã QR");
  await input.setInputFiles(picture(CARD));
  await isFilledIn(page);
});

/** Writes a film of one picture, a card's code on grey, as a camera would give it. */
function film(file: string): void {
  const [width, height, scale] = [640, 480, 6];
  const code = encodeQR(CARD, "raw", { border: 4 });
  const [left, top] = [(width - code.length * scale) >> 1, (height - code.length * scale) >> 1];
  const light = Buffer.alloc(width * height, 150);
  code.forEach((row, y) =>
    row.forEach((dark, x) => {
      for (let line = 0; line < scale; line += 1) {
        const at = (top + y * scale + line) * width + left + x * scale;
        light.fill(dark ? 30 : 220, at, at + scale);
      }
    }),
  );
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, Buffer.alloc((width * height) / 2, 128)]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
}

test("a card held before the camera is read, and the camera is let go", async ({ page: start, baseURL }) => {
  test.skip(!scriptsRun(), "a camera is opened by a script");
  test.setTimeout(120_000);
  await start.goto("about:blank");
  const folder = mkdtempSync(join(tmpdir(), "motcua-camera-"));
  const picture = join(folder, "card.y4m");
  film(picture);
  const browser = await driver.launch({
    executablePath: chromium(),
    args: [...FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${picture}`],
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? "", viewport: { width: 360, height: 740 }, locale: "vi-VN" });
    await atTheFather(page);
    await page.locator(".card-reader summary").click();
    await page.locator(".card-camera").click();
    await isFilledIn(page);
    await expect(page.locator("video")).toHaveCount(0);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
