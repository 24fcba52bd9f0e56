// The bookmark "Keep this posting" opens /add/#page={url, title, text, told}. It becomes a file of the form: a small
// page with what the posting says of itself for machines, and its words. Nothing is sent before "Read it" is pressed.
// The bookmark itself ([data-bookmarklet]) is to be dragged; pressed here it only says so.

/** @param {string} text @returns {string} */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** @param {{ url?: unknown, title?: unknown, text?: unknown, told?: unknown }} page @returns {string} */
function written(page) {
  const told = Array.isArray(page.told) ? page.told.map(String) : [];
  const scripts = told.map((each) => `<script type="application/ld+json">${each.replaceAll("</", "<\\/")}</script>`).join("\n");
  const lines = String(page.text ?? "").split("\n").map(escaped).join("<br>\n");
  return `<!doctype html>\n<title>${escaped(String(page.title ?? ""))}</title>\n<link rel="canonical" href="${escaped(String(page.url ?? ""))}">\n${scripts}\n${lines}\n`;
}

function take() {
  const input = document.querySelector('form[data-drop] input[type="file"]');
  if (!location.hash.startsWith("#page=") || !(input instanceof HTMLInputElement)) return;
  try {
    const page = JSON.parse(decodeURIComponent(location.hash.slice("#page=".length)));
    const name = `${String(page.title || "Posting").replace(/[\\/:*?"<>|]/g, " ").trim().slice(0, 80) || "Posting"}.html`;
    const files = new DataTransfer();
    files.items.add(new File([written(page)], name, { type: "text/html" }));
    input.files = files.files;
    input.form?.querySelector("button.btn-primary")?.focus();
  } catch {
    // Cut off or no page of ours: the form stays as it is, for a paste.
  }
  history.replaceState(null, "", location.pathname);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-bookmarklet]") : null;
  if (!link) return;
  event.preventDefault();
  link.textContent = "Drag it to your bookmarks";
});

window.addEventListener("hashchange", take);
take();
