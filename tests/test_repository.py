"""The repository holds to its own rules: who imports whom, what no file spells, a README that names what is there."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import autoencoders

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 2**20
HEAVY = {"tensorflow", "keras", "tensorboard"}

# A module may import its own layer and those before it, and no import goes round in a circle.
LAYERS = (
    {
        "backend",
        "data",
        "ink",
        "latent",
        "losses",
        "networks",
        "optimizers",
        "picture",
        "picture_file",
        "recipes",
        "synthetic",
    },
    {"models"},
    {"bill", "codes", "comparison", "evaluation", "export", "metrics", "probe", "training", "upload_set", "zoo"},
    {"bound", "cards", "claims", "judge", "measures", "plates", "report", "report_page", "samples", "survey"},
    {"__main__"},
)


def repository_files() -> list[str]:
    """Every file that is tracked or would be: what git lists and does not ignore, and what is there."""
    # A checkout that belongs to another user, as in a container, is as good as one's own.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip(f"These tests read git's list of files: {listed.stderr.strip()}", allow_module_level=True)
    return sorted(name for name in set(listed.stdout.split("\0")) - {""} if (ROOT / name).is_file())


FILES = repository_files()
PYTHON = [name for name in FILES if name.endswith(".py")]
PACKAGE = [name for name in PYTHON if name.startswith("autoencoders/")]
UI = [name for name in PYTHON if name.startswith("ui/")]
PAGES = [name for name in PYTHON if name.startswith("pages/") or name == "app.py"]
TEXTS = [name for name in FILES if not name.endswith((".safetensors", ".png", ".jpg", ".gif", ".webp", ".svg"))]


@cache
def source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(source(name), filename=name)


@dataclass(frozen=True)
class Import:
    """One imported module, or name of one, in full: `from .losses import kl` in zoo.py is `autoencoders.losses.kl`."""

    target: str
    line: int

    def within(self, *modules: str) -> bool:
        return any(self.target == module or self.target.startswith(f"{module}.") for module in modules)


def imports(name: str, everywhere: bool = True) -> list[Import]:
    """What the file imports, in functions too, or (`everywhere=False`) only what importing the file itself imports."""
    return [found for node in import_nodes(tree(name), everywhere) for found in targets(name, node)]


def import_nodes(node: ast.AST, everywhere: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif everywhere or not (is_function(child) or is_type_checking(child)):
            yield from import_nodes(child, everywhere)


def is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def targets(name: str, node: ast.Import | ast.ImportFrom) -> list[Import]:
    if isinstance(node, ast.Import):
        return [Import(alias.name, node.lineno) for alias in node.names]
    base = Path(name).parts[: -node.level] if node.level else ()
    module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
    return [Import(f"{module}.{alias.name}", node.lineno) for alias in node.names]


def offenders(name: str, found: list[Import], *modules: str) -> list[str]:
    return [f"{name}:{item.line} imports {item.target}" for item in found if item.within(*modules)]


# Who imports whom


@pytest.mark.parametrize("name", PACKAGE)
def test_package_knows_nothing_of_the_app(name: str) -> None:
    assert not offenders(name, imports(name), "streamlit", "plotly", "ui", "pages", "app", "benchmarks", "tests")


@pytest.mark.parametrize("name", UI)
def test_ui_does_not_import_pages(name: str) -> None:
    assert not offenders(name, imports(name), "pages", "app", "benchmarks", "tests")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_imports_no_other_page(name: str) -> None:
    assert not offenders(name, imports(name), "pages", "app", "benchmarks", "tests")


def test_figures_do_not_need_streamlit() -> None:
    assert not offenders("ui/figures.py", imports("ui/figures.py"), "streamlit")


@pytest.mark.parametrize("name", [name for name in UI + PAGES if name != "ui/cached.py"])
def test_only_ui_cached_caches(name: str) -> None:
    found = [node.lineno for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute) and is_cache(node)]
    found += [item.line for item in imports(name) if item.target.startswith("streamlit.cache_")]
    assert not found, f"{name} caches in lines {found}; every cache of the app lives in ui/cached.py"


def is_cache(node: ast.Attribute) -> bool:
    return node.attr.startswith("cache_") and isinstance(node.value, ast.Name) and node.value.id in {"st", "streamlit"}


def package_edges(name: str) -> dict[str, int]:
    """The modules of the package that this one imports, each with a line that does."""
    found = [item for item in imports(name) if item.within("autoencoders")]
    return {item.target.split(".")[1]: item.line for item in found if "." in item.target}


@pytest.mark.parametrize("name", [name for name in PACKAGE if not name.endswith("__init__.py")])
def test_package_layers(name: str) -> None:
    layer = {module: number for number, modules in enumerate(LAYERS) for module in modules}
    module = Path(name).stem
    assert module in layer, f"{name} has no place in LAYERS in {Path(__file__).name}; give it one"
    for imported, line in package_edges(name).items():
        if imported in layer:
            assert layer[imported] <= layer[module], f"{name}:{line} imports {imported}, which comes after it in LAYERS"
        else:
            assert module == "__main__", f"{name}:{line} imports {imported} from the package, which imports {name}"


def test_package_has_no_import_cycle() -> None:
    edges = {Path(name).stem: package_edges(name).keys() for name in PACKAGE if not name.endswith("__init__.py")}
    TopologicalSorter(edges).prepare()


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


# What the package offers


def test_all_is_complete() -> None:
    names = autoencoders.__all__
    assert len(names) == len(set(names)), "a name is there twice"
    modules = {Path(name).stem for name in PACKAGE}
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


# What the README says

LISTED = {
    Path(name).as_posix()
    for name in PYTHON
    if not name.startswith("tests/") and not (name.endswith("__init__.py") and not source(name).strip())
}
FOLDERS = {name.split("/")[0] for name in FILES if "/" in name and not name.startswith(".")}


def readme_tree() -> dict[str, str]:
    """The paths in the block under "## Files", each with its description."""
    block = re.search(r"^## Files\n.*?^```text\n(.*?)^```", source("README.md"), flags=re.MULTILINE | re.DOTALL)
    assert block, 'README.md has no ```text block under "## Files"'
    described, parents = {}, [""]
    for line in block[1].splitlines():
        indentation, path, description = re.fullmatch(r"( *)(\S+) *(.*)", line).groups()  # type: ignore[union-attr]
        depth = len(indentation) // 2
        assert depth < len(parents), f"README.md nests {path!r} under no folder"
        full = parents[depth] + path
        described[full] = description
        parents[depth + 1 :] = [full] if path.endswith("/") else []
    return described


def test_readme_names_every_module_and_folder() -> None:
    named = {path.rstrip("/") for path in readme_tree()}
    missing = (LISTED | FOLDERS) - named
    assert not missing, f"README.md's file tree lacks {sorted(missing)}"


def test_readme_names_nothing_that_is_gone() -> None:
    gone = [path for path in readme_tree() if not (ROOT / path).exists()]
    assert not gone, f"README.md's file tree names {gone}"


def test_readme_describes_what_it_names() -> None:
    bare = [path for path, description in readme_tree().items() if not description]
    assert not bare, f"README.md's file tree says nothing of {bare}"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_named_make_targets_exist(name: str) -> None:
    code = "\n".join(a or b for a, b in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", source(name), flags=re.DOTALL))
    named = set(re.findall(r"(?:^|&& |\$ )make ([a-z][a-z-]*)", code, flags=re.MULTILINE))
    defined = set(re.findall(r"^([a-z][a-z-]*):", source("Makefile"), flags=re.MULTILINE))
    assert named, f"{name} names no make target"
    assert named <= defined, f"{name} names {sorted(named - defined)}, which the Makefile doesn't have"
