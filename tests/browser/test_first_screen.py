"""Cause and effect on one screen: on every page the control that one turns and the picture that answers are in view at once.

On a projector of 1280 × 720 and on a phone of 390 × 844, as the page opens, without a scroll.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

SIZES = [
    {"viewport": {"width": 1280, "height": 720}},
    {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
]
NAMED = re.compile


def parts(page: Page, name: str) -> list[Locator]:
    """What must be in view on this page, controls first."""
    button, alt = page.get_by_role, page.get_by_alt_text
    chart = page.locator("[data-testid=stPlotlyChart]")
    return {
        "/": [alt(NAMED("^The digit that goes in")).first, alt(NAMED("^What the VAE's decoder draws"))],
        "/latent_map": [
            button("radio", name="points"),
            *page.locator(".map canvas, .view canvas, .own canvas").all(),
            page.locator("[class*=st-key-canvas] .dc-root"),
        ],
        "/vae": [
            button("button", name="Other codes"),
            slider(page, "Temperature"),
            alt(NAMED("36 pictures that the AE")),
            alt(NAMED("36 pictures that the VAE")),
        ],
        "/vae?part=Blend": [
            slider(page, "How far along"),
            alt(NAMED("^Pixels.*frame 1 of")),
            alt(NAMED("^AE: .*frame 5 of")),
            alt(NAMED("^VAE: .*frame 9 of")),
        ],
        "/vae?part=Traverse": [
            *page.locator(".heads canvas").all(),
            page.get_by_role("slider", name="Number 1 of the code"),
        ],
        "/objective": [
            slider(page, "weight of the KL"),
            alt(NAMED("same eight digits given back")),
            chart.first,
        ],
        "/objective?topic=Point+or+cloud": [
            button("button", name="Throw ε"),
            alt(NAMED("at β = 0")),
            alt(NAMED("at β = 1")),
            alt(NAMED("at β = 8")),
        ],
        "/objective?topic=Term+by+term": [button("button", name="Throw ε"), alt(NAMED("this draw decoded"))],
        "/train": [
            button("button", name="Play"),
            slider(page, "Learning rate"),
            slider(page, "β of the KL"),
            slider(page, "Noise σ"),
            chart.first,
            alt(NAMED("What this run's model makes of them after 0 steps")),
        ],
    }[name]


def slider(page: Page, label: str) -> Locator:
    """A slider of Streamlit with its label: its input is a pixel that nobody sees."""
    return page.get_by_test_id("stSlider").filter(has_text=label)


WHOLE, MOST = 0.95, 0.6
"""Share of an element in view: of a control or a small picture all, of a chart or a wall most."""


@pytest.mark.parametrize("page", SIZES, indirect=True, ids=["projector", "phone"])
@pytest.mark.parametrize(
    "name",
    [
        "/",
        "/latent_map",
        "/vae",
        "/vae?part=Blend",
        "/vae?part=Traverse",
        "/objective",
        "/objective?topic=Point+or+cloud",
        "/objective?topic=Term+by+term",
        "/train",
    ],
)
def test_control_and_answer_are_in_view_at_once(name, page):
    page.goto(name)
    expect(page.get_by_text(NAMED("Show the code|The lessons, in order")).first).to_be_attached()
    if name == "/latent_map":
        expect(page.locator(".pad[data-own]")).to_be_visible()
    if "Traverse" in name:
        expect(page.locator(".sliders[data-drawn]")).to_be_visible()
    page.wait_for_timeout(500)  # until charts and fonts are there and nothing moves
    for part in parts(page, name):
        large = (part.bounding_box() or {"height": 0})["height"] > 150
        expect(part).to_be_in_viewport(ratio=MOST if large else WHOLE)


@pytest.mark.parametrize("page", SIZES, indirect=True, ids=["projector", "phone"])
def test_the_report_begins_with_its_verdicts_and_shows_a_figure_at_a_time(page):
    page.goto("/assignment")
    expect(page.get_by_text(NAMED("^Of 10 claims"))).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("row", name=NAMED("The MLP AE with d = 10 ends"))).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Samples (CSV)")).to_be_attached()
    page.wait_for_timeout(1000)
    screens = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight / main.clientHeight")
    assert screens < 5  # it was nine


def test_back_from_see_it_finds_the_claim_that_was_left(page):
    page.goto("/assignment")
    page.get_by_role("radio", name="5", exact=True).click()
    page.wait_for_url(NAMED("figure=5"))
    link = page.get_by_role("link", name=NAMED("See it: The missing half"))
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    main = page.get_by_test_id("stMain")
    place = main.evaluate("main => main.scrollTop")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What does a VAE pay for")
    page.wait_for_timeout(1000)
    page.go_back()
    expect(page.get_by_role("heading", name=NAMED("^Figure 5"))).to_be_attached()
    expect(link).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(3000)
    assert abs(main.evaluate("main => main.scrollTop") - place) < 40
