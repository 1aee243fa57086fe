// A Motcua of our own: the program in demonstration mode on a free port, with an empty data folder and a fixed clock.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/** The moment every journey starts at: a Thursday morning, working hours, no holiday near. */
export const CLOCK = "2026-03-12T09:00:00+07:00";

/** A server that runs, and how to end it. */
export interface Server {
  url: string;
  /** The folder of its database and files. */
  data: string;
  /** When it was started, in milliseconds of this machine. */
  started: number;
  process: ChildProcess;
  /** Returns what it has logged so far. */
  log(): string;
  /** Stops the program and keeps its data, as a power cut does. */
  pause(): Promise<void>;
  /** Starts it again on its data, at its address; at another moment when one is named. */
  resume(clock?: string): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** What a journey may ask of its own server beyond what every portal of the journeys has. */
export interface ServerOptions {
  /** Further environment variables. */
  environment?: Record<string, string>;
  /** Whether its clock runs from the machine's time instead of CLOCK. */
  realClock?: boolean;
  /** A folder of procedure files to publish beside those of the demonstration province. */
  procedures?: string;
  /** The port to serve on, when somebody must know it beforehand. */
  port?: number;
}

/** Returns the program that is under test. */
export function program(): string {
  const at = process.env.MOTCUA_BIN ?? join(target, "release/motcua");
  if (!existsSync(at)) throw new Error(`${at} is not built: run make build, or set MOTCUA_BIN`);
  return at;
}

/** Starts a server and returns when it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const started = Date.now();
  const url = `http://127.0.0.1:${options.port ?? (await freePort())}`;
  const data = mkdtempSync(join(tmpdir(), "motcua-journey-"));
  const logFile = join(data, "server.log");
  const output = openSync(logFile, "a");
  const settings = {
    cwd: root,
    env: {
      ...process.env,
      MOTCUA_ADDR: url.replace("http://", ""),
      MOTCUA_DATA_DIR: data,
      MOTCUA_DATABASE_URL: `sqlite:${join(data, "motcua.db")}`,
      MOTCUA_SITE_DIR: process.env.MOTCUA_SITE_DIR ?? join(target, "site"),
      // All journeys sign in from one address, many times a minute.
      MOTCUA_SIGN_IN_PER_MINUTE: "0",
      ...(options.realClock ? {} : { MOTCUA_CLOCK: CLOCK }),
      ...options.environment,
    },
  };
  if (options.procedures !== undefined) {
    execFileSync(program(), ["catalogue", "publish", options.procedures], { ...settings, stdio: ["ignore", "ignore", "inherit"] });
  }
  const run = () => spawn(program(), ["serve", "--demo"], { ...settings, stdio: ["ignore", output, output] });
  let child = run();
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const log = () => readFileSync(logFile, "utf8");
  const stop = async () => {
    await end(child);
    process.removeListener("exit", killWithUs);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await untilReady(`${url}/readyz`, child);
  } catch (error) {
    const said = log().trim();
    await stop();
    throw new Error(`${(error as Error).message}; it said:\n${said}`);
  }
  const pause = () => end(child);
  const resume = async (clock?: string) => {
    if (clock !== undefined) Object.assign(settings.env, { MOTCUA_CLOCK: clock });
    child = run();
    await untilReady(`${url}/readyz`, child);
  };
  return { url, data, started, process: child, log, pause, resume, stop };
}

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  const patience = Date.now() + 60_000;
  while (Date.now() < patience) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("the server ended before it was ready");
    const ready = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error("the server was not ready within a minute");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(impatient);
}

/** Returns a port that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? found(address.port) : failed(new Error("no port"))));
    });
  });
}
