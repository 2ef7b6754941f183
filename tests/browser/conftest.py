"""The real server and a real Chromium for the tests in this folder. Run as a script, it prints the browser they use."""

import base64
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, cast
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from streamlit.proto.BackMsg_pb2 import BackMsg

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
CONTINUOUS_INTEGRATION = os.environ.get("CI") == "true"
# As long as it takes for what comes in the end, on a busy machine too: what is to be quick, a test measures.
TIMEOUT_MS = 60_000
expect.set_options(timeout=TIMEOUT_MS)
LONG = (
    "test_train.py",
    "test_nginx.py",
    "test_reconstruct.py",
    "test_latent_map.py",
    "test_canvas.py",
    "test_visit.py",
)
SERVER_LOG = pytest.StashKey[Path]()

FATAL = "encountered fatal error"
"""What Streamlit's scripts write of a connection that they gave up for good: the page is dead from then on."""

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # All tabs of a context in one process, which holds the app's scripts compiled: a third less of a page's load.
    "--process-per-site",
    "--renderer-process-limit=1",
    # A camera that shows a test picture, and a visitor who allows it.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


def find_browser(playwright: Playwright) -> str | None:
    """The Chromium or Chrome on PATH, without windows where that is here, else the one that Playwright installed, else None."""
    names = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chrome")
    own = playwright.chromium.executable_path
    return next(filter(None, map(shutil.which, names)), own if Path(own).exists() else None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder and put them last: Playwright keeps an event loop running in the main thread until
    the session ends, and no other test should meet it. The longest files begin, so that no process ends long after the others."""
    here = Path(__file__).parent
    inside = {path: here in path.parents for path in {item.path for item in items}}
    for item in items:
        if inside[item.path]:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: 1 + (item.path.name not in LONG) if inside[item.path] else 0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the page's text and the end of the server's log with a failure; with CI=true a skip is a failure."""
    report = yield
    if CONTINUOUS_INTEGRATION and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A browser test must not be skipped where CI=true: {report.longrepr}"
    if report.failed:
        page = getattr(item, "funcargs", {}).get("page")
        if isinstance(page, Page) and not page.is_closed():
            try:
                text = page.inner_text("body", timeout=2000)
                report.sections.append((f"page {page.url}", text[:2000]))
                report.sections.append(("its end, where dialogs are", text[2000:][-500:]))
            except PlaywrightError as error:
                report.sections.append(("page", f"unreadable: {error}"))
        log = item.session.stash.get(SERVER_LOG, None)
        if log is not None:
            report.sections.append(("server log", tail(log)))
    return report


def tail(log: Path, lines: int = 60) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `streamlit run app.py`, started once for all tests."""
    log = tmp_path_factory.mktemp("server") / "streamlit.log"
    request.session.stash[SERVER_LOG] = log
    try:
        with serving(log) as (url, _):
            yield url
    except TimeoutError as fault:
        pytest.fail(str(fault), pytrace=False)


@contextmanager
def serving(log: Path, port: int = 0, **environment: str) -> Iterator[tuple[str, int]]:
    """`streamlit run app.py` on this or a free port while the block runs: its address and its process.

    What it says goes to `log`. `STREAMLIT_…` in `environment` are options; a base path becomes a part of the address.
    """
    port = port or free_port()
    url = f"http://127.0.0.1:{port}{environment.get('STREAMLIT_SERVER_BASE_URL_PATH', '')}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port), "--browser.gatherUsageStats", "false"]
    command += ["--server.fileWatcherType", "none"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not is_healthy(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError(
                    f"The server did not start within {START_SECONDS} s (exit status {process.returncode})."
                )
            time.sleep(0.1)
        yield url, process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = find_browser(playwright)
        if executable is None:
            missing("no chromium, google-chrome or chrome is on PATH, and Playwright has installed none")
        try:
            chromium = playwright.chromium.launch(executable_path=executable, args=BROWSER_ARGUMENTS)
        except PlaywrightError as error:
            missing(f"{executable} does not start: {error}")
        yield chromium
        chromium.close()


def missing(reason: str) -> NoReturn:
    if CONTINUOUS_INTEGRATION:
        pytest.fail(f"Missing here: {reason}", pytrace=False)
    pytest.skip(f"Missing here: {reason}")


OF_A_TAB: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
"""Options that each tab sets for itself, and what they are else. With all others a context has a process of its own, in which a
first page costs twice what the next ones do."""


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[str, list[BrowserContext]]]:
    """The contexts of `arrive`, by their options. They stay until the end, each with an empty tab, without which its process
    would end with the page: what that has fetched and compiled of the app is there for the next page. All else is a tab's, or
    forgotten before each page."""
    kept: dict[str, list[BrowserContext]] = {}
    yield kept
    for context in chain(*kept.values()):
        context.close()


@pytest.fixture
def arrive(browser: Browser, server: str, contexts: dict[str, list[BrowserContext]]) -> Iterator[Callable[..., Page]]:
    """`arrive(viewport=…)`: a page in a context that no other page of this test has, and that remembers nobody: the browser of
    another visitor. It asks what its address asks, or nothing where it only `looks`. Closed, it leaves its context to the next
    one that arrives, who is another visitor again."""
    taken: dict[Page, BrowserContext] = {}

    def arrive(looks: bool = False, **options: Any) -> Page:
        of_context = {name: value for name, value in options.items() if name not in OF_A_TAB}
        kind = repr(sorted(of_context.items()))
        busy = [context for page, context in taken.items() if not page.is_closed()]
        context = next((each for each in contexts.get(kind, []) if each not in busy), None)
        if context is None:
            context = browser.new_context(base_url=server, **OF_A_TAB, **of_context)
            context.new_page().goto(f"{server}/_stcore/health")
            contexts.setdefault(kind, []).append(context)
        page = open_pages.enter_context(watched(context, looks))
        taken[page] = context
        if "viewport" in options:
            page.set_viewport_size(options["viewport"])
        if "color_scheme" in options:
            page.emulate_media(color_scheme=options["color_scheme"])
        left_by_others = {"origin": server, "storageTypes": "cookies,local_storage"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", left_by_others)
        return page

    with ExitStack() as open_pages:
        yield arrive


@pytest.fixture
def page(request: pytest.FixtureRequest, arrive: Callable[..., Page]) -> Page:
    """A page in a tab of its own; `page.goto("/reconstruct")` is enough. Other options of its context by parameter:
    `@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 844}}], indirect=True)`."""
    return arrive(looks=True, **getattr(request, "param", {}))


@pytest.fixture(scope="module")
def shared_blank(browser: Browser) -> Iterator[Page]:
    with page_of(browser, has_touch=True, viewport={"width": 390, "height": 844}) as page:
        yield page


@pytest.fixture
def blank(shared_blank: Page) -> Page:
    """An empty document without a server, for scripts of ours alone; of a phone's size, so that fingers can touch it."""
    shared_blank.goto("about:blank")
    return shared_blank


BYTES = """const bytes = text => {
  const letters = atob(text), found = new Uint8Array(letters.length)
  for (let i = 0; i < found.length; i++) found[i] = letters.charCodeAt(i)
  return found
}
const sent = numbers => {
  const found = new Uint8Array(Float64Array.from(numbers).buffer), parts = []
  for (let i = 0; i < found.length; i += 2 ** 15) parts.push(String.fromCharCode(...found.subarray(i, i + 2 ** 15)))
  return btoa(parts.join(''))
}"""
"""For scripts: `bytes` of base64, and numbers as base64 for `received`. One by one, as Playwright takes the numbers of a list, a
hundred pictures cost a second of a core."""


def received(text: str) -> np.ndarray:
    """The numbers that a script has `sent`, float64, exactly."""
    return np.frombuffer(base64.b64decode(text), "<f8")


@contextmanager
def page_of(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in a context of its own with these options, as `watched` has it: nothing is in its cache."""
    context = browser.new_context(**options)
    with watched(context) as page:
        yield page
    context.close()


@contextmanager
def watched(context: BrowserContext, looks: bool = True) -> Iterator[Page]:
    """A new page of this context, in which nothing may raise. Where it only looks, it asks nothing but by `task=…`."""
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"{error.message}\n{error.stack or ''}"))
    page.on("console", lambda said: errors.append(said.text) if FATAL in said.text else None)
    if looks:
        page.goto = looking(page.goto)  # type: ignore[method-assign]
    yield page
    page.close()
    assert not errors, "The page raised in the browser:\n" + "\n".join(errors)


def looking(goto: Callable[..., Any]) -> Callable[..., Any]:
    """Go to a page of the app as one who only looks, so that nothing is hidden; an address that names a question keeps it."""

    def go(url: str, **options: Any) -> Any:
        address, mark, part = url.partition("#")
        if not urlsplit(address).scheme.startswith(("about", "file", "data")) and "task=" not in address:
            address += ("&" if "?" in address else "?") + "task=none"
        return goto(address + mark + part, **options)

    return go


STILL = """([node, most]) => new Promise((done, fail) => {
  let place, since
  setTimeout(() => fail(new Error(`It still moves after ${most} ms.`)), most)
  const look = () => {
    const { top, left } = node.getBoundingClientRect()
    const now = performance.now()
    if (place !== `${top} ${left}`) [place, since] = [`${top} ${left}`, now]
    if (now - since > 300) done()
    else requestAnimationFrame(look)
  }
  look()
})"""
"""It has stood at its place for a while: what is tapped while a page still moves is clicked where it was, as in every browser."""


def tap(target: Locator) -> None:
    """Tap it as a finger would, which waits until it has stopped moving."""
    target.scroll_into_view_if_needed()
    target.page.evaluate(STILL, [target.element_handle(), TIMEOUT_MS])
    target.tap()


def runs_asked_for(page: Page) -> list[Any]:
    """The runs that the page asks the server for once it is opened after this; the list grows."""
    asked: list[Any] = []

    def note(frame: str | bytes) -> None:
        message = BackMsg.FromString(cast(bytes, frame))
        if message.WhichOneof("type") == "rerun_script":
            asked.append(message)

    page.on("websocket", lambda socket: socket.on("framesent", note))
    return asked


def settled(page: Page) -> None:
    """No script of the page is running: Streamlit may lose a walk that begins in the midst of one."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


if __name__ == "__main__":
    with sync_playwright() as found:
        path = find_browser(found)
    print(path or "no Chromium or Chrome")
    sys.exit(path is None)
