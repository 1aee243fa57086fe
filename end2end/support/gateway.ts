// A payment gateway as a journey needs it: the program's own simulator, as a process of its own, and a portal that takes
// money by it.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLOCK, freePort, program, startServer, type Server } from "./server.ts";

const SECRET = "bi-mat-cua-hanh-trinh";

/** A portal that takes money, and the gateway that it takes it by. */
export interface Paying {
  server: Server;
  /** Where the gateway listens. */
  gateway: string;
  /** Tells the gateway how to behave. */
  be(switches: Record<string, unknown>): Promise<void>;
  /** Ends both. */
  stop(): Promise<void>;
}

/** Starts a gateway and a portal that uses it. */
export async function startPaying(): Promise<Paying> {
  const at = `127.0.0.1:${await freePort()}`;
  const port = await freePort();
  const notify = `http://127.0.0.1:${port}/api/payments/vnpay/ipn`;
  const asked = ["simulate", "gateway", "--at", at, "--secret", SECRET, "--notify", notify, "--clock", CLOCK];
  const child = spawn(program(), asked, { stdio: ["ignore", "pipe", "inherit"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  await new Promise<void>((ready, failed) => {
    child.once("error", failed);
    child.once("exit", () => failed(new Error("the simulated gateway ended before it listened")));
    child.stdout.once("data", () => ready());
  });
  const folder = mkdtempSync(join(tmpdir(), "motcua-treasury-"));
  const file = join(folder, "treasury.toml");
  writeFileSync(
    file,
    `[collector]
name = "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng"
tax_code = "0100109106"
[receipts]
form = "01BLP0-001"
letters = "AA"
[bank]
bank = "Vietcombank"
bin = "970436"
number = "0011000000000"
holder = "TRUNG TAM PHUC VU HANH CHINH CONG"
[vnpay]
pay_url = "http://${at}/paymentv2/vpcpay.html"
api_url = "http://${at}/merchant_webapi/api/transaction"
terminal = "DEMO0001"
secret_env = "GATEWAY_SECRET"
`,
  );
  const server = await startServer({ port, environment: { MOTCUA_TREASURY: file, GATEWAY_SECRET: SECRET } });
  const gateway = `http://${at}`;
  const be = async (switches: Record<string, unknown>) => {
    const answer = await fetch(`${gateway}/api/control`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(switches),
    });
    if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
  };
  const stop = async () => {
    await server.stop();
    kill();
    process.removeListener("exit", kill);
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, gateway, be, stop };
}
