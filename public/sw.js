// The worker (làm việc khi mất mạng): the built files by their hashed names, copies of public pages that carry nothing of
// a person and no nonce, and the page for when there is no line. A page from the portal is never kept by it, and a file
// of another build never served: its cache is this build's alone.

// Filled in by the build: the version, the built files, the script a device keeps its drafts with.
const BUILT = {};

const CACHE = `motcua-${BUILT.version}`;
const SHELL = "/ngoai-tuyen";
const PUBLIC = /^\/(thu-tuc(\/[^/]+(\/bieu-mau)?)?|viec\/[^/]+|huong-dan|ngoai-tuyen)?$/;
const HOUR = 3_600_000;

importScripts(BUILT.device);

/** Keeps a copy of a public page, drawn for nobody: no cookie goes with the question. */
async function copy(path, lang) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(path);
  const fresh = known && Date.parse(known.headers.get("date")) > Date.now() - HOUR;
  if (fresh && known.headers.get("x-offline-copy") === lang) return;
  const answer = await fetch(path, { headers: { "x-offline-copy": lang, accept: "text/html" }, credentials: "omit" });
  if (answer.ok && !answer.redirected && answer.headers.has("x-offline-copy")) await cache.put(path, answer);
}

self.addEventListener("install", (event) => {
  const ready = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(BUILT.files);
    await copy(SHELL, "vi");
    await self.skipWaiting();
  };
  event.waitUntil(ready());
});

self.addEventListener("activate", (event) => {
  const ready = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(ready());
});

self.addEventListener("message", (event) => {
  const { copy: path, lang } = event.data || {};
  if (typeof path !== "string" || !PUBLIC.test(path)) return;
  const language = lang === "en" ? "en" : "vi";
  event.waitUntil(Promise.all([copy(path, language), copy(SHELL, language)]).catch(() => {}));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "motcua") event.waitUntil(self.motcua.flush());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (BUILT.files.includes(url.pathname)) event.respondWith(built(request));
  else if (request.mode === "navigate" || request.headers.get("accept")?.startsWith("text/html")) event.respondWith(page(request, url.pathname));
});

async function built(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

async function page(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(CACHE);
    const found = (PUBLIC.test(path) && (await cache.match(path))) || (await cache.match(SHELL));
    if (!found) throw error;
    // Made anew, it answers for the address that was asked for.
    return new Response(found.body, { headers: found.headers });
  }
}
