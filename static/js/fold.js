// details[id]: a link to it (#stage) opens it. Without this script the link leads to it, closed.

function openNamed() {
  const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!(named instanceof HTMLDetailsElement)) return;
  named.open = true;
  named.scrollIntoView({ block: "nearest" });
  named.querySelector("summary")?.focus({ preventScroll: true });
}

window.addEventListener("hashchange", openNamed);
// The same link once more changes no hash.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href*='#']") : null;
  if (link instanceof HTMLAnchorElement && link.href === location.href) setTimeout(openNamed);
});
openNamed();
