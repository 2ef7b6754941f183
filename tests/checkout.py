"""What the tests of the repository read: the files that git lists, their text, and who imports whom."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


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
TEXTS = [
    name
    for name in FILES
    if not name.endswith((".safetensors", ".parquet", ".ttf", ".png", ".jpg", ".gif", ".webp", ".svg"))
]


@cache
def source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(source(name), filename=name)


@dataclass(frozen=True)
class Import:
    """One imported module, or name of one, in full: `from .losses import kl` in models.py is `autoencoders.losses.kl`."""

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


def file_of(target: str) -> str | None:
    """The file of this project that an imported name comes from: `autoencoders.losses.kl` is in autoencoders/losses.py."""
    parts = target.split(".")
    while parts:
        for name in ("/".join(parts) + ".py", "/".join(parts) + "/__init__.py"):
            if name in PYTHON:
                return name
        parts.pop()
    return None


def neighbours(name: str) -> dict[str, int]:
    """The files of this project that this one imports, each with a line that does."""
    found = {file_of(item.target): item.line for item in imports(name)}
    return {file: line for file, line in found.items() if file and file != name}
