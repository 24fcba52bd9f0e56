// form[data-keep="name"]: warns before one leaves with unsaved typing, and keeps the typing in this tab's
// sessionStorage until the server has taken it, so that an expired session or a crashed tab loses nothing.
// When it brings typing back it says so, with a way to start empty. "Leave it" (a.btn-quiet among the form's .actions)
// forgets it. Passwords, files and hidden fields are never kept; signing out forgets all.

const PREFIX = "followthrough:typed:";
// What stands in a form that the server did not take.
const REFUSED = ".summary, .is-invalid, [data-refused]";
const user = document.body.dataset.user ?? "";
/** @typedef {{ user: string, sent: boolean, fields: [string, string][] }} Kept */

/** @param {HTMLFormElement} form */
const keyOf = (form) => `${PREFIX}${location.pathname}:${form.dataset.keep}`;
/** @returns {HTMLFormElement[]} */
const forms = () => [...document.querySelectorAll("form[data-keep]")].filter((form) => form instanceof HTMLFormElement);
/** @param {string} key @returns {Kept | null} */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
/** @param {string} key @param {Kept} kept */
function write(key, kept) {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: the warning before leaving is what remains.
  }
}
const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

/** @param {Element} field @returns {field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */
function typed(field) {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) return Boolean(field.name);
  return field instanceof HTMLInputElement && Boolean(field.name) && !["hidden", "password", "file", "submit", "button"].includes(field.type);
}

/** @param {HTMLFormElement} form @returns {[string, string][]} */
function fieldsOf(form) {
  return [...form.elements].filter(typed).map((field) => {
    const tick = field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);
    return [tick ? `${field.name}=${field.value}` : field.name, tick ? String(/** @type {HTMLInputElement} */ (field).checked) : field.value];
  });
}

/** @param {HTMLFormElement} form @param {[string, string][]} fields */
function fill(form, fields) {
  const values = new Map(fields);
  for (const line of form.querySelectorAll("[data-add-line]")) {
    // Lines that were added by hand come back first, so that there is a field for each value.
    const have = () => new Set([...form.elements].filter(typed).map((field) => field.name));
    const prefix = line.closest("[data-lines]")?.querySelector('[name$="-TOTAL_FORMS"]')?.getAttribute("name")?.replace("TOTAL_FORMS", "") ?? "?";
    for (let turn = 0; turn < 40 && fields.some(([name, value]) => value && name.startsWith(prefix) && !name.includes("=") && !have().has(name)); turn += 1) /** @type {HTMLElement} */ (line).click();
  }
  for (const field of [...form.elements].filter(typed)) {
    const tick = field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);
    const value = values.get(tick ? `${field.name}=${field.value}` : field.name);
    if (value === undefined) continue;
    if (tick) /** @type {HTMLInputElement} */ (field).checked = value === "true";
    else field.value = value;
  }
}

/** Forms with typing the server has not got. @type {Set<HTMLFormElement>} */
const unsaved = new Set();
/** Forms that were filled from what was kept, and how many lines each of their lists had before. @type {Map<HTMLFormElement, Map<Element, number>>} */
const broughtBack = new Map();

/** @param {HTMLFormElement} form */
function forget(form) {
  unsaved.delete(form);
  sessionStorage.removeItem(keyOf(form));
}

/** @param {HTMLFormElement} form @returns {Map<Element, number>} */
const linesOf = (form) => new Map([...form.querySelectorAll("[data-line-list]")].map((list) => [list, list.children.length]));

/** As the server sent it. @param {HTMLFormElement} form @param {Map<Element, number>} lines */
function startEmpty(form, lines) {
  for (const [list, count] of lines) {
    while (list.children.length > count) list.lastElementChild?.remove();
    for (const line of list.children) if (line instanceof HTMLElement) line.hidden = false;
    const total = list.closest("[data-lines]")?.querySelector('input[name$="-TOTAL_FORMS"]');
    if (total instanceof HTMLInputElement) total.value = String(count);
  }
  form.reset();
  // What shows beside the fields (another zone's hour, the day understood) follows them.
  for (const field of [form, ...form.querySelectorAll("[data-understand-url]")]) field.dispatchEvent(new Event("input", { bubbles: true }));
  forget(form);
}

function start() {
  const refused = Boolean(document.querySelector(REFUSED));
  const back = performance.getEntriesByType("navigation").some((entry) => /** @type {PerformanceNavigationTiming} */ (entry).type === "back_forward");
  const mine = new Set(forms().map(keyOf));
  for (const key of keys()) {
    const kept = read(key);
    if (!kept || (user && kept.user !== user)) sessionStorage.removeItem(key);
    // Sent, and the answer is neither the sign-in page nor an error nor the form again: the server has it.
    else if (kept.sent && user && !("errorPage" in document.body.dataset) && !(mine.has(key) && (refused || back))) sessionStorage.removeItem(key);
    else if (kept.sent) write(key, { ...kept, sent: false });
  }
  for (const form of forms()) {
    const kept = read(keyOf(form));
    if (!kept) continue;
    unsaved.add(form);
    if (form.querySelector(REFUSED) || JSON.stringify(kept.fields) === JSON.stringify(fieldsOf(form))) continue;
    broughtBack.set(form, linesOf(form));
    fill(form, kept.fields);
    document.dispatchEvent(new CustomEvent("followthrough:toast", { detail: "toast-brought-back" }));
  }
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-keep]") : null;
  if (!(form instanceof HTMLFormElement)) return;
  unsaved.add(form);
  write(keyOf(form), { user, sent: false, fields: fieldsOf(form) });
});

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-press="start-empty"]')) {
    const first = [...broughtBack.keys()].find((form) => form.isConnected);
    for (const [form, lines] of broughtBack) startEmpty(form, lines);
    broughtBack.clear();
    [...(first?.elements ?? [])].find((field) => typed(field) && field.checkVisibility())?.focus();
    return;
  }
  const form = target?.closest(".actions a.btn-quiet")?.closest("form[data-keep]");
  // With a key held the link opens elsewhere and the form stays.
  if (form instanceof HTMLFormElement && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) forget(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.matches("[data-sign-out]")) for (const key of keys()) sessionStorage.removeItem(key);
  if (!form.matches("[data-keep]") || event.defaultPrevented) return;
  const kept = read(keyOf(form));
  if (kept) write(keyOf(form), { ...kept, fields: fieldsOf(form), sent: true });
  unsaved.delete(form);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr } = /** @type {CustomEvent} */ (event).detail;
  const form = elt instanceof Element ? elt.closest("form[data-keep]") : null;
  const signedOut = xhr.responseURL && new URL(xhr.responseURL).pathname === document.body.dataset.loginUrl;
  if (!(form instanceof HTMLFormElement) || signedOut || xhr.status < 200 || xhr.status >= 400) return;
  forget(form);
});

// A form that saves by itself says when the server has what stands there.
document.addEventListener("followthrough:saved", (event) => {
  if (event.target instanceof HTMLFormElement) forget(event.target);
});

// Its typing stays here for later, and the person is sent to sign in: nothing to warn of.
document.addEventListener("followthrough:kept", (event) => {
  if (event.target instanceof HTMLFormElement) unsaved.delete(event.target);
});

window.addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});

start();
