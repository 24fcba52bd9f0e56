// Shows notices, and leads to what they are about. It stands at /service-worker.js (?key= is our public key), is
// registered by browsers.js when somebody turns notices on, and does nothing else: no page is kept or answered here.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @param {PushEvent} event @returns {{ title?: unknown, body?: unknown, url?: unknown, tag?: unknown }} */
function told(event) {
  try {
    return event.data?.json() ?? {};
  } catch {
    return {};
  }
}

/** @param {unknown} url @returns {string} an address of this site; Today, if it leads elsewhere */
function ours(url) {
  const home = new URL("/", worker.location.href);
  const named = typeof url === "string" && URL.canParse(url, home.href) ? new URL(url, home.href) : home;
  return named.origin === home.origin ? named.href : home.href;
}

worker.addEventListener("push", (event) => {
  const { title, body, url, tag } = told(event);
  // A browser that is woken and shows nothing loses its leave to be woken.
  event.waitUntil(worker.registration.showNotification(String(title || "Something is due"), {
    body: String(body ?? ""),
    tag: String(tag ?? ""),
    data: { url: ours(url) },
  }));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = ours(event.notification.data?.url);
  event.waitUntil((async () => {
    const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    const tab = tabs.find((each) => each.url.split("#")[0] === url);
    await (tab ? tab.focus() : worker.clients.openWindow(url));
  })());
});

worker.addEventListener("pushsubscriptionchange", (event) => {
  const change = /** @type {ExtendableEvent & { newSubscription?: PushSubscription | null }} */ (event);
  change.waitUntil((async () => {
    const key = new URL(worker.location.href).searchParams.get("key") ?? "";
    const fresh = change.newSubscription ?? await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint = "", keys = {} } = fresh.toJSON();
    await fetch("/settings/reminders/browser/changed/", { method: "POST", body: new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth, key }) });
  })());
});
