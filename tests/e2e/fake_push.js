// Instead of a vendor's push service, which tests cannot reach: subscribing gives what __GIVEN__ holds, and the page
// keeps it as the browser would, over loads.
(() => {
  const given = __GIVEN__;
  const KEPT = "fake-push-key";

  /** @param {string} key */
  const made = (key) => ({
    endpoint: given.endpoint,
    options: { userVisibleOnly: true },
    toJSON: () => given,
    unsubscribe: async () => {
      localStorage.removeItem(KEPT);
      return true;
    },
    key,
  });
  PushManager.prototype.getSubscription = async () => {
    const key = localStorage.getItem(KEPT);
    return key ? made(key) : null;
  };
  PushManager.prototype.subscribe = async (options) => {
    if (!options.userVisibleOnly) throw new DOMException("silent", "NotAllowedError");
    localStorage.setItem(KEPT, options.applicationServerKey);
    return made(options.applicationServerKey);
  };
})();
