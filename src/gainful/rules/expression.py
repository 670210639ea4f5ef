"""An expression: its text checked against the facts, typed, turned into nodes; all faults at once.

Allowed are and, or, not, = <> < <= > >=, between, in a list of literals, is [not] null, + - *, case with
an else, literals (dates as date '2020-02-26', money as yuan(3000)) and FUNCTIONS. All else is refused, so a
programme pack cannot run code. There are no fractions: floor_div divides and rounds down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from sqlglot import exp

from gainful.rules import nodes as n
from gainful.rules.kinds import FUNCTIONS, Mismatch, alike, arithmetic_kind, call_kind, kind_of_fact
from gainful.rules.text import ExpressionError, Fault, Unreadable, position, syntax_tree
from gainful.terms.facts import LARGEST, Fact

__all__ = ["FUNCTIONS", "Expression", "ExpressionError", "Fault", "parse"]

MOST_PARTS = 3_000
_CODE = re.compile(r"[\w.\-]{1,64}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YUAN = re.compile(r"\d+(\.\d{1,2})?")
_COMPARISONS: dict[type, str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_ARITHMETIC: dict[type, str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}
_CALLS: dict[type, str] = {
    exp.Least: "least",
    exp.Greatest: "greatest",
    exp.Abs: "abs",
    exp.MonthsBetween: "months_between",
    exp.AddMonths: "add_months",
}
# Why a thing that authors reach for is refused, and what to write instead.
_INSTEAD: dict[type, str] = {
    exp.Null: "unknown is not a value to write; name the fact that is not known",
    exp.Coalesce: "coalesce would turn unknown into an answer",
    exp.Aliases: "for whole division write floor_div(a, b)",
    exp.Div: "there are no fractions: write floor_div(a, b)",
    exp.IntDiv: "write floor_div(a, b), which rounds down on every engine",
    exp.If: "write case when ... then ... else ... end",
}


@dataclass(frozen=True, eq=False)
class Expression:
    """A checked expression: where it stands, text, root node, the facts and parameters it names."""

    rule: str
    field: str
    text: str
    root: n.Node
    facts: tuple[str, ...]
    parameters: tuple[str, ...]

    @property
    def kind(self) -> n.Kind:
        """What sort of value it gives."""
        return self.root.kind


def parse(
    text: str,
    *,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, n.Kind] | None = None,
    codes: Mapping[str, Collection[str]] | None = None,
    expected: str | None = None,
    rule: str = "rule",
    field: str = "expression",
) -> Expression:
    """The checked expression. Raises ExpressionError with every fault found.

    `codes` gives the codes of a list by its name; a list not given is not checked. `expected` is the kind
    that the whole must have, such as boolean.
    """
    reader = _Reader(facts, parameters or {}, codes or {})
    try:
        root = reader.read(syntax_tree(text))
    except Unreadable as stopped:
        raise ExpressionError(rule, field, [stopped.fault]) from None
    if not reader.faults and _size(root, {}) > MOST_PARTS:
        reader.faults.append(Fault("too_long", 1, f"more than {MOST_PARTS} parts when written out"))
    if not reader.faults and expected and root.kind.name != expected:
        hint = ": write yuan(3000)" if (expected, root.kind.name) == ("money", "integer") else ""
        reader.faults.append(Fault("kind", 1, f"this is {root.kind}, where {expected} is wanted{hint}"))
    if not reader.faults and root.kind == n.TEXT:
        reader.faults.append(Fault("kind", 1, "a text alone says nothing: compare it with a code"))
    if reader.faults:
        raise ExpressionError(rule, field, reader.faults)
    named = [node for node in n.walk(root) if isinstance(node, n.Name)]
    return Expression(
        rule=rule,
        field=field,
        text=text,
        root=root,
        facts=tuple(dict.fromkeys(node.name for node in named if not node.is_parameter)),
        parameters=tuple(dict.fromkeys(node.name for node in named if node.is_parameter)),
    )


def _size(node: n.Node, sizes: dict[n.Node, int]) -> int:
    """How many parts a node has when those that are meant twice are written out twice."""
    if node not in sizes:
        sizes[node] = 1 + sum(_size(part, sizes) for part in n.children(node))
    return sizes[node]


class _Reader:
    """Turns a syntax tree into nodes and gathers what is wrong with it."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        parameters: Mapping[str, n.Kind],
        codes: Mapping[str, Collection[str]],
    ) -> None:
        self.facts = facts
        self.parameters = parameters
        self.codes = codes
        self.faults: list[Fault] = []
        self._depth = 0

    def fault(self, at: exp.Expr, code: str, message: str) -> n.Node:
        """Notes a fault and returns a part that goes with everything."""
        self.faults.append(Fault(code, position(at), message))
        return n.Literal(False, n.BROKEN)

    def read(self, tree: exp.Expr) -> n.Node:
        """The node of a part of the tree; refused parts become broken ones."""
        allowed = _READERS.get(type(tree))
        if allowed is None:
            why = _INSTEAD.get(
                type(tree),
                "a rule has names, literals, comparisons, and, or, not, in, between, case, + - * and its functions",
            )
            return self.fault(tree, "not_allowed", f"{_call_name(tree) or tree.key} is not allowed: {why}")
        arguments, method = allowed
        extra = [key for key, value in tree.args.items() if value and key not in arguments]
        if extra:
            return self.fault(tree, "not_allowed", f"{tree.key} with {extra[0]} is not allowed")
        self._depth += 1
        try:
            if self._depth > 60:
                return self.fault(tree, "too_deep", "nested too deeply; split it into conditions")
            return method(self, tree)
        finally:
            self._depth -= 1

    def paren(self, tree: exp.Expr) -> n.Node:
        return self.read(tree.this)

    def column(self, tree: exp.Expr) -> n.Node:
        name = tree.this
        if not isinstance(name, exp.Identifier) or name.args.get("quoted"):
            return self.fault(tree, "unknown_fact", "a fact is named plainly, without quotation marks")
        if name.name in self.parameters:
            return n.Name(name.name, self.parameters[name.name], is_parameter=True)
        fact = self.facts.get(name.name)
        if fact is None:
            like = getattr(self.facts, "like", lambda _: None)(name.name)
            hint = f"; did you mean {like}?" if like else ""
            return self.fault(tree, "unknown_fact", f"no fact or parameter is called {name.name[:60]}{hint}")
        return n.Name(fact.name, kind_of_fact(fact))

    def literal(self, tree: exp.Expr) -> n.Node:
        if tree.args.get("is_string"):
            if not _CODE.fullmatch(tree.this):
                return self.fault(
                    tree, "literal", "a code is letters, digits, points, dashes and underscores"
                )
            return n.Literal(tree.this, n.TEXT)
        if not tree.this.isascii() or not tree.this.isdigit():
            return self.fault(tree, "literal", "numbers are whole and written in plain digits")
        if int(tree.this) > LARGEST:
            return self.fault(tree, "literal", "this number is beyond 64 bits")
        return n.Literal(int(tree.this), n.INTEGER)

    def truth(self, tree: exp.Expr) -> n.Node:
        return n.Literal(bool(tree.this), n.BOOLEAN)

    def date(self, tree: exp.Expr) -> n.Node:
        text = tree.this
        if tree.args["to"].this != exp.DType.DATE or not (isinstance(text, exp.Literal) and text.is_string):
            return self.fault(tree, "not_allowed", "only date '2020-02-26' is allowed, no other cast")
        try:
            day = date.fromisoformat(text.this if _DATE.fullmatch(text.this) else "")
        except ValueError:
            return self.fault(tree, "literal", "this is no date of the form 2020-02-26")
        return n.Literal(day, n.DATE)

    def negation(self, tree: exp.Expr) -> n.Node:
        return n.Not(self.boolean(tree.this))

    def connective(self, tree: exp.Expr) -> n.Node:
        """A chain of `and` (or of `or`) is one node, however long."""
        parts, waiting = [], [tree]
        while waiting:
            here = waiting.pop()
            if type(here) is type(tree):
                waiting += [here.expression, here.this]
            else:
                parts.append(self.boolean(here))
        return n.All(tuple(parts)) if isinstance(tree, exp.And) else n.AnyOf(tuple(parts))

    def boolean(self, tree: exp.Expr) -> n.Node:
        node = self.read(tree)
        if node.kind not in (n.BOOLEAN, n.BROKEN):
            return self.fault(tree, "kind", f"this is {node.kind}, where something true or false is wanted")
        return node

    def same(self, at: exp.Expr, parts: list[n.Node]) -> list[n.Node]:
        """The parts with literals fitted to the kind of the others, or broken ones after a fault."""
        try:
            fitted = alike(parts)
        except Mismatch as mismatch:
            return [self.fault(at, "kind", str(mismatch))] * len(parts)
        for part in fitted:
            known = self.codes.get(part.kind.detail or "") if part.kind.name == "code" else None
            if known is not None and isinstance(part, n.Literal) and part.value not in known:
                self.fault(at, "unknown_code", f"{part.kind.detail} has no code '{part.value}'")
        return fitted

    def compare(self, tree: exp.Expr) -> n.Node:
        left, right = self.same(tree, [self.read(tree.this), self.read(tree.expression)])
        operator = _COMPARISONS[type(tree)]
        if operator not in ("=", "<>") and left.kind.name in ("boolean", "code"):
            return self.fault(tree, "kind", f"{left.kind} has no order: only = and <> compare it")
        return n.Compare(operator, left, right)

    def between(self, tree: exp.Expr) -> n.Node:
        parts = [self.read(part) for part in (tree.this, tree.args["low"], tree.args["high"])]
        here, low, high = self.same(tree, parts)
        if here.kind.name in ("boolean", "code"):
            return self.fault(tree, "kind", f"{here.kind} has no order")
        return n.All((n.Compare(">=", here, low), n.Compare("<=", here, high)))

    def member(self, tree: exp.Expr) -> n.Node:
        if not tree.expressions:
            return self.fault(tree, "not_allowed", "in wants a list of literals")
        here, *values = self.same(tree, [self.read(part) for part in (tree.this, *tree.expressions)])
        if not all(isinstance(value, n.Literal) for value in values):
            return self.fault(tree, "not_allowed", "the list after in holds literals only; use or")
        return n.In(here, cast("tuple[n.Literal, ...]", tuple(values)))

    def unknown(self, tree: exp.Expr) -> n.Node:
        if not isinstance(tree.expression, exp.Null):
            return self.fault(
                tree, "not_allowed", "is true would read unknown as no; only is null is allowed"
            )
        return n.IsUnknown(self.read(tree.this))

    def arithmetic(self, tree: exp.Expr) -> n.Node:
        operator = _ARITHMETIC[type(tree)]
        left, right = self.read(tree.this), self.read(tree.expression)
        if operator != "*":
            left, right = self.same(tree, [left, right])
        try:
            return n.Arithmetic(operator, left, right, arithmetic_kind(operator, left.kind, right.kind))
        except Mismatch as mismatch:
            return self.fault(tree, "kind", str(mismatch))

    def negative(self, tree: exp.Expr) -> n.Node:
        node = self.read(tree.this)
        if node.kind.name not in ("integer", "money", "broken"):
            return self.fault(tree, "kind", f"minus {node.kind} means nothing")
        if isinstance(node, n.Literal) and node.kind != n.BROKEN:
            return replace(node, value=-cast("int", node.value))
        return n.Negative(node, node.kind)

    def call(self, tree: exp.Expr) -> n.Node:
        name = _call_name(tree)
        parts = [
            part for value in tree.args.values() for part in (value if isinstance(value, list) else [value])
        ]
        parts = [part for part in parts if isinstance(part, exp.Expr)]
        if name == "yuan":
            return self.yuan(tree, parts)
        if name not in FUNCTIONS:
            return self.fault(tree, "unknown_function", f"no function {name[:60]}: there are {_LISTED}")
        low, high = FUNCTIONS[name]
        if not low <= len(parts) <= high:
            return self.fault(tree, "arguments", f"{name} takes {low} to {high} arguments, not {len(parts)}")
        arguments = [self.read(part) for part in parts]
        if name in ("least", "greatest"):
            arguments = self.same(tree, arguments)
        try:
            return n.Call(name, tuple(arguments), call_kind(name, [part.kind for part in arguments]))
        except Mismatch as mismatch:
            return self.fault(tree, "kind", str(mismatch))

    def yuan(self, tree: exp.Expr, parts: list[exp.Expr]) -> n.Node:
        text = parts[0].this if len(parts) == 1 and isinstance(parts[0], exp.Literal) else ""
        if not isinstance(text, str) or not _YUAN.fullmatch(text) or parts[0].is_string:
            return self.fault(tree, "literal", "yuan takes one number with at most two decimals")
        whole, _, rest = text.partition(".")
        fen = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
        return n.Literal(fen, n.MONEY) if fen <= LARGEST else self.fault(tree, "literal", "beyond 64 bits")

    def case(self, tree: exp.Expr) -> n.Node:
        if tree.args.get("default") is None:
            return self.fault(tree, "no_else", "a case says what holds otherwise: add else")
        subject = self.read(tree.this) if tree.this else None
        whens, thens = [], []
        for branch in tree.args["ifs"]:
            if subject is None:
                whens.append(self.boolean(branch.this))
            else:
                left, right = self.same(branch, [subject, self.read(branch.this)])
                whens.append(n.Compare("=", left, right))
            thens.append(self.read(branch.args["true"]))
        *thens, otherwise = self.same(tree, [*thens, self.read(tree.args["default"])])
        branches = tuple(zip(whens, thens, strict=True))
        kind = next((part.kind for part in (*thens, otherwise) if part.kind.detail), otherwise.kind)
        if isinstance(otherwise, n.Case):
            # An else that is a case itself goes on with the same question: one flat list of branches.
            branches, otherwise = branches + otherwise.branches, otherwise.otherwise
        return n.Case(branches, otherwise, kind)


def _call_name(tree: exp.Expr) -> str:
    if isinstance(tree, exp.Anonymous):
        return str(tree.this).lower()
    return _CALLS.get(type(tree), "")


_LISTED = ", ".join((*FUNCTIONS, "yuan"))
_BINARY = ("this", "expression")
_READERS: dict[type, tuple[tuple[str, ...], Callable[[_Reader, exp.Expr], n.Node]]] = {
    exp.Paren: (("this",), _Reader.paren),
    exp.Column: (("this",), _Reader.column),
    exp.Literal: (("this", "is_string"), _Reader.literal),
    exp.Boolean: (("this",), _Reader.truth),
    exp.Cast: (("this", "to"), _Reader.date),
    exp.Not: (("this",), _Reader.negation),
    exp.And: (_BINARY, _Reader.connective),
    exp.Or: (_BINARY, _Reader.connective),
    exp.Between: (("this", "low", "high"), _Reader.between),
    exp.In: (("this", "expressions"), _Reader.member),
    exp.Is: (_BINARY, _Reader.unknown),
    exp.Neg: (("this",), _Reader.negative),
    exp.Case: (("this", "ifs", "default"), _Reader.case),
    exp.Abs: (("this",), _Reader.call),
    exp.MonthsBetween: (_BINARY, _Reader.call),
    exp.AddMonths: (_BINARY, _Reader.call),
    exp.Least: (("this", "expressions", "ignore_nulls"), _Reader.call),
    exp.Greatest: (("this", "expressions", "ignore_nulls"), _Reader.call),
    exp.Anonymous: (("this", "expressions"), _Reader.call),
    **{kind: (_BINARY, _Reader.compare) for kind in _COMPARISONS},
    **{kind: (_BINARY, _Reader.arithmetic) for kind in _ARITHMETIC},
}
