"""The bookmark that brings a job page to /add/."""

from __future__ import annotations

from urllib.parse import quote

# What it brings travels behind the # of the address: browsers keep that to themselves, so it needs neither cookies
# nor leave from the page it was pressed on, and static/js/page.js puts it into the form.
_MOST = 60_000
_SCRIPT = """
(() => {
  const marked = String(getSelection());
  const seen = marked || (document.querySelector('main, article') || document.body).innerText;
  const told = [...document.querySelectorAll('script[type="application/ld+json"]')].map((each) => each.textContent);
  const small = told.join('').length < MOST;
  const page = { url: location.href, title: document.title, text: seen.slice(0, MOST), told: small ? told : [] };
  open('SITE/add/#page=' + encodeURIComponent(JSON.stringify(page)));
})()
"""


def bookmarklet(site_url: str) -> str:
    """The bookmark's address, for the Followthrough at `site_url`."""
    script = (
        " ".join(_SCRIPT.split())
        .replace("MOST", str(_MOST))
        .replace("SITE", quote(site_url.rstrip("/"), safe=":/"))
    )
    return "javascript:" + quote(script, safe="(){}[]=>'.,;:!*+?/|&")
