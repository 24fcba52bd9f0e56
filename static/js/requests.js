// Around htmx: says when a request failed, sends a signed-out person to sign in, and keeps the focus where the eye is
// when the part that held it has been replaced.

/** @param {string} id of a template in base.html; toasts.js shows it */
const toast = (id) => document.dispatchEvent(new CustomEvent("followthrough:toast", { detail: id }));

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => toast("toast-failed"));
}

/** Where focus was before a swap. @type {{ id: string, card: Element | null, next: Element | null } | null} */
let before = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  const login = document.body.dataset.loginUrl;
  const arrived = detail.xhr.responseURL ? new URL(detail.xhr.responseURL).pathname : "";
  if (login && arrived === login && location.pathname !== login) {
    // The session ended: a sign-in page must not be swapped into a card.
    detail.shouldSwap = false;
    toast("toast-signed-out");
    setTimeout(() => location.assign(`${login}?next=${encodeURIComponent(location.pathname + location.search)}`), 1600);
    return;
  }
  const focused = document.activeElement;
  const card = focused?.closest("article, li, fieldset, form") ?? null;
  before = focused && focused !== document.body ? { id: focused.id, card, next: neighbour(card) } : null;
});

/** @param {Element | null} card @returns {Element | null} */
function neighbour(card) {
  return card ? (card.nextElementSibling ?? card.previousElementSibling) : null;
}

/** @param {Element | null | undefined} element @returns {boolean} focus could be put there */
function focusOn(element) {
  if (!(element instanceof HTMLElement) || !element.isConnected) return false;
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: false });
  return document.activeElement === element;
}

document.addEventListener("htmx:afterSettle", (event) => {
  const { elt } = /** @type {CustomEvent} */ (event).detail;
  if (!(elt instanceof Element)) return;
  const wanted = elt.matches("[autofocus]") ? elt : elt.querySelector("[autofocus], [data-focus]");
  if (wanted && focusOn(wanted)) return;
  const was = before;
  before = null;
  const lost = !document.activeElement || document.activeElement === document.body;
  if (!was || !lost) return;
  if (was.id && focusOn(document.getElementById(was.id))) return;
  // What took its place, else the card that moved up, else the page.
  const place = was.card?.isConnected ? was.card : (elt.isConnected && elt !== document.body ? elt : was.next);
  focusOn(place?.querySelector("h2, h3, .form-control, .btn")) || focusOn(place) || focusOn(was.next?.querySelector("h3, .btn")) || focusOn(document.querySelector("main"));
});
