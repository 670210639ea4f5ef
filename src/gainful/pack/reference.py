"""The pack's code lists as a page of the reference."""

from __future__ import annotations

from gainful.pack.pack import Pack, name_columns
from gainful.terms.codes import Code


def code_lists_page(pack: Pack) -> str:
    """The page in Markdown: each list with its codes, their names, and what else the list says of them."""
    languages = name_columns(pack.languages)
    parts = ["# Code lists\n\nGenerated from the pack. The words on paper that mean a code are in its files."]
    for name, codes in sorted(pack.codes.items()):
        head = ["code", *languages, "more"]
        rows = [[item.code, *(item.names[lang] for lang in languages), _more(item)] for item in codes]
        lines = [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]
        parts.append(f"## {name}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _more(item: Code) -> str:
    """Broader code, rank, dates and further columns of a code, where it has them."""
    known = {
        "under": item.broader,
        "rank": item.rank,
        "from": item.valid_from,
        "to": item.valid_to,
        **item.attributes,
    }
    return ", ".join(f"{name} {value}" for name, value in known.items() if value not in (None, ""))
