// The gaps of a letter: where they stand now, and which comes next.

import { notes, wordsOf } from "./editor_notes.js";

/** @typedef {import("./editor_text.js").Field} Field */
/** @typedef {{ field: Field, start: number, end: number, words: string }} Gap */

/** Every gap that still stands in the letter, as one reads. @param {Field[]} fields @returns {Gap[]} */
export function gapsIn(fields) {
  const found = [];
  for (const field of fields) {
    const here = [];
    for (const words of notes().filter((each) => each.dataset.note === "gap").map(wordsOf)) {
      for (let at = field.value.indexOf(words); words && at >= 0; at = field.value.indexOf(words, at + words.length)) {
        here.push({ field, start: at, end: at + words.length, words });
      }
    }
    found.push(...here.sort((a, b) => a.start - b.start));
  }
  return found;
}

/**
 * The gap after the cursor, or before it, and round again at the end.
 * @param {Field[]} fields @param {Field | null} here the field with the cursor @param {number} direction 1 or -1
 * @returns {Gap | undefined}
 */
export function nextGap(fields, here, direction) {
  const all = gapsIn(fields);
  /** @param {Field} field @param {number} at */
  const place = (field, at) => fields.indexOf(field) * 1e6 + at;
  const now = here ? place(here, here.selectionStart ?? 0) : direction > 0 ? -1 : Infinity;
  const ahead = all.filter((gap) => (place(gap.field, gap.start) - now) * direction > 0);
  return direction > 0 ? ahead[0] ?? all[0] : ahead.at(-1) ?? all.at(-1);
}
