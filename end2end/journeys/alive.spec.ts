// The least a visitor may expect: the server lives, the first page answers, and with scripts on it comes alive.

import { expect, test, visit } from "../support/pages.ts";

test("the server says that it lives and is ready", async ({ request }) => {
  expect((await request.get("/livez")).status()).toBe(200);
  expect((await request.get("/readyz")).status()).toBe(200);
});

test("a browser that asks for an icon by itself gets one", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect(icon.status()).toBe(200);
  expect(icon.headers()["content-type"]).toBe("image/x-icon");
});

test("the first page has a title, one heading and no barrier", async ({ page }) => {
  await visit(page, "/");
  await expect(page).toHaveTitle(/\S/);
  await expect(page.locator("h1")).toHaveCount(1);
});
