"""The README's tree names every file there is and nothing that is gone, each line says something by itself; commands exist."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.checkout import FILES, source

# What leans on the line above, and so says nothing to who reads only this one.
LEANING = re.compile(
    r"\b(the same|its texts|for them|these look|of that lesson|likewise|ditto)\b|^(and|its|their)\b", re.IGNORECASE
)
SHORTEST = 20


def readme_tree() -> dict[str, str]:
    """The paths in the block under "## Files", each with its description; `*` stands for any part of a name."""
    block = re.search(r"^## Files\n.*?^```text\n(.*?)^```", source("README.md"), flags=re.MULTILINE | re.DOTALL)
    assert block, 'README.md has no ```text block under "## Files"'
    described: dict[str, str] = {}
    parents = [""]
    for line in block[1].splitlines():
        parts = re.fullmatch(r"( *)(\S+) *(.*)", line)
        assert parts, "README.md's file tree has an empty line"
        indentation, path, description = parts.groups()
        depth = len(indentation) // 2
        assert depth < len(parents), f"README.md nests {path!r} under no folder"
        full = parents[depth] + path
        assert full not in described, f"README.md names {full} twice"
        described[full] = description
        parents[depth + 1 :] = [full] if path.endswith("/") else []
    return described


def folders() -> set[str]:
    """Every folder that holds a file."""
    return {f"{parent.as_posix()}/" for name in FILES for parent in Path(name).parents if parent != Path(".")}


def test_readme_names_every_file_and_folder() -> None:
    named = readme_tree()
    silent = {name for name in FILES if name.endswith("__init__.py") and not source(name).strip()}
    missing = {name for name in (set(FILES) - silent) | folders() if not any(fnmatch(name, path) for path in named)}
    assert not missing, f"README.md's file tree lacks {sorted(missing)}"


def test_readme_names_nothing_that_is_gone() -> None:
    there = [*FILES, *folders()]
    gone = [path for path in readme_tree() if not any(fnmatch(name, path) for name in there)]
    assert not gone, f"README.md's file tree names {gone}"


def test_every_line_of_the_tree_can_be_read_by_itself() -> None:
    tree = readme_tree()
    bare = [path for path, words in tree.items() if len(words) < SHORTEST]
    assert not bare, f"README.md's file tree says next to nothing of {bare}"
    leaning = [path for path, words in tree.items() if LEANING.search(words)]
    assert not leaning, f"README.md's file tree leans on another line at {leaning}"
    assert len(set(tree.values())) == len(tree), "two lines of README.md's file tree say the same"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_named_make_targets_exist(name: str) -> None:
    code = "\n".join(a or b for a, b in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", source(name), flags=re.DOTALL))
    named = set(re.findall(r"(?:^|&& |\$ )make ([a-z][a-z-]*)", code, flags=re.MULTILINE))
    defined = set(re.findall(r"^([a-z][a-z-]*):", source("Makefile"), flags=re.MULTILINE))
    assert named, f"{name} names no make target"
    assert named <= defined, f"{name} names {sorted(named - defined)}, which the Makefile doesn't have"


def test_contributing_names_files_that_are_there() -> None:
    """In code, whatever has a folder or an ending; words in capitals (LESSON, NAME) stand for a name."""
    code = re.findall(r"`([\w./*-]+(?:/|\.(?:py|js|css|md|toml|json|in|txt)))`", source("CONTRIBUTING.md"))
    assert len(code) > 20
    there = [*FILES, *folders()]
    wanted = [re.sub(r"\b[A-Z]{4,}\b(?!\.md)", "*", path) for path in code]
    gone = [path for path in wanted if not any(fnmatch(name, path) or fnmatch(name, f"*/{path}") for name in there)]
    assert not gone, f"CONTRIBUTING.md names {gone}"
