"""Every page as it opens, on a projector of 1280 × 720 and on a phone of 390 × 844: one load of each, and all that holds of it.

Cause and effect are on one screen without a scroll, it begins at the top, nothing sticks out, everything has words, it runs once.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import runs_asked_for, tap

SIZES = [
    {"viewport": {"width": 1280, "height": 720}},
    {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "color_scheme": "dark"},
]
NAMED = re.compile
WHOLLY = (
    "/reconstruct",
    "/reconstruct?models=mlp-10&models=conv-100&models=vae-10&sigma=0.50",
    "/assignment",
)
"""Pages on which all of each part must be in view."""

FOLDED = {
    WHOLLY[1]: ("More about the noise", "Clip to [0, 1]", "clip=true"),
    "/latent_map": ("Digits shown as points", "9", "classes="),
    "/train": ("More of the recipe", "One noise image a batch", "train_shared=true"),
}
"""What is seldom used, on a phone: the fold's label, a control in it, and how that changes the link."""


def parts(page: Page, name: str) -> list[Locator]:
    """What must be in view on this page, controls first."""
    button, alt = page.get_by_role, page.get_by_alt_text
    chart = page.locator("[data-testid=stPlotlyChart]")
    reconstruct = [
        page.locator("[class*=st-key-canvas] .dc-root"),
        slider(page, "Noise σ"),
        alt("What MLP AE, d = 10 gives back"),
        alt("What VAE, d = 10 gives back"),
    ]
    return {
        "/": [alt(NAMED("^The digit that goes in")).first, alt(NAMED("^What the VAE's decoder draws"))],
        WHOLLY[0]: reconstruct,
        WHOLLY[1]: reconstruct,
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
            page.locator(".sliders input[type=range]").first,
        ],
        "/vae?part=Fed+back": [
            slider(page, "Shown after so many passes"),
            alt(NAMED("^AE, after 50 passes, enlarged")),
            alt(NAMED("^VAE, after 50 passes, enlarged")),
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
        "/objective?topic=The+missing+half&beta=2": [slider(page, "weight of the KL")],
        "/train": [
            button("button", name="Play"),
            slider(page, "Learning rate"),
            slider(page, "β of the KL"),
            slider(page, "Noise σ"),
            chart.first,
            alt(NAMED("What this run's model makes of them after 0 steps")),
        ],
        "/assignment": [
            page.get_by_text(NAMED("^Of 10 claims")),
            button("row", name=NAMED("The MLP AE with d = 10 ends")),
        ],
        "/notes": [page.locator(".graph .node").first],
    }[name]


def slider(page: Page, label: str) -> Locator:
    """A slider of Streamlit with its label: its input is a pixel that nobody sees."""
    return page.get_by_test_id("stSlider").filter(has_text=label)


WHOLE, MOST = 0.95, 0.6
"""Share of an element in view: of a control or a small picture all, of a chart or a wall most."""


BLANK_PX = 70
"""Pixels from the top of the window to the title: the header's 60, which holds the menu, and a little."""

STICK_OUT = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.type !== 'range')
  .filter(e => !e.closest('[data-testid=stPlotlyChart], [data-testid=stDataFrame], .katex-mathml, .facts thead'))
  .map(e => e.outerHTML.slice(0, 90))"""

WITHOUT_WORDS = """() => [...document.querySelectorAll('[data-testid=stMain] :is(img, [data-testid=stPlotlyChart])')]
  .filter(e => !(e.matches('img') ? e.alt : e.closest('[aria-label]'))).map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("page", SIZES, indirect=True, ids=["projector", "phone"])
@pytest.mark.parametrize(
    "name",
    [
        "/",
        *WHOLLY,
        "/latent_map",
        "/vae",
        "/vae?part=Blend",
        "/vae?part=Traverse",
        "/vae?part=Fed+back",
        "/objective",
        "/objective?topic=Point+or+cloud",
        "/objective?topic=Term+by+term",
        "/objective?topic=The+missing+half&beta=2",
        "/train",
        "/notes",
    ],
)
def test_a_page_opens_with_cause_and_effect_in_view_fits_and_has_words(name, page):
    asked = runs_asked_for(page)
    page.goto(name)
    expect(page.get_by_text(NAMED("Show the code|The lessons, in order|^Samples \\(CSV\\)")).first).to_be_attached()
    if name == "/latent_map":
        expect(page.locator(".pad[data-own]")).to_be_visible()
    if "Traverse" in name:
        expect(page.locator(".sliders[data-drawn]")).to_be_visible()
    page.wait_for_timeout(500)  # until charts and fonts are there and nothing moves
    title = page.get_by_role("heading", level=1).bounding_box()
    assert title
    assert title["y"] < BLANK_PX
    for part in parts(page, name):
        large = (part.bounding_box() or {"height": 0})["height"] > 150
        expect(part).to_be_in_viewport(ratio=1 if name in WHOLLY else MOST if large else WHOLE)
    assert page.evaluate(STICK_OUT) == []
    assert page.evaluate(WITHOUT_WORDS) == []
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= innerWidth")
    if name == "/assignment":  # a figure at a time: it was nine screens
        assert main.evaluate("main => main.scrollHeight / main.clientHeight") < 5
    assert len(asked) == 1  # nothing on the page asks for another by itself
    if name in FOLDED and page.evaluate("navigator.maxTouchPoints"):
        is_folded_away_until_a_finger_opens_it(page, *FOLDED[name])


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


def is_folded_away_until_a_finger_opens_it(page: Page, label: str, inside: str, changed: str) -> None:
    """What is seldom used: folded at first, and open still when a control in it has changed the link."""
    fold = page.get_by_test_id("stExpander").filter(has=page.locator("summary", has_text=label))
    control = fold.get_by_text(inside, exact=True)
    expect(control).to_be_attached()
    expect(control).to_be_hidden()
    tap(fold.locator("summary"))
    expect(control).to_be_visible()
    tap(control)
    page.wait_for_url(NAMED(changed))
    expect(control).to_be_visible()
