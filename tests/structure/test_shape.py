"""The shape of files: short modules, short functions, names that say what is inside, words for whoever calls."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.structure.sources import ROOT, Module, module, modules

MODULE_LINES = 300
FUNCTION_LINES = 60
GRAB_BAGS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "base", "shared", "stuff"})


def long_functions(held: Iterable[Module]) -> Iterator[str]:
    """Functions of 60 lines and more."""
    for one in held:
        for node in ast.walk(one.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines >= FUNCTION_LINES:
                    yield f"{one.path}:{node.lineno} {node.name} has {lines} lines"


def silent(held: Iterable[Module]) -> Iterator[str]:
    """Modules, and public functions and classes of theirs, without a docstring."""
    for one in held:
        if not ast.get_docstring(one.tree):
            yield f"{one.path} says nothing of itself"
        for node in one.tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and node.name != "main" and not ast.get_docstring(node):
                yield f"{one.path}:{node.lineno} {node.name} says nothing of itself"


def test_modules_stay_under_300_lines() -> None:
    found = [
        f"{one.path} has {lines} lines" for one in modules() if (lines := len(one.text.splitlines())) >= MODULE_LINES
    ]
    assert not found, "split by subject:\n" + "\n".join(found)


def test_functions_stay_under_60_lines() -> None:
    found = list(long_functions(modules()))
    assert not found, "give a step of it a name of its own:\n" + "\n".join(found)


def test_no_module_is_a_grab_bag() -> None:
    found = [one.path for one in modules() if GRAB_BAGS & set(one.name.split("."))]
    tests = [str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*.py") if path.stem in GRAB_BAGS]
    assert not found + tests, "name it after what it holds:\n" + "\n".join(found + tests)


def test_public_names_say_what_they_are() -> None:
    found = list(silent(modules()))
    assert not found, "a docstring gives grain, units, what null means, errors:\n" + "\n".join(found)


def test_a_long_function_is_counted_with_its_signature() -> None:
    text = "def f():\n" + "    x = 1\n" * 59
    assert list(long_functions([module("m", "m.py", text)])) == ["m.py:1 f has 60 lines"]
    assert not list(long_functions([module("m", "m.py", text.removesuffix("    x = 1\n"))]))
