// The page "Rewrite in my words": form[data-rewrite="/stream/"] asks the server for a proposal and shows it as it is
// written. The answer is a JSON object a line: {"piece": "…"}, at the end {"proposal": "<html>"} or {"error": "…"}.
// [data-start] and [data-stop] are the form's buttons, [data-status] says how it stands, [data-error] what went wrong,
// [data-proposal] holds the proposal, template[data-nothing] what stands there without one. With data-begins it begins by itself. Without this script the form is sent and the
// server answers with the whole page.

const NOTHING = "Your letter is as it was.";
const BROKEN = `The connection broke off. ${NOTHING} Try again.`;

/** @param {HTMLFormElement} form */
function prepare(form) {
  const start = /** @type {HTMLButtonElement} */ (form.querySelector("[data-start]"));
  const stop = /** @type {HTMLButtonElement} */ (form.querySelector("[data-stop]"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[data-status]"));
  const trouble = /** @type {HTMLElement} */ (document.querySelector("[data-error]"));
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-proposal]"));
  const bar = document.getElementById("progress");
  const nothing = /** @type {HTMLTemplateElement} */ (document.querySelector("template[data-nothing]"));
  /** @type {AbortController | null} */
  let running = null;

  /** @param {string} message */
  function fail(message) {
    place.replaceChildren(nothing.content.cloneNode(true));
    trouble.replaceChildren(Object.assign(document.createElement("p"), { textContent: message }));
    trouble.hidden = false;
  }

  /** @param {boolean} busy */
  function mark(busy) {
    const focused = document.activeElement;
    stop.hidden = !busy;
    start.hidden = busy;
    bar?.classList.toggle("htmx-request", busy);
    place.setAttribute("aria-busy", String(busy));
    if (focused === start) stop.focus();
    if (focused === stop) start.focus();
  }

  /** @param {string} line @returns {boolean} whether it was the last */
  function read(line) {
    if (!line.trim()) return false;
    const said = /** @type {{ piece?: string, proposal?: string, error?: string }} */ (JSON.parse(line));
    if (said.piece !== undefined) {
      const text = place.querySelector("[data-text]");
      if (text) text.textContent = ((text.textContent ?? "") + said.piece).trimStart();
      return false;
    }
    if (said.proposal !== undefined) {
      place.innerHTML = said.proposal;
      const found = place.querySelectorAll(".note:not(.calm)").length;
      status.textContent = found ? "The proposal is ready. Under it stands what to look at." : "The proposal is ready.";
      start.textContent = "Write another proposal";
      start.classList.replace("btn-primary", "btn-secondary");
    } else {
      status.textContent = "";
      fail(said.error ?? BROKEN);
    }
    return true;
  }

  async function begin() {
    const asking = (running = new AbortController());
    trouble.hidden = true;
    const blank = document.createElement("p");
    blank.className = "as-text";
    blank.dataset.text = "";
    place.replaceChildren(nothing.content.cloneNode(true));
    place.querySelector("[data-text]")?.replaceWith(blank);
    status.textContent = "The model is writing. This may take a minute.";
    mark(true);
    try {
      const response = await fetch(form.dataset.rewrite ?? "", { method: "POST", body: new FormData(form), signal: asking.signal });
      if (response.redirected) {
        document.dispatchEvent(new CustomEvent("followthrough:toast", { detail: "toast-signed-out" }));
        throw new TypeError("signed out");
      }
      if (!response.ok || !response.body) throw new TypeError("no answer");
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let ended = false; !ended; ) {
        const { value, done } = await reader.read();
        if (done) throw new TypeError("cut off");
        const lines = (rest + value).split("\n");
        rest = lines.pop() ?? "";
        ended = lines.map(read).includes(true);
      }
    } catch {
      status.textContent = asking.signal.aborted ? `Stopped. ${NOTHING}` : "";
      if (asking.signal.aborted) place.replaceChildren(nothing.content.cloneNode(true));
      else fail(BROKEN);
    } finally {
      running = null;
      mark(false);
    }
  }

  start.addEventListener("click", (event) => {
    event.preventDefault();
    if (!running) begin();
  });
  stop.addEventListener("click", () => running?.abort());
  if ("begins" in form.dataset) begin();
}

for (const form of document.querySelectorAll("form[data-rewrite]")) {
  if (form instanceof HTMLFormElement) prepare(form);
}
