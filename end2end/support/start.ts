// Before all journeys: start the shared server, unless MOTCUA_URL names one that runs; after them: stop it.

import { startServer } from "./server.ts";

export default async function start(): Promise<(() => Promise<void>) | void> {
  if (process.env.MOTCUA_URL) return;
  const server = await startServer();
  process.env.MOTCUA_URL = server.url;
  return async () => {
    delete process.env.MOTCUA_URL;
    await server.stop();
  };
}
