"""What the shape tests read: every source file of the house, parsed once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "gainful"


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of Gainful but migrations, which a tool writes."""
    return tuple(sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts))


@cache
def tree(path: Path) -> ast.Module:
    """One file, parsed."""
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    """The path as the house knows it: casework/actions/offers.py."""
    return str(path.relative_to(SRC))


def functions(path: Path) -> list[ast.FunctionDef]:
    """Every function of a file, nested ones too."""
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
