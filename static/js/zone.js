// Time zones. [data-detect-zone] (a select or an input) takes this computer's zone while it is empty or still at the
// form's default (data-detect-zone="UTC" names it). [data-both-zones data-at="starts_on starts_at" data-zone="zone"]
// says what the hour in their zone is in one's own (data-your-zone, else this computer's).

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {ParentNode} scope */
function detect(scope) {
  for (const field of scope.querySelectorAll("[data-detect-zone]")) {
    if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement) || !here) continue;
    if (field.value && field.value !== field.dataset.detectZone) continue;
    if (field.closest("form")?.querySelector(".is-invalid")) continue;
    if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === here)) continue;
    field.value = here;
  }
}

/** @param {Date} at @param {string} zone @returns {number} minutes east of UTC at that instant */
function offset(at, zone) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  }).formatToParts(at);
  /** @param {string} type */
  const get = (type) => Number(parts.find((part) => part.type === type)?.value);
  return (Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute")) - Math.floor(at.getTime() / 60000) * 60000) / 60000;
}

/** @param {string} local like 2026-11-05T14:00 @param {string} zone @returns {Date} the instant it is there */
export function instant(local, zone) {
  const naive = Date.parse(`${local.slice(0, 16)}Z`);
  const first = new Date(naive - offset(new Date(naive), zone) * 60000);
  return new Date(naive - offset(first, zone) * 60000);
}

/** @param {string} zone @returns {string} the city: America/New_York is New York */
const city = (zone) => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** @param {string} local @param {string} theirs @param {string} yours @returns {string} one sentence, or nothing to say */
export function sentence(local, theirs, yours) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) || !theirs || !yours || theirs === yours) return "";
  try {
    const at = instant(local, theirs);
    if (offset(at, theirs) === offset(at, yours)) return "";
    const time = new Intl.DateTimeFormat("en-GB", { timeZone: yours, hour: "2-digit", minute: "2-digit" }).format(at);
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: yours }).format(at);
    const name = new Intl.DateTimeFormat("en-GB", { timeZone: yours, weekday: "long", day: "numeric", month: "long" }).format(at).replace(",", "");
    return `${local.slice(11, 16)} in ${city(theirs)} is ${time}${day === local.slice(0, 10) ? "" : ` on ${name}`} for you.`;
  } catch {
    return ""; // a zone this browser does not know: the server will say
  }
}

/** @param {ParentNode} scope */
function both(scope) {
  for (const output of scope.querySelectorAll("[data-both-zones]")) {
    const form = output.closest("form");
    if (!(output instanceof HTMLElement) || !form) continue;
    /** @param {string} name */
    const value = (name) => {
      const field = form.elements.namedItem(name);
      return field && "value" in field ? String(field.value) : "";
    };
    const at = (output.dataset.at ?? "").split(/\s+/).filter(Boolean).map(value);
    output.textContent = sentence(at.join("T"), value(output.dataset.zone ?? ""), output.dataset.yourZone || here);
  }
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (form) both(form);
});
document.addEventListener("htmx:afterSettle", () => both(document));
detect(document);
both(document);
