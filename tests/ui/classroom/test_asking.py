"""Questions as Streamlit runs them, of a lesson made up for it: every form by its widgets, hiding, judging, changing."""

from dataclasses import dataclass, replace
from importlib import import_module
from itertools import permutations

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.crowd.ballots import Ballots
from ui.frame import LESSONS
from ui.stored.answers import Answer, as_json, from_json
from ui.tasks.forms import Choose, Drawn, Given, Order, Place, Scale
from ui.tasks.given import LOOK
from ui.tasks.task import Found, Task, judged, marks
from ui.tasks.words import Words

TASKS = [task for row in LESSONS if row.tasks for task in import_module(f"ui.{row.name}.tasks").TASKS]


def lesson():
    """A lesson of two parts and a question of every form, which measures the scene's number."""
    from types import SimpleNamespace

    import streamlit as st

    from autoencoders.validator import WeightsError
    from ui.classroom.asking import arrive, asking
    from ui.tasks.forms import Choose, Drawn, Order, Place, Scale
    from ui.tasks.task import Found, Task
    from ui.tasks.words import Words

    def words(name):
        return Words(
            f"Question {name}?", "Measured {n}.", {"yes": "Kind yes.", "no": "Kind no: {said}."}, f"Next {name}."
        )

    def measure(given, scene):
        if scene.n == 13:
            raise WeightsError("The weights are damaged.")
        return Found("" if not given else "yes" if given[0] == "a" else "no", {"n": scene.n})

    options = {"a": "first", "b": "second, *so*"}
    tasks = (
        Task("choose", words("choose"), Choose(options), measure, ("picture",)),
        Task(
            "order", words("order"), Order(options, "Best first"), measure, ("picture", "table"), "One", {"part": "One"}
        ),
        Task(
            "scale", words("scale"), Scale([0, 1, 2], 1, ("x", "y"), "{:d} nats"), measure, (), "Two", {"part": "Two"}
        ),
        Task("place", words("place"), Place("Press the map."), measure),
        Task("drawn", words("drawn"), Drawn("Draw first.", Choose(options)), measure),
    )
    arrive(tasks)
    part = st.segmented_control("Part", ["One", "Two"], default="One", required=True, key="part")
    number = st.number_input("Number", 0, 20, 7, key="n")
    asked = asking(tasks, part)
    place = (0.5, -1.0) if number > 9 else None
    asked.judge(SimpleNamespace(on=f"number {number}", n=number, place=place, drawn=number > 9))
    for name in ("picture", "table"):
        if asked.hides(name):
            asked.veil()
        else:
            st.text(f"the {name}")


def opened(**query):
    app = AppTest.from_function(lesson, default_timeout=20)
    for key, value in query.items():
        app.query_params[key] = value
    return checked(app.run())


def checked(app):
    assert not app.exception
    return app


def texts(app):
    return " | ".join([*(each.value for each in app.markdown), *(each.value for each in app.caption)])


def shown(app):
    return [each.value for each in app.text]


def press(app, key):
    return checked(app.button(key=key).click().run())


def test_what_a_question_hides_comes_once_it_is_answered_and_the_measurement_says_what_follows():
    app = opened()
    assert shown(app) == ["the table"]
    assert "Question choose?" in "".join(each.proto.body for each in app.get("html"))
    assert app.button(key="task_answer").disabled
    app.session_state["given_choose"] = "b"
    press(checked(app.run()), "task_answer")
    assert shown(app) == ["the picture", "the table"]
    assert "Measured 7. Kind no: second, \\*so\\*." in texts(app)
    assert "Next choose." in texts(app)
    assert app.session_state["answers"]["choose"] == Answer(
        "choose", "Question choose?", ("b",), "second, *so*", "no", "Measured 7. Kind no: second, *so*.", "number 7"
    )


def test_just_show_me_says_what_was_measured_and_judges_nobody():
    app = press(opened(), "task_show")
    assert shown(app) == ["the picture", "the table"]
    assert "Measured 7." in texts(app)
    assert "Kind" not in texts(app)
    assert app.session_state["answers"]["choose"].given == ()


def test_an_answer_can_be_changed_and_nothing_is_hidden_again():
    app = press(opened(), "task_show")
    press(app, "task_change")
    assert shown(app) == ["the picture", "the table"]
    app.session_state["given_choose"] = "a"
    press(checked(app.run()), "task_answer")
    assert app.session_state["answers"]["choose"].kind == "yes"
    assert not [each for each in app.button if each.key == "task_answer"]


def test_another_digit_is_measured_when_one_asks_for_it():
    app = press(opened(), "task_show")
    assert not [each for each in app.button if each.key == "task_measure"]
    checked(app.number_input(key="n").set_value(9).run())
    assert "Measured 7." in texts(app)
    press(app, "task_measure")
    assert "Measured 9." in texts(app)
    assert app.session_state["answers"]["choose"].on == "number 9"


def test_the_next_question_brings_its_part_with_it_and_its_place_into_the_link():
    app = press(opened(), "task_show")
    press(app, "task_next")
    assert app.query_params["task"] in ("order", ["order"])
    press(press(app, "task_show"), "task_next")
    assert app.session_state["part"] == "Two"
    assert app.query_params["task"] in ("scale", ["scale"])


def test_another_part_of_the_lesson_opens_its_own_question():
    app = opened(task="order")
    assert "Question order?" in texts(app)
    app.session_state["part"] = "Two"
    assert "Question choose?" in texts(checked(app.run()))  # the first that is asked there


@pytest.mark.parametrize("task", [LOOK, "no-such-question", "", "<b>"])
def test_a_link_may_bring_any_question(task):
    app = opened(task=task)
    looks = task == LOOK
    assert ("Question choose?" in texts(app)) != looks
    assert shown(app) == (["the picture", "the table"] if looks else ["the table"])


def test_an_order_is_pressed_one_after_another_and_can_be_begun_again():
    app = opened(task="order")
    press(app, "given_order_b")
    assert app.button(key="given_order_b").label == "1. second, *so*"
    press(app, "given_order_again")
    press(press(app, "given_order_a"), "given_order_b")
    press(app, "task_answer")
    assert app.session_state["answers"]["order"].said == "Best first: first, then second, *so*"


def test_marks_on_a_scale_are_all_in_the_answer():
    app = opened(task="scale")
    assert app.session_state["part"] == "Two"
    checked(app.select_slider(key="given_scale_1").set_value(2).run())
    assert app.button(key="task_answer").disabled  # where a slider begins is no guess
    checked(app.select_slider(key="given_scale_0").set_value(0).run())
    checked(app.select_slider(key="given_scale_0").set_value(1).run())
    press(app, "task_answer")
    answer = app.session_state["answers"]["scale"]
    assert (answer.given, answer.said) == ((1, 2), "x: 1 nats; y: 2 nats")


@pytest.mark.parametrize(("task", "hint"), [("place", "Press the map."), ("drawn", "Draw first.")])
def test_without_a_place_or_a_drawing_the_form_says_what_to_do_first(task, hint):
    app = opened(task=task)
    assert hint in texts(app)
    assert app.button(key="task_answer").disabled
    checked(app.number_input(key="n").set_value(12).run())
    assert hint not in texts(app)


def test_a_place_is_told_in_words():
    app = opened(task="place")
    checked(app.number_input(key="n").set_value(12).run())
    press(app, "task_answer")
    answer = app.session_state["answers"]["place"]
    assert (answer.given, answer.said) == ((0.5, -1.0), "(0.50, −1.00)")


def test_damaged_weights_are_a_sentence_and_the_question_stays():
    app = opened()
    checked(app.number_input(key="n").set_value(13).run())
    press(app, "task_show")
    assert [each.value for each in app.error] == ["The weights are damaged."]
    assert "choose" not in app.session_state["answers"]


def test_a_judged_answer_survives_its_way_through_a_file():
    words = Words("Q?", "{n} of 36.", {"high": "You said {said}."}, "Go on.")
    task = Task("q", words, Scale([0, 36], 0, form="{:d} digits"), lambda *_: Found("high", {"n": 3}))
    answer = judged(task, (36,), type("Scene", (), {"on": "seed 0"}))
    assert answer.measured == "3 of 36. You said 36 digits."
    assert from_json(as_json(answer)) == answer


@pytest.mark.parametrize(
    ("form", "given", "said"),
    [
        (Choose({"a": "one"}), ("gone",), "gone"),
        (Order({"a": "one"}, "First"), ("a", "gone"), "First: one, then gone"),
        (Place(""), (-0.004, 2), "(−0.00, 2.00)"),
    ],
)
def test_an_answer_of_an_older_file_is_said_all_the_same(form, given, said):
    assert form.said(given) == said


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_a_room_takes_every_answer_that_can_be_given(task):
    rooms = Ballots()
    code = rooms.open("teacher")
    for i, poll in enumerate(task.form.polls()):
        for choice, label in poll.choices.items():
            assert rooms.vote(code, f"{task.key}.{i}", f"voter {choice}", choice), f"{choice!r} is refused"
            assert label
        assert rooms.counts(code, f"{task.key}.{i}") == dict.fromkeys(poll.choices, 1)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_an_answer_is_a_vote_for_one_of_the_choices_and_strangers_are_none(task):
    form = task.form.guess if isinstance(task.form, Drawn) else task.form
    whole: list[Given]
    if isinstance(form, Scale):
        whole = [tuple(place for _ in form.marks) for place in form.places]
    elif isinstance(form, Place):
        whole = [(0.0, 0.0), (2.5, 0.0), (-9.0, 9.0)]
    elif isinstance(form, Order):
        whole = list(permutations(form.options))
    else:
        assert isinstance(form, Choose)
        whole = [(option,) for option in form.options]
    for given in whole:
        assert task.form.fits(given)
        for poll, choice in zip(task.form.polls(), task.form.votes(given), strict=True):
            assert choice in poll.choices
    for strange in ((), ("abc",), (1e9, 1e9, 1e9, 1e9), (None,), ("abc", "abc", "abc")):
        assert not task.form.fits(strange)


def test_an_answer_of_a_file_that_fits_no_question_is_shown_and_not_measured():
    app = press(opened(), "task_show")
    odd = replace(
        app.session_state["answers"]["choose"], given=("our <b>teacher</b>",), said="our <b>teacher</b>", on="then"
    )
    app.session_state["answers"]["choose"] = odd
    checked(app.run())
    assert "our \\<b\\>teacher" in texts(app)
    assert not [each for each in app.button if each.key == "task_measure"]


def test_a_part_without_questions_leaves_the_open_one_open():
    app = opened(task="order", tasks="order")
    assert "Question order?" in texts(app)
    app.session_state["part"] = "Two"
    assert "Question" not in texts(checked(app.run())).replace("Questions", "")
    assert "task_look" not in app.session_state
    app.session_state["part"] = "One"
    assert "Question order?" in texts(checked(app.run()))


def test_the_row_of_questions_is_set_only_where_it_changes():
    """What a run sets, the browser takes for what stands there: a question pressed meanwhile would go back."""
    app = opened(task="order")
    row = "tasks_choose"
    assert app.get_by_key(row).proto.set_value
    for number in (3, 4):
        app.number_input(key="n").set_value(number).run()
        assert not app.get_by_key(row).proto.set_value
    press(app, "task_show")
    assert app.get_by_key(row).proto.set_value  # a question that is answered is written otherwise
    assert app.get_by_key(row).value == "order"


def test_the_question_that_opens_by_itself_brings_what_it_needs():
    """The first that is not answered: as a visit that was loaded has it."""
    app = AppTest.from_function(lesson, default_timeout=20)
    record = Answer("choose", "", (), "", "", "", "")
    app.session_state["answers"] = {key: replace(record, task=key) for key in ("choose", "order")}
    checked(app.run())
    assert "Question scale?" in texts(app)
    assert app.session_state["part"] == "Two"


@dataclass(frozen=True)
class Two:
    """A scene of two pictures, one of them in a table."""

    on: str
    image: np.ndarray
    starts: dict[str, np.ndarray]


def test_two_drawings_are_the_same_in_words_and_not_in_marks():
    one, other = np.zeros((28, 28, 1)), np.ones((28, 28, 1))
    scenes = [Two("your drawing", a, {"AE": b}) for a in (one, other) for b in (one, other)]
    assert len({marks(scene) for scene in scenes}) == 4
    assert marks(scenes[0]) == marks(Two("your drawing", one.copy(), {"AE": one.copy()}))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_the_form_of_an_answer_comes_back_as_it_was_filled_in(task):
    form = task.form.guess if isinstance(task.form, Drawn) else task.form
    st.session_state.clear()
    given: Given
    if isinstance(form, Scale):
        given = tuple(form.places[-1] for _ in form.marks)
        task.form.recall("key", given)
        assert [st.session_state[f"key_{i}"] for i in range(len(given))] == list(given)
        assert st.session_state["key_moved"] == set(range(len(given)))
    elif isinstance(form, Choose):
        task.form.recall("key", (list(form.options)[-1],))
        assert st.session_state["key"] == list(form.options)[-1]
    else:
        task.form.recall("key", ("2", "10", "100"))
        assert not st.session_state.get("key")
    st.session_state.clear()
