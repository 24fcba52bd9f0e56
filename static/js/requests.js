// Around htmx: says when a request failed, sends a signed-out person to sign in, and keeps the focus where the eye is
// when the part that held it has been replaced.

/** @param {string} id of a template in base.html; toasts.js shows it */
const toast = (id) => document.dispatchEvent(new CustomEvent("followthrough:toast", { detail: id }));

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => toast("toast-failed"));
}

/**
 * Where focus was before a swap: the element, and the cards to go to in its place, nearest first.
 * @typedef {{ id: string, cards: Element[] }} Place
 * @type {Place | null}
 */
let before = null;

const CARD = "article, li, fieldset";

/** @param {Element} element @returns {Element[]} its card, those after it, then those before it from the end */
function cardsAround(element) {
  const card = element.closest(CARD);
  if (!card) return [];
  const all = [...document.querySelectorAll("main article, main li, main fieldset")].filter((one) => one.matches(card.tagName) && !card.contains(one) && !one.contains(card));
  const after = all.filter((one) => card.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const earlier = all.filter((one) => !after.includes(one)).reverse();
  return [card, ...after, ...earlier];
}

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
  // A menu that closed behind its own button took the focus along: then what asked is the place.
  const active = document.activeElement;
  const focused = active && active !== document.body ? active : detail.requestConfig?.elt;
  before = focused instanceof Element ? { id: focused.id, cards: cardsAround(focused) } : null;
});

/** @param {Element | null | undefined} element @returns {boolean} focus is there now */
function focusOn(element) {
  if (!(element instanceof HTMLElement) || !element.isConnected) return false;
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
  return document.activeElement === element;
}

/** The card that is on the page now: itself, or the new one with its id. @param {Element} card @returns {Element | null} */
const current = (card) => (card.isConnected ? card : card.id ? document.getElementById(card.id) : null);

/** If the swap took the focus away, put it on the same element, else on the nearest card's title, else on the page. */
function mend() {
  const was = before;
  before = null;
  if (!was || (document.activeElement && document.activeElement !== document.body)) return;
  if (was.id && focusOn(document.getElementById(was.id))) return;
  for (const card of was.cards.map(current)) {
    if (card && (focusOn(card.querySelector("h2 a, h3 a")) || focusOn(card.querySelector("h2, h3, .form-control")) || focusOn(card))) return;
  }
  focusOn(document.querySelector("main h1")) || focusOn(document.querySelector("main"));
}

document.addEventListener("htmx:afterSettle", (event) => {
  const { elt } = /** @type {CustomEvent} */ (event).detail;
  const wanted = elt instanceof Element ? (elt.matches("[autofocus]") ? elt : elt.querySelector("[autofocus], [data-focus]")) : null;
  if (wanted && focusOn(wanted)) before = null;
});

// After a swap has settled (20 ms), or when there was nothing to settle because the answer was empty.
document.addEventListener("htmx:afterRequest", () => setTimeout(mend, 60));
