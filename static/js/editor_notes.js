// The notes beside a letter: marks behind its words, each note at the height of its words, and what the notes offer.

import { locate } from "./editor_text.js";

const BESIDE = matchMedia("(min-width: 1100px)");

/** @returns {HTMLElement | null} */
const holder = () => document.getElementById("letter-notes");
/** @returns {HTMLElement[]} */
export const notes = () => [...document.querySelectorAll("#letter-notes [data-note]")].filter((note) => note instanceof HTMLElement);
/** @param {HTMLElement} note */
export const wordsOf = (note) => note.dataset.words ?? "";
/** Where a note's words stand now. @param {HTMLElement} note @param {string} text @returns {number} */
export const placeOf = (note, text) => locate(text, wordsOf(note), Number(note.dataset.start));

/** @param {string} words @param {string} kind @returns {HTMLElement} */
function marked(words, kind) {
  const mark = document.createElement("mark");
  mark.className = kind === "gap" ? "gap" : kind === "remark" ? "look" : "";
  mark.textContent = words;
  return mark;
}

/**
 * Draw the copy behind the letter anew, and set each note beside its words.
 * @param {HTMLElement} backdrop @param {string} text
 */
export function draw(backdrop, text) {
  /** @type {{ start: number, end: number, note: HTMLElement }[]} */
  const spans = [];
  for (const note of notes()) {
    const words = wordsOf(note);
    const all = note.dataset.note === "gap" && words;
    for (let at = all ? text.indexOf(words) : placeOf(note, text); at >= 0; at = all ? text.indexOf(words, at + words.length) : -1) {
      // A paragraph needs its first line only, and must not cover what stands in it.
      spans.push({ start: at, end: note.dataset.note === "paragraph" ? at : at + words.length, note });
    }
    if (!words && note.dataset.note === "paragraph") spans.push({ start: Math.min(Number(note.dataset.start), text.length), end: -1, note });
  }
  spans.sort((a, b) => a.start - b.start);
  /** @type {Map<HTMLElement, HTMLElement>} */
  const marks = new Map();
  const parts = [];
  let done = 0;
  for (const { start, end, note } of spans) {
    if (start < done) continue;
    const mark = marked(text.slice(start, Math.max(start, end)), note.dataset.note ?? "");
    parts.push(text.slice(done, start), mark);
    if (!marks.has(note)) marks.set(note, mark);
    done = Math.max(start, end);
  }
  // The line break at the end gives an empty last line its height.
  backdrop.replaceChildren(...parts, `${text.slice(done)}\n`);
  align(marks);
}

/** @param {Map<HTMLElement, HTMLElement>} marks */
function align(marks) {
  const all = notes();
  for (const note of all) note.style.removeProperty("margin-top");
  if (!BESIDE.matches) return;
  for (const note of all) {
    const mark = marks.get(note);
    // A note of no place goes with the one before it.
    if (!mark) continue;
    const away = mark.getBoundingClientRect().top - note.getBoundingClientRect().top;
    if (away > 0) note.style.marginTop = `${Math.round(away)}px`;
  }
}

/** Take the notes as the server has them now; what is being typed in them stays. @param {string} html */
export function take(html) {
  const old = holder();
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("letter-notes");
  if (!old || !fresh) return;
  const active = document.activeElement instanceof HTMLElement && old.contains(document.activeElement) ? document.activeElement : null;
  const open = [...old.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
  const typed = new Map([...old.querySelectorAll("[data-note=gap]")].map((note) => [note.getAttribute("data-words"), note.querySelector("input.form-control")]));
  for (const summary of fresh.querySelectorAll("details > summary")) {
    if (open.includes(summary.textContent)) summary.parentElement?.setAttribute("open", "");
  }
  let focus = null;
  for (const note of fresh.querySelectorAll("[data-note=gap]")) {
    const before = typed.get(note.getAttribute("data-words"));
    const input = note.querySelector("input.form-control");
    if (!(before instanceof HTMLInputElement) || !(input instanceof HTMLInputElement)) continue;
    input.value = before.value;
    if (before === active) focus = { input, at: before.selectionStart };
  }
  old.replaceWith(fresh);
  if (focus) {
    focus.input.focus();
    focus.input.setSelectionRange(focus.at, focus.at);
  } else if (active) {
    const again = active.id ? document.getElementById(active.id) : [...fresh.querySelectorAll("button, summary, a")].find((each) => each.textContent === active.textContent);
    if (again instanceof HTMLElement) again.focus();
    else document.querySelector("[data-editor] textarea")?.dispatchEvent(new CustomEvent("followthrough:focus"));
  }
}
