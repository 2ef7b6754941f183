"""What every page has around it: Back goes one page back, the sidebar closes on a phone, bad links open."""

import re

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import settled
from ui.browser import projector
from ui.crowd import ballots

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def walk(page: Page, label: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=label).click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_back_goes_one_page_back_to_the_state_that_was_left(page):
    page.goto("/")
    heading(page, "What does an autoencoder keep")
    walk(page, "A map of the codes")
    page.get_by_role("radio", name="holes").click()
    page.wait_for_url(re.compile(r"/latent_map\?layer=holes(&task=none)?$"))
    expect(page.locator(".pad")).to_have_attribute("data-base0", "holes")  # as for the bill below
    walk(page, "What a VAE pays for")
    page.get_by_role("radio", name="Term by term").click()
    page.wait_for_url(re.compile(r"/objective\?topic=Term\+by\+term(&task=none)?$"))
    expect(page.locator(".bill").first).to_be_visible()  # Streamlit may lose a walk that begins in the middle of a run
    walk(page, "A map of the codes")
    heading(page, "A map of the codes")
    page.wait_for_url(re.compile(r"/latent_map\?layer=holes(&task=none)?$"))
    page.wait_for_timeout(1500)  # what comes late would be one more entry
    for address, title, choice in (
        (r"/objective\?topic=Term\+by\+term(&task=none)?$", "What does a VAE pay for", "Term by term"),
        (r"/latent_map\?layer=holes(&task=none)?$", "A map of the codes", "holes"),
        (r"/(\?task=none)?$", "What does an autoencoder keep", None),
    ):
        page.go_back()
        page.wait_for_url(re.compile(address))
        heading(page, title)
        if choice:
            expect(page.get_by_role("radio", name=choice)).to_be_checked()
        page.wait_for_timeout(1000)
        assert re.search(address, page.url)


def test_no_message_names_a_part_of_the_page_that_the_browser_may_have_dropped(page):
    """Each run brings what it shows, also what was there before: a page that is asked twice before it answers dies of nothing."""
    came: list[ForwardMsg] = []
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda frame: came.append(ForwardMsg.FromString(frame)))
    )
    page.goto("/reconstruct")
    for way in ("Pick", "Draw", "Pick", "Draw"):
        page.get_by_role("radio", name=way, exact=True).click()
        expect(page.get_by_role("button", name="Clear drawing")).to_have_count(int(way == "Draw"))
        settled(page)
    large = [message.hash for message in came if message.ByteSize() > 20_000]
    assert len(large) > len(set(large)), "nothing large came twice: this test could not fail"
    assert not [message for message in came if message.WhichOneof("type") == "ref_hash"]


def test_what_holds_for_the_whole_visit_stays_where_an_answer_comes_late(page):
    """Streamlit then tells of the next page's parameters before it opens it: they are those of the page that is left."""
    page.goto("/notes")
    page.wait_for_function("window.latentLabPage")
    of_a_visit = f"?{projector.IN_LINK}={projector.PROJECTOR}&{ballots.IN_LINK}=abc"
    opened = "search => (history.replaceState({}, '', '/' + search), history.pushState({}, '', '/vae' + search), location.search)"
    assert page.evaluate(opened, of_a_visit) == of_a_visit
    assert page.evaluate(opened, f"{of_a_visit}&sigma=0.3") == of_a_visit


def test_the_next_page_keeps_what_is_told_of_it_however_late_it_comes(page):
    """Told twice before the page is opened, seconds apart: its parameters are its own, and Back finds those of the other."""
    page.goto("/notes")
    page.wait_for_function("window.latentLabPage")
    page.evaluate("""() => {
      let late = 0
      const now = performance.now.bind(performance)
      performance.now = () => now() + late
      history.replaceState({}, "", "/notes?topic=1")
      document.body.click()
      for (const address of ["/notes?sigma=0.3", "/notes?sigma=0.3", "/vae?sigma=0.3"]) {
        history.pushState({}, "", address)
        late += 5000
      }
    }""")
    assert page.evaluate("location.pathname + location.search") == "/vae?sigma=0.3"
    page.evaluate("history.back()")
    page.wait_for_url(re.compile(r"/notes\?topic=1$"))


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_sidebar_closes_once_a_page_is_chosen_on_a_phone(page):
    page.goto("/")
    heading(page, "What does an autoencoder keep")
    for label, title in (("A map of the codes", "A map of the codes"), ("Train one live", "Train one live")):
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
        walk(page, label)
        heading(page, title)
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_the_sidebar_stays_on_a_wide_screen(page):
    page.goto("/")
    walk(page, "A map of the codes")
    heading(page, "A map of the codes")
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")


@pytest.mark.parametrize(
    ("link", "words", "left"),
    [
        ("/objective?seed=inf&beta=8", "What does a VAE pay for", r"/objective\?beta=8&task=none$"),
        ("/latent_map?layer=", "A map of the codes", r"/latent_map\?task=none$"),
        ("/assignment?figure=&source=1e999", "Does the report hold", r"/assignment\?task=none$"),
    ],
)
def test_what_would_break_a_page_falls_out_of_its_link(page, link, words, left):
    page.goto(link)
    heading(page, words)
    page.wait_for_url(re.compile(left))
    expect(page.get_by_test_id("stException")).to_have_count(0)
