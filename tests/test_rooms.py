"""Who may import whom: between folders, within a folder, and what each of them must not know."""

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.checkout import (
    FILES,
    PACKAGE,
    PAGES,
    PYTHON,
    ROOT,
    UI,
    import_nodes,
    imports,
    neighbours,
    offenders,
    source,
    targets,
    tree,
)

HEAVY = {"tensorflow", "keras", "tensorboard"}
MOST_FILES = 24
PURE = {"colors", "figures", "formulas", "strips", "tables", "words"}
"""Files of these names know no Streamlit, and neither does any that says so of itself."""

SHARED = {
    "ui",
    "ui/aliens",
    "ui/input",
    "ui/alone",
    "ui/aside",
    "ui/browser",
    "ui/browser/film",
    "ui/classroom",
    "ui/crowd",
    "ui/hand_in",
    "ui/stored",
    "ui/tasks",
    "ui/teaching",
    "ui/usual",
    "ui/votes",
}
LESSONS = sorted({str(Path(name).parent) for name in UI} - SHARED)
CACHES = ("ui/cached.py", "ui/computed.py", "ui/crowd/server.py")
"""The only files that cache."""

BOOK = "CONTRIBUTING.md"
"""Where it is written which way imports run."""


@pytest.mark.parametrize("name", PACKAGE)
def test_package_knows_nothing_of_the_app(name: str) -> None:
    assert not offenders(name, imports(name), "streamlit", "plotly", "ui", "pages", "app", "benchmarks", "tests")


@pytest.mark.parametrize("name", UI)
def test_ui_does_not_import_pages(name: str) -> None:
    assert not offenders(name, imports(name), "pages", "app", "benchmarks", "tests")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_imports_no_other_page(name: str) -> None:
    assert not offenders(name, imports(name), "pages", "app", "benchmarks", "tests")


@pytest.mark.parametrize("name", [name for name in UI + PAGES if name not in CACHES])
def test_only_these_files_cache(name: str) -> None:
    found = [node.lineno for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute) and is_cache(node)]
    found += [item.line for item in imports(name) if item.target.startswith("streamlit.cache_")]
    assert not found, f"{name} caches in lines {found}; every cache of the app lives in {' or '.join(CACHES)}"


def is_cache(node: ast.Attribute) -> bool:
    return node.attr.startswith("cache_") and isinstance(node.value, ast.Name) and node.value.id in {"st", "streamlit"}


# Between folders


def room(name: str) -> str:
    """The folder of a file; a file that the book names beside the folders, such as app.py, is a room of its own."""
    own = {place for line in block("Between folders") for place in line.split("  ")[0].split(", ")}
    return name if name in own else str(Path(name).parent)


def block(heading: str) -> list[str]:
    """The lines of the block under this heading."""
    found = re.search(rf"^### {heading}\n.*?^```text\n(.*?)^```", source(BOOK), flags=re.MULTILINE | re.DOTALL)
    assert found, f'{BOOK} has no block under "{heading}"'
    return found[1].splitlines()


def floors() -> dict[str, int]:
    """How high each folder stands; all lessons stand side by side."""
    standing = {}
    for height, line in enumerate(block("Between folders")):
        if line.startswith("ui/LESSON/"):
            listed = {f"ui/{lesson}" for lesson in line.split("  ")[-1].strip().split(", ")}
            assert listed == set(LESSONS), f"{BOOK} names other lessons than there are: {sorted(listed ^ set(LESSONS))}"
        for place in line.split("  ")[0].split(", "):
            for folder in LESSONS if place == "ui/LESSON/" else [place.rstrip("/")]:
                standing[folder] = height
    return standing


@pytest.mark.parametrize("name", PACKAGE + UI + PAGES)
def test_a_file_imports_its_own_folder_and_those_above_it_in_the_book(name: str) -> None:
    standing, own = floors(), room(name)
    assert own in standing, f'{own} has no place under "Between folders" in {BOOK}; give it one'
    for imported, line in neighbours(name).items():
        other = room(imported)
        below = other == own or standing.get(other, len(standing)) < standing[own]
        assert below, f"{name}:{line} imports {imported} against {BOOK}"


# Within a folder


def order(folder: str) -> dict[str, int]:
    """The files of this folder in the order of the book: a file imports only those before the last "<"."""
    lines = dict(line.split(": ") for line in block("Within a folder"))
    assert f"{folder}/" in lines, f'{folder}/ has no line under "Within a folder" in {BOOK}; give it one'
    groups = lines[f"{folder}/"].split(" < ")
    return {stem: place for place, group in enumerate(groups) for stem in group.split()}


ROOMS = sorted({str(Path(name).parent) for name in PACKAGE + UI})


@pytest.mark.parametrize("folder", ROOMS)
def test_within_a_folder_imports_run_one_way(folder: str) -> None:
    files = [name for name in PACKAGE + UI if str(Path(name).parent) == folder and not name.endswith("__init__.py")]
    place = order(folder)
    assert place.keys() == {Path(name).stem for name in files}, f"{BOOK} names other files of {folder}/ than there are"
    for name in files:
        for imported, line in neighbours(name).items():
            if imported in files:
                assert place[Path(imported).stem] < place[Path(name).stem], (
                    f"{name}:{line} imports {imported}: see {BOOK}"
                )


def test_no_import_goes_round_in_a_circle() -> None:
    TopologicalSorter({name: neighbours(name).keys() for name in PYTHON}).prepare()


@pytest.mark.parametrize(
    "folder", sorted({str(Path(name).parent) for name in FILES if not name.startswith("weights/")})
)
def test_a_folder_has_at_most_two_dozen_files(folder: str) -> None:
    assert sum(str(Path(name).parent) == folder for name in FILES) <= MOST_FILES


# What a file must not know


def known(name: str) -> set[str]:
    """All files of this project that come along when this one is imported."""
    found, waiting = set(), [name]
    while waiting:
        for each in neighbours(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def says_pure(name: str) -> bool:
    return "No Streamlit here" in (ast.get_docstring(tree(name)) or "")


@pytest.mark.parametrize("name", [name for name in UI if Path(name).stem in PURE or says_pure(name)])
def test_what_says_so_knows_no_streamlit(name: str) -> None:
    found = [offender for file in {name} | known(name) for offender in offenders(file, imports(file), "streamlit")]
    assert not found, f"{name} says that it needs no Streamlit, and yet {found}"


@pytest.mark.parametrize("folder", LESSONS)
def test_a_lesson_has_its_words_in_one_file_and_a_page(folder: str) -> None:
    assert f"{folder}/words.py" in UI
    page = "app.py" if folder == "ui/start" else f"pages/{Path(folder).name}.py"
    others = [item for item in neighbours(page) if str(Path(item).parent) in set(LESSONS) - {folder}]
    assert not others, f"{page} shows what belongs to another lesson: {others}"
    assert any(str(Path(item).parent) == folder for item in neighbours(page)), f"{page} shows nothing of {folder}"


# Nothing is slow to import


@pytest.mark.parametrize("name", UI + PAGES)
def test_app_imports_tensorflow_late(name: str) -> None:
    assert not offenders(name, imports(name, everywhere=False), *HEAVY), "import it in the function that needs it"


def test_importing_the_package_leaves_tensorflow_alone() -> None:
    """What the package's modules and the app import from it, one statement after the other, in a fresh interpreter."""
    modules = [name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in PACKAGE]
    statements = [f"import {module}" for module in modules]
    for name in UI + PAGES:
        for node in import_nodes(tree(name), everywhere=False):
            if all(item.within("autoencoders") for item in targets(name, node)):
                statements.append(ast.unparse(node))
    script = (
        "import sys\n"
        f"for statement in {list(dict.fromkeys(statements))!r}:\n"
        "    exec(statement)\n"
        f"    heavy = sorted({HEAVY!r} & sys.modules.keys())\n"
        "    assert not heavy, f'{statement!r} imports {heavy}'\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
