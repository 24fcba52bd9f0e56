// Ways out of a letter's page.

/**
 * A link to a mail program with the letter as it stands now.
 * @param {string} href as the server wrote it @param {string} subject @param {string} body @returns {string}
 */
export function fresh(href, subject, body) {
  if (href.startsWith("mailto:")) {
    const text = body.trim().replace(/\n/g, "\r\n");
    return `${href.split("?")[0]}?subject=${encodeURIComponent(subject.trim())}&body=${encodeURIComponent(text)}`;
  }
  const url = new URL(href);
  for (const [name, value] of [["su", subject], ["subject", subject], ["body", body]]) {
    if (url.searchParams.has(name)) url.searchParams.set(name, value.trim());
  }
  return url.href;
}

/** Whether a click on the link shows another page in this tab. @param {HTMLAnchorElement} link @param {MouseEvent} event */
export const leaves = (link, event) =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !link.target && !link.hasAttribute("download") &&
  link.origin === location.origin && link.pathname !== location.pathname;
