"""The page on the report in a real browser: its links open lessons, its tables sort and download."""

import csv
import re

from playwright.sync_api import expect

from autoencoders.variants import VARIANTS


def opened(page):
    page.goto("/assignment")
    expect(page.get_by_role("button", name="Samples (CSV)")).to_be_visible()
    return page


def test_a_claim_leads_to_the_state_where_it_can_be_seen(page):
    opened(page)
    page.get_by_role("radiogroup", name="Figure").get_by_role("radio", name="3", exact=True).click()
    page.get_by_role("link", name="See it: The denoisers at σ = 20/255").click()
    page.wait_for_url(re.compile(r"/reconstruct\?.*sigma=20(%2F|/)255"))
    expect(page.get_by_alt_text("Output of Conv denoising AE, d = 10, as in the report", exact=False)).to_be_visible()
    expect(page.get_by_role("heading", name="What is left of a digit?")).to_be_visible()


def test_the_table_has_words_and_can_be_taken_away(page):
    opened(page)
    assert len(page.get_by_alt_text(re.compile("^Figure 1, ")).all()) == 6
    page.get_by_text("Every variant, every measure").click()
    expect(page.locator("[aria-label^='All trained variants']").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Variants (CSV)").click()
    with open(download.value.path(), encoding="utf-8") as file:
        assert [row["name"] for row in csv.DictReader(file)] == [row.name for row in VARIANTS]
