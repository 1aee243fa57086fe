// What a device keeps of a person's forms: everything typed at once, the forms opened before, and what waits to be filed.
// All of it is sealed with a key the portal gives to the person's session; without the key it is noise. It knows no rule
// of a form: the portal merges, checks and files. Runs in pages and in the worker, which both load it by its hashed name.
(() => {
  const STORES = ["meta", "typed", "pages", "queue"];
  const WEEK = 7 * 86_400_000;
  const FRESH = 600_000;
  let base;

  // ---- The store: sealed records, each with whose it is and when it was written.
  const opened = () =>
    (base ||= new Promise((done, failed) => {
      const asked = indexedDB.open("motcua", 1);
      asked.onupgradeneeded = () => STORES.forEach((name) => asked.result.createObjectStore(name));
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    }));
  const run = async (store, mode, act) => {
    const held = await opened();
    return new Promise((done, failed) => {
      const work = held.transaction(store, mode);
      const asked = act(work.objectStore(store));
      work.oncomplete = () => done(asked?.result);
      work.onabort = work.onerror = () => failed(work.error);
    });
  };
  const raw = (store, id) => run(store, "readonly", (held) => held.get(id));
  const rawAll = async (store) => {
    const ids = await run(store, "readonly", (held) => held.getAllKeys());
    const all = await run(store, "readonly", (held) => held.getAll());
    return ids.map((id, at) => [id, all[at]]).filter(([, one]) => one);
  };
  const write = (store, id, value) => run(store, "readwrite", (held) => held.put(value, id));
  const drop = (store, id) => run(store, "readwrite", (held) => held.delete(id));
  const bytes = (text) => new TextEncoder().encode(text);

  /** Whose the device is now, with the key; nobody when the session is over. */
  const owner = async () => {
    const meta = await raw("meta", "owner");
    return meta?.key && meta.until > Date.now() ? meta : null;
  };
  const way = (store, id, who, iv) => ({ name: "AES-GCM", iv, additionalData: bytes([store, id, who].join(" ")) });
  const put = async (store, id, value) => {
    const own = await owner();
    if (!own) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt(way(store, id, own.who, iv), own.key, bytes(JSON.stringify(value)));
    await write(store, id, { who: own.who, at: Date.now(), iv, box });
  };
  const read = async (store, id, one) => {
    const own = await owner();
    if (!own || one?.who !== own.who) return undefined;
    const text = await crypto.subtle.decrypt(way(store, id, own.who, one.iv), own.key, one.box).catch(() => null);
    return text ? { ...JSON.parse(new TextDecoder().decode(text)), at_all: one.at } : undefined;
  };
  const get = async (store, id) => read(store, id, await raw(store, id));
  const all = async (store) => {
    const found = await Promise.all((await rawAll(store)).map(async ([id, one]) => [id, await read(store, id, one)]));
    return found.filter(([, one]) => one);
  };

  /** Forgets everything of the person and the key. */
  const wipe = async () => {
    const meta = await raw("meta", "owner");
    for (const store of STORES.slice(1))
      for (const [id, one] of await rawAll(store)) if (!meta || one.who === meta.who) await drop(store, id);
    await drop("meta", "owner");
    changed();
  };

  // ---- Sending: what was typed first, then what waits to be filed; one sender at a time on this device.
  const post = async (path, fields) => {
    try {
      const answer = await fetch(path, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(fields) });
      const to = answer.headers.get("location") || "";
      const down = answer.status === 429 || answer.status >= 500;
      return { down, out: answer.status === 401 || to.startsWith("/dang-nhap"), ok: answer.ok, status: answer.status, to, answer };
    } catch {
      return { down: true };
    }
  };
  const sendTyped = async (id, one) => {
    const path = (name) => name.slice(8, -1);
    const fields = one.form.filter(([name]) => name.startsWith("answers["));
    for (const [name, at] of Object.entries(one.at)) fields.push([`ages[${path(name)}]`, String(Math.max(0, Date.now() - at))]);
    fields.push(["draft", one.draft], ["section", one.section], ["go", "stay"], ["base", one.base]);
    const got = await post("/api/drafts/save", fields);
    if (got.down || got.out) return got;
    if (got.ok) await drop("typed", id);
    else {
      // The draft was filed or deleted elsewhere, or the portal refuses the text: it is shown, not thrown away.
      await put("queue", id, { ...one, state: "gone", name: one.name, when: Date.now(), texts: one.form.filter(([name]) => name.startsWith("answers[")).map(([, text]) => text) });
      await drop("typed", id);
    }
    return got;
  };
  const sendQueued = async (id, one) => {
    const got = await post("/api/drafts/submit", [["draft", one.draft], ["code", one.code], ["request", id], ["declared", "yes"]]);
    if (got.down) return got;
    const number = got.to.match(/^\/tra-cuu\/([^/]+)\/giay-tiep-nhan$/)?.[1];
    const state = got.out ? "sign-in" : number ? "filed" : got.ok ? "incomplete" : "refused";
    if (number) for (const [page] of await rawAll("pages")) if (page.includes(one.draft)) await drop("pages", page);
    await put("queue", id, { ...one, state, number: number && decodeURIComponent(number), to: got.out ? "" : got.to, told: Date.now() });
    return got;
  };
  const flushNow = async () => {
    if (!(await owner())) return;
    for (const [id, one] of await all("typed")) {
      if (one.sent) continue;
      const got = await sendTyped(id, one);
      if (got.down || got.out) break;
    }
    for (const [id, one] of await all("queue")) {
      if (one.state !== "waiting" && one.state !== "sign-in") continue;
      const left = (await all("typed")).some(([, typed]) => typed.draft === one.draft && !typed.sent);
      if (left && !(await loggedOut())) break;
      if ((await sendQueued(id, one)).down) break;
    }
    changed();
  };
  const loggedOut = async () => (await fetch("/api/drafts/device_key").catch(() => ({}))).status === 401;
  const flush = () => navigator.locks.request("motcua", flushNow);

  const channel = new BroadcastChannel("motcua");
  const changed = () => {
    channel.postMessage("changed");
    self.motcua.paint?.();
  };
  self.motcua = { flush };
  if (!self.document) return;

  // ---- In a page.
  const $ = (selector, within = document) => within.querySelector(selector);
  const boot = $("#boot").dataset;
  const words = () => JSON.parse($("#device-words")?.textContent || "{}");
  const mark = () => document.cookie.match(/(?:^|; )motcua_may=(\w*)/)?.[1] || "";
  const form = () => $("form#buoc");
  const keyOf = (one) => `${one.elements.draft.value}/${one.elements.section.value}`;
  const isStep = () => /^\/nop\/[^/]+\/[^/]+\/[^/]+$/.test(location.pathname);
  let down = false;
  let pressed = null;
  const isDown = () => down || !navigator.onLine || "copy" in boot;
  const reachable = () => fetch("/livez", { cache: "no-store" }).then((answer) => (down = !answer.ok) === false, () => !(down = true));

  /** Takes the key for whoever is signed in, and lets the key of a session that is over go. */
  const begin = async () => {
    const meta = await raw("meta", "owner");
    const over = meta?.key && (meta.until < Date.now() || mark() !== meta.who || (!("copy" in boot) && boot.who !== meta.who));
    if (over) await write("meta", "owner", { ...meta, key: null });
    if ("copy" in boot || !boot.who || (meta?.key && !over)) return;
    const answer = await fetch("/api/drafts/device_key", { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const { key, seconds } = await answer.json();
    const taken = Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0));
    const made = await crypto.subtle.importKey("raw", taken, "AES-GCM", false, ["encrypt", "decrypt"]);
    // Gone with the browser's session, and with it the key.
    document.cookie = `motcua_may=${boot.who}; path=/; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    await write("meta", "owner", { who: boot.who, key: made, until: Date.now() + seconds * 1000 });
    for (const store of STORES.slice(1))
      for (const [id, one] of await rawAll(store)) if (one.who !== boot.who && one.at < Date.now() - WEEK) await drop(store, id);
  };

  // Typing: what changed in the form since it was touched first, with the time of each answer.
  const first = new WeakMap();
  let writing = Promise.resolve();
  const touched = (event) => {
    const here = event.target.closest?.("form#buoc");
    if (here && !first.has(here)) first.set(here, { was: entries(here), at: {} });
  };
  const entries = (here) => [...new FormData(here)].filter(([name, text]) => typeof text === "string" && name !== "card");
  const capture = (here) => {
    const known = first.get(here);
    if (!known) return writing;
    const now = entries(here);
    const text = (list, name) => list.filter(([one]) => one === name).map(([, one]) => one).join("\n");
    for (const name of new Set([...known.was, ...now].map(([one]) => one)))
      if (name.startsWith("answers[") && text(known.was, name) !== text(now, name)) known.at[name] = Date.now();
    known.was = now;
    if (!Object.keys(known.at).length) return writing;
    const one = { draft: here.elements.draft.value, section: here.elements.section.value, base: here.elements.base.value, form: now, at: { ...known.at }, name: $(".step-procedure")?.textContent.trim() };
    const id = keyOf(here);
    const keep = async () => {
      // What was typed before and is not sent yet keeps its time.
      const old = await get("typed", id);
      await put("typed", id, old && !old.sent ? { ...one, at: { ...old.at, ...one.at } } : one);
    };
    writing = writing.then(keep).catch(() => {});
    return writing;
  };
  const typed = (event) => {
    const here = event.target.closest?.("form#buoc");
    if (here) setTimeout(() => capture(here));
  };
  /** Says that a page as it is held is older than what the portal has: it is fetched anew from the next page. */
  const outdate = (path) => sessionStorage.setItem(`motcua-kept:${path}`, Date.now());
  const outdated = (path) => Number(sessionStorage.getItem(`motcua-kept:${path}`));
  const kept = () => {
    const here = form();
    const known = here && first.get(here);
    if (!known) return;
    known.at = {};
    const [id, path] = [keyOf(here), location.pathname];
    outdate(path);
    // The version follows in the hidden field a moment later.
    setTimeout(() => {
      writing = writing.then(async () => {
        const one = await get("typed", id);
        if (one && !here.isConnected) {
          // The next page is shown: the one left is fetched anew, with what the portal has.
          await drop("typed", id);
          await drop("pages", path);
        } else if (one && !Object.keys(known.at).length) await put("typed", id, { ...one, sent: true, at: {}, base: here.elements.base.value });
      });
    }, 50);
  };

  // Forms opened before: the pages of a draft as the portal drew them, sealed.
  const steps = () => [...document.querySelectorAll("main .progress a[href]")].map((link) => new URL(link.href).pathname);
  let fetching = new AbortController();
  const keepPage = async (path) => {
    const began = Date.now();
    const answer = await fetch(path, { headers: { accept: "text/html" }, signal: fetching.signal }).catch(() => null);
    if (!answer?.ok || answer.redirected || answer.headers.has("x-offline-copy")) return;
    const html = await answer.text();
    if (outdated(path) >= began) return;
    const [from, to] = [html.indexOf("<main"), html.lastIndexOf("</main>")];
    if (from > 0 && to > from) await put("pages", path, { html: html.slice(from, to + 7), title: html.match(/<title>([^<]*)/)?.[1] || "" });
  };
  const keepPages = async () => {
    const here = location.pathname;
    const lean = navigator.connection?.saveData;
    for (const path of lean ? [here] : new Set([here, ...steps()])) {
      if (location.pathname !== here || filing) return;
      const known = await raw("pages", path);
      if (path === here || !known || known.at < Math.max(Date.now() - FRESH, outdated(path))) await keepPage(path);
    }
  };

  /** Forgets a draft that is filed. */
  const forget = async (draft) => {
    for (const store of ["typed", "pages"])
      for (const [id] of await rawAll(store)) if (id.includes(draft)) await drop(store, id);
  };
  let filing = "";

  // Putting what was typed back: into the inputs there are, and into the living part for those there are not yet.
  const restore = async (here, loud) => {
    const draft = here.elements.draft.value;
    for (const [, one] of await all("typed")) {
      if (one.draft !== draft) continue;
      const given = new Map(one.form.filter(([name]) => name.startsWith("answers[")));
      for (const name of Object.keys(one.at)) if (!given.has(name)) given.set(name, "");
      for (const [name, text] of given) fillIn(here, name, text, loud);
    }
  };
  const fillIn = (here, name, text, loud) => {
    const say = (input, kind) => loud && input.dispatchEvent(new Event(kind, { bubbles: true }));
    const inputs = [...here.elements].filter((input) => input.name === name);
    for (const input of inputs) {
      if (input.type === "radio" || input.type === "checkbox") {
        input.checked = input.value === text;
        if (input.checked || input.type === "checkbox") say(input, "change");
      } else {
        if (input.options && ![...input.options].some((option) => option.value === text)) input.append(new Option(text, text));
        input.value = text;
        say(input, "input");
      }
    }
    if (!inputs.length && loud) {
      const stand = Object.assign(document.createElement("input"), { type: "hidden", name, value: text });
      here.append(stand);
      say(stand, "input");
      stand.remove();
    }
  };
  const alive = () =>
    new Promise((done) => {
      const look = () => ("hydrated" in document.documentElement.dataset ? done() : setTimeout(look, 100));
      look();
    });

  // Without a line: the form as it was opened before, what was typed in it, and the way to the next step.
  const offline = async () => {
    const page = await get("pages", location.pathname);
    if (!page) return void ($("[data-not-opened]").hidden = false);
    const drawn = new DOMParser().parseFromString(page.html, "text/html");
    const id = location.pathname.split("/").slice(3, 5).join("/");
    const one = await get("typed", id);
    const props = $('main script[type="application/json"]', drawn);
    if (one && props) props.textContent = JSON.stringify({ ...JSON.parse(props.textContent), base: one.base.split("~")[0] }).replaceAll("<", "\\u003c");
    const notice = $("template#offline-notice").content.cloneNode(true);
    const said = $("#device-words");
    $("main", drawn).append(said);
    $("main").replaceWith(document.adoptNode($("main", drawn)));
    $("main h1").after(notice);
    document.title = page.title.replaceAll("&amp;", "&");
    const here = form();
    if (here) {
      await restore(here, false);
      dispatchEvent(new CustomEvent("motcua-page"));
      await alive();
      await restore(here, true);
    }
    const send = $("form.declaration");
    if (send && !$("#cam-doan")) {
      $("p.quiet", send)?.remove();
      $(".error-summary")?.remove();
      send.insertAdjacentHTML("beforeend", '<div class="tick"><input type="checkbox" id="cam-doan" name="declared" value="yes"><label for="cam-doan"></label></div>');
      $("label", send).textContent = words().declare;
      send.append(Object.assign(document.createElement("button"), { className: "button button-large" }));
    }
    if (send) $("button", send).textContent = words().enqueue;
    document.documentElement.dataset.offline = "shown";
  };
  const goOn = async (here, submitter) => {
    const go = submitter?.value || "next";
    await capture(here);
    const way = steps();
    const to = way[way.indexOf(location.pathname) + (go === "back" ? -1 : go === "next" ? 1 : 0)];
    location.assign(go === "review" ? way.at(-1) : to || location.pathname);
  };
  const enqueue = async (here) => {
    const tick = $("#cam-doan");
    if (!tick?.checked) return void tick?.focus();
    const value = (name) => here.elements[name].value;
    const name = $(".step-procedure")?.textContent.trim();
    await put("queue", value("request"), { draft: value("draft"), code: value("code"), name, review: location.pathname, state: "waiting", when: Date.now() });
    (await navigator.serviceWorker?.getRegistration())?.sync?.register("motcua").catch(() => {});
    location.assign("/ngoai-tuyen#cho-gui");
  };
  const act = (here, submitter) => {
    if (here.matches(".declaration")) return enqueue(here), true;
    if (here.getAttribute("action") === "/api/drafts/save") return goOn(here, submitter), true;
    return false;
  };

  // What waits to be filed, and what came of it.
  const line = (id, one) => {
    const said = words();
    const item = document.createElement("li");
    item.className = "line";
    item.dataset.state = one.state;
    const add = (tag, text, more = {}) => item.appendChild(Object.assign(document.createElement(tag), { textContent: text, ...more }));
    add("h3", one.name || "");
    add("p", `${said.queued_at} ${new Date(one.when).toLocaleString("vi-VN")}`, { className: "quiet" });
    add("p", `${said[one.state] || ""} ${one.number || ""}`.trim());
    if (one.texts) add("p", one.texts.filter(Boolean).join(" · "), { className: "quiet" });
    if (one.state === "filed") add("a", said.see, { href: one.to });
    if (one.state === "incomplete" || one.state === "refused") add("a", said.open, { href: one.to?.startsWith("/nop/") ? one.to : one.review });
    if (one.state === "sign-in") add("a", said.sign_in, { href: `/dang-nhap?tiep=${encodeURIComponent("/ngoai-tuyen")}` });
    const waits = one.state === "waiting" || one.state === "sign-in";
    const take = add("button", waits ? said.take_back : said.dismiss, { type: "button", className: "button button-quiet" });
    take.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` ${one.name || ""}` }));
    take.onclick = () => drop("queue", id).then(changed);
    return item;
  };
  self.motcua.paint = async () => {
    const area = $("[data-queue]");
    if (!area) return;
    const found = await all("queue");
    const list = $("ul", area);
    list.replaceChildren(...found.sort((a, b) => b[1].when - a[1].when).map(([id, one]) => line(id, one)));
    area.hidden = !found.length;
    const empty = $("[data-queue-empty]");
    if (empty) empty.hidden = found.length > 0;
    const leave = $("[data-leave]");
    if (leave) leave.hidden = location.hash !== "#dang-xuat" || !(await unsent());
    const drafts = $("[data-drafts]");
    if (!drafts) return;
    const firsts = new Map();
    for (const [path, page] of await all("pages")) {
      const draft = path.split("/")[3];
      if (!firsts.has(draft)) firsts.set(draft, [path, page.title]);
    }
    $("ul", drafts).replaceChildren(
      ...[...firsts.values()].map(([href, title]) => {
        const item = Object.assign(document.createElement("li"), { className: "line" });
        item.append(Object.assign(document.createElement("a"), { href, textContent: title.replaceAll("&amp;", "&") }));
        return item;
      }),
    );
    drafts.hidden = !firsts.size;
  };
  const unsent = async () =>
    (await all("typed")).some(([, one]) => !one.sent) || (await all("queue")).some(([, one]) => one.state === "waiting" || one.state === "sign-in");

  // Leaving: what can still be sent is sent, then nothing stays on the device; what cannot be sent is said first.
  const leave = async (here, submitter) => {
    if (!("sure" in here.dataset)) {
      await Promise.race([flush(), new Promise((done) => setTimeout(done, 3000))]);
      if (await unsent()) return location.assign("/ngoai-tuyen#dang-xuat");
    }
    await wipe();
    // What papers were being sent.
    for (const kept of [localStorage, sessionStorage]) for (const key of Object.keys(kept)) if (/^motcua-(tus|sending)/.test(key)) kept.removeItem(key);
    document.cookie = "motcua_may=; path=/; max-age=0";
    left = true;
    here.requestSubmit(submitter);
  };
  let left = false;

  const shown = async () => {
    left = false;
    await begin();
    if (filing && location.pathname.startsWith("/tra-cuu/")) await forget(filing);
    filing = "";
    document.documentElement.dataset.device = (await owner()) ? "kept" : "";
    if (isStep() && "copy" in boot) await offline();
    else if (isStep() && boot.who) {
      const id = location.pathname.split("/").slice(3, 5).join("/");
      const one = await get("typed", id);
      if (one && !one.sent) {
        await flush();
        // What the portal had already is on the page; what it only has now comes with the page drawn anew.
        const now = new Map(form() ? entries(form()) : []);
        const news = one.form.some(([name, text]) => name.startsWith("answers[") && now.get(name) !== text);
        if (news && !(await get("typed", id))) return location.reload();
      } else if (one) await drop("typed", id);
      setTimeout(() => boot.who && isStep() && keepPages(), 1500);
    }
    if (boot.who && !("copy" in boot)) flush();
    if (!("copy" in boot)) navigator.serviceWorker?.controller?.postMessage({ copy: location.pathname, lang: document.documentElement.lang });
    self.motcua.paint();
  };

  for (const kind of ["focusin", "pointerdown", "keydown"]) addEventListener(kind, touched, true);
  for (const kind of ["input", "change", "click"]) addEventListener(kind, typed, true);
  addEventListener("motcua-kept", kept);
  addEventListener("motcua-shown", shown);
  addEventListener("hashchange", () => self.motcua.paint());
  addEventListener("online", async () => {
    if (!(await reachable())) return;
    await flush();
    if ("copy" in boot && isStep()) location.reload();
  });
  addEventListener("submit", (event) => {
    const here = event.target;
    pressed = event.submitter;
    if (here.id === "buoc") outdate(location.pathname);
    if (here.matches(".declaration") && !isDown()) {
      // The draft is gone in a moment: nothing more of it is asked for.
      filing = here.elements.draft.value;
      fetching.abort();
      fetching = new AbortController();
    }
    const leaves = here.getAttribute("action") === "/api/session/sign_out" && !left;
    const takes = leaves ? (leave(here, pressed), true) : isDown() && act(here, pressed);
    if (takes) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  addEventListener("motcua-unsent", async (event) => {
    if (!(await reachable())) act(event.target, pressed);
  }, true);
  channel.onmessage = () => self.motcua.paint();
  if (crypto.subtle && navigator.locks) {
    shown();
    navigator.serviceWorker?.register("/sw.js").then(() => navigator.serviceWorker.ready).then((ready) => {
      if (!("copy" in boot)) ready.active?.postMessage({ copy: location.pathname, lang: document.documentElement.lang });
    }).catch(() => {});
    setInterval(async () => (await unsent()) && !("copy" in boot && !(await reachable())) && flush(), 20_000);
  }
})();
