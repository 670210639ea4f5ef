"""How an amount comes about in one case: the branch that applied, in words, and the facts that settled it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gainful.rules import nodes as n
from gainful.rules.answer import compiled
from gainful.rules.benefit import Benefit
from gainful.rules.words import Labels, node_in_words
from gainful.terms.facts import FACTS

_WORDS = {
    "en": {"as": "as {0}: {1}", "and": " and ", "share": "{0} of {1}"},
    "zh": {"as": "因{0}，为{1}", "and": "，且", "share": "{1}的{0}"},
}


def reckoned(
    rule: Benefit, values: Mapping[str, Any], language: str, labels: Labels | None = None
) -> tuple[str, tuple[str, ...]]:
    """What a known amount was reckoned from, in `en` or `zh`, and the facts that it rests on, in the order looked at.

    `values` has the facts and parameters of the case. ("", ()) where the rule names one sum for everybody. Raises
    BenefitError while the rule's page has problems.
    """
    node, reasons, looked_at = rule.ready.amount_root, [], []
    while isinstance(node, n.Case):
        node, reason, seen = _branch(node, values)
        reasons += reason
        looked_at += seen
    facts = tuple(dict.fromkeys(one for part in [*looked_at, node] for one in _facts(part)))
    if not facts:
        return "", ()
    words = _WORDS[language]

    def say(part: n.Node) -> str:
        share = _share(part)
        if share is not None:
            return words["share"].format(*(say(one) for one in share))
        return node_in_words(part, language, facts=FACTS, parameters=values, labels=labels)

    said = say(node)
    if reasons:
        said = words["as"].format(words["and"].join(say(one) for one in reasons), said)
    return said, facts


def _branch(node: n.Case, values: Mapping[str, Any]) -> tuple[n.Node, list[n.Node], list[n.Node]]:
    """The branch that holds, the condition that chose it, and all the conditions that were looked at on the way."""
    looked_at = []
    for when, then in node.branches:
        looked_at.append(when)
        if compiled(when)(values):
            return then, [when], looked_at
    return node.otherwise, [], looked_at


def _share(node: n.Node) -> tuple[n.Node, n.Node] | None:
    """The percentage and what it is taken of, where a part is nothing but that."""
    match node:
        case n.Call(
            function="floor_div", arguments=(n.Arithmetic(operator="*") as product, n.Literal(value=100))
        ):
            for share, whole in ((product.right, product.left), (product.left, product.right)):
                if share.kind.detail == "percent":
                    return share, whole
    return None


def _facts(node: n.Node) -> list[str]:
    return [one.name for one in n.walk(node) if isinstance(one, n.Name) and not one.is_parameter]
