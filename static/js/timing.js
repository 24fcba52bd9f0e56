// "Did they say when you would hear?": shows, while one types, what the app understands by it.
// <input data-understand-url="/understand" data-said-on="starts_on"> asks GET …?text=&said_on=&country= and puts
// {"sentence": "…", "shown": "…"} into the [data-understood] that comes next in the form; `shown` goes into the form's
// [data-shown] field, which tells the server that this reading stood on the page before saving.

const WAIT = 350;
/** @type {WeakMap<HTMLElement, { timer?: number, asking?: AbortController }>} */
const states = new WeakMap();

/** @param {HTMLInputElement} input @returns {HTMLElement | null} the first [data-understood] after it */
function place(input) {
  const scope = input.closest("form, article") ?? document;
  const all = [...scope.querySelectorAll("[data-understood]")];
  return /** @type {HTMLElement | null} */ (all.find((one) => input.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? null);
}

/** @param {HTMLInputElement} input @param {string} name @returns {string} */
function answer(input, name) {
  const field = name && input.form ? input.form.elements.namedItem(name) : null;
  return field && "value" in field ? String(field.value) : "";
}

/** @param {HTMLInputElement} input */
async function ask(input) {
  const output = place(input);
  if (!output) return;
  const state = states.get(input) ?? {};
  states.set(input, state);
  state.asking?.abort();
  const text = input.value.trim();
  if (!text) {
    output.textContent = "";
    return;
  }
  const asking = (state.asking = new AbortController());
  const url = new URL(input.dataset.understandUrl ?? "", location.href);
  url.searchParams.set("text", text);
  url.searchParams.set("said_on", answer(input, input.dataset.saidOn ?? ""));
  url.searchParams.set("country", answer(input, input.dataset.country ?? "country"));
  try {
    const response = await fetch(url, { signal: asking.signal, headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) return;
    const said = /** @type {{ sentence?: string, shown?: string }} */ (await response.json());
    if (asking.signal.aborted) return;
    output.textContent = said.sentence ?? "";
    const shown = input.form?.querySelector("[data-shown]");
    if (shown instanceof HTMLInputElement) shown.value = said.shown ?? "";
  } catch {
    // Offline or overtaken by the next letter: the server says it again when the form is saved.
  }
}

/** @param {HTMLInputElement} input */
function askSoon(input) {
  const state = states.get(input) ?? {};
  states.set(input, state);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => ask(input), WAIT);
}

document.addEventListener("input", (event) => {
  const target = event.target;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  if (target instanceof HTMLInputElement && target.dataset.understandUrl) askSoon(target);
  // The day they said it, or the country, has changed: the same words may mean another day.
  for (const input of target.form?.querySelectorAll("input[data-understand-url]") ?? []) {
    if (!(input instanceof HTMLInputElement) || input === target) continue;
    if ([input.dataset.saidOn, input.dataset.country ?? "country"].includes(target.name)) askSoon(input);
  }
});

// A usual answer that is tapped ([data-words]) is said in the field of the words, so that its day shows, too.
document.addEventListener("change", (event) => {
  const chip = event.target;
  if (!(chip instanceof HTMLInputElement) || !("words" in chip.dataset)) return;
  const input = chip.form?.querySelector("input[data-understand-url]");
  if (!(input instanceof HTMLInputElement)) return;
  input.value = ["nothing", "other"].includes(chip.value) ? "" : chip.value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  if (chip.value === "other") input.focus();
});
