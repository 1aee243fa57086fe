// Keyboard shortcuts of the desk's queue, and a box that ticks a whole page. Brought in on that page only; everything they do
// can be done without them.

let listening = false;

/** Looks at the page shown: a box for all its lines, and keys once for all pages. */
export function start() {
  const form = document.querySelector("form[data-lines]");
  if (form && form.dataset.on === undefined) {
    form.dataset.on = "";
    addBox(form);
  }
  if (listening) return;
  listening = true;
  addEventListener("keydown", pressed);
}

const boxes = () => [...document.querySelectorAll("form[data-lines] tbody input[type=checkbox]")];
const links = () => [...document.querySelectorAll("form[data-lines] tbody th a")];
const go = (selector) => document.querySelector(selector)?.click();

function addBox(form) {
  const head = form.querySelector("thead th:first-child");
  if (!head || boxes().length === 0) return;
  const label = document.createElement("label");
  label.className = "choose choose-all";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.addEventListener("change", () => boxes().forEach((one) => (one.checked = box.checked)));
  label.append(box, " " + form.dataset.all);
  form.prepend(label);
}

/** Moves the focus to the line after or before the one that has it. */
function move(by) {
  const all = links();
  const row = document.activeElement?.closest("form[data-lines] tbody tr");
  const now = row ? all.findIndex((link) => row.contains(link)) : -1;
  const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
  all[next]?.focus();
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !document.querySelector(".shortcuts")) return;
  const at = event.target;
  if (at.matches?.("textarea, select, input:not([type=checkbox])")) return;
  const did = act(event.key);
  if (did) event.preventDefault();
}

function act(key) {
  const row = document.activeElement?.closest("form[data-lines] tbody tr");
  switch (key) {
    case "j":
      move(1);
      return true;
    case "k":
      move(-1);
      return true;
    case "x":
      row?.querySelector("input[type=checkbox]")?.click();
      return Boolean(row);
    case "a":
      go(".choose-all input");
      return true;
    case "/": {
      const filters = document.querySelector(".desk-filters");
      if (filters) filters.open = true;
      filters?.querySelector("input[type=search]")?.focus();
      return true;
    }
    case "1":
    case "2":
    case "3":
      go(`.tabs li:nth-child(${key}) a`);
      return true;
    case "p":
      go(".pagination a[rel=prev]");
      return true;
    case "n":
      go(".pagination a[rel=next]");
      return true;
    case "?": {
      const help = document.querySelector(".shortcuts");
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
      return true;
    }
    default:
      return false;
  }
}
