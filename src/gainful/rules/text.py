"""From a text to a syntax tree, with every limit held before anything recursive looks at it.

sqlglot reads the text as DuckDB would. What is refused here or in `expression` never gets
near an engine, and what is accepted is written anew from known names and checked literals.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError
from sqlglot.tokens import TokenType

MOST_CHARACTERS = 4_000
MOST_TOKENS = 800
MOST_NESTING = 20

_OPENERS = {TokenType.L_PAREN, TokenType.CASE, TokenType.L_BRACKET, TokenType.L_BRACE}
_CLOSERS = {TokenType.R_PAREN, TokenType.END, TokenType.R_BRACKET, TokenType.R_BRACE}
_PREFIXES = {TokenType.NOT, TokenType.DASH, TokenType.PLUS, TokenType.TILDE, TokenType.PARAMETER}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a text: its code, the character it begins at (from 1), and a sentence."""

    code: str
    position: int
    message: str


class ExpressionError(ValueError):
    """An expression was refused. `rule` and `field` say which, `faults` everything that is wrong with it."""

    def __init__(self, rule: str, field: str, faults: list[Fault]) -> None:
        self.rule = rule
        self.field = field
        self.faults = tuple(sorted(faults, key=lambda fault: fault.position))
        told = "; ".join(f"at character {fault.position}: {fault.message}" for fault in self.faults)
        super().__init__(f"{rule}, {field}: {told}")


class Unreadable(Exception):
    """The text is no single expression within the limits; carries the one fault that stopped the reading."""

    def __init__(self, code: str, position: int, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(code, position, message)


def syntax_tree(text: str) -> exp.Expr:
    """The sqlglot tree of one expression. Raises Unreadable: none, too long, a comment, two statements."""
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("empty", 1, "there is no expression")
    if len(text) > MOST_CHARACTERS:
        raise Unreadable("too_long", MOST_CHARACTERS, f"longer than {MOST_CHARACTERS} characters")
    try:
        _check_tokens(text)
        tree = sqlglot.parse_one(text, read="duckdb")
    except ParseError as error:
        raise Unreadable("syntax", _position(text, error), "this cannot be read as an expression") from None
    except (SqlglotError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        code, message = ("too_deep", "nested too deeply") if deep else ("syntax", "this cannot be read")
        raise Unreadable(code, 1, message) from None
    return tree


def _check_tokens(text: str) -> None:
    tokens = sqlglot.tokenize(text, read="duckdb")
    if len(tokens) > MOST_TOKENS:
        raise Unreadable(
            "too_long", tokens[MOST_TOKENS].start + 1, f"more than {MOST_TOKENS} words and signs"
        )
    depth = run = 0
    for token in tokens:
        if token.comments or token.token_type == TokenType.HINT:
            raise Unreadable(
                "comment", token.start + 1, "a rule holds no comments; use the notes of the page"
            )
        if token.token_type == TokenType.SEMICOLON:
            raise Unreadable("statements", token.start + 1, "one expression only, without a semicolon")
        run = run + 1 if token.token_type in _PREFIXES else 0
        depth += (token.token_type in _OPENERS) - (token.token_type in _CLOSERS)
        if max(depth, run) > MOST_NESTING:
            raise Unreadable("too_deep", token.start + 1, f"nested more than {MOST_NESTING} deep")


def _position(text: str, error: ParseError) -> int:
    """The character that the parser stopped at; 1 when it does not say."""
    told = error.errors[0] if error.errors else {}
    line, column = told.get("line"), told.get("col")
    if not line or not column:
        return 1
    before = sum(len(part) + 1 for part in text.split("\n")[: line - 1])
    return max(1, before + column - len(told.get("highlight") or "") + 1)


def position(node: exp.Expr) -> int:
    """The first character (from 1) that the tree remembers for a part; 1 when it remembers none."""
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    return min(starts) + 1 if starts else 1
