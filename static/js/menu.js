// details.menu: closes on Escape (focus back on its button), on a click or focus elsewhere, and when an item is used;
// arrow keys walk through its items. A form in it (.menu-form) keeps it open until the answer has come, which may say
// what is wrong, and keeps its arrow keys. Without this script it is still a disclosure that opens and closes.

/** @returns {HTMLDetailsElement[]} */
const open = () => [...document.querySelectorAll("details.menu[open]")].filter((menu) => menu instanceof HTMLDetailsElement);

/** @param {HTMLDetailsElement} menu @returns {HTMLElement[]} */
const items = (menu) => [...menu.querySelectorAll(".menu-list a[href], .menu-list button:not([disabled])")].filter((item) => item instanceof HTMLElement);

/** @param {EventTarget | null} target */
function closeOthers(target) {
  for (const menu of open()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
}

document.addEventListener("click", (event) => {
  closeOthers(event.target);
  const item = event.target instanceof Element ? event.target.closest(".menu-list a, .menu-list button") : null;
  const menu = item?.closest(".menu-form") ? null : item?.closest("details.menu");
  // After the click has done its work: a button in a closed menu would not submit its form.
  if (menu instanceof HTMLDetailsElement) setTimeout(() => (menu.open = false));
});

document.addEventListener("focusin", (event) => closeOthers(event.target));

// What opens below the edge of the window comes into view.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (menu instanceof HTMLDetailsElement && menu.open && menu.matches(".menu:not(.top-menu)")) menu.querySelector(".menu-list")?.scrollIntoView({ block: "nearest" });
}, true);

document.addEventListener("keydown", (event) => {
  const menu = open().find((one) => one.contains(document.activeElement));
  if (event.key === "Escape") {
    for (const one of open()) one.open = false;
    menu?.querySelector("summary")?.focus();
    return;
  }
  if (!menu || document.activeElement?.closest(".menu-form") || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const all = items(menu);
  if (!all.length) return;
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key] ?? 0;
  event.preventDefault();
  all.at(to % all.length)?.focus();
});
