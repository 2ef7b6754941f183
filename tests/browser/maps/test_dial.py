"""The dial over the VAE's map in a real browser: what turns it, and what it turns."""

import re

from playwright.sync_api import expect

from tests.browser.test_latent_map import maps, opened


def test_the_dial_on_the_map_walks_the_vae_s_codes_to_those_of_another_beta(page):
    """As the first thing that is done on the page, by key; then by mouse. The AE's map stays as it is."""
    opened(page)
    before = maps(page)
    dial = page.get_by_label("β of this map")
    expect(dial).to_have_attribute("aria-valuetext", "β = 1")
    page.locator(".map canvas").last.evaluate(
        """map => {
          globalThis.seen = new Set()
          const look = () => { seen.add(map.toDataURL()); requestAnimationFrame(look) }
          look()
        }"""
    )
    dial.focus()
    page.keyboard.press("End")
    page.wait_for_url(re.compile("map_beta=8"))
    expect(page.get_by_role("application", name=re.compile("^VAE, β = 8: points"))).to_be_visible()
    page.wait_for_timeout(1_500)  # until the walk is over
    assert page.evaluate("seen.size") > 5, "one map, some on the way, another map"
    ae_now, vae_now = maps(page)
    assert ae_now == before[0]
    assert vae_now != before[1]
    expect(page.locator("table.betas tr.now")).to_contain_text("β = 8")
    box = dial.bounding_box()
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("map_beta=0"))
    expect(page.locator("table.betas tr.now")).to_contain_text("β = 0")
    page.get_by_role("application", name=re.compile("^VAE, β = 0: points")).wait_for()
