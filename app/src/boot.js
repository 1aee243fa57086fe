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
if (b.js) {
  for (const e of ["pointerdown", "keydown", "focusin"]) addEventListener(e, start, true);
  document.readyState === "complete" ? soon() : addEventListener("load", soon);
}
