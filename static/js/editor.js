// The letter's editor: form[data-editor] with an input "subject" and a textarea "body". Contract for other modules:
//
//   dispatch  new CustomEvent("followthrough:letter", { detail: { body, subject, why } })  on document
//             puts a whole new text in place, as one step that Ctrl+Z takes back, and saves it at once; the text before
//             it is kept under "Earlier versions" with `why` ("before rewriting it"). `subject` may be left out.
//   listen    "followthrough:saved" on the form: the server has what stands there.
//
// It saves by itself, says so, and before anything else on the page leaves with the letter. What it saves is told the
// version it started from, so that two tabs never overwrite each other: the answer then offers both.

import { gapsIn, nextGap } from "./editor_gaps.js";
import { draw, notes, placeOf, take, wordsOf } from "./editor_notes.js";
import { countWords, paragraphsOf, put, takeBack, withSpace } from "./editor_text.js";
import { fresh, leaves } from "./editor_ways.js";

const WAIT = 900;
const PATIENCE = 20_000;
const SAVING_SHOWN_AFTER = 400;

/** @typedef {import("./editor_text.js").Field} Field */
/** @param {ParentNode} within @param {string} selector @returns {any} */
const one = (within, selector) => within.querySelector(selector);

const form = /** @type {HTMLFormElement} */ (one(document, "form[data-editor]"));
const subject = /** @type {HTMLInputElement} */ (form.elements.namedItem("subject"));
const body = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("body"));
const fields = [subject, body];
const version = /** @type {HTMLInputElement} */ (form.elements.namedItem("started_from"));
const backdrop = /** @type {HTMLElement} */ (one(form, "[data-backdrop]"));
const conflict = /** @type {HTMLElement} */ (one(form, "#letter-conflict"));
const counter = /** @type {HTMLElement} */ (one(form, "[data-count]"));
const state = /** @type {HTMLElement} */ (one(form, "[data-state]"));
const tryAgain = /** @type {HTMLElement} */ (one(form, "[data-try-again]"));
const undo = /** @type {HTMLElement} */ (one(form, "[data-undo]"));
const gapButtons = /** @type {HTMLElement} */ (one(form, ".letter-gaps"));

const snapshot = () => `${subject.value}\n${body.value}`;
/** What the server has. A page that hands back refused typing has saved nothing of it. */
let saved = one(form, "[data-refused], .summary") ? "" : `${subject.defaultValue}\n${body.defaultValue}`;
/** Whether something stands in the way that only the person can decide. */
let stopped = Boolean(one(conflict, "[data-refused]"));
/** @type {Promise<boolean> | null} */
let underWay = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let why = "";

const dirty = () => snapshot() !== saved;

/** @param {string} words @param {boolean} [failed] */
function say(words, failed = false) {
  if (state.textContent !== words) state.textContent = words;
  state.parentElement?.classList.toggle("failed", failed);
  tryAgain.classList.toggle("on", failed && !stopped);
}

function refresh() {
  draw(backdrop, body.value);
  const { least, most, ...known } = counter.dataset;
  const words = countWords(body.value, known);
  const range = least ? ` · ${words < Number(least) ? "short: " : words > Number(most) ? "long: " : ""}aim for ${least} to ${most}` : "";
  counter.textContent = `${words} word${words === 1 ? "" : "s"}${range}`;
  counter.classList.toggle("off", Boolean(least) && (words < Number(least) || words > Number(most)));
  gapButtons.hidden = gapsIn(fields).length === 0;
}

function saveSoon() {
  clearTimeout(timer);
  if (stopped) return;
  say("");
  timer = setTimeout(save, WAIT);
}

/** Save until nothing is left to save. @returns {Promise<boolean>} whether the server has it all */
async function save() {
  clearTimeout(timer);
  while (underWay) await underWay;
  if (stopped) return false;
  if (!dirty() && !why) return true;
  underWay = send();
  const taken = await underWay;
  underWay = null;
  return taken && (dirty() ? save() : true);
}

/** @returns {Promise<boolean>} */
async function send() {
  const sent = snapshot();
  const reason = why;
  const data = new URLSearchParams({ subject: subject.value, body: body.value, started_from: version.value, why: reason });
  data.set("csrfmiddlewaretoken", /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken")).value);
  const slow = setTimeout(() => say("Saving…"), SAVING_SHOWN_AFTER);
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: data, keepalive: data.toString().length < 60_000,
      headers: { "X-Requested-With": "editor" }, signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await answer.text();
    clearTimeout(slow);
    if (answer.redirected && new URL(answer.url).pathname === document.body.dataset.loginUrl) return signedOut();
    if (answer.status === 409) return offerBoth(text);
    if (answer.status === 422) return fail(`Not saved: ${text}`);
    if (answer.status === 410) return fail(`Not saved. ${text}`, true);
    if (answer.status === 403) return fail("Not saved: this page is too old. Reload it; what you typed is kept.", true);
    if (!answer.ok || answer.redirected) return fail("Not saved: something went wrong here. What you typed is kept.");
    saved = sent;
    if (why === reason) why = "";
    take(text);
    version.value = document.getElementById("letter-notes")?.dataset.version ?? "";
    refresh();
    if (!dirty()) {
      say("Saved");
      form.dispatchEvent(new CustomEvent("followthrough:saved", { bubbles: true }));
    }
    return true;
  } catch {
    clearTimeout(slow);
    return fail("Not saved: no connection. What you typed is kept.");
  }
}

/** @param {string} words @param {boolean} [forGood] @returns {false} */
function fail(words, forGood = false) {
  stopped ||= forGood;
  say(words, true);
  return false;
}

/** @returns {false} */
function signedOut() {
  fail("Not saved: you are signed out. What you typed is kept. ", true);
  const link = document.createElement("a");
  link.href = `${document.body.dataset.loginUrl}?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Sign in";
  link.addEventListener("click", () => form.dispatchEvent(new CustomEvent("followthrough:kept", { bubbles: true })));
  state.append(link);
  return false;
}

/** @param {string} html @returns {false} */
function offerBoth(html) {
  conflict.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  conflict.scrollIntoView({ block: "nearest" });
  return fail("Not saved: choose one of the two texts above.", true);
}

/* Changes made by buttons: each is one step back. */

/** @type {Field[]} the fields changed by the last button, in order */
let steps = [];

/** @param {() => void} change @param {Field} field */
function step(change, field) {
  const before = field.value;
  change();
  if (field.value !== before) steps.push(field);
}

/** @param {() => void} changes */
function offerUndo(changes) {
  steps = [];
  changes();
  undo.classList.toggle("on", steps.length > 0);
}

undo.addEventListener("click", () => {
  for (const field of steps.reverse()) takeBack(field);
  steps = [];
  undo.classList.remove("on");
});

/* Gaps. */

/** Select words and bring them into sight. @param {Field} field @param {number} start @param {number} end */
function select(field, start, end) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  const marks = [...backdrop.querySelectorAll("mark")];
  const mark = field === body ? marks.find((each) => offsetOf(each) === start) : null;
  (mark ?? field).scrollIntoView({ block: mark ? "center" : "nearest" });
}

/** @param {Node} node @returns {number} characters of the letter before it */
function offsetOf(node) {
  const range = document.createRange();
  range.setStart(backdrop, 0);
  range.setEndBefore(node);
  return range.toString().length;
}

/** @param {number} direction 1 or -1 */
function stepToGap(direction) {
  const focused = fields.find((field) => field === document.activeElement);
  const gap = nextGap(fields, focused ?? last, direction);
  if (gap) select(gap.field, gap.start, gap.end);
}

/** The field that had the cursor last, for buttons that take the focus. @type {Field | null} */
let last = null;
for (const field of fields) field.addEventListener("focus", () => (last = field));

/** @param {HTMLElement} note */
function fill(note) {
  const input = one(note, "input.form-control");
  const answer = input.value.trim().replace(/\s+/g, " ");
  if (!answer) {
    input.focus();
    return;
  }
  const words = wordsOf(note);
  offerUndo(() => {
    for (const gap of gapsIn(fields).filter((each) => each.words === words).reverse()) {
      step(() => put(gap.field, gap.start, gap.end, answer), gap.field);
    }
  });
  input.value = "";
  const open = gapsIn(fields).map((each) => each.words);
  const next = notes().find((each) => each.dataset.note === "gap" && each !== note && open.includes(wordsOf(each)));
  if (next) one(next, "input.form-control").focus();
  save();
}

/* Remarks and paragraphs. */

/** The note as it is once what was typed since is saved. @param {HTMLElement} old @returns {Promise<HTMLElement>} */
async function renewed(old) {
  await save();
  return notes().find((each) => each.dataset.note === old.dataset.note && each.dataset.rewrite === old.dataset.rewrite) ?? old;
}

/** @param {HTMLElement} pressed */
async function apply(pressed) {
  const note = wordsOf(pressed) && placeOf(pressed, body.value) < 0 ? await renewed(pressed) : pressed;
  const text = note.dataset.rewrite ?? "";
  const at = placeOf(note, body.value);
  const end = at + wordsOf(note).length;
  offerUndo(() => {
    if (at >= 0) {
      const [from, to] = text ? [at, end] : withSpace(body.value, at, end);
      step(() => put(body, from, to, text), body);
    } else if (note.dataset.note === "paragraph" && !wordsOf(note)) {
      insert(text, Number(note.dataset.start));
    }
  });
  save();
}

/** Put a paragraph before the one that starts there, else at the end. @param {string} text @param {number} near */
function insert(text, near) {
  const before = paragraphsOf(body.value).find((each) => each.start >= near);
  const end = body.value.trimEnd().length;
  if (before) step(() => put(body, before.start, before.start, `${text}\n\n`), body);
  else step(() => put(body, end, end, `${end ? "\n\n" : ""}${text}`), body);
}

document.addEventListener("followthrough:letter", (event) => {
  const letter = /** @type {CustomEvent<{ body: string, subject?: string, why?: string }>} */ (event).detail;
  why = letter.why ?? "before it was replaced";
  offerUndo(() => {
    if (letter.subject !== undefined) step(() => put(subject, 0, subject.value.length, letter.subject ?? ""), subject);
    step(() => put(body, 0, body.value.length, letter.body), body);
  });
  save();
});

/* What the person does. */

for (const field of fields) {
  field.addEventListener("input", () => {
    undo.classList.remove("on");
    refresh();
    saveSoon();
  });
}
body.addEventListener("followthrough:focus", () => body.focus({ preventScroll: true }));

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const note = target?.closest("[data-note]");
  if (target?.closest("[data-try-again]")) save();
  const gapStep = target?.closest("[data-gap-step]");
  if (gapStep instanceof HTMLElement) stepToGap(Number(gapStep.dataset.gapStep));
  if (!(note instanceof HTMLElement)) return;
  if (target?.closest("[data-fill]")) fill(note);
  if (target?.closest("[data-apply]")) apply(note);
  if (target?.closest("[data-show]")) {
    const at = placeOf(note, body.value);
    if (at >= 0) select(body, at, at + wordsOf(note).length);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "F8" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    stepToGap(event.shiftKey ? -1 : 1);
  }
  if (event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    save();
  }
  const note = event.target instanceof Element ? event.target.closest("[data-note=gap]") : null;
  if (event.key === "Enter" && note instanceof HTMLElement && event.target instanceof HTMLInputElement) {
    event.preventDefault();
    fill(note);
  }
});

/* Whatever leaves with the letter takes it as it stands now. */

window.addEventListener("submit", async (event) => {
  const target = /** @type {HTMLFormElement} */ (event.target);
  const submitter = /** @type {SubmitEvent} */ (event).submitter;
  if (target === form) {
    if (submitter instanceof HTMLButtonElement && submitter.name === "choice") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    save();
    return;
  }
  const ofThisLetter = new URL(target.action, location.href).pathname.startsWith(form.dataset.steps ?? "?");
  if (!ofThisLetter || !(dirty() || underWay)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await save()) target.requestSubmit(submitter);
}, true);

document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-leaves]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  if (!link.hasAttribute("download")) {
    link.href = fresh(link.href, subject.value, body.value);
    return;
  }
  if (!(dirty() || underWay)) return;
  event.preventDefault();
  if (await save()) location.assign(link.href);
}, true);

document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || stopped || !leaves(link, event) || !(dirty() || underWay)) return;
  event.preventDefault();
  await save();
  location.assign(link.href);
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && dirty()) save();
});
window.addEventListener("online", () => dirty() && save());

// Lines break elsewhere when the window or the typeface changes.
new ResizeObserver(() => draw(backdrop, body.value)).observe(form);
document.fonts.ready.then(() => draw(backdrop, body.value));
refresh();
if (dirty() && !stopped) {
  // Typing of an earlier visit came back.
  why = "before your earlier typing came back";
  saveSoon();
}
