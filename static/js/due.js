// How much is due, while a page is open: in the title, in the menu, on the icon of an installed app. Once a minute, if
// the page is in sight, it asks body[data-due-url] what has become due since, and says so in a toast that waits.

const EVERY = 60_000;
const LONGEST = 15 * 60_000;

const { dueUrl = "", dueSince = "", user = "" } = document.body.dataset;
// What was said in one tab is not said again in another.
const TOLD_UNTIL = `followthrough:told-until:${user}`;
let since = dueSince;
let pause = EVERY;
let asked = Date.now();
let ended = !dueUrl;

/** @typedef {{ id: number, title: string, url: string }} Step */

/** @param {number} count */
function showCount(count) {
  const title = document.title.replace(/^\(\d+\) /, "");
  document.title = count ? `(${count}) ${title}` : title;
  // Only an installed app has an icon to put it on.
  const marked = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  marked?.catch(() => {});
}

/** @returns {number} as the menu says it */
const countShown = () => parseInt(document.querySelector(".count-slot")?.textContent ?? "", 10) || 0;

/** @param {number} count */
function putCount(count) {
  for (const slot of document.querySelectorAll(".count-slot")) {
    const said = Object.assign(document.createElement("span"), { className: "count", textContent: String(count) });
    said.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: " to do" }));
    slot.replaceChildren(...(count ? [said] : []));
  }
  showCount(count);
}

/** @param {Step[]} steps */
function say(steps) {
  const template = document.getElementById("toast-due");
  const words = template instanceof HTMLTemplateElement ? template.content.querySelector("[data-words]") : null;
  const link = template instanceof HTMLTemplateElement ? template.content.querySelector("[data-open]") : null;
  if (!words || !(link instanceof HTMLAnchorElement)) return;
  const [first, ...others] = steps;
  words.textContent = `Due now: ${first.title}${others.length ? `, and ${others.length} more` : ""}`;
  const onToday = document.getElementById("board") && location.pathname === "/";
  link.href = others.length || onToday ? "/" : first.url;
  link.textContent = onToday ? "Show it" : "Open";
  link.dataset.open = onToday ? String(first.id) : "";
  document.dispatchEvent(new CustomEvent("followthrough:toast", { detail: "toast-due" }));
}

/** @returns {string} the later of what this page and any other has said */
function saidUntil() {
  const elsewhere = localStorage.getItem(TOLD_UNTIL) ?? "";
  return Date.parse(elsewhere) > Date.parse(since) ? elsewhere : since;
}

async function ask() {
  try {
    const url = new URL(dueUrl, location.href);
    url.searchParams.set("since", saidUntil());
    // Signed out, the answer would be the page to sign in on.
    const response = await fetch(url, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(30_000) });
    if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      ended = true;
      return;
    }
    if (!response.ok) throw new TypeError("no answer");
    const { count, at, fresh } = /** @type {{ count: number, at: string, fresh: Step[] }} */ (await response.json());
    since = at;
    localStorage.setItem(TOLD_UNTIL, at);
    pause = EVERY;
    putCount(count);
    // What stands on the page already needs no word.
    const unseen = fresh.filter((each) => !document.getElementById(`step-${each.id}`));
    if (unseen.length) say(unseen);
  } catch {
    pause = Math.min(2 * pause, LONGEST);
  }
}

function askIfTime() {
  if (ended || document.visibilityState !== "visible" || Date.now() - asked < pause) return;
  asked = Date.now();
  // One tab after the other, so that the second knows what the first has said.
  if (navigator.locks) navigator.locks.request(TOLD_UNTIL, ask);
  else ask();
}

// Today takes the new card in without moving anything under one's hands before this is pressed.
document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-toast] [data-open]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const id = link.dataset.open;
  const board = document.getElementById("board");
  if (!id || !board || !window.htmx) return;
  event.preventDefault();
  link.closest("[data-toast]")?.querySelector("[data-dismiss]")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  await window.htmx.ajax("GET", "/", { target: "#board", swap: "outerHTML" });
  const title = document.getElementById(`step-${id}`)?.querySelector("h3 a");
  if (title instanceof HTMLElement) title.focus();
});

if (!ended) {
  setInterval(askIfTime, EVERY / 4);
  document.addEventListener("visibilitychange", askIfTime);
  document.addEventListener("htmx:afterSettle", () => showCount(countShown()));
  showCount(countShown());
}
