"""The files of a pack as text, and the faults found in them. Nothing here knows what a file means."""

from __future__ import annotations

import csv
import importlib.resources
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

import yaml


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a pack: the file, the place in it, what was found, what would be right."""

    file: str
    place: str
    found: str
    right: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: found {self.found}; right would be {self.right}"


class PackFault(Exception):
    """A pack cannot be used as it is; `problems` holds everything that is wrong in the part asked for."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class PackFiles:
    """The files of a pack, found by the name of its Python package or by a folder."""

    def __init__(self, name: str, root: Traversable) -> None:
        self.name = name
        self.root = root

    @classmethod
    def of_package(cls, name: str) -> PackFiles:
        """The files of an installed package; raises PackFault when there is none of that name."""
        try:
            return cls(name, importlib.resources.files(name))
        except ModuleNotFoundError as missing:
            fault = Problem(name, "", "no such package", "the name of an installed programme pack")
            raise PackFault([fault]) from missing

    def names(self, folder: str, ending: str) -> list[str]:
        """The paths of a folder's files with an ending, in order; none when the folder is missing."""
        at = self.root / folder
        if not at.is_dir():
            return []
        return sorted(f"{folder}/{item.name}" for item in at.iterdir() if item.name.endswith(ending))

    def text(self, path: str) -> str:
        """A file's text; raises PackFault when it is missing or not UTF-8."""
        at = self.root
        for part in path.split("/"):
            at = at / part
        try:
            return at.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise PackFault([Problem(path, "", "no such file", "a file of this name")]) from None
        except UnicodeDecodeError:
            raise PackFault([Problem(path, "", "bytes that are not UTF-8", "UTF-8 text")]) from None

    def yaml(self, path: str) -> Any:
        """A YAML file's content, read by a loader that runs no code; a key given twice is a fault."""
        try:
            return yaml.load(self.text(path), Loader=_StrictLoader)
        except yaml.YAMLError as fault:
            mark = getattr(fault, "problem_mark", None)
            place = f"line {mark.line + 1}" if mark else ""
            found = str(getattr(fault, "problem", None) or fault)
            raise PackFault([Problem(path, place, found, "readable YAML")]) from None

    def mappings(self, folder: str, right: str) -> tuple[list[tuple[str, dict[Any, Any]]], list[Problem]]:
        """The YAML mappings of a folder by path, and what is wrong with the files; `right` says what one lists."""
        found: list[tuple[str, dict[Any, Any]]] = []
        problems: list[Problem] = []
        for path in self.names(folder, ".yaml"):
            try:
                content = self.yaml(path)
            except PackFault as fault:
                problems.extend(fault.problems)
                continue
            if isinstance(content, dict):
                found.append((path, content))
            else:
                problems.append(Problem(path, "", type(content).__name__, right))
        return found, problems

    def rows(self, path: str, required: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """A CSV file's rows with line numbers; raises PackFault for a missing column or a ragged row."""
        reader = csv.DictReader(io.StringIO(self.text(path)))
        missing = required - set(reader.fieldnames or ())
        if missing:
            fault = Problem(
                path, "line 1", f"no column {', '.join(sorted(missing))}", "a column of that name"
            )
            raise PackFault([fault])
        for row in reader:
            if None in row or None in row.values():
                right = f"{len(reader.fieldnames or ())} columns"
                raise PackFault(
                    [Problem(path, f"line {reader.line_num}", "another number of columns", right)]
                )
            yield reader.line_num, {key: value.strip() for key, value in row.items()}


MOST_NESTED = 40
"""How deep a YAML file may go: a page of law goes five deep."""


class _StrictLoader(yaml.SafeLoader):
    """YAML without code or bottomless nesting, in which a key given twice is refused rather than overwritten."""

    nested = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise yaml.composer.ComposerError(
                None, None, f"nested more than {MOST_NESTED} deep", self.peek_event().start_mark
            )
        node: yaml.Node | None = super().compose_node(parent, index)
        self.nested -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} twice in one mapping", node.start_mark
                )
        return super().construct_mapping(node, deep=deep)
