// Officers with accounts of their own, made as an administrator makes them: by the program, with a password and an
// authenticator, whose codes are computed here as a phone computes them.

import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { expect, scriptsRun } from "./pages.ts";
import { CLOCK, program, type Server } from "./server.ts";

/** Somebody who signs in with a password and a code. */
export interface Staff {
  login: string;
  password: string;
  /** The secret of the authenticator, in base 32. */
  secret: string;
  /** How far the server's clock is from this machine's, in milliseconds. */
  ahead: number;
}

/** Makes an officer of an agency with some duties. */
export function addOfficer(server: Server, login: string, name: string, agency: string, duties: string): Staff {
  const asked = ["account", "add", login, "--name", name, "--agency", agency, "--duties", duties];
  const told = execFileSync(program(), asked, {
    env: {
      ...process.env,
      MOTCUA_DATA_DIR: server.data,
      MOTCUA_DATABASE_URL: `sqlite:${join(server.data, "motcua.db")}`,
    },
    encoding: "utf8",
  });
  const password = /^password\s+(\S+)$/m.exec(told)?.[1];
  const secret = /secret=([A-Z2-7]+)/.exec(told)?.[1];
  if (password === undefined || secret === undefined) throw new Error("the program told no password or no secret");
  return { login, password, secret, ahead: new Date(CLOCK).getTime() - server.started };
}

/** Signs an officer in, in a window where nobody is. */
export async function signInStaff(page: Page, staff: Staff): Promise<void> {
  await page.goto("/dang-nhap/noi-bo");
  if (scriptsRun()) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.locator('input[name="login"]').fill(staff.login);
  await page.locator('input[name="password"]').fill(staff.password);
  await page.locator('input[name="code"]').fill(code(staff.secret, Date.now() + staff.ahead));
  await page.locator('form[action="/api/session/sign_in_staff"] button').click();
  await expect(page.locator('.page-header form[action="/api/session/sign_out"]')).toBeAttached();
}

/** The six digits of a moment (RFC 6238: HMAC-SHA-1, steps of 30 s). */
function code(secret: string, at: number): string {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(step).digest();
  const from = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
