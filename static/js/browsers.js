// The settings' part about browsers ([data-browsers]): how notices stand in this one, turning them on, removing it.
// Nobody is asked for leave before the button is pressed. The server answers with the part as it is then.

const NO_SERVICE = "Your browser’s maker could not be reached to set this up. Check your connection and try again; some browsers have this switched off in their settings.";
const BROKEN = "That did not go through. Check your connection and try again.";

/** @returns {HTMLElement | null} */
const card = () => document.querySelector("[data-browsers]");

/** @param {ArrayBuffer | null | undefined} bytes @returns {string} */
const base64url = (bytes) => bytes ? btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") : "";

/** @returns {Promise<PushSubscription | null>} what this browser has, whosever it is */
async function current() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** @param {PushSubscription | null} subscription @returns {Promise<HTMLElement | null>} the row of this browser */
async function rowOf(subscription) {
  if (!subscription) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  const end = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
  return document.querySelector(`[data-browsers] [data-address$=":${end}"]`);
}

/** @returns {Promise<"insecure" | "unsupported" | "blocked" | "on" | "off">} */
async function state() {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  const row = await rowOf(await current());
  row?.querySelector("[data-here]")?.removeAttribute("hidden");
  return row && Notification.permission === "granted" ? "on" : "off";
}

async function show() {
  const now = await state().catch(() => "unsupported");
  for (const part of card()?.querySelectorAll("[data-when]") ?? []) {
    part.toggleAttribute("hidden", part instanceof HTMLElement && part.dataset.when !== now);
  }
}

/** @param {string} words */
function fail(words) {
  const place = card()?.querySelector("[data-problem]");
  const line = place?.querySelector("[data-words]");
  if (!place || !line) return;
  line.textContent = words;
  place.toggleAttribute("hidden", !words);
}

/** @param {HTMLElement} part @returns {Promise<PushSubscription>} one that was made for our key, and still takes notices */
async function subscribe(part) {
  const key = part.dataset.key ?? "";
  await navigator.serviceWorker.register(`${part.dataset.worker}?key=${key}`, { scope: "/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  // An old one may be of no use any more: the server says what it knows by having no row for it.
  await (await pushManager.getSubscription())?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** @param {HTMLFormElement} form */
async function turnOn(form) {
  const part = card();
  if (!part) return;
  fail("");
  if (await Notification.requestPermission() !== "granted") {
    await show();
    return;
  }
  let subscription;
  try {
    subscription = await subscribe(part);
  } catch {
    fail(NO_SERVICE);
    return;
  }
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const body = new FormData(form);
  for (const [name, value] of Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth, key: part.dataset.key ?? "" })) body.set(name, value);
  try {
    const response = await fetch(form.action, { method: "POST", body });
    if (response.redirected) {
      document.dispatchEvent(new CustomEvent("followthrough:toast", { detail: "toast-signed-out" }));
    } else if (response.ok) {
      part.outerHTML = await response.text();
      window.htmx?.process(card());
      await show();
      document.getElementById("browsers-title")?.focus();
    } else {
      fail(response.status === 422 ? (await response.json()).problem : BROKEN);
    }
  } catch {
    fail(BROKEN);
  }
}

// The browser's own question may stand for longer than once.js waits, and of two subscriptions one would be dead.
let turning = false;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.matches("[data-turn-on]")) {
    event.preventDefault();
    if (turning) return;
    turning = true;
    await turnOn(form).finally(() => {
      turning = false;
    });
  } else if (form.matches("[data-remove-browser]")) {
    event.preventDefault();
    // The one here gives its subscription back; the others’ is of no use once the server has forgotten it.
    const subscription = await current().catch(() => null);
    if ((await rowOf(subscription))?.contains(form)) await subscription?.unsubscribe().catch(() => false);
    form.submit();
  }
});

if (card()) show();
