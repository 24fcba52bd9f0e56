// Lines of a formset (people at an interview): add and remove without a round trip. The markup is in forms.css.
// Without this script, [data-add-line] is a submit button that the server answers with one more line.

/** @param {Element} container @returns {HTMLInputElement | null} */
const total = (container) => container.querySelector('input[name$="-TOTAL_FORMS"]');

/** @param {Element} container */
function add(container) {
  const template = container.querySelector("template");
  const list = container.querySelector("[data-line-list]");
  const count = total(container);
  if (!template || !list || !count) return false;
  const limit = container.querySelector('input[name$="-MAX_NUM_FORMS"]');
  if (limit instanceof HTMLInputElement && limit.value && Number(count.value) >= Number(limit.value)) return false;
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", count.value);
  const line = holder.firstElementChild;
  if (!line) return false;
  list.append(line);
  count.value = String(Number(count.value) + 1);
  firstField(line)?.focus();
  line.dispatchEvent(new Event("input", { bubbles: true }));
  // @ts-ignore htmx, when there, wires what the line asks of it
  window.htmx?.process(line);
  return true;
}

/** @param {Element | null | undefined} line @returns {HTMLElement | null} */
const firstField = (line) => line?.querySelector("input:not([type=hidden]), select, textarea") ?? null;

/**
 * A saved line is marked for deletion and hidden; one that was never saved is emptied and hidden, so that the numbers
 * of the others stay (Django skips an empty extra line).
 * @param {Element} container @param {Element} line
 */
function remove(container, line) {
  const others = [...container.querySelectorAll("[data-line]:not([hidden])")].filter((one) => one !== line);
  const del = line.querySelector('input[name$="-DELETE"]');
  if (del instanceof HTMLInputElement) {
    if (del.type === "checkbox") del.checked = true;
    else del.value = "on";
  }
  const saved = line.querySelector('input[name$="-id"]');
  if (!(saved instanceof HTMLInputElement && saved.value)) {
    for (const field of line.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), textarea")) {
      /** @type {HTMLInputElement} */ (field).value = "";
    }
    for (const field of line.querySelectorAll("select")) field.selectedIndex = 0;
  }
  for (const field of line.querySelectorAll("[required]")) field.removeAttribute("required");
  /** @type {HTMLElement} */ (line).hidden = true;
  line.dispatchEvent(new Event("input", { bubbles: true }));
  const next = firstField(others.at(-1)) ?? container.querySelector("[data-add-line]");
  if (next instanceof HTMLElement) next.focus();
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const container = target?.closest("[data-lines]");
  if (!target || !container) return;
  if (target.closest("[data-add-line]")) {
    if (add(container)) event.preventDefault();
    return;
  }
  const line = target.closest("[data-remove-line]") ? target.closest("[data-line]") : null;
  if (line) {
    event.preventDefault();
    remove(container, line);
  }
});
