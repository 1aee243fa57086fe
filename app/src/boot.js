const b = document.getElementById("boot").dataset;
let started = false;
const start = () => {
  if (started) return;
  started = true;
  for (const e of ["pointerdown", "keydown", "focusin"]) removeEventListener(e, start, true);
  import(b.js).then((m) => m.default({ module_or_path: fetch(b.wasm, { priority: "low" }) }).then(() => m.hydrate()));
};
const idle = window.requestIdleCallback || ((f) => setTimeout(f, 200));
const soon = () => requestAnimationFrame(() => setTimeout(() => idle(start, { timeout: 3000 }), 0));
if (b.device) {
  const keep = () => import(b.device);
  b.who || b.copy ? keep() : addEventListener("load", () => idle(keep));
}
if (b.js) {
  for (const e of ["pointerdown", "keydown", "focusin"]) addEventListener(e, start, true);
  document.readyState === "complete" ? soon() : addEventListener("load", soon);
}
let wait;
const notice = () => document.getElementById("sap-het");
const arm = () => {
  clearTimeout(wait);
  const n = notice();
  if (!n) return;
  n.hidden = true;
  wait = setTimeout(() => (notice() || n).hidden = false, n.dataset.after * 1000);
};
addEventListener("toggle", (e) => e.target.matches?.("[data-card]") && import(b.card).then((m) => m.start(e.target)), true);
addEventListener("click", (e) => e.target.closest?.("#sap-het button") && fetch("/api/session/me"));
new PerformanceObserver(arm).observe({ type: "resource" });
arm();
const bring = () => {
  for (const [key, part] of [["papers", "uploads"], ["desk", "lines"]])
    b[key] && document.querySelector(`[data-${part}]`) && import(b[key]).then((m) => m.start());
};
new MutationObserver(bring).observe(document.body, { childList: true });
bring();
