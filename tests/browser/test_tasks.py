"""Questions as a learner meets them: by key, by finger, on a projector; and a lesson that a teacher has made of a page."""

import re
from importlib import import_module

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled, tap
from ui.frame import LESSONS

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PROJECTOR = {"viewport": {"width": 1280, "height": 720}}


def card(page: Page):
    return page.locator(".st-key-question")


def veils(page: Page):
    return page.locator(".veil")


def test_a_question_is_answered_by_keys_alone(page):
    page.goto("/reconstruct?task=order")
    expect(veils(page)).to_have_count(5)
    expect(page.get_by_alt_text(re.compile("gives back"))).to_have_count(0)
    for size in ("10 numbers", "100 numbers", "2 numbers"):
        page.get_by_role("button", name=size, exact=True).focus()
        page.keyboard.press("Enter")
        expect(card(page).get_by_role("button", name=re.compile(rf"^\d\. {size}"))).to_be_disabled()
    page.get_by_role("button", name="Answer", exact=True).focus()
    page.keyboard.press("Enter")
    expect(card(page)).to_contain_text(
        "You said Best first: 10 numbers, then 100 numbers, then 2 numbers, on test digit 8"
    )
    expect(card(page)).to_contain_text("Measured by PSNR")
    expect(veils(page)).to_have_count(0)
    expect(page.get_by_alt_text(re.compile("^What .* gives back")).first).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Your answers: 1 of")


@pytest.mark.parametrize(
    ("address", "role", "name", "key"),
    [("/vae?task=middle", "radio", "Pixels, mixed", "Space"), ("/vae?task=ends", "slider", "Your guess", "ArrowRight")],
    ids=["choose", "scale"],
)
def test_a_choice_and_a_number_are_given_by_keys_too(address, role, name, key, page):
    page.goto(address)
    form = page.locator(".st-key-question_open").get_by_role(role, name=name)
    form.focus()
    page.keyboard.press(key)
    answer = page.get_by_role("button", name="Answer", exact=True)
    expect(answer).to_be_enabled()
    answer.focus()
    page.keyboard.press("Enter")
    expect(card(page)).to_contain_text("You said")
    expect(veils(page)).to_have_count(0)


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_finger_has_it_shown_and_goes_on(page):
    page.goto("/reconstruct?task=pays")
    expect(card(page)).to_be_in_viewport(ratio=1)
    tap(page.get_by_role("button", name="Just show me"))
    expect(card(page)).to_contain_text("it pays from σ =")
    expect(card(page)).not_to_contain_text("You said")
    tap(page.get_by_role("button", name="Next question"))
    expect(card(page)).to_contain_text("Draw something that is no digit")
    page.wait_for_url(re.compile("task=no-digit"))
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_disabled()


@pytest.mark.parametrize("page", [PROJECTOR], indirect=True)
def test_who_presents_has_keys(page):
    page.goto("/reconstruct?task=order&view=projector")
    expect(card(page)).to_contain_text("Three autoencoders")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.wait_for_function("window.latentLabPage")
    settled(page)
    page.keyboard.press("n")
    expect(card(page)).to_contain_text("Is a loss of 0.15")
    settled(page)
    page.keyboard.press("r")
    expect(card(page)).to_contain_text("Measured on your digit")
    settled(page)
    page.keyboard.press("f")
    expect(page.get_by_role("heading", level=1)).to_contain_text("A map of the codes")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.wait_for_url(re.compile("view=projector"))
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_a_lesson_made_of_a_page_shows_what_its_teacher_ticked(page, arrive):
    page.goto("/reconstruct?sigma=0.30")
    page.get_by_role("button", name="Make a lesson of this page").click()
    dialog = page.get_by_role("dialog")
    for label in ("Models and trainings", "The chart of noise"):
        dialog.get_by_text(label, exact=True).click()
    link = dialog.locator("input[readonly]")
    expect(link).to_have_value(
        re.compile(r"show=digit%2Cnoise%2Cmore_noise%2Cusual%2Ctable%2Cfiles%2Cexplanation%2Ccode")
    )
    address = link.input_value()
    other = arrive()
    other.goto(address)
    expect(card(other)).to_contain_text("Three autoencoders")
    expect(other.get_by_text("with noise, σ = 0.30")).to_be_visible()
    models = other.get_by_text("Models, and how many numbers their code has")
    expect(models).to_be_hidden()
    expect(other.get_by_role("heading", name="How much noise can each of them take?")).to_be_hidden()
    other.get_by_role("button", name="Show everything").click()
    expect(models.filter(visible=True)).to_have_count(1)  # for a moment the page before stands there too


def test_a_class_votes_under_a_link_and_its_teacher_alone_sees_the_bars(page, arrive):
    page.goto("/reconstruct?task=fed-back")
    page.get_by_role("button", name="Make a lesson of this page").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Count the class's guesses, without names").click()
    link = dialog.locator("input[readonly]")
    expect(link).to_have_value(re.compile("room="))
    address = link.input_value().replace("task=order", "task=fed-back")
    page.keyboard.press("Escape")
    for guess in ("It becomes another digit", "It becomes another digit", "It becomes no digit at all"):
        pupil = arrive(viewport={"width": 390, "height": 844})
        pupil.goto(address)
        expect(pupil.get_by_text("You are in your class's room")).to_be_visible()
        pupil.get_by_role("radio", name=guess).click()
        pupil.get_by_role("button", name="Answer", exact=True).click()
        expect(card(pupil)).to_contain_text(f"You said {guess}")
        expect(pupil.locator(".votes")).to_have_count(0)
        pupil.close()
    expect(card(page)).to_contain_text("3 have answered")
    expect(page.locator(".votes")).to_have_count(0)
    card(page).get_by_text("Show the class's guesses").click()
    expect(page.get_by_role("row", name="It becomes another digit 2 (67 %)")).to_be_visible()
    expect(page.get_by_role("row", name="It changes, and stays the same digit 0")).to_be_visible()


@pytest.mark.parametrize("page", [PROJECTOR], indirect=True)
@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if lesson.tasks], ids=lambda lesson: lesson.name)
def test_on_a_projector_every_question_and_what_it_is_about_are_on_one_screen(lesson, page):
    page.goto(f"/{lesson.name}?view=projector&task={lesson.tasks[0]}")
    page.wait_for_function("window.latentLabPage")
    settled(page)
    tasks = import_module(f"ui.{lesson.name}.tasks").TASKS
    for number, task in enumerate(tasks, start=1):
        expect(card(page)).to_contain_text(task.words.question)
        settled(page)
        for seen in (card(page).get_by_text(task.words.question), page.get_by_role("button", name="Just show me")):
            expect(seen).to_be_in_viewport(ratio=0.95)
        about = page.locator(".veil, .stage, .strip, [data-testid=stPlotlyChart], .glance, .walls").first
        expect(about).to_be_in_viewport(ratio=0.4)
        if number < len(tasks):
            page.keyboard.press("n")
