// The law as a browser module, served to a page of its own: for the comparison with the native build and for its speed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";

const ORIGIN = "http://laws.test";
const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** Returns the folder the build put the module in. */
export function lawsFolder(): string {
  const folder = process.env.MOTCUA_PARITY;
  if (folder === undefined) throw new Error("MOTCUA_PARITY names no folder: run make test, or make test PART=parity");
  return folder;
}

/** Opens a page that may import the module; returns the module's address. */
export async function openLaws(page: Page): Promise<string> {
  const folder = lawsFolder();
  await page.route(`${ORIGIN}/**`, (route) => {
    const name = new URL(route.request().url()).pathname;
    const extension = name.slice(name.lastIndexOf("."));
    const body = extension === ".html" ? "<!doctype html><title>laws</title>" : readFileSync(join(folder, name));
    return route.fulfill({ contentType: types[extension], body });
  });
  await page.goto(`${ORIGIN}/laws.html`);
  return `${ORIGIN}/laws`;
}
