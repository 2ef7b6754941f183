"""Two real servers behind a real nginx with the configuration that is shipped: one is killed, and the visitor goes on.

nginx listens on 127.0.0.1 only. Everything lies under a path, since with one more can go wrong than without.
"""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

import autoencoders as ae
from tests.browser.conftest import free_port, is_healthy, missing, serving, settled
from tests.browser.test_canvas import COUNT, READER, down, stroke
from tests.checkout import ROOT
from ui.browser.packs import pack
from ui.frame import LESSONS
from ui.stored.strokes import LONGEST

SUBPATH = "/lab"
SLOW_MS = 120_000
"""Milliseconds for what a machine at its limit may need a minute for: TensorFlow's import, a second server's first page."""

NGINX_SECONDS = 20
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
"""Of nginx's folders, which elsewhere lie where only root may write."""


@dataclass
class Site:
    """Both servers behind nginx: the address, nginx's two logs, each server's process, and starting one that was killed."""

    url: str
    log: Path
    errors: Path
    processes: dict[str, int]
    start: Callable[[str], str]


def configuration(folder: Path, names: dict[str, str]) -> str:
    """The shipped template as nginx's image would fill it in, with logs and temporary files in `folder`."""
    text = (ROOT / "deploy/nginx.conf.template").read_text()
    for name, value in names.items():
        text = text.replace("${" + name + "}", value)
    text = text.replace("/dev/stdout", f"{folder}/access.log").replace("/dev/stderr", f"{folder}/error.log")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY)
    # Root's nginx gives its rights away, and could then not write into this folder what is larger than its buffers.
    user = "user root root;" if os.geteuid() == 0 else ""
    start = f"{user} daemon off; pid {folder}/pid; error_log {folder}/start.log; events {{}}"
    return f"{start} http {{ include /etc/nginx/mime.types; {temporary} {text} }}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("nginx")
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        missing("nginx is not installed")
    options = {"STREAMLIT_SERVER_BASE_URL_PATH": SUBPATH, "STREAMLIT_SERVER_COOKIE_SECRET": "the same for both"}
    with ExitStack() as stack:
        processes: dict[str, int] = {}

        def start(address: str = "") -> str:
            port = int(address.partition(":")[2] or 0)
            log = folder / f"server-{time.monotonic_ns()}.log"
            url, process = stack.enter_context(serving(log, port, **options))
            address = url.removeprefix("http://").removesuffix(SUBPATH)
            processes[address] = process
            return address

        names = {"PORT": f"127.0.0.1:{free_port()}", "SUBPATH": SUBPATH, "FIRST": start(), "SECOND": start()}
        (folder / "nginx.conf").write_text(configuration(folder, names))
        process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")])
        stack.callback(process.wait)
        stack.callback(process.terminate)
        url = f"http://{names['PORT']}{SUBPATH}"
        deadline = time.monotonic() + NGINX_SECONDS
        while not is_healthy(url):
            assert process.poll() is None, (folder / "start.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield Site(url, folder / "access.log", folder / "error.log", processes, start)


def picture(path: Path) -> Path:
    """A one on paper that is not quite even: some 300 KB, so that nginx can't pass it on from its buffers."""
    paper = np.random.default_rng(0).integers(235, 255, (500, 400, 3), dtype=np.uint8)
    image = Image.fromarray(paper)
    ImageDraw.Draw(image).line([(200, 80), (200, 420)], fill="black", width=45)
    image.save(path)
    return path


def opened(browser: Browser, refused: list[str]) -> Page:
    """A page of a new visitor; what the Content-Security-Policy refuses it goes to the list."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SLOW_MS)
    page = context.new_page()
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    return page


def canvas(page: Page) -> dict[str, float]:
    """Wait for the canvas, so that its ink can be counted: its box."""
    root = page.locator("[class*=st-key-canvas] .dc-root[role=img]").first
    expect(root).to_be_visible(timeout=SLOW_MS)
    page.evaluate(READER)
    box = root.bounding_box()
    assert box
    return {side: float(box[side]) for side in ("x", "y", "width", "height")}


def inked(page: Page, about: float) -> None:
    page.wait_for_function("want => Math.abs(window.inked() - want) < 60 + 0.05 * want", arg=about)


def walk(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    expect(page).to_have_title(f"{title} · Latent Lab", timeout=SLOW_MS)
    expect(page.get_by_text(re.compile("What to make of it")).first).to_be_visible(timeout=SLOW_MS)
    assert f"{SUBPATH}/" in page.url


def upload(page: Page, file: Path) -> None:
    """Give this file, and wait until the page shows the digit that is in it."""
    page.get_by_role("radio", name="Upload").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name)).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_alt_text(re.compile("as the models see it: your picture"))).to_be_visible(timeout=SLOW_MS)


def uploads(site: Site) -> list[str]:
    """Which servers took uploads, in order."""
    lines = [line for line in site.log.read_text().splitlines() if " PUT " in line and " 204 " in line]
    return [line.rsplit(" ", 1)[1] for line in lines]


def moved(site: Site, cookie: str) -> str:
    """Open a link with a drawing by this cookie, and say which server the answer's cookie names."""
    request = urllib.request.Request(f"{site.url}/reconstruct?drawing=abc", headers={"Cookie": f"latent_lab={cookie}"})
    with urllib.request.urlopen(request) as answer:
        found = re.search(r"latent_lab=(\w+)", str(answer.headers))
    assert found
    return found[1]


def test_a_link_with_the_longest_drawings_comes_through(site: Site) -> None:
    with urllib.request.urlopen(f"{site.url}/reconstruct?drawing={LONGEST * 'a'}&drawing_b={LONGEST * 'b'}") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("cookie", ["first", "second", ""])
@pytest.mark.parametrize(
    ("query", "server"),
    [
        ("room=abcd2345.first", "first"),
        ("room=abcd2345.second", "second"),
        ("task=pays&room=abcd2345.second&sigma=0.3", "second"),
        ("watch=AbC-_123.first", "first"),
        ("room=abcd2345.first&watch=AbC.second", "second"),
        ("room=abcd2345", None),
        ("room=abcd2345.third", None),
        ("room=", None),
    ],
)
def test_a_link_into_a_room_or_to_a_run_leads_to_the_server_of_its_holder(
    site: Site, query: str, server: str | None, cookie: str
) -> None:
    """A cookie is set where it names another server than the one that answered; without a route it stays as it is."""
    request = urllib.request.Request(f"{site.url}/reconstruct?{query}", headers={"Cookie": f"latent_lab={cookie}"})
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200
        found = re.search(r"latent_lab=(\w+)", str(answer.headers))
    if server is None and cookie:
        assert found is None
    elif server != cookie:
        assert found
        assert found[1] in ([server] if server else ["first", "second"])
    else:
        assert found is None


def test_what_lies_elsewhere_is_not_there(site: Site) -> None:
    with urllib.request.urlopen(site.url) as answer:  # without its last slash
        assert answer.url == f"{site.url}/"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(site.url.removesuffix(SUBPATH))


@pytest.mark.parametrize(
    ("address", "status", "kept"),
    [
        ("{file}", 200, "public, max-age=31536000, immutable"),
        ("app/static/mlp-10.safetensors", 200, None),
        ("app/static/none.safetensors?v=0123456789abcdef", 404, None),
    ],
)
def test_weights_under_their_digest_are_kept_for_good(site: Site, address: str, status: int, kept: str | None) -> None:
    [file] = pack("mlp-10", ae.load("mlp-10")).files
    try:
        answer = urllib.request.urlopen(f"{site.url}/{address.format(file=file)}")
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        assert answer.status == status
        assert kept in (answer.headers.get_all("Cache-Control") or [None])


def test_a_visitor_draws_uploads_trains_and_outlives_a_server(site: Site, browser: Browser, tmp_path: Path) -> None:
    refused: list[str] = []
    page = opened(browser, refused)
    page.goto(f"{site.url}/reconstruct")
    box = canvas(page)
    page.wait_for_timeout(800)
    down(page, box, 0.5)
    ink = page.evaluate(COUNT)
    page.get_by_role("button", name="The report's 20/255").click()
    page.wait_for_url(re.compile("sigma="))

    page.get_by_role("button", name="Your visit").click()
    field = page.get_by_label("The link")
    expect(field).to_have_value(re.compile(rf"^{site.url}/reconstruct\?.*drawing="), timeout=SLOW_MS)
    link = field.input_value()
    code = page.get_by_alt_text("The link as a QR code")
    expect(code).to_be_visible()
    page.wait_for_function("image => image.naturalWidth > 0", arg=code.element_handle())
    page.keyboard.press("Escape")
    other = opened(browser, refused)
    other.goto(link)
    canvas(other)
    inked(other, ink)
    other.context.close()

    upload(page, picture(tmp_path / "a one.png"))
    page.get_by_role("radio", name="Camera").click()
    page.wait_for_function("() => document.querySelector('video')?.readyState === 4")
    page.get_by_role("button", name="Take Photo").click()
    expect(page.get_by_role("button", name="Clear photo")).to_be_visible()  # whether it shows a digit is chance
    for lesson in LESSONS:
        walk(page, lesson.title)
    walk(page, "Train one live")
    page.get_by_role("button", name="One step").click()
    expect(page.get_by_text(re.compile("step 1 of"))).to_be_visible(timeout=SLOW_MS)
    cookie = next(each["value"] for each in page.context.cookies() if each["name"] == "latent_lab")
    page.get_by_role("button", name="Let others watch").click()
    expect(page.get_by_label("The link")).to_have_value(re.compile("watch="))
    link = page.get_by_label("The link").input_value()
    page.keyboard.press("Escape")
    other = opened(browser, refused)  # somebody who is at the other server, where this run is not known
    elsewhere = {"first": "second", "second": "first"}[cookie]
    other.context.add_cookies([{"name": "latent_lab", "value": elsewhere, "url": site.url}])
    other.goto(link)
    expect(other.get_by_text("You watch somebody else's run")).to_be_visible(timeout=SLOW_MS)
    other.context.close()
    walk(page, "Reconstruct a digit")
    page.get_by_role("radio", name="Draw").click()
    canvas(page)
    inked(page, ink)
    page.wait_for_timeout(800)

    mine = list(site.processes)[["first", "second"].index(cookie)]
    os.kill(site.processes[mine], signal.SIGKILL)
    expect(page.get_by_test_id("stToast").filter(has_text="Not back after")).to_be_visible(timeout=SLOW_MS)
    canvas(page)
    inked(page, ink)
    expect(page).to_have_url(re.compile("sigma="), timeout=SLOW_MS)
    settled(page)  # until then the page is opened anew, with another canvas
    stroke(page, box, (0.2, 0.5), (0.8, 0.5))
    page.wait_for_function("before => window.inked() > 1.2 * before", arg=ink)
    expect(page.get_by_alt_text(re.compile("as the models see it: your drawing"))).to_be_visible()

    assert moved(site, cookie) != cookie
    site.start(mine)  # it is back, and the visit stays where it is by now
    upload(page, picture(tmp_path / "another.png"))
    *before, last = uploads(site)
    assert before == [mine, mine]  # a picture and a photo
    assert last != mine
    assert not refused
    assert "?" not in site.log.read_text()
    assert site.errors.read_text() == ""
    page.context.close()
