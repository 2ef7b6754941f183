"""How long a visitor waits, in a real browser: `python -m benchmarks.browser`, with what requirements-dev.txt has.

`--minutes` is how long is drawn before the tab's memory is looked at, `--hand` leaves out all that a server answers.

The server, the browser and what is measured share one machine, as for a learner at a laptop. Medians; the server is
warm, as it is after its first visitor.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, expect, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.browser.conftest import BROWSER_ARGUMENTS, find_browser, serving

from . import hand

TIMES = 12
KINDS = ("MLP", "conv", "twin", "VAE")
SIZES = (10, 11, 12)  # each compiled anew
PICTURES = "img[alt^='Output of']"
GIVEN_BACK = "img[alt*='given back, β = ']"
BILL = ".bill"


def changed(page: Page, selector: str, act: Callable[[], None]) -> float:
    """Milliseconds from an action to another picture or text in the first element of this selector."""
    what = "selector => { const e = document.querySelector(selector); return e && (e.src || e.textContent) }"
    before = page.evaluate(what, selector)
    began = time.perf_counter()
    act()
    page.wait_for_function(f"([selector, before]) => ({what})(selector) !== before", arg=[selector, before], polling=5)
    return 1e3 * (time.perf_counter() - began)


def strokes(page: Page) -> list[float]:
    """From the pen's going up to new pictures of five models."""
    page.goto("/reconstruct?task=none")
    expect(page.get_by_text("Scores (CSV)")).to_be_visible()
    canvas = page.locator("canvas").last
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    taken = []
    for i in range(TIMES):
        x, y = box["x"] + (0.2 + 0.05 * i) * box["width"], box["y"] + 0.2 * box["height"]
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 10, y + 0.5 * box["height"], steps=8)
        taken.append(changed(page, PICTURES, page.mouse.up))
        page.wait_for_timeout(700)
    return taken


def steps_of_slider(page: Page, query: str, name: str, selector: str, after: str) -> list[float]:
    """From a key on this slider to what it changes, there and back again."""
    page.goto(query)
    expect(page.get_by_text(after)).to_be_visible()
    page.wait_for_timeout(2500)
    slider = page.get_by_role("slider", name=re.compile(name)).first
    slider.focus()
    taken = []
    for i in range(TIMES):
        key = "ArrowRight" if i % 4 < 2 else "ArrowLeft"
        taken.append(changed(page, selector, lambda key=key: page.keyboard.press(key)))  # type: ignore[misc]
        page.wait_for_timeout(700)
    return taken


def first_point(browser: Browser, url: str, kind: str, d: int) -> float:
    """From Play to the first trained point on the chart, for a new visitor: who comes back finds the run of before."""
    page = browser.new_context(base_url=url, viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    page.goto(f"/train?train_kind={kind}&train_d={d}")
    expect(page.get_by_alt_text(re.compile("What this run's model makes of them after 0 steps"))).to_be_visible()
    page.wait_for_timeout(2000)
    began = time.perf_counter()
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(
        "() => /over [1-9]/.test(document.querySelector('[aria-label^=\"Reconstruction on test digits\"]')?.ariaLabel)",
        polling=10,
        timeout=60_000,
    )
    taken = 1e3 * (time.perf_counter() - began)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text(re.compile(r"^Paused: step"))).to_be_visible()
    page.context.close()
    return taken


def memory(process: int) -> float:
    """What a process holds, in MB."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096 / 1e6


def answers(page: Page, browser: Browser, url: str, process: int) -> tuple[dict[str, list[float]], str]:
    """All that a server answers, in milliseconds, and what it held."""
    rows = {
        "a stroke's end, five models": strokes(page),
        "noise, five models": steps_of_slider(page, "/reconstruct?task=none", "^Noise", PICTURES, "Scores (CSV)"),
        "β, eight digits and the curve": steps_of_slider(page, "/objective?beta=0", "^β", GIVEN_BACK, "What to make"),
        "β, every term of one digit": steps_of_slider(
            page, "/objective?beta=0&topic=Term+by+term", "^β", BILL, "What to make"
        ),
    }
    looked = memory(process)
    first_point(browser, url, "MLP", 3)  # imports TensorFlow
    for kind in KINDS:
        rows[f"Play to the first trained point, {kind}"] = [first_point(browser, url, kind, d) for d in SIZES]
    held = (
        f"The server held {looked:.0f} MB before a training, and {memory(process):.0f} MB after "
        f"{1 + len(KINDS) * len(SIZES)} of them, each compiled anew."
    )
    return rows, held


def following(fresh: Callable[[], Page]) -> tuple[dict[str, list[float]], str]:
    """How closely pictures follow the hand, in milliseconds, each for a new visitor, and how often a second they are new."""
    rows, rates = {}, []
    for what, measure in (("pen", hand.pen), ("σ", hand.dragged)):
        for count, models in (("five", hand.FIVE), ("nine", hand.NINE)):
            name = f"{what} moves to other pixels, {count} models"
            rows[name], rate = measure(fresh(), models)
            rates.append(f"{what}, {count} models: {rate:.0f}")
    return rows, f"New pictures a second: {'; '.join(rates)}."


def fetched(page: Page) -> str:
    """What the models of a fresh lesson cost a browser at its first and at its second visit."""
    sizes = []
    for _ in range(2):
        hand.opened(page, hand.FIVE)
        sizes.append(
            page.evaluate(
                "() => performance.getEntriesByType('resource').filter(e => e.name.includes('/app/static/'))"
                ".reduce((sum, e) => sum + e.transferSize, 0)"
            )
        )
    return f"Weights of five models and the judge: {sizes[0]:,} bytes at the first visit, {sizes[1]:,} at the second."


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=10, help="minutes of drawing before the tab's memory is looked at"
    )
    parser.add_argument("--hand", action="store_true", help="only what follows the hand")
    options = parser.parse_args()
    table = Table("from an action to what it changes", "median ms", "longest ms", title="In the browser")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "log") as (url, process),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(playwright), args=BROWSER_ARGUMENTS)

        def fresh() -> Page:
            page = browser.new_context(base_url=url, viewport={"width": 1280, "height": 900}).new_page()
            page.set_default_timeout(60_000)
            return page

        bytes_ = fetched(fresh())
        rows, rates = following(fresh)
        at_rest, drawing = hand.server_s_share(fresh(), process)
        before, after, heap = hand.tab_s_memory(fresh(), options.minutes)
        lines = [
            bytes_,
            rates,
            f"The server takes {at_rest:.1f} % of a core at rest and {drawing:.1f} % while the pen moves.",
            f"The tab holds {before:.0f} MB, and {after:.0f} MB after {options.minutes:g} minutes of drawing "
            f"({heap:.0f} MB of it in JavaScript's heap).",
        ]
        if not options.hand:
            answered, held = answers(fresh(), browser, url, process)
            rows |= answered
            lines.append(held)
        browser.close()
        table.caption = "\n".join(lines)
    for name, taken in rows.items():
        table.add_row(name, f"{median(taken):.0f}", f"{max(taken):.0f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
