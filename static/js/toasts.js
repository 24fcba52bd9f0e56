// Toasts close with their button, and when their Undo has been used. One that only tells something goes by itself
// after ten seconds, unless it is being read (pointer or focus on it); one with Undo or another button to
// press, or an error, stays.

const STAYS_FOR = 10_000;

/** @param {Element} toast */
function close(toast) {
  const hadFocus = toast.contains(document.activeElement);
  const region = toast.parentElement;
  toast.remove();
  if (!hadFocus) return;
  const next = region?.querySelector("[data-toast] button");
  if (next instanceof HTMLElement) next.focus();
  else document.querySelector("main")?.focus();
}

/** @param {Element} toast */
function leaveLater(toast) {
  if (toast.querySelector("form, .toast-undo") || toast.classList.contains("error")) return;
  setTimeout(function leave() {
    if (!toast.isConnected) return;
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, STAYS_FOR);
    else close(toast);
  }, STAYS_FOR);
}

/** Show a toast of base.html's templates. @param {string} id */
export function show(id) {
  const template = document.getElementById(id);
  const region = document.getElementById("toasts");
  if (!(template instanceof HTMLTemplateElement) || !region) return;
  for (const old of region.querySelectorAll(`[data-from="${id}"]`)) old.remove();
  const toast = template.content.firstElementChild?.cloneNode(true);
  if (!(toast instanceof HTMLElement)) return;
  toast.dataset.from = id;
  region.append(toast);
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-dismiss]") : null;
  const toast = button?.closest("[data-toast]");
  if (toast) close(toast);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful } = /** @type {CustomEvent} */ (event).detail;
  const toast = elt instanceof Element ? elt.closest("[data-toast]") : null;
  if (toast && successful) close(toast);
});

document.addEventListener("followthrough:toast", (event) => show(/** @type {CustomEvent<string>} */ (event).detail));

const region = document.getElementById("toasts");
if (region) {
  for (const toast of region.querySelectorAll("[data-toast]")) leaveLater(toast);
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (!(node instanceof Element && node.matches("[data-toast]"))) continue;
      // One at a time: what was said before stands in the application's story, with its own way back. A word that
      // nobody asked for ([data-beside]) neither takes the place of an Undo nor gives way to one.
      for (const old of region.querySelectorAll("[data-toast]")) {
        if (old !== node && old.hasAttribute("data-beside") === node.hasAttribute("data-beside")) old.remove();
      }
      leaveLater(node);
    }
  }).observe(region, { childList: true });
}
