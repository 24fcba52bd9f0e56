// The editor of a template. [data-insert="{{ company }}"] puts that text where the caret was last in the form;
// a[data-line] leads to that line of the field its address names, and marks it.

/** @param {Element | null} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
const isSource = (element) =>
  (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && element.matches(".source");

/** The field that was typed in last. @type {HTMLInputElement | HTMLTextAreaElement | null} */
let last = isSource(document.activeElement) ? document.activeElement : null;

document.addEventListener("focusin", (event) => {
  if (event.target instanceof Element && isSource(event.target)) last = event.target;
});

/** @param {string} text */
function insert(text) {
  const fallback = document.querySelector("textarea.source");
  const field = last?.isConnected ? last : isSource(fallback) ? fallback : null;
  if (!field) return;
  const fresh = field !== last;
  field.focus();
  if (fresh) field.setSelectionRange(field.value.length, field.value.length);
  // So that Ctrl+Z takes it back like typing; not every browser still knows it.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** @param {HTMLTextAreaElement} field @param {number} line counted from 1 */
function mark(field, line) {
  const before = field.value.split("\n").slice(0, line - 1).join("\n");
  const start = line > 1 ? before.length + 1 : 0;
  const end = field.value.indexOf("\n", start);
  field.focus();
  field.setSelectionRange(start, end < 0 ? field.value.length : end);
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const button = target?.closest("[data-insert]");
  if (button instanceof HTMLElement) insert(button.dataset.insert ?? "");
  const link = target?.closest("a[data-line]");
  const field = link instanceof HTMLAnchorElement ? document.querySelector(link.hash) : null;
  if (link instanceof HTMLAnchorElement && field instanceof HTMLTextAreaElement) {
    event.preventDefault();
    mark(field, Number(link.dataset.line));
  }
});
