// Signing in with an electronic identity, at a real provider of OpenID Connect.

import { PROVIDER, proveIdentity, startWithProvider } from "../support/identity.ts";
import { expect, scriptsRun, settled, test, visit } from "../support/pages.ts";
import { type Server } from "../support/server.ts";

let server: Server;

test.beforeAll(async () => {
  server = await startWithProvider();
});

test.afterAll(async () => {
  await server?.stop();
});

test("a new citizen proves who they are and comes back to where they were going", async ({ page }) => {
  await visit(page, `${server.url}/dang-nhap?tiep=${encodeURIComponent("/ho-so")}`);
  await proveIdentity(page, "Phan Thị Mới");
  await expect(page).toHaveURL(`${server.url}/ho-so`);
  await settled(page);
  await expect(page.locator("main")).toContainText("Phan Thị Mới");
  await page.locator('.page-header form[action="/api/session/sign_out"] button').click();
  await expect(page.locator('.page-header a[href="/dang-nhap"]')).toBeVisible();
});

test("an account from before is joined only after its person has said that it is theirs", async ({ page }) => {
  await page.goto(`${server.url}/dang-nhap`);
  await page.locator('button[name="person"][value="lan"]').click();
  await page.locator('.page-header form[action="/api/session/sign_out"] button').click();
  await visit(page, `${server.url}/dang-nhap?tiep=${encodeURIComponent("/ho-so")}`);
  await proveIdentity(page, "Trần Thị Mai Lan");
  // The other project may have confirmed already: it is asked once in a portal's life.
  if (page.url().endsWith("/dang-nhap/lien-ket")) {
    await settled(page);
    await expect(page.locator("main dl")).toContainText("068••••••215");
    await page.getByRole("button", { name: "Đúng, đây là tài khoản của tôi" }).click();
  }
  await expect(page).toHaveURL(`${server.url}/ho-so`);
  await expect(page.locator("main")).toContainText("Trần Thị Mai Lan");
});

test("whoever declines, or is told by no number, reads why and may begin again", async ({ page }) => {
  await page.goto(`${server.url}/dang-nhap`);
  await proveIdentity(page, "Từ chối");
  await settled(page);
  await expect(page.getByRole("alert")).toContainText("Bạn chưa đăng nhập");
  await proveIdentity(page, "Không Có Số");
  await settled(page);
  await expect(page.getByRole("alert")).toContainText("số định danh cá nhân");
});

test("a session that ends in the middle of a form takes nothing with it", async ({ page, context }) => {
  test.setTimeout(180_000);
  const portal = await startWithProvider({ environment: { MOTCUA_SESSION_IDLE_SECONDS: "20" } });
  try {
    const signIn = async (): Promise<void> => {
      await page.getByRole("link", { name: PROVIDER }).click();
      await page.getByRole("button", { name: "Phan Thị Mới", exact: true }).click();
    };
    await page.goto(`${portal.url}/dang-nhap?tiep=${encodeURIComponent("/nop/1.001193")}`);
    await signIn();
    await page.locator('main form[action="/api/drafts/start"]:not(:has([name="like"])) button').click();
    await expect(page.locator("#buoc")).toBeVisible();
    await page.goto(page.url().replace(/\/[^/]*$/, "/copies"));
    if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
    // Somebody is called away; the session ends, and what is typed then comes too late.
    await expect
      .poll(async () => (await (await context.request.get(`${portal.url}/api/session/me`)).json()).role, { intervals: [22_000], timeout: 60_000 })
      .toBe("visitor");
    await page.locator('[name="answers[copies.wanted]"][value="no"]').check();
    await page.locator('.step-buttons button[value="next"]').click();
    if (scriptsRun()) {
      // The page stays with what was typed, and says how to go on.
      await expect(page.getByRole("alert")).toContainText("Hãy đăng nhập");
      await expect(page.locator('[name="answers[copies.wanted]"][value="no"]')).toBeChecked();
      await page.goto(`${portal.url}/dang-nhap`);
    } else {
      await expect(page.locator("main")).toContainText("được giữ trong 30 phút");
      await settled(page);
    }
    // The provider remembers who signed in there, and sends them straight back.
    await page.getByRole("link", { name: PROVIDER }).click();
    // On to the step after the one that was being filled in, and not to the first page.
    await expect(page).toHaveURL(/\/nop\/1\.001193\/[^/]+\/(giay-to|xem-lai)/);
    await page.goto(page.url().replace(/\/[^/]*$/, "/copies"));
    await expect(page.locator('[name="answers[copies.wanted]"][value="no"]')).toBeChecked();
  } finally {
    // The page asks for its session now and then; it leaves before the portal does.
    await page.goto("about:blank");
    await portal.stop();
  }
});
