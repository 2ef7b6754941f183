"""Training in a real browser: Play to a falling curve, pause, go back, use the model elsewhere; two visitors at once."""

import contextlib
import re

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

QUERY = "?train_data=synthetic&train_kind=MLP&train_d=2&train_batch=512&train_steps=100000"
"""A run that nobody sees end: in batches of 8 these steps are over in 11 s, before a busy browser finds "Pause"."""
FIRST_POINT_MS = 120_000  # TensorFlow may have to be imported first, beside two more servers and browsers at work


def opened(page: Page, query: str = QUERY) -> Page:
    page.goto(f"/train{query}")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page.get_by_alt_text(re.compile("What this run's model makes of them after 0 steps"))).to_be_visible()
    return page


def play(page: Page) -> None:
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Training: step"))).to_be_visible(timeout=FIRST_POINT_MS)


def pause(page: Page) -> int:
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text(re.compile(r"^Paused: step"))).to_be_visible()
    text = page.get_by_text(re.compile(r"^Paused: step")).inner_text()
    return int(re.search(r"step ([\d,]+) of", text)[1].replace(",", ""))  # type: ignore[index]


def chart(page: Page) -> str:
    return page.locator("[aria-label^='Reconstruction on test digits']").first.get_attribute("aria-label") or ""


def curve(page: Page) -> tuple[int, float, float]:
    """Steps, and the reconstruction at the start and the end, as the chart's text alternative has them."""
    found = re.search(r"over (\d+) steps: from (\d+) to (\d+) nats", chart(page))
    assert found, chart(page)
    steps, first, last = found.groups()
    return int(steps), float(first), float(last)


def test_play_pause_back_and_on_to_the_other_lesson(page):
    opened(page)
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Make a lesson of this page").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Training: step"))).to_be_visible(timeout=FIRST_POINT_MS)
    settled(page)
    expect(page.get_by_role("dialog")).to_be_visible()  # the run that this began has ended, and did not close it
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_function(
        "() => { const c = document.querySelector(\"[aria-label^='Reconstruction on test digits']\");"
        " const m = c && c.getAttribute('aria-label').match(/over (\\d+) steps: from (\\d+) to (\\d+)/);"
        " return m && +m[1] > 100 && +m[3] < 0.8 * +m[2]; }",
        timeout=FIRST_POINT_MS,
    )
    steps = pause(page)
    page.wait_for_timeout(1500)
    assert curve(page)[0] == steps  # paused is paused
    expect(page.get_by_role("dialog")).to_have_count(0)

    slider = page.get_by_role("slider", name="Go back to step")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_alt_text("What this run's model makes of them after 0 steps")).to_be_visible()
    # All numbers speak of the same moment: the line above, the losses below, and what one would take away.
    expect(
        page.get_by_text(re.compile(f"^You look at step 0 of a run that stands at step {steps:,}: 0.0 s"))
    ).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Paused: step"))).to_be_hidden()
    first = curve(page)[1]
    expect(
        page.get_by_text(re.compile(rf"^reconstruction {first:.0f}\.\d nats|^reconstruction {first - 1:.0f}\.\d nats"))
    ).to_be_visible()
    expect(page.get_by_text("Keep the model of step 0")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_alt_text(f"What this run's model makes of them after {steps} steps")).to_be_visible()

    page.get_by_role("button", name="Use it in the other lessons").click()
    expect(page.get_by_text("is among the models to choose from")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Reconstruct a digit").click()
    expect(page.get_by_alt_text(re.compile("^Output of Yours, no. 1: MLP, d = 2"))).to_be_visible()


def test_two_presses_at_once_both_count(page):
    """The run that the second press begins overtakes that of the first before it comes to the button."""
    opened(page)
    expect(page.get_by_role("button", name="Make a lesson of this page")).to_be_visible()
    settled(page)
    page.evaluate(
        "['Play', 'Make a lesson'].forEach(name =>"
        " [...document.querySelectorAll('button')].find(button => button.textContent.includes(name)).click())"
    )
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_text(re.compile("^(In line|Getting ready|Training)"))).to_be_visible(timeout=FIRST_POINT_MS)


def test_two_visitors_at_once_stay_apart_and_take_turns(page, arrive):
    opened(page)
    play(page)
    other = arrive()
    opened(other, QUERY.replace("MLP", "VAE") + "&task=none")
    other.get_by_role("button", name="Play", exact=True).click()
    expect(other.get_by_text(re.compile("^(In line|Getting ready|Training)"))).to_be_visible()
    pause(page)  # which leaves the seat, where there is only one
    expect(other.get_by_text(re.compile(r"^Training: step"))).to_be_visible(timeout=FIRST_POINT_MS)
    assert "KL" in chart(other)
    assert "KL" not in chart(page)
    pause(other)  # nobody would see it go on
    other.goto("/reconstruct?task=none")
    expect(other.get_by_text("Scores (CSV)")).to_be_visible()
    assert other.get_by_text("yours-1").count() == 0


def test_a_class_watches_a_run_that_one_holds(page, arrive):
    """The link of the holder opens the run, which goes on there by itself, pauses as the holder pauses, and has no controls."""
    opened(page)
    page.get_by_role("button", name="Let others watch").click()
    expect(page.get_by_alt_text("The link as a QR code")).to_be_visible()
    expect(page.get_by_label("The link")).to_have_value(re.compile("watch="))
    link = page.get_by_label("The link").input_value()
    page.keyboard.press("Escape")
    other = arrive(viewport={"width": 390, "height": 844})
    other.goto(link)
    expect(other.get_by_text("You watch somebody else's run")).to_be_visible()
    expect(other.get_by_role("button", name=re.compile("^(Play|Pause|Reset|Let others)"))).to_have_count(0)
    play(page)
    expect(other.get_by_text(re.compile(r"^Training: step"))).to_be_visible(timeout=FIRST_POINT_MS)
    seen = curve(other)[0]
    other.wait_for_function(
        "seen => { const c = document.querySelector(\"[aria-label^='Reconstruction on test digits']\");"
        " const m = c && c.getAttribute('aria-label').match(/over (\\d+) steps/); return m && +m[1] > seen; }",
        arg=seen,
    )
    expect(page.get_by_text(re.compile("1 watches with you"))).to_be_visible()
    steps = pause(page)
    expect(other.get_by_text(re.compile(f"^Paused: step {steps:,} "))).to_be_visible()
    drawn = other.locator("[aria-label^='Reconstruction on test digits']").first
    expect(drawn).to_have_attribute("aria-label", re.compile(f"over {steps} steps"))  # the chart comes after the words
    page.reload()  # the run comes back to its holder, and nobody who watches notices
    expect(page.get_by_text(re.compile(f"^Paused: step {steps:,} "))).to_be_visible(timeout=FIRST_POINT_MS)
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    play(page)
    expect(other.get_by_text(re.compile(r"^Training: step"))).to_be_visible()
    page.goto("about:blank")
    expect(other.get_by_text("Who holds this run is not here")).to_be_visible()
    other.get_by_role("button", name="Train one like it").click()
    expect(other.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert "watch=" not in other.url
    assert "train_batch=512" in other.url


def test_a_run_that_explodes_stands_at_a_model_from_before(page):
    """An overflow takes some blocks; until then its losses are numbers, and no good ones."""
    opened(page, "?train_data=synthetic&train_kind=MLP&train_d=10&train_optimizer=SGD&train_rate=60&train_batch=64")
    begin = curve(page)[1]
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_text(re.compile("The run stands at step"))).to_be_visible(timeout=FIRST_POINT_MS)
    loss = page.get_by_text(re.compile(r"^reconstruction [\d,.]+ nats an image on 500 fixed")).inner_text()
    assert float(re.search(r"([\d,.]+) nats", loss)[1].replace(",", "")) < 10 * begin  # type: ignore[index]
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()


def test_the_train_page_and_the_objective_page_say_the_same_of_one_model(page):
    """On all test digits, by the same draws: reconstruction and KL of an own model on both pages."""
    opened(page, "?train_batch=8")
    play(page)
    pause(page)
    whole = page.get_by_text(re.compile(r"^On all [\d,]+ test digits"))
    expect(whole).to_be_visible()
    told = re.search(r"reconstruction ([\d,.]+) \+ KL ([\d,.]+) nats", whole.inner_text())
    assert told
    page.get_by_role("button", name="Use it in the other lessons").click()
    page.get_by_test_id("stMain").get_by_role("link", name="What a VAE pays for").click()
    expect(page.get_by_text("What to make of it")).to_be_visible()
    settled(page)
    box, mine = (
        page.get_by_role("combobox", name=re.compile("Which VAE")),
        page.get_by_role("option", name=re.compile("Yours")),
    )
    for _ in range(5):  # a list that is open closes when the page moves under it
        box.click()
        with contextlib.suppress(PlaywrightError):
            mine.click(timeout=3000)
            break
    expect(page.get_by_text(re.compile(r"What the VAE \(yours-1"))).to_be_visible()
    for label, value in zip(("Reconstruction", "KL"), told.groups(), strict=True):
        metric = page.get_by_test_id("stMetric").filter(has_text=label).first
        expect(metric.get_by_test_id("stMetricValue")).to_have_text(value)


def test_an_answer_follows_the_run_at_work(page):
    """Given before the first step, it is measured again as soon as the run is there, without a press; the run goes on."""
    page.goto(f"/train{QUERY.replace('train_d=2', 'train_d=30')}&task=digits-told")
    expect(page.get_by_alt_text(re.compile("What this run's model makes of them"))).to_have_count(0)
    page.locator(".st-key-question_open").get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")  # where the slider begins is no guess
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text(re.compile("after 0 steps the judge named"))).to_be_visible()
    play(page)
    expect(page.get_by_text(re.compile(r"copies rightly, and \d+ at step \d"))).to_be_visible(timeout=FIRST_POINT_MS)
    expect(page.get_by_text(re.compile(r"^Training: step"))).to_be_visible()
    expect(page.get_by_alt_text(re.compile("What this run's model makes of them"))).to_have_count(1)
    pause(page)  # nobody would see it go on
