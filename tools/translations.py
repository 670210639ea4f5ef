"""Compile every .po into the .mo that Django reads, with Babel, so that no msgfmt is needed."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Compile all catalogues under src."""
    for source in sorted((ROOT / "src").rglob("*.po")):
        with source.open("rb") as read:
            catalogue = read_po(read)
        with source.with_suffix(".mo").open("wb") as write:
            write_mo(write, catalogue)


if __name__ == "__main__":
    main()
