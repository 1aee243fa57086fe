// A result by public post: chosen before filing with an address that must be whole, ordered at the desk, handed to the carrier
// from the clerk's list, come back once, sent again to another address and signed for.

import { type Page } from "@playwright/test";
import { act, withOfficer } from "../support/desk.ts";
import { toReview } from "../support/filing.ts";
import { BIRTH } from "../support/filings.ts";
import { expect, test } from "../support/pages.ts";
import { follow, heading, looked, open, press } from "../support/walk.ts";

test.describe.configure({ timeout: 300_000 });

const HOME = "15 Nguyễn Văn Cừ, phường Xuân Hương, Lâm Đồng";
const ELSEWHERE = "Khu phố 5, phường Mũi Né, Lâm Đồng";

/** Fills the birth and files it with the choice of the post; the first address is no address. */
async function fileByPost(page: Page): Promise<string> {
  await toReview(page, BIRTH);
  await expect(page.locator("#nhan-online")).toBeChecked();
  await page.locator("#nhan-post").check();
  await expect(page.locator("#nhan-ten")).toHaveValue("Trần Thị Mai Lan");
  await page.locator("#nhan-dia-chi").fill("Đà");
  await page.locator("#cam-doan").check();
  const send = () => page.locator("form.declaration button").click();
  await follow(page, send, { shows: page.locator('.error-summary a[href="#nhan-dia-chi"]') });
  await expect(page.locator("#nhan-post")).toBeChecked();
  await expect(page.locator("#nhan-dia-chi")).toHaveValue("Đà");
  await page.locator("#nhan-dia-chi").fill(HOME);
  await page.locator("#cam-doan").check();
  await follow(page, send, { shows: page.locator(".big-number") });
  const number = (await page.locator(".big-number strong").textContent())?.trim();
  if (number === undefined) throw new Error("the acknowledgement carries no number");
  return number;
}

/** Makes the order sheet and hands its parcel to the carrier under a code. */
async function send(desk: Page, number: string, code: string): Promise<void> {
  await open(desk, `/can-bo/${number}`);
  await desk.locator('form[action="/api/desk/post_order"] button').click();
  await expect(desk.locator("#nhan-ket-qua")).toContainText("Chờ giao bưu chính");
  await open(desk, "/can-bo/buu-chinh");
  const parcel = desk.locator("#cho-giao li", { hasText: number });
  await parcel.locator("input").fill(code);
  await desk.locator("#nguoi-buu-chinh").fill("Nguyễn Văn Bưu");
  await press(desk, desk.getByRole("button", { name: "Giao cho bưu chính" }), {
    shows: desk.locator("#dang-chuyen li", { hasText: number }),
  });
}

test("a result goes by post, comes back, goes again and is signed for", async ({ page, browser }) => {
  const number = await fileByPost(page);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, `/can-bo/${number}`);
    await act(desk, "accept", "Được tiếp nhận");
    await desk.locator("details.desk-action", { has: desk.locator('[value="finish"]') }).locator("summary").click();
    await desk.locator("#finish-result").fill("Giấy khai sinh số 15/2026, ngày 12/03/2026");
    await act(desk, "finish", "Đã có kết quả");
    await send(desk, number, "RR473124829VN");
    const parcel = desk.locator("#dang-chuyen li", { hasText: number });
    await parcel.getByRole("link", { name: /Phiếu gửi/ }).click();
    await expect(heading(desk, "Phiếu gửi kết quả qua bưu chính")).toBeVisible();
    await expect(desk.locator("main")).toContainText(HOME);
    await looked(desk);
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("#nhan-ket-qua")).toContainText("RR473124829VN");
  await expect(page.locator("main")).toContainText("Đã có kết quả");
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await open(desk, "/can-bo/buu-chinh");
    const parcel = desk.locator("#dang-chuyen li", { hasText: number });
    const form = parcel.locator("details", { has: desk.locator('[value="came_back"]') });
    await form.locator("summary").click();
    await form.locator("textarea").fill("Gọi ba lần không gặp người nhận");
    await press(desk, form.getByRole("button"), { shows: desk.locator("#chuyen-hoan li", { hasText: number }) });
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("#nhan-ket-qua")).toContainText("Gọi ba lần không gặp người nhận");
  await page.locator("#nhan-ket-qua summary").click();
  await page.locator("#nhan-dia-chi").fill(ELSEWHERE);
  await page.locator("#nhan-ket-qua").getByRole("button").click();
  await expect(page.locator("#nhan-ket-qua")).toContainText(ELSEWHERE);
  await looked(page);
  await withOfficer(browser, "can-bo-xuan-huong", async (desk) => {
    await send(desk, number, "MC00000002");
    const parcel = desk.locator("#dang-chuyen li", { hasText: number });
    const form = parcel.locator("details", { has: desk.locator('[value="delivered"]') });
    await form.locator("summary").click();
    await form.locator('[name="received_by"]').fill("Trần Thị Mai Lan");
    await press(desk, form.getByRole("button"), { shows: desk.locator("#da-phat li", { hasText: number }) });
  });
  await open(page, `/tra-cuu/${number}`);
  await expect(page.locator("main")).toContainText("Đã trả kết quả");
  const steps = page.locator("main .timeline .timeline-title");
  await expect(steps.last()).toHaveText("Trả kết quả");
});
