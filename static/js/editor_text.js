// A letter's text: finding words in it, changing it so that Ctrl+Z takes the change back, and counting.

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * The place of these words nearest to where they were when the note on them was written.
 * @param {string} text @param {string} words @param {number} near @returns {number} -1 where they no longer stand
 */
export function locate(text, words, near) {
  if (!words) return -1;
  let best = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
    else break;
  }
  return best;
}

/**
 * Put text in the place of what stands from start to end, as typing would: the browser's own undo knows it.
 * @param {Field} field @param {number} start @param {number} end @param {string} text
 */
export function put(field, start, end, text) {
  if (field.value.slice(start, end) === text) return;
  field.focus();
  field.setSelectionRange(start, end);
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (done) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** As the browser's own undo. @param {Field} field */
export function takeBack(field) {
  field.focus();
  document.execCommand("undo");
}

/**
 * The words to delete with the space that would be left beside them.
 * @param {string} text @param {number} start @param {number} end @returns {[number, number]}
 */
export function withSpace(text, start, end) {
  if (text[end] === " ") return [start, end + 1];
  if (text[start - 1] === " ") return [start - 1, end];
  return [start, end];
}

/** Paragraphs with where they start, as the server splits them. @param {string} text @returns {{ text: string, start: number }[]} */
export function paragraphsOf(text) {
  const found = [];
  let at = 0;
  for (const part of text.split(/(\n[ \t]*(?=\n))/)) {
    if (part.trim()) found.push({ text: part.trim(), start: at + part.indexOf(part.trim()) });
    at += part.length;
  }
  return found;
}

/**
 * Words of the letter itself, counted as reminders/drafting/length.py does.
 * @param {string} text @param {{ covering?: string, signature?: string, closing?: string }} known
 */
export function countWords(text, known) {
  let paragraphs = paragraphsOf(text).map((each) => each.text);
  if (known.covering && paragraphs[0] === known.covering.trim()) paragraphs = paragraphs.slice(1);
  if (known.signature && paragraphs.at(-1) === known.signature.trim()) paragraphs = paragraphs.slice(0, -1);
  const closes = new RegExp(`^(?:${known.closing || "(?!)"})`, "i");
  const signed = paragraphs.findIndex((each, number) => number > 0 && closes.test(each));
  const letter = signed < 0 ? paragraphs : paragraphs.slice(0, signed);
  return letter.join(" ").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
