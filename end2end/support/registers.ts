// The state's registers as a journey needs them: the program's own simulator, as a process of its own on a free port.

import { spawn } from "node:child_process";
import { freePort, program } from "./server.ts";

/** Simulated registers that run. */
export interface Registers {
  url: string;
  /** Ends them. */
  stop(): void;
}

/** Starts the simulator and returns once it listens. */
export async function startRegisters(): Promise<Registers> {
  const at = `127.0.0.1:${await freePort()}`;
  const child = spawn(program(), ["simulate", "registers", "--at", at], { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => {
    child.kill("SIGKILL");
    process.removeListener("exit", stop);
  };
  process.once("exit", stop);
  await new Promise<void>((ready, failed) => {
    child.once("error", failed);
    child.once("exit", () => failed(new Error("the simulated registers ended before they listened")));
    child.stdout.once("data", () => ready());
  });
  return { url: `http://${at}`, stop };
}
