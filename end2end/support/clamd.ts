// A virus scanner that is none: it speaks clamd's INSTREAM on loopback and finds one marker.

import { createServer, type Server } from "node:net";

/** What it takes for a virus. */
export const MARKER = "MOTCUA-TEST-MARKER-NOT-A-VIRUS";

/** A scanner that runs. */
export interface Clamd {
  /** Its address as the setting takes it. */
  address: string;
  /** Whether it hangs up without an answer. */
  silent: boolean;
  stop(): Promise<void>;
}

/** Starts a scanner on a free port. */
export async function startClamd(): Promise<Clamd> {
  const clamd: Clamd = { address: "", silent: false, stop: () => new Promise((done) => server.close(() => done())) };
  const server: Server = createServer((socket) => {
    let all = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("data", (part) => {
      all = Buffer.concat([all, part]);
      // A part of no bytes ends the stream.
      if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
      if (clamd.silent) socket.destroy();
      else socket.end(all.includes(MARKER) ? "stream: Motcua.Test.Marker FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address !== "object") throw new Error("the scanner has no port");
  clamd.address = `tcp:127.0.0.1:${address.port}`;
  return clamd;
}
