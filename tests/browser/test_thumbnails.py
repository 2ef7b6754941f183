"""The thumbnails of digits to pick: pressed by mouse, key and finger in one page, and what the link says then."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import page_of


def thumbnail(page: Page, number: int):
    return page.get_by_role("radio", name=f"digit 3, no. {number}", exact=True)


def chosen(page: Page, number: int) -> None:
    """This digit is what the page shows, what the link says, and the one that is marked."""
    expect(page.get_by_text(f"test digit 3, no. {number}").first).to_be_visible()
    expect(page).to_have_url(re.compile(rf"number={number}\b"))
    expect(thumbnail(page, number)).to_have_attribute("aria-checked", "true")


def test_a_thumbnail_is_pressed_by_mouse_key_and_finger(browser: Browser, server: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with page_of(browser, base_url=server, **phone) as page:
        page.goto("/reconstruct?input=Pick&digit=3&number=31")
        chosen(page, 31)  # its page of thumbnails is open
        thumbnail(page, 25).click()
        chosen(page, 25)
        thumbnail(page, 26).tap()
        chosen(page, 26)
        thumbnail(page, 26).focus()
        for key in ("ArrowRight", "ArrowDown", "Enter"):
            page.keyboard.press(key)
        chosen(page, 33)
        expect(thumbnail(page, 33)).to_be_focused()
        page.keyboard.press("PageDown")
        expect(thumbnail(page, 57)).to_be_focused()  # of the next page the one at the same place
        page.get_by_role("button", name="Later ones").tap()
        expect(thumbnail(page, 72)).to_be_visible()
        page.get_by_role("spinbutton", name="Which of them").fill("2")
        page.keyboard.press("Enter")
        chosen(page, 2)  # what is typed turns the page too
        expect(page.get_by_role("button", name="Earlier ones")).to_be_disabled()
