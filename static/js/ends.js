// [data-start-end]: two datetime-local fields, a start and an end. When the start is moved, an end that is filled moves
// along, so that the length stays. Without this script the form says that the end is not after the start.

const MINUTE = 60_000;
// A year on its way to being typed (0002, 0020, 0202) moves nothing.
const SANE = Date.UTC(2000, 0);

/** How long it was when the start's field was entered. @type {WeakMap<HTMLInputElement, number>} */
const lengths = new WeakMap();

/** @param {EventTarget | null} target @returns {[HTMLInputElement, HTMLInputElement] | null} start and end, if it is a start */
function pair(target) {
  const fields = target instanceof Element ? [...(target.closest("[data-start-end]")?.querySelectorAll("input[type=datetime-local]") ?? [])] : [];
  const [start, end] = /** @type {HTMLInputElement[]} */ (fields);
  return start && end && start === target ? [start, end] : null;
}

/** @param {HTMLInputElement} field @returns {number} the wall clock as if it were UTC: zones do not matter to a length */
const clock = (field) => Date.parse(`${field.value.slice(0, 16)}Z`);

document.addEventListener("focusin", (event) => {
  const both = pair(event.target);
  if (!both) return;
  const [start, end] = both;
  const length = clock(end) - clock(start);
  if (length > 0) lengths.set(start, length);
  else lengths.delete(start);
});

document.addEventListener("input", (event) => {
  const both = pair(event.target);
  if (!both) return;
  const [start, end] = both;
  const length = lengths.get(start);
  const at = clock(start);
  if (length === undefined || !end.value || !(at >= SANE)) return;
  end.value = new Date(Math.round((at + length) / MINUTE) * MINUTE).toISOString().slice(0, 16);
  end.dispatchEvent(new Event("input", { bubbles: true }));
});
