// After a letter was copied or opened in a mail program, its card asks "Did you send it?" once the person comes back
// to this page. <template data-sent-question="id of the form that marks it as sent"> beside the buttons holds the
// question; "Yes" submits that form, "Not yet" puts the question away.

/** @type {Set<string>} ids of forms whose letters left the page */
const left = new Set();

let away = false;

/** @param {Event} event */
function note(event) {
  const from = event.target instanceof Element ? event.target : null;
  const question = from?.closest(".actions")?.querySelector("template[data-sent-question]");
  if (question instanceof HTMLTemplateElement) left.add(question.dataset.sentQuestion ?? "");
}

document.addEventListener("followthrough:copied", note);
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-leaves]")) note(event);
});

function ask() {
  if (!away) return;
  away = false;
  for (const id of left) {
    left.delete(id);
    const question = document.querySelector(`template[data-sent-question="${id}"]`);
    const actions = question?.closest(".actions");
    if (!(question instanceof HTMLTemplateElement) || !actions || actions.parentElement?.querySelector(".sent-question")) continue;
    actions.after(question.content.cloneNode(true));
  }
}

// Another tab covers this one, or another window takes its place.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") ask();
  else away = true;
});
window.addEventListener("blur", () => (away = true));
window.addEventListener("focus", ask);

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-sent]") : null;
  if (!(button instanceof HTMLElement)) return;
  const question = button.closest(".sent-question");
  const template = question?.parentElement?.querySelector("template[data-sent-question]");
  const form = template instanceof HTMLTemplateElement ? document.getElementById(template.dataset.sentQuestion ?? "") : null;
  question?.remove();
  if (button.dataset.sent === "yes" && form instanceof HTMLFormElement) form.requestSubmit();
});
