// A portal of its own for every worker: journeys that run at once never meet each other's dossiers of the same person.

import { test as base } from "@playwright/test";
import { startServer } from "./server.ts";

/** The test of whatever needs the portal: its addresses are below that of the worker's own, or of the one MOTCUA_URL names. */
export const test = base.extend<object, { portal: string }>({
  portal: [
    async ({}, use) => {
      if (process.env.MOTCUA_URL) return use(process.env.MOTCUA_URL);
      const server = await startServer();
      await use(server.url);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal),
});
