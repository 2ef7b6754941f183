"""Which parts a lesson's link shows, out of what anybody may write into one, and the way back to all."""

import re
from importlib import import_module
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.checkout import ROOT
from ui.classroom.parts import named, written
from ui.frame import LESSONS
from ui.link import with_parameters
from ui.reconstruct.elsewhere import ELSEWHERE


def page():
    """A page of two parts, with a widget in each; the second's is bound to the link."""
    import streamlit as st

    from ui.classroom.parts import choose_parts, fold, part

    choose_parts("pages/made_up.py", ["one", "two"])
    with part("one"), fold("Seldom used", "size", "number"):
        st.text("the one")
    with part("two"):
        st.slider("Two", 0, 9, 4, key="number", bind="query-params")


def opened(**query):
    app = AppTest.from_function(page)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def unseen(app):
    styles = " ".join(each.proto.body for each in app.get("html"))
    return {name for name in ("one", "two") if f"st-key-part_{name})" in styles}


@pytest.mark.parametrize(
    ("show", "hidden"),
    [
        (None, set()),
        ("one", {"two"}),
        ("two,one", set()),
        ("none", {"one", "two"}),
        ("three,<style>,one", {"two"}),
        ("", {"one", "two"}),
    ],
)
def test_what_a_link_does_not_name_is_out_of_sight_and_set_as_the_link_says(show, hidden):
    app = opened(number="7", **({} if show is None else {"show": show}))
    assert unseen(app) == hidden
    assert app.slider(key="number").value == 7
    assert bool([each for each in app.button if each.key == "show_everything"]) == bool(hidden)


def test_show_everything_shows_it_and_stays():
    app = opened(show="one", tasks="a,b")
    app.button(key="show_everything").click().run()
    assert unseen(app) == set()
    assert "show" not in app.query_params
    assert "tasks" not in app.query_params
    assert unseen(app.run()) == set()


@pytest.mark.parametrize(("query", "is_open"), [({}, False), ({"number": "7"}, True), ({"other": "7"}, False)])
def test_what_is_folded_is_open_where_the_link_sets_some_of_it_and_stays_as_it_began(query, is_open):
    app = opened(**query)
    for number in (4, 5):
        assert app.expander[0].proto.expanded == is_open
        app.slider(key="number").set_value(number).run()  # which the link then says


def test_who_comes_back_to_the_page_finds_it_as_the_link_had_it():
    app = opened(show="one")
    del app.query_params["show"]
    assert unseen(app.run()) == {"two"}


@pytest.mark.parametrize(
    ("text", "names"), [("b,a", ["b", "a"]), ("a,a,c", ["a"]), ("", []), ("none", []), ("A", []), (",,b,", ["b"])]
)
def test_names_in_a_link(text, names):
    assert named(text, ["a", "b"]) == names
    assert named(written(names), ["a", "b"]) == names


def test_parameters_of_a_lesson_take_the_place_of_the_pages_own():
    link = with_parameters(
        "http://lab.example:8501/lab/vae?part=Blend&show=one&models=&input_b=Pick",
        {"task": "middle", "part": "Sample"},
        ("show",),
    )
    assert urlsplit(link)[:3] == ("http", "lab.example:8501", "/lab/vae")
    query = parse_qs(urlsplit(link).query, keep_blank_values=True)
    assert query == {"part": ["Sample"], "models": [""], "input_b": ["Pick"], "task": ["middle"]}


@pytest.mark.parametrize("lesson", [row for row in LESSONS if row.tasks], ids=lambda row: row.name)
def test_every_part_of_a_lesson_has_a_label_and_a_place(lesson):
    words = import_module(f"ui.{lesson.name}.words")
    files = [ROOT / lesson.path, *(ROOT / "ui" / lesson.name).glob("*.py")]
    placed = {name for file in files for name in re.findall(r"\bpart\(\"(\w+)\"\)", file.read_text())}
    assert placed == set(words.PARTS)
    assert f'choose_parts("{lesson.path}"' in files[0].read_text()
    assert re.search(r"make_lesson\(words\.PARTS, TASKS(, run=[^)]*)?\)", files[0].read_text())


def test_the_questions_of_a_lesson_are_those_that_the_sidebar_counts():
    for lesson in LESSONS:
        assert tuple(task.key for task in import_module(f"ui.{lesson.name}.tasks").TASKS) == lesson.tasks
        elsewhere = ELSEWHERE if lesson.name == "reconstruct" else ()
        assert tuple(task.key for task in elsewhere) == lesson.elsewhere
    keys = [key for lesson in LESSONS for key in lesson.tasks + lesson.elsewhere]
    assert len(keys) == len(set(keys)) >= 20
