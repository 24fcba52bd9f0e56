// Copy buttons: <button data-copy="#subject, #body">. The texts of the named elements, in the order named, joined by
// an empty line, go to the clipboard (with data-copy-rich in paragraphs too); where the browser has none to offer, the text is selected for Ctrl+C.

const SAID_FOR = 2400;

/** @param {Element} element @returns {string} what a reader would want from it, as plain text */
export function textOf(element) {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) return element.value.trim();
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const br of copy.querySelectorAll("br")) br.replaceWith("\n");
  const paragraphs = [...copy.querySelectorAll("p")];
  if (paragraphs.length) return paragraphs.map((p) => tidy(p.textContent ?? "")).join("\n\n").trim();
  return (copy.textContent ?? "").replace(/\r\n?/g, "\n").trim();
}

/** @param {string} text @returns {string} one paragraph: its own line breaks kept, the markup's spaces dropped */
function tidy(text) {
  return text.split("\n").map((line) => line.replace(/[ \t]+/g, " ").trim()).join("\n").trim();
}

/** @param {string} selectors @returns {Element[]} */
function named(selectors) {
  return selectors.split(",").flatMap((one) => [...document.querySelectorAll(one.trim())]);
}

/** Select the text so that the keyboard can copy it. @param {Element} element */
function select(element) {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
    element.focus();
    element.select();
    return;
  }
  getSelection()?.selectAllChildren(element);
}

/** @param {HTMLElement} button @param {string} words shown in the button for a moment, and read aloud */
function say(button, words) {
  button.dataset.label ??= button.textContent ?? "";
  // The width stays, so that nothing beside the button moves.
  const width = button.offsetWidth;
  button.textContent = words;
  if (button.offsetWidth < width) button.style.minWidth = `${width}px`;
  const aloud = document.createElement("div");
  aloud.className = "visually-hidden";
  aloud.setAttribute("role", "status");
  document.body.append(aloud);
  setTimeout(() => (aloud.textContent = words), 60);
  setTimeout(() => {
    aloud.remove();
    if (button.textContent === words) button.textContent = button.dataset.label ?? "";
    button.style.removeProperty("min-width");
    delete button.dataset.label;
  }, SAID_FOR);
}

/** @param {string} text @returns {ClipboardItem} the same in paragraphs, for programs that take them, and plain */
function rich(text) {
  const holder = document.createElement("div");
  for (const part of text.split("\n\n")) {
    const paragraph = holder.appendChild(document.createElement("p"));
    part.split("\n").forEach((line, number) => {
      if (number) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
  }
  const as = (/** @type {string} */ content, /** @type {string} */ type) => new Blob([content], { type });
  return new ClipboardItem({ "text/plain": as(text, "text/plain"), "text/html": as(holder.innerHTML, "text/html") });
}

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!(button instanceof HTMLElement)) return;
  const elements = named(button.dataset.copy ?? "");
  const text = elements.map(textOf).filter(Boolean).join("\n\n");
  if (!text) return;
  event.preventDefault();
  try {
    if ("copyRich" in button.dataset) await navigator.clipboard.write([rich(text)]);
    else await navigator.clipboard.writeText(text);
    say(button, "Copied");
    button.dispatchEvent(new CustomEvent("followthrough:copied", { bubbles: true, detail: { text } }));
  } catch {
    select(elements[elements.length - 1]);
    say(button, "Selected: press Ctrl+C");
  }
});
