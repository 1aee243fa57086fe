// The desk's queue: an officer filters it, ticks several dossiers, accepts them in one go and reads what became of each;
// the next dossier of nobody is taken; filters are kept by name; keys help where script runs.

import { withOfficer } from "../support/desk.ts";
import { GAME_POINT } from "../support/filings.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { fileQuickly } from "../support/quickly.ts";
import { heading, looked, open, press } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

test("an officer filters, ticks several, accepts them at once and reads the outcome of each", async ({ page, browser }) => {
  const numbers = [await fileQuickly(page, GAME_POINT), await fileQuickly(page, GAME_POINT), await fileQuickly(page, GAME_POINT)];
  await withOfficer(browser, "can-bo-mui-ne", async (desk) => {
    await open(desk, "/can-bo");
    await desk.locator(".desk-filters > summary").click();
    await desk.locator('input[name="tim"]').fill("nguyen van hung");
    await press(desk, desk.locator('.filter-row button').first(), {
      shows: desk.locator(".desk-filters[open]"),
      at: /\/can-bo\?.*tim=/,
    });
    await looked(desk);
    for (const number of numbers) await desk.getByRole("checkbox", { name: number }).check();
    await press(desk, desk.locator('button[name="action"][value="accept"]'), {
      shows: desk.locator("table.outcomes"),
      at: /\/can-bo\/loat\//,
    });
    await expect(desk.locator("table.outcomes tbody tr")).toHaveCount(numbers.length);
    await expect(desk.locator("table.outcomes .lateness", { hasText: "Đã xong" })).toHaveCount(numbers.length);
    await looked(desk);

    // The same dossiers again, from a page that is old by now: each says why not.
    await open(desk, "/can-bo?trang-thai=2");
    await desk.getByRole("checkbox", { name: numbers[0]! }).check();
    await press(desk, desk.locator('button[name="action"][value="accept"]'), {
      shows: desk.locator("table.outcomes"),
      at: /\/can-bo\/loat\//,
    });
    await expect(desk.locator("table.outcomes tbody")).toContainText("Chưa làm được");

    await open(desk, "/can-bo?trang-thai=2");
    await desk.locator('.desk-filters input[name="name"]').fill("Vừa tiếp nhận");
    await press(desk, desk.getByRole("button", { name: "Lưu bộ lọc này" }), {
      shows: desk.locator(".kept-filters a", { hasText: "Vừa tiếp nhận" }),
      at: /trang-thai=2/,
    });
    await press(desk, desk.getByRole("button", { name: /Xoá Vừa tiếp nhận/ }), {
      shows: heading(desk, "Hồ sơ chờ giải quyết"),
      at: /\/can-bo$/,
    });
    await expect(desk.locator(".kept-filters")).toHaveCount(0);
  });
});

test("the most pressing dossier of nobody is taken with one press and is one's own then", async ({ page, browser }) => {
  await fileQuickly(page, GAME_POINT);
  await withOfficer(browser, "can-bo-mui-ne", async (desk) => {
    await open(desk, "/can-bo?xem=chua-giao");
    await press(desk, desk.getByRole("button", { name: "Nhận hồ sơ tiếp theo" }), {
      shows: desk.locator('input[name="action"][value="accept"] ~ button'),
      at: /\/can-bo\/H36/,
    });
    const number = decodeURIComponent(new URL(desk.url()).pathname.split("/").pop()!);
    await open(desk, "/can-bo?xem=cua-toi");
    await expect(desk.getByRole("link", { name: number })).toBeVisible();
    await open(desk, "/can-bo/phan-cong");
    await expect(heading(desk, "Phân công và ngày nghỉ")).toBeVisible();
    await looked(desk);
  });
});

test("keys move through the queue, tick and search", async ({ page, browser }) => {
  test.skip(!scriptsRun(), "keys need script");
  const number = await fileQuickly(page, GAME_POINT);
  await withOfficer(browser, "can-bo-mui-ne", async (desk) => {
    await open(desk, "/can-bo");
    await expect(desk.locator(".choose-all")).toBeVisible();
    await desk.keyboard.press("?");
    await expect(desk.locator(".shortcuts li").first()).toBeVisible();
    await desk.keyboard.press("j");
    const link = desk.locator("form[data-lines] tbody th a").first();
    await expect(link).toBeFocused();
    await desk.keyboard.press("x");
    await expect(desk.locator("form[data-lines] tbody input").first()).toBeChecked();
    await desk.keyboard.press("/");
    await expect(desk.locator('input[name="tim"]')).toBeFocused();
    await desk.keyboard.type(number);
    await desk.keyboard.press("Enter");
    await expect(desk.locator("form[data-lines] tbody tr")).toHaveCount(1);
  });
});
