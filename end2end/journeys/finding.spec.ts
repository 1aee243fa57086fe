// Finding a procedure and one's way: with slips and without accents, by keyboard alone, by old codes, in English, by an
// address somebody sent; and what is said where there is nothing.

import { type Page } from "@playwright/test";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { test as plain } from "../support/served.ts";
import { heading, looked, open, press } from "../support/walk.ts";

const FOUND: [string, RegExp][] = [
  ["khai sinh", /đăng ký khai sinh/i],
  ["dang ki khai sinhh", /đăng ký khai sinh/i],
  ["ket hon", /kết hôn/i],
  ["ho kinh doanh", /hộ kinh doanh/i],
  ["quan net", /trò chơi điện tử/i],
];

for (const [words, name] of FOUND) {
  test(`"${words}" finds what is meant among the first three`, async ({ page }) => {
    await open(page, `/thu-tuc?q=${encodeURIComponent(words)}`);
    const names = await page.locator("main .results a[href^='/thu-tuc/']").allTextContents();
    expect(names.slice(0, 3).some((found) => name.test(found)), names.slice(0, 3).join(" | ")).toBe(true);
    await expect(page.getByRole("searchbox")).toHaveValue(words);
  });
}

test("results change while one types, and the address can be shared", async ({ page, context }) => {
  test.skip(!scriptsRun(), "without scripts the button searches");
  await open(page, "/thu-tuc");
  await page.getByRole("searchbox").pressSequentially("khai tu", { delay: 30 });
  await expect(page).toHaveURL(/q=khai(\+|%20)tu/);
  await expect(page.locator("main .results a", { hasText: "khai tử" }).first()).toBeVisible();
  await expect(page.getByRole("searchbox")).toBeFocused();
  await expect(page.getByRole("searchbox")).toHaveValue("khai tu");
  await looked(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator("main .results a", { hasText: "khai tử" }).first()).toBeVisible();
});

test("filters narrow the results and stand in the address", async ({ page }) => {
  await open(page, "/thu-tuc?q=dang+ky");
  const count = page.locator("main .count");
  const all = await count.textContent();
  await page.locator(".filters summary").click();
  await page.locator('.filters select[name="level"]').selectOption("4");
  await page.locator(".filters form button").click();
  await expect(page).toHaveURL(/level=4/);
  await expect(count).not.toHaveText(all ?? "");
  await looked(page);
});

test("a search that finds nothing says what to try", async ({ page }) => {
  await open(page, "/thu-tuc?q=zzqxwv");
  await expect(page.locator("main .empty")).toBeVisible();
});

test("any procedure is at most three presses away: a life event, then the procedure", async ({ page }) => {
  await open(page, "/");
  const event = page.locator("main .event a").first();
  await press(page, event, { shows: page.locator("main a[href^='/thu-tuc/']").first(), at: /\/viec\// });
  await press(page, page.locator("main a[href^='/thu-tuc/']").first(), { shows: page.locator("main .summary-band") });
});

test("an old code leads to the procedure that took its place", async ({ page }) => {
  await page.goto("/thu-tuc/1.013792");
  await expect(page).toHaveURL(/\/thu-tuc\/2\.001885$/);
  await looked(page);
});

test("a code with its agency's suffix leads to the procedure", async ({ page }) => {
  await page.goto("/thu-tuc/1.001193.000.00.00.H36");
  await expect(page).toHaveURL(/\/thu-tuc\/1\.001193$/);
  await expect(heading(page, /khai sinh/)).toBeVisible();
});

for (const address of ["/khong-co-trang-nay", "/thu-tuc/9.999999", "/viec/khong-co", "/tra-cuu/H36.175-260101-9999"]) {
  // A document that answers 404 is an error of the console: what else goes wrong is looked at here.
  plain(`${address} says that there is nothing, with a way on`, async ({ page }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("main h1")).toHaveCount(1);
    await expect(page.locator("main form").first()).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test("the interface speaks English when asked, and Vietnamese again", async ({ page }) => {
  await open(page, "/thu-tuc/1.001193");
  await page.locator('.page-header button[name="language"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveURL(/\/thu-tuc\/1\.001193$/);
  await expect(page.locator(".start-bar button")).toHaveText("Start filing");
  await looked(page);
  await page.locator('.page-header button[name="language"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await expect(page.locator(".start-bar button")).toHaveText("Nộp hồ sơ");
});

test("a dossier number is found however it is typed, and a wrong one is told", async ({ page }) => {
  await open(page, "/tra-cuu");
  await page.locator("#so").fill("khong phai so");
  await page.locator("main .number-form button").click();
  await expect(page.locator("#so-problem")).toContainText("ba phần");
  await looked(page);
});

test("search and the start of a form need no more than a keyboard", async ({ page }) => {
  await open(page, "/");
  await tabTo(page, "#q");
  await page.keyboard.type("dang ky khai sinh");
  await page.keyboard.press("Enter");
  await expect(page.locator("main .results")).toBeVisible();
  await looked(page);
  await tabTo(page, 'a[href="/thu-tuc/1.001193"]');
  await page.keyboard.press("Enter");
  await expect(page.locator(".start-bar button")).toBeVisible();
  await looked(page);
  await tabTo(page, ".start-bar button");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dang-nhap/);
  await expect(heading(page, "Đăng nhập")).toBeVisible();
  await tabTo(page, 'button[name="person"][value="sau"]');
  await page.keyboard.press("Enter");
  await expect(page.locator('main form[action="/api/drafts/start"]:not(:has([name="like"])) button')).toBeVisible();
  await tabTo(page, 'main form[action="/api/drafts/start"]:not(:has([name="like"])) button');
  await page.keyboard.press("Enter");
  await expect(page.locator("#buoc")).toBeVisible();
  await looked(page);
  await tabTo(page, '[name="answers[case.situation]"]');
  await page.keyboard.press("Space");
  await expect(page.locator('[name="answers[case.situation]"]:checked')).toHaveCount(1);
});

test("the first press of Tab offers the way past the header", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.locator("a.skip:focus")).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#noi-dung$/);
});

/** Presses Tab until an element has focus, and expects that its focus can be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (there) {
      await expect(page.locator(`${selector}:focus`)).toBeInViewport();
      return;
    }
  }
  throw new Error(`${selector} is not reached by Tab`);
}
