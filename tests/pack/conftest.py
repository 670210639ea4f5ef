"""The pack that the tests of this folder read, and a small one that they may break."""

from __future__ import annotations

from pathlib import Path

import pytest

from gainful.pack import Pack, load
from gainful.pack.files import PackFiles
from gainful.terms.places import LocationClass, Remark

CODES = "code,en,broader,valid_from,valid_to,synonyms,rank\n"
SMALL = {
    "pack.toml": '[programme]\nname = {en = "Small"}\nlanguages = ["en"]\ncurrency = "CNY"\n'
    'personal_number = "cn.ric"\n',
    "codes/areas.csv": "code,name,level,valid_from,valid_to,successors\n11,Northland,province,,,\n"
    "1101,Northtown,prefecture,,,\n",
    "codes/place_words.csv": "kind,word,area,location_class,remark,short\nending,town,,,,\n",
    "codes/location_classes.csv": CODES + "".join(f"{code},{code},,,,,\n" for code in LocationClass),
    "codes/place_remarks.csv": CODES + "".join(f"{code},{code},,,,,\n" for code in Remark),
    "parameters/law.yaml": "pay:\n  unit: CNY\n  values:\n"
    '    - {area: "0", from: 2020-01-01, value: 5, verified: true, source: law}\n',
}  # fmt: skip


@pytest.fixture(scope="session")
def china() -> Pack:
    """The pack that ships."""
    return load("gainful_china")


@pytest.fixture
def small(tmp_path: Path) -> PackFiles:
    """A pack of few lines in a folder, without a fault."""
    for path, text in SMALL.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return PackFiles("small", tmp_path)
