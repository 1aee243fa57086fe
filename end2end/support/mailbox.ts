// A mail server that keeps every letter: enough of SMTP for a real client, on loopback.

import { createServer, type Server, type Socket } from "node:net";

/** A letter as it came. */
export interface Letter {
  to: string[];
  headers: Map<string, string>;
  text: string;
}

/** A mailbox that runs. */
export interface Mailbox {
  /** Its address as the setting takes it. */
  address: string;
  letters: Letter[];
  /** Waits for a letter whose text holds these words. */
  wait(words: string): Promise<Letter>;
  stop(): Promise<void>;
}

/** Starts a mailbox on a free port. */
export async function startMailbox(): Promise<Mailbox> {
  const letters: Letter[] = [];
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    talk(socket, letters);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address !== "object") throw new Error("the mailbox has no port");
  return {
    address: `smtp://127.0.0.1:${address.port}`,
    letters,
    async wait(words) {
      const patience = Date.now() + 30_000;
      while (Date.now() < patience) {
        const found = letters.find((letter) => letter.text.includes(words));
        if (found) return found;
        await new Promise((next) => setTimeout(next, 50));
      }
      throw new Error(`no letter says “${words}”; ${letters.length} came`);
    },
    stop() {
      for (const socket of open) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function talk(socket: Socket, letters: Letter[]): void {
  let rest = "";
  let to: string[] = [];
  let data: string[] | null = null;
  const say = (answer: string) => socket.write(`${answer}\r\n`);
  const heard = (line: string) => {
    if (data !== null) {
      if (line !== ".") return void data.push(line.replace(/^\./, ""));
      letters.push(read(to, data.join("\r\n")));
      [to, data] = [[], null];
      return void say("250 OK");
    }
    const verb = line.split(/[ :]/)[0]?.toUpperCase();
    if (verb === "EHLO") return void say("250-mailbox\r\n250 8BITMIME");
    if (verb === "RCPT") to.push(/<([^>]*)>/.exec(line)?.[1] ?? "");
    if (verb === "DATA") {
      data = [];
      return void say("354 Go on");
    }
    if (verb === "QUIT") return void socket.end("221 Bye\r\n");
    say("250 OK");
  };
  socket.setEncoding("utf8");
  socket.on("error", () => socket.destroy());
  socket.on("data", (part: string) => {
    const lines = (rest + part).split("\r\n");
    rest = lines.pop() ?? "";
    lines.forEach(heard);
  });
  say("220 mailbox ESMTP");
}

function read(to: string[], raw: string): Letter {
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]/g, " ").split("\r\n");
  const headers = new Map(lines.map((line) => [line.split(":")[0]!.toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
  return { to, headers, text: decoded(body.join("\r\n\r\n"), headers.get("content-transfer-encoding") ?? "7bit") };
}

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body;
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, pair: string) => String.fromCharCode(parseInt(pair, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
