"""How closely pictures follow the hand: from a move of the pen, or of the slider of noise, to other pixels on the page.

It is measured inside the page: after each frame one looks whether the picture of the last model, which is painted last, is
another than before, and how old the oldest move is that it answers. What it takes to put the frame on the screen comes on top.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from playwright.sync_api import Page, expect

NINE = "mlp-10,mlp-100,conv-10,conv-100,mlp-denoise-10,mlp-denoise-100,conv-denoise-10,conv-denoise-100,vae-10"
FIVE = "mlp-10,conv-10,mlp-denoise-10,conv-denoise-10,vae-10"
STEP, ARMS, LARGEST = 5, 22, 125
"""Pixels of a spiral: from one move to the next, between its arms, and of its radius; the pen has 20, the canvas 280."""

TICKS = 100
"""A second of a process's time, in the units of /proc."""

WATCH = """() => {
  const watched = window.watched = { waits: [], frames: 0, asked: null, over: false }
  const shown = () => {
    const image = document.querySelector(".glance figure:last-child [data-live]")
    if (!image.hidden) return image.src.length + image.src.slice(-40)
    const bytes = image.nextElementSibling.getContext("2d").getImageData(0, 0, 28, 28).data
    let sum = 0
    for (let i = 0; i < bytes.length; i += 4) sum = (sum * 31 + bytes[i]) % 1000000007
    return sum
  }
  let before = shown()
  addEventListener("pointermove", (event) => event.buttons && (watched.asked ??= event.timeStamp), true)
  const channel = new MessageChannel()
  channel.port1.onmessage = () => {
    const now = shown()
    if (now !== before && watched.asked !== null) {
      watched.waits.push(performance.now() - watched.asked)
      watched.asked = null
    }
    before = now
    if (!watched.over) requestAnimationFrame(() => channel.port2.postMessage(0))
  }
  channel.port2.postMessage(0)
}"""


@contextmanager
def watched(page: Page) -> Iterator[list[float]]:
    """Milliseconds from a move to other pixels, of every frame that brought some, while the block runs; filled at its end."""
    waits: list[float] = []
    page.evaluate(WATCH)
    yield waits
    waits += page.evaluate("() => { watched.over = true; return watched.waits }")


def opened(page: Page, models: str, query: str = "") -> None:
    """The lesson on reconstruction with these models, ready."""
    chosen = "&".join(f"models={name}" for name in models.split(","))
    page.goto(f"/reconstruct?task=none&{chosen}{query}")
    expect(page.get_by_text("Scores (CSV)")).to_be_visible()
    page.wait_for_function("n => latentLab.packs.size >= n && latentLab.hand.heard", arg=len(models.split(",")))
    page.wait_for_timeout(2500)


def scribble(page: Page, seconds: float, first: float = 0) -> tuple[float, int]:
    """Draw a spiral for so long, and leave the pen down: how long it took, and how often the pen was moved.

    Each move has ink of its own: one over old ink changes no pixel, and would count as a wait. A spiral that is turned by `first`
    radians is another stroke; the canvas takes the same path for the echo of an old one.
    """
    canvas = page.locator(".st-key-canvas canvas").last
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    began, moves = monotonic(), 0
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    while monotonic() < began + seconds:
        turn = math.sqrt(4 * math.pi * STEP * moves / ARMS)
        reach = min(ARMS * turn / math.tau, LARGEST)
        page.mouse.move(
            box["x"] + box["width"] / 2 + reach * math.cos(turn + first),
            box["y"] + box["height"] / 2 + reach * math.sin(turn + first),
        )
        moves += 1
    return monotonic() - began, moves


def pen(page: Page, models: str, seconds: float = 5) -> tuple[list[float], float]:
    """From a move of the pen to other pixels, in milliseconds; and how many times a second the pictures were new."""
    opened(page, models)
    with watched(page) as waits:
        took, _ = scribble(page, seconds)
        page.wait_for_timeout(300)
    page.mouse.up()
    page.wait_for_timeout(1500)
    return waits, len(waits) / took


def dragged(page: Page, models: str, seconds: float = 5) -> tuple[list[float], float]:
    """The same for the slider of noise."""
    opened(page, models, "&sigma=0.02")
    thumb, track = (
        page.get_by_role("slider", name="Noise σ").bounding_box(),
        page.locator(".st-key-sigma [role=group]").bounding_box(),
    )
    assert thumb
    assert track
    with watched(page) as waits:
        page.mouse.move(thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2)
        page.mouse.down()
        began, moves = monotonic(), 0
        while monotonic() < began + seconds:
            # To and fro at one speed, a place of the slider further each time: a move that changes no place changes no pixel.
            page.mouse.move(track["x"] + track["width"] * (0.05 + 0.9 * abs((moves / 40) % 2 - 1)), track["y"] + 5)
            moves += 1
        took = monotonic() - began
        page.wait_for_timeout(300)
    page.mouse.up()
    page.wait_for_timeout(1500)
    return waits, len(waits) / took


def server_s_share(page: Page, process: int, seconds: float = 5) -> tuple[float, float]:
    """Percent of a core that the server takes while nobody does anything, and while a pen moves all the time."""
    opened(page, FIVE)
    sleep(2)
    began, before = monotonic(), cpu(process)
    sleep(seconds)
    at_rest = (cpu(process) - before) / (monotonic() - began)
    began, before = monotonic(), cpu(process)
    scribble(page, seconds)
    drawing = (cpu(process) - before) / (monotonic() - began)
    page.mouse.up()
    return 100 * at_rest, 100 * drawing


def cpu(process: int) -> float:
    """Seconds of a core that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def tab_s_memory(page: Page, minutes: float) -> tuple[float, float, float]:
    """What the tab's process holds for itself before and after so long a drawing, and its JavaScript's heap then, in MB.

    A stroke every four seconds, and cleared after ten, as somebody draws who tries digit after digit.
    """
    opened(page, FIVE)
    session = page.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    tab = max((each["id"] for each in processes if each["type"] == "renderer"), key=own_memory)
    before = own_memory(tab)
    until, strokes = monotonic() + 60 * minutes, 0
    while monotonic() < until:
        scribble(page, 3, first=strokes)
        page.mouse.up()
        page.wait_for_timeout(1000)
        strokes += 1
        if strokes % 10 == 0:
            page.get_by_role("button", name="Clear drawing").click()
            page.wait_for_timeout(1000)
    heap = page.context.new_cdp_session(page)
    heap.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in heap.send("Performance.getMetrics")["metrics"]}
    return before, own_memory(tab), metrics["JSHeapUsedSize"] / 1e6


def own_memory(process: int) -> float:
    """MB that a process holds and no file stands behind: what a browser's task manager calls its memory footprint."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) * 1024 / 1e6
