// form[data-drop]: files dropped anywhere on the page are put into the form's file field and sent. While files are
// held over the page, it says so. Without this script the form's own field and button do.

const form = document.querySelector("form[data-drop]");
const field = form?.querySelector('input[type="file"]');

const veil = document.createElement("div");
veil.className = "drop-veil";
veil.hidden = true;
const words = document.createElement("p");
words.textContent = "Drop it here to add it";
veil.append(words);

/** @param {DragEvent} event */
const holdsFiles = (event) => Boolean(event.dataTransfer?.types.includes("Files"));

if (form instanceof HTMLFormElement && field instanceof HTMLInputElement) {
  document.body.append(veil);
  // Each element passed over tells of entering and leaving; the count is zero once the last was left.
  let inside = 0;
  const hide = () => {
    inside = 0;
    veil.hidden = true;
  };
  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    inside += 1;
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!holdsFiles(event)) return;
    inside -= 1;
    if (inside <= 0) hide();
  });
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    hide();
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    field.files = files;
    form.requestSubmit();
  });
  window.addEventListener("pageshow", hide);
}
