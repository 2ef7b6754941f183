"""Every link of the folder for teachers leads to a page, with parameters, questions and parts that the app knows."""

import ast
import importlib
import re
from functools import cache
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.checkout import FILES, neighbours, source, tree
from ui.browser import projector
from ui.frame import LESSONS, START
from ui.input.digit import SOURCES
from ui.memory import CANVASES
from ui.teaching.fill import SOURCE

HERE = "http://localhost:8501"
TASK, TASKS, SHOW, NONE = "task", "tasks", "show", "none"
"""As they stand in links that are printed and handed round: to rename them in the app would break those."""
PAGES = {lesson.path.removeprefix("pages/").removesuffix(".py"): lesson for lesson in LESSONS}
VALUES = {
    "input": SOURCES,
    "input_b": SOURCES,
    "digit": list(map(str, range(10))),
    "digit_b": list(map(str, range(10))),
}
"""What the widgets take that the links set; a link with another one has to be added here."""


def links() -> list[tuple[str, str]]:
    found = set()
    for name in (name for name in FILES if name.startswith("docs/teaching/")):
        pattern = r"href='([^']+)'" if name.endswith(".html") else r"\]\((http[^)\s]+)\)"
        found |= {(name, unescape(link)) for link in re.findall(pattern, source(name))}
    return sorted(found)


LINKS = links()


@cache
def bound(page: str) -> frozenset[str]:
    """The keys of all widgets of this script that a link may set: its own and those of what it imports."""
    files, waiting = {page}, [page]
    while waiting:
        new = neighbours(waiting.pop()).keys() - files
        files |= new
        waiting += new
    keys = set()
    for file in files:
        for call in (node for node in ast.walk(tree(file)) if isinstance(node, ast.Call)):
            given = {each.arg: each.value for each in call.keywords}
            if isinstance(given.get("bind"), ast.Constant) and "key" in given:
                key = given["key"]
                written = [part.value for part in getattr(key, "values", [key]) if isinstance(part, ast.Constant)]
                ends = CANVASES if isinstance(key, ast.JoinedStr) else ("",)
                keys |= {f"{''.join(map(str, written))}{end}" for end in ends}
    return frozenset(keys)


def faults(link: str) -> list[str]:
    """What the app doesn't know of a link."""
    parts = urlsplit(link)
    page = parts.path.strip("/")
    if f"{parts.scheme}://{parts.netloc}" != HERE:
        return ["another address"]
    if not page:
        return [] if not parts.query else ["parameters of the start page"]
    if page not in PAGES:
        return [f"no page {page}"]
    lesson, found = PAGES[page], []
    for key, value in parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)):
        if key in (TASK, TASKS):
            if lesson.tasks and value != NONE:
                found += [f"no question {each}" for each in value.split(",") if each not in lesson.tasks]
        elif key == SHOW:
            known = importlib.import_module(f"ui.{page}.words").PARTS
            found += [f"no part {each}" for each in value.split(",") if each not in known]
        elif (key, value) == (projector.IN_LINK, projector.PROJECTOR):
            pass
        elif key not in bound(lesson.path):
            found.append(f"no parameter {key}")
        elif value not in VALUES.get(key, ()):
            found.append(f"{value} for {key}")
    return found


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_a_link_leads_where_it_says(name, link):
    assert not faults(link), f"{name} links to {link}"


def test_every_lesson_is_linked_and_so_is_every_page_of_questions():
    linked = {urlsplit(link).path.strip("/") for _, link in LINKS} - {""}
    assert linked == set(PAGES)
    assert START.path == "app.py"


@pytest.mark.parametrize(
    "link",
    [
        "http://localhost:8502/vae",
        f"{HERE}/vaes",
        f"{HERE}/reconstruct?task=ordre",
        f"{HERE}/reconstruct?tasks=order,ordre",
        f"{HERE}/reconstruct?show=digit,nosie",
        f"{HERE}/reconstruct?sigmas=0.3",
        f"{HERE}/vae?sigma=0.3",
        f"{HERE}/vae?digit=10",
        f"{HERE}/?task=order",
    ],
)
def test_a_link_that_leads_nowhere_would_be_found(link):
    assert faults(link)


@pytest.mark.parametrize("name", sorted(path.name for path in SOURCE.glob("*.md")))
def test_an_address_stands_in_no_text(name):
    assert "localhost" not in source(f"ui/teaching/source/{name}"), "write {{address}}"


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("docs/teaching/") and name.endswith(".md")])
def test_files_that_are_linked_are_there(name):
    for target in re.findall(r"\]\((?!http)([^)#\s]+)", source(name)):
        parts = [*name.split("/")[:-1], *target.split("/")]
        while ".." in parts:
            at = parts.index("..")
            del parts[at - 1 : at + 1]
        assert "/".join(parts) in FILES, f"{name} links to {target}"
