"""The notes in the browser: from a lesson's words to the glossary without losing the visit, and on a phone nothing is cut off."""

import re

import pytest
from playwright.sync_api import expect

from ui.aside.glossary import terms

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_from_a_lessons_words_to_the_whole_glossary_and_the_visit_stays(page):
    page.goto("/vae?temperature=0.5")
    page.get_by_role("button", name="Words of this lesson").click()
    expect(page.get_by_text("What the spread of random codes is multiplied by")).to_be_visible()
    page.evaluate("window.visit = 'the same'")
    page.get_by_role("link", name="All words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From a code to −ELBO")
    place = page.locator(f"#{terms()[-1].anchor}")
    expect(place).to_be_attached()
    page.get_by_role("link", name="Words with V").click()
    expect(place).to_be_in_viewport()
    assert page.evaluate("window.visit") == "the same"
    assert re.search(r"/notes\?notes=Words", page.url)


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_graph_and_formulas_fit_and_the_graph_is_in_view_at_once(page):
    page.goto("/notes")
    expect(page.get_by_text("Show the code behind the numbers")).to_be_attached()
    expect(page.locator(".graph .node").first).to_be_in_viewport(ratio=1)
    expect(page.get_by_text(re.compile("^−ELBO ≈"))).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(500)  # until the fonts of the formulas are there
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.graph, .pixels, .katex-html, .bill')].map(e => "
        "[e.textContent.slice(0, 40), e.getBoundingClientRect().right, e.scrollWidth - e.clientWidth])"
        ".filter(([, right, over]) => right > 390 || over > 3)"
    )
    assert not wide
