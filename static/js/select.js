// textarea[data-select="some words"] opens with those words selected, so that typing fills the first gap of a letter.

for (const area of document.querySelectorAll("textarea[data-select]")) {
  if (!(area instanceof HTMLTextAreaElement)) continue;
  const words = area.dataset.select ?? "";
  const at = area.value.indexOf(words);
  if (!words || at < 0) continue;
  area.focus();
  area.setSelectionRange(at, at + words.length);
}
