// The papers step where scripts run: several files at once, sent in parts that go on after a cut, pasted, dropped, chosen or
// photographed. Loaded on that step only; without it the plain form sends the same files.

const TUS = "__TUS__";
const PHOTO = "__PHOTO__";
const PART = 4 * 1024 * 1024;
const SMALL = 2 * 1024 * 1024;
const PAUSES = [0, 1000, 2000, 4000, 8000, 15000, ...Array(60).fill(30000)];

let listening = false;
let sending = 0;
let last;

/** Takes over the papers step that is shown, once. */
export function start() {
  const box = document.querySelector("[data-uploads]:not([data-on])");
  if (!box) return;
  box.dataset.on = "";
  box.querySelectorAll(".file-area").forEach(prepare);
  left(box);
  if (listening) return;
  listening = true;
  document.addEventListener("change", chosen, true);
  document.addEventListener("paste", pasted);
  document.addEventListener("dragover", (event) => zone(event) && event.preventDefault());
  document.addEventListener("drop", dropped);
  document.addEventListener("focusin", (event) => (last = zone(event) ?? last));
}

const words = () => JSON.parse(document.querySelector("[data-uploads]").dataset.uploads);
const zone = (event) => event.target.closest?.("[data-uploads] .file-area");
const said = (text, name, percent) => text.replace("{name}", name).replace("{percent}", percent);

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function button(text, act, look = "button-secondary") {
  const element = make("button", `button ${look}`, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

/** Adds the camera where there is one to point, and the place where sending is shown. */
function prepare(area) {
  const form = area.querySelector("form[enctype]");
  if (form && matchMedia("(pointer: coarse)").matches && !area.querySelector(".file-camera")) {
    const label = make("label", "button button-secondary file-camera", words().camera);
    const input = make("input", "visually-hidden");
    Object.assign(input, { type: "file", accept: "image/*", capture: "environment" });
    label.append(input);
    form.append(label);
  }
}

function chosen(event) {
  const input = event.target;
  const area = input.type === "file" ? zone(event) : null;
  if (!area) return;
  event.stopPropagation();
  const files = [...input.files];
  input.value = "";
  if (files.length) take(area, files, input.capture !== undefined && input.capture !== "");
}

function pasted(event) {
  const files = [...(event.clipboardData?.files ?? [])];
  const box = document.querySelector("[data-uploads]");
  if (!files.length || !box) return;
  const empty = [...box.querySelectorAll(".file-area")];
  const area = (last?.isConnected && last) || empty.find((one) => !one.querySelector(".files")) || empty[0];
  if (!area) return;
  event.preventDefault();
  take(area, files, false);
}

function dropped(event) {
  const area = zone(event);
  if (!area || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  take(area, [...event.dataTransfer.files], false);
}

/** Photographs become one PDF, everything else is sent as it is. */
async function take(area, files, isCamera) {
  last = area;
  const accept = area.querySelector("input[type=file][name]").accept.split(",");
  const photos = accept.includes("application/pdf") ? files.filter((file) => file.type.startsWith("image/")) : [];
  for (const file of files.filter((file) => !photos.includes(file))) send(area, file);
  if (photos.length) await join(area, photos, isCamera, accept);
}

async function join(area, photos, isCamera, accept) {
  const status = area.querySelector("[role=status]");
  status.textContent = words().preparing;
  const photo = await import(PHOTO);
  const pages = area.pages ?? [];
  for (const file of photos) {
    const page = await photo.look(file).catch(() => null);
    // What this browser cannot show, the portal judges.
    if (page) pages.push(page);
    else send(area, file);
  }
  status.textContent = "";
  area.pages = pages;
  const [only] = pages;
  const asItIs = pages.length === 1 && !isCamera && only.file.size <= SMALL && accept.includes(only.file.type);
  const finish = () => {
    area.pages = undefined;
    area.querySelector(".file-tray")?.remove();
    if (pages.length) send(area, asItIs ? only.file : photo.pdf(pages));
  };
  if (isCamera || pages.some((page) => page.isBlurred || page.isDark)) tray(area, pages, finish);
  else finish();
}

/** Shows the pages photographed so far, what is wrong with them, and the ways on. */
function tray(area, pages, finish) {
  const say = words();
  area.querySelector(".file-tray")?.remove();
  const box = make("div", "file-tray");
  const list = make("ol");
  pages.forEach((page, index) => {
    const line = make("li");
    const picture = make("img");
    Object.assign(picture, { src: page.preview, alt: said(say.page, index + 1), width: 96 });
    line.append(picture);
    const wrong = [page.isBlurred && say.blurred, page.isDark && say.dark].filter(Boolean).join(" ");
    if (wrong) line.append(make("p", "file-warning", wrong));
    line.append(
      button(say.take_away, () => {
        pages.splice(index, 1);
        if (pages.length) tray(area, pages, finish);
        else finish();
      }, "button-quiet"),
    );
    list.append(line);
  });
  const more = button(say.another_page, () => area.querySelector(".file-camera input, input[type=file]").click());
  const go = button(pages.some((page) => page.isBlurred || page.isDark) ? say.send_anyway : say.send, finish, "button-primary");
  const actions = make("div", "actions");
  actions.append(go, more);
  box.append(list, actions);
  area.append(box);
  area.querySelector("[role=status]").textContent = box.querySelector(".file-warning")?.textContent ?? "";
  go.focus();
}

const library = () => (window.tus ? Promise.resolve(window.tus) : import(TUS).then(() => window.tus));

/** Returns what a file is known by when it is chosen again: its slot, size and both ends, not its name. */
async function print(file, endpoint) {
  const text = `${endpoint}\n${file.size}\n`;
  if (!crypto.subtle) return text + file.name + file.lastModified;
  const ends = new Blob([text, file.slice(0, 65536), file.slice(-65536)]);
  const sum = await crypto.subtle.digest("SHA-256", await ends.arrayBuffer());
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What is remembered of uploads under way: where each goes on, by its print, and no name of a file. The device's script
// forgets it when its person leaves.
const KEPT = "motcua-tus:";
const memory = {
  findAllUploads: async () => [],
  findUploadsByFingerprint: async (print) => {
    const found = JSON.parse(localStorage.getItem(KEPT + print));
    return found ? [{ ...found, metadata: {}, urlStorageKey: KEPT + print }] : [];
  },
  removeUpload: async (key) => localStorage.removeItem(key),
  addUpload: async (print, { size, creationTime, uploadUrl }) => {
    localStorage.setItem(KEPT + print, JSON.stringify({ size, creationTime, uploadUrl }));
    return KEPT + print;
  },
};

/** Sends one file in parts and shows how far it is. */
async function send(area, file) {
  sending += 1;
  const say = words();
  const status = area.querySelector("[role=status]");
  const line = make("div", "file-progress");
  const bar = make("progress");
  Object.assign(bar, { max: 100, value: 0 });
  bar.setAttribute("aria-label", file.name);
  const told = make("span", "quiet", file.name);
  line.append(told, bar);
  status.before(line);
  status.textContent = said(say.sending, file.name, 0);
  const { Upload } = await library();
  const action = area.querySelector("form[enctype]").getAttribute("action");
  const endpoint = action.replace("/tep/", "/tep/tus/");
  const key = `motcua-sending ${location.pathname} ${file.name}`;
  let quarter = 0;
  const ended = async (text) => {
    sessionStorage.removeItem(key);
    removeEventListener("online", again);
    line.remove();
    sending -= 1;
    if (sending === 0) await refresh();
    const now = document.getElementById(area.querySelector("input[name]").id)?.closest(".file-area");
    if (now && !now.querySelector(".field-problem")) now.querySelector("[role=status]").textContent = text;
  };
  const upload = new Upload(file, {
    endpoint,
    chunkSize: PART,
    retryDelays: PAUSES,
    metadata: { filename: file.name, filetype: file.type },
    urlStorage: memory,
    fingerprint: () => print(file, endpoint),
    removeFingerprintOnSuccess: true,
    onShouldRetry: (error) => {
      const code = error.originalResponse?.getStatus() ?? 0;
      status.textContent = said(say.cut, file.name);
      return code === 0 || code >= 500 || [409, 423, 429, 460].includes(code);
    },
    onProgress: (sent, total) => {
      const percent = Math.floor((sent / total) * 100);
      bar.value = percent;
      told.textContent = `${file.name} · ${percent}%`;
      sessionStorage.setItem(key, file.name);
      if (Math.floor(percent / 25) > quarter) {
        quarter = Math.floor(percent / 25);
        status.textContent = said(say.sending, file.name, percent);
      }
    },
    onSuccess: () => ended(said(say.sent, file.name)),
    onError: (error) => {
      const code = error.originalResponse?.getStatus() ?? 0;
      // The portal has written down why it does not take the file: the page says so.
      if (code === 422 || code === 413 || code === 404) return ended("");
      status.textContent = said(code === 401 ? say.signed_out : say.cut, file.name);
      line.querySelector("button.again")?.remove();
      const retry = button(say.go_on, again);
      retry.classList.add("again");
      line.append(retry);
    },
  });
  function again() {
    line.querySelector("button.again")?.remove();
    upload.start();
  }
  addEventListener("online", again);
  line.append(
    button(say.stop, () => {
      upload.abort(true).catch(() => {});
      ended("");
    }, "button-quiet"),
  );
  const before = await upload.findPreviousUploads();
  if (before.length) upload.resumeFromPreviousUpload(before[0]);
  upload.start();
}

/** Names the files whose sending a closed or reloaded page broke off: chosen again, they go on where they were. */
function left(box) {
  const start = `motcua-sending ${location.pathname} `;
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(start)) continue;
    const note = make("p", "file-left", said(words().unfinished, sessionStorage.getItem(key)));
    note.setAttribute("role", "status");
    box.prepend(note);
  }
}

/** Shows the step as the portal has it now; what is being sent or typed elsewhere stays. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id;
  for (const selector of [".error-summary", "[data-uploads]"]) {
    const [old, now] = [document.querySelector(`main ${selector}`), fresh.querySelector(`main ${selector}`)];
    if (old && now) old.replaceWith(document.adoptNode(now));
    else if (old) old.remove();
    else if (now) document.querySelector("main [data-uploads]")?.before(document.adoptNode(now));
  }
  start();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  const wrong = document.querySelector("main .error-summary");
  if (wrong) {
    wrong.tabIndex = -1;
    wrong.focus();
  }
}
