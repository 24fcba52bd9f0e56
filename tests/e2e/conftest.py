"""A real browser: Playwright drives the system's Chromium. Console errors and CSP violations fail the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.servers import find_browser

# Playwright's own event loop runs in this thread; Django takes it for an asynchronous view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A machine that is busy with something else is no fault of the page's.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)

CALM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path=find_browser(), args=CALM)
    yield chromium
    chromium.close()


@dataclass
class Watched:
    """What a browser context complained of."""

    complaints: list[str] = field(default_factory=list)
    # Answers that a test provokes on purpose are logged by the browser as errors.
    expected: tuple[str, ...] = ()

    def unexpected(self) -> list[str]:
        return [each for each in self.complaints if not any(part in each for part in self.expected)]


@pytest.fixture
def watched() -> Watched:
    return Watched(expected=("status of 422",))


# A person cannot press a button before the page's scripts have read it; a test can, and then gets a page of its own
# where htmx would have changed this one. So nothing can be pressed until then.
HANDS_OFF = """
const still = new CSSStyleSheet();
still.replaceSync("html { pointer-events: none !important; }");
document.adoptedStyleSheets = [still];
document.addEventListener("DOMContentLoaded", () => setTimeout(() => { document.adoptedStyleSheets = []; }));
"""


def watch(context: BrowserContext, watched: Watched) -> None:
    def note(line: ConsoleMessage) -> None:
        if line.type == "error":
            watched.complaints.append(f"{line.text} at {line.location['url']}")

    def listen(page: Page) -> None:
        page.on("console", note)
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))

    context.on("page", listen)


@pytest.fixture
def touch() -> bool:
    """Whether the screen is a phone's; a file of tests may say so."""
    return False


@pytest.fixture
def context(
    browser: Browser, live_server: LiveServer, watched: Watched, touch: bool
) -> Iterator[BrowserContext]:
    fresh = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740} if touch else {"width": 1340, "height": 900},
        has_touch=touch,
        # Otherwise axe reads a toast's colours while it fades in.
        reduced_motion="reduce",
        timezone_id="America/New_York",
        locale="en-US",
        permissions=["clipboard-read", "clipboard-write"],
    )
    fresh.set_default_timeout(PATIENCE)
    fresh.add_init_script(HANDS_OFF)
    watch(fresh, watched)
    yield fresh
    fresh.close()
    assert watched.unexpected() == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def pictures() -> Path | None:
    """Where to put pictures for a person to look at, when they ask for some."""
    wanted = os.environ.get("PICTURES")
    if wanted is None:
        return None
    Path(wanted).mkdir(parents=True, exist_ok=True)
    return Path(wanted)


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """For what `expect` cannot ask: the clipboard, a place on the screen, a row. Fails where it does not come about."""
    for _ in range(PATIENCE // 50):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("what was waited for did not come about")


def problems_of(page: Page) -> list[str]:
    """What axe finds on the page: rule, and the first place."""
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [
        f"{each['id']}: {each['help']} at {each['nodes'][0]['target']}"
        for each in found.response["violations"]
    ]
