// A portal that is connected to a real provider of identities, both of our own: started together, stopped together.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Page } from "@playwright/test";
import { freePort, startServer, type Server, type ServerOptions } from "./server.ts";

const script = join(dirname(fileURLToPath(import.meta.url)), "provider.mjs");

/** What people call the provider. */
export const PROVIDER = "VNeID (thử)";

/** Starts a provider and a portal that knows it. */
export async function startWithProvider(options: ServerOptions = {}): Promise<Server> {
  const [port, own] = [await freePort(), await freePort()];
  const issuer = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), "motcua-provider-"));
  const settings = join(folder, "providers.toml");
  writeFileSync(
    settings,
    `[[provider]]\nkey = "thu"\nname = "${PROVIDER}"\nissuer = "${issuer}"\nclient_id = "cong"\nsecret = "bi-mat"\nacr = ["LoA2"]\n`,
  );
  const provider = spawn(process.execPath, [script, String(port), `http://127.0.0.1:${own}/dang-nhap/thu/ve`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const killWithUs = () => provider.kill("SIGKILL");
  process.once("exit", killWithUs);
  await new Promise<void>((ready, failed) => {
    provider.stdout.once("data", () => ready());
    provider.once("exit", (code) => failed(new Error(`the provider ended with ${code}`)));
  });
  const server = await startServer({
    realClock: true,
    ...options,
    port: own,
    environment: { ...options.environment, MOTCUA_IDENTITY_PROVIDERS: settings },
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      killWithUs();
      process.removeListener("exit", killWithUs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Goes from the sign-in page to the provider, signs in there as somebody and comes back. */
export async function proveIdentity(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: PROVIDER }).click();
  await page.getByRole("button", { name, exact: true }).click();
}
