"""The code behind what a page shows: real source text, one piece at a time, under a switch."""

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from textwrap import dedent
from types import FunctionType
from typing import Any

import streamlit as st

Piece = Callable[..., Any] | str
"""What is shown: a function, a class, or source text that was read from a file."""


def show_source(label: str, key: str, named: Callable[[], Mapping[str, Sequence[Piece]]]) -> None:
    """A switch, and under it one of the `named` pieces at a time; both live in the link. Nothing is read while it is off."""
    if not st.toggle(label, key=key, bind="query-params"):
        return
    pieces = named()
    names = list(pieces)
    name = st.segmented_control(
        "Which code",
        names,
        default=names[0],
        required=True,
        key=f"{key}_piece",
        bind="query-params",
        label_visibility="collapsed",
    )
    for piece in pieces[name]:
        st.code(piece if isinstance(piece, str) else dedent(inspect.getsource(piece)), language="python")


def with_its_parts(*functions: Callable[..., Any]) -> list[Piece]:
    """These functions, then those of the same modules that they call, each once, as deep as it goes."""
    found: list[Piece] = []
    waiting = list(functions)
    while waiting:
        function = waiting.pop(0)
        if function in found or not isinstance(function, FunctionType):
            continue
        found.append(function)
        called = [function.__globals__.get(name) for name in function.__code__.co_names]
        waiting += [each for each in called if callable(each) and each.__module__ == function.__module__]
    return found


def inside(function: Callable[..., Any], name: str) -> str:
    """The source of a function that is defined inside another, which nobody can import; a LookupError where it has none."""
    text = dedent(inspect.getsource(function))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return dedent("\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno]))
    raise LookupError(f"{function.__name__} has no function {name} inside")
