"""The repository holds to its own rules: what it offers, what no file spells, what is committed, where tests and numbers are."""

import ast
import os
import re
from pathlib import Path

import pytest

import autoencoders
from tests.checkout import FILES, PACKAGE, PAGES, PYTHON, ROOT, TEXTS, UI, source, tree

MEGABYTE = 2**20

# What the package offers


def test_all_is_complete() -> None:
    names = autoencoders.__all__
    assert len(names) == len(set(names)), "a name is there twice"
    modules = {part for name in PACKAGE for part in Path(name).with_suffix("").parts}
    public = {name for name in vars(autoencoders) if not name.startswith("_")} - modules
    assert public <= set(names), f"importable from the package, but not in __all__: {sorted(public - set(names))}"


@pytest.mark.parametrize("name", autoencoders.__all__)
def test_public_name_can_be_imported(name: str) -> None:
    assert getattr(autoencoders, name, None) is not None, f"autoencoders.{name} is in __all__ and isn't there"


# What no file spells. The spellings are put together here, so that this file is no offender itself.

FORBIDDEN = {
    "use_container" + "_width": 'it is width="stretch" now',
    "st.navigation" + "(": "it breaks cold deep links beside a pages/ folder; ui/frame.py draws the navigation",
    "components" + ".v1": "components are v2: st.components.v2.component",
    "unsafe_allow" + "_html": "what a person uploads or a link carries must not become HTML",
}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:root|work|home|Users)" + r"/\w")


@pytest.mark.parametrize("name", PYTHON)
def test_forbidden_spellings(name: str) -> None:
    found = [f"{spelling}: {reason}" for spelling, reason in FORBIDDEN.items() if spelling in source(name)]
    assert not found, f"{name} spells {found}"


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_unfinished_and_no_path_of_one_machine(name: str) -> None:
    for number, line in enumerate(source(name).splitlines(), start=1):
        assert not UNFINISHED.search(line), f"{name}:{number} is unfinished: {line.strip()}"
        assert not MACHINE_PATH.search(line), f"{name}:{number} names a path of one machine: {line.strip()}"


@pytest.mark.parametrize("name", PYTHON)
def test_python_file_has_one_subject(name: str) -> None:
    assert Path(name).stem not in {"utils", "helpers", "common", "misc"}, f"{name} says nothing of its subject"
    limit = 400 if name.startswith("tests/") else 260
    lines = len(source(name).splitlines())
    assert lines <= limit, f"{name} has {lines} lines, more than {limit}: one noun, one file"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_string_that_streamlit_would_print(name: str) -> None:
    """Streamlit writes a string that stands by itself in a script onto the page, wherever it was meant for the reader."""
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docstrings = [node.body[0] for node in ast.walk(tree(name)) if isinstance(node, documented)]
    printed = [
        node for node in ast.walk(tree(name)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    alone = [node for node in printed if node not in docstrings]
    assert not alone, f"{name}:{alone[0].lineno} has a string by itself; make it a comment"


@pytest.mark.parametrize("name", PAGES)
def test_no_press_is_asked_of_the_button_itself(name: str) -> None:
    """Streamlit tells it to one run alone, which another may overtake: `ui/crowd/presses.py`."""
    calls = [
        node for node in ast.walk(tree(name)) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.button"
    ]
    unheard = [node.lineno for node in calls if "on_click" not in {word.arg for word in node.keywords}]
    assert not unheard, f"{name}:{unheard[0]} has a button without on_click; take press_button"


# What is committed


def test_no_heavy_file() -> None:
    sizes = {name: (ROOT / name).stat().st_size for name in FILES}
    heavy = {name: size for name, size in sizes.items() if size > 5 * MEGABYTE}
    assert not heavy, f"over 5 MB: {heavy}"
    weights = sum(size for name, size in sizes.items() if name.startswith("weights/"))
    assert weights < 40 * MEGABYTE, f"weights/ holds {weights / MEGABYTE:.1f} MB and is to stay under 40 for good"


@pytest.mark.parametrize("pattern", [r"\.npz$", r"(^|/)uv\.lock$", r"\.part$", r"(^|/)\.venv/"])
def test_not_committed(pattern: str) -> None:
    assert not [name for name in FILES if re.search(pattern, name)]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_pins_are_whole_and_name_no_host(name: str) -> None:
    pinned = set()
    for line in source(name).splitlines():
        if not line.lstrip().startswith("#"):
            assert re.match(r"[\w.-]+==[\w.]+( ; .+)?$", line), f"{name} holds more than pins: {line}"
            pinned.add(line.split("==")[0])
    wanted = re.findall(r"^[\w-]+", source(name.replace(".txt", ".in")), flags=re.MULTILINE)
    missing = set(wanted) - {"-r"} - pinned
    assert not missing, f"{sorted(missing)} is in the .in file only; run `make pin`"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)


# Tests lie where what they test lies

MIRRORED = [name for name in PYTHON if re.match(r"tests/(autoencoders|ui)/.*test_\w+\.py", name)]


@pytest.mark.parametrize("name", MIRRORED)
def test_a_test_lies_where_its_module_lies(name: str) -> None:
    folder, stem = Path(name).parent.relative_to("tests"), Path(name).stem.removeprefix("test_")
    module = folder / ("__main__.py" if stem == "main" else f"{stem}.py")
    assert module.as_posix() in FILES or folder.name == stem, f"{name} tests no {module}"


# Numbers that one may want to turn

NUMBERED = [name for name in PACKAGE + UI if not name.endswith("__init__.py")]


def is_number(node: ast.expr) -> bool:
    """Whether this is written with numbers alone: 5, 2**20, 20 / 255, (4, 3), [1, 2]."""
    inside = [child for child in ast.walk(node) if isinstance(child, ast.expr)]
    plain = (ast.Constant, ast.BinOp, ast.UnaryOp, ast.Tuple, ast.List)
    numbers = [child.value for child in inside if isinstance(child, ast.Constant)]
    return all(isinstance(child, plain) for child in inside) and all(isinstance(n, int | float) for n in numbers)


@pytest.mark.parametrize("name", NUMBERED)
def test_a_number_with_a_name_says_what_it_is(name: str) -> None:
    """A string below it, or a comment above or beside it, has its unit or its reason."""
    lines, body = source(name).splitlines(), tree(name).body
    for node, following in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None or not is_number(node.value):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if ast.unparse(target).isupper():
            described = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
            comment = "#" in lines[node.lineno - 1] or lines[node.lineno - 2].startswith("#")
            assert described or comment, f"{name}:{node.lineno} gives {ast.unparse(node)} neither unit nor reason"


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_a_number_in_javascript_says_what_it_is(name: str) -> None:
    for number, line in enumerate(source(name).splitlines(), start=1):
        if re.match(r"const [A-Z][A-Z0-9_]* = ", line):
            assert "//" in line, f"{name}:{number} gives neither unit nor reason: {line}"


@pytest.mark.parametrize("name", PACKAGE + UI)
def test_what_holds_arrays_is_compared_by_identity(name: str) -> None:
    """`==` of two arrays is an array, and an array has no hash: a frozen dataclass of them would raise at either."""
    for node in ast.walk(tree(name)):
        if not isinstance(node, ast.ClassDef):
            continue
        fields = [ast.unparse(field.annotation) for field in node.body if isinstance(field, ast.AnnAssign)]
        decorators = " ".join(map(ast.unparse, node.decorator_list))
        if "dataclass(frozen=True" in decorators and re.search(
            "ndarray|NDArray|Images|Labels|Grey|Parameters", " ".join(fields)
        ):
            assert "eq=False" in decorators, f"{node.name} in {name} needs eq=False"
