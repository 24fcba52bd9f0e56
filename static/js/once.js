// A form is sent once: a second click within a few seconds, while the answer is on its way, does nothing. The button
// says so. Coming back with the Back button makes the form ready again.

const FOR = 4000;

/** @param {HTMLFormElement} form @param {boolean} busy */
function mark(form, busy) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.classList.toggle("saving", busy);
    button.toggleAttribute("aria-busy", busy);
  }
}

/** @param {HTMLFormElement} form */
function release(form) {
  delete form.dataset.sending;
  mark(form, false);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method === "get") return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "true";
  mark(form, true);
  setTimeout(() => release(form), FOR);
}, true);

// What htmx sent has its answer, and the form may still stand on the page.
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt } = /** @type {CustomEvent} */ (event).detail;
  if (elt instanceof HTMLFormElement && elt.dataset.sending) release(elt);
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    if (form instanceof HTMLFormElement) release(form);
  }
});
