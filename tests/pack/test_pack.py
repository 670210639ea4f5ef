"""Loading and checking: a pack is data found by name, and everything wrong in it is told at once."""

from __future__ import annotations

import pytest

from gainful.pack import Pack, PackFault, Problem, check, load
from gainful.pack.check import check_files


def test_the_pack_that_ships_has_no_fault(china):
    assert check(china) == []
    assert check("gainful_china") == []


def test_a_pack_says_what_it_is(china):
    assert china.languages == ("zh-hans", "en")
    assert (china.currency, china.personal_number) == ("CNY", "cn.ric")
    assert china.title["en"] and china.title["zh"]
    assert load("gainful_china") is china
    assert china.number_checker().kind == "cn.ric"


def test_a_pack_that_is_not_there_is_refused_by_name():
    with pytest.raises(PackFault, match="no such package"):
        load("gainful_nowhere")
    assert [problem.file for problem in check("gainful_nowhere")] == ["gainful_nowhere"]


def test_a_pack_with_the_least_in_it_works(small):
    assert check_files(small) == []
    pack = Pack(small)
    assert [area.name for area in pack.gazetteer()] == ["Northland", "Northtown"]
    assert (pack.demo_areas, pack.official, pack.screening) == ((), (), ())
    assert (pack.benefits, pack.forms, pack.indicators, pack.words) == ({}, {}, {}, {})


FAULTS = [
    ("pack.toml", "[programme]\nname = {}\n", "programme.currency"),
    ("pack.toml", "[programme\n", ""),
    ("pack.toml", '[programme]\nname = "x"\nlanguages = ["en"]\ncurrency = "CNY"\n'
     'personal_number = "no.where"\n', "programme.personal_number"),
    ("codes/areas.csv", "code,name\n", "line 1"),
    ("codes/areas.csv", "code,name,level,valid_from,valid_to,successors\n11,A,county,,,\n", "line 2"),
    ("codes/areas.csv", "code,name,level,valid_from,valid_to,successors\n1,A,province,,,\n", "line 2"),
    ("codes/areas.csv", "code,name,level,valid_from,valid_to,successors\n11,A,province,,,12\n", "A"),
    ("codes/areas.csv", "code,name,level,valid_from,valid_to,successors\n11,A,province,soon,,\n", "line 2"),
    ("codes/areas.csv", "code,name,level,valid_from,valid_to,successors\n11,A\n", "line 2"),
    ("codes/place_words.csv", "kind,word,area,location_class,remark,short\nrelative,here,moon,,,\n", "line 2"),
    ("codes/place_words.csv", "kind,word,area,location_class,remark,short\nrelative,here,,,why,\n", "line 2"),
    ("codes/place_words.csv", "kind,word,area,location_class,remark,short\nfancy,here,,,,\n", "line 2"),
    ("codes/location_classes.csv", "code,en,broader,valid_from,valid_to,synonyms,rank\n", "abroad"),
    ("codes/x.csv", "code,en,broader,valid_from,valid_to,synonyms,rank\na,,,,,,\n", "line 2"),
    ("codes/x.csv", "code,en,broader,valid_from,valid_to,synonyms,rank\na,A,,,,,first\n", "line 2"),
    ("codes/x.csv", "code,en,broader,valid_from,valid_to,synonyms,rank\na,A,b,,,,\n", "a"),
    ("codes/x.csv", "code,en,broader,valid_from,valid_to,synonyms,rank\na,A,,,,z,\nb,B,,,,z,\n", "z"),
    ("codes/x.csv", "code,en,broader,valid_from,valid_to,synonyms,rank\na,A,,,,,\na,B,,,,,\n", "a"),
    ("parameters/law.yaml", "pay: 5\n", "pay"),
    ("parameters/law.yaml", "- pay\n", ""),
    ("parameters/law.yaml", "pay: {unit: CNY}\npay: {unit: CNY}\n", "line 1"),
    ("parameters/law.yaml", "pay: [\n", "line 2"),
    ("screening/x.yaml", "- {ground: sex, codes: {opening: a}, patterns: ['(']}\n", "rule 1"),
    ("screening/x.yaml", "- {ground: sex}\n", "rule 1"),
    ("benefits/x.yaml", "- not a mapping\n", "page"),
    ("workbooks/x.yaml", "a: &a [*a]\nb: {\n", "line 3"),
    ("indicators/x.sql", "select 1\n", "line 1"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "place"), FAULTS)
def test_a_fault_is_told_with_its_file_its_place_and_what_would_be_right(small, path, text, place):
    (small.root / path).parent.mkdir(exist_ok=True)
    (small.root / path).write_text(text, encoding="utf-8")
    problems = check_files(small)
    assert (path, place) in [(problem.file, problem.place) for problem in problems]
    assert all(problem.found and problem.right for problem in problems)


def test_everything_wrong_is_told_at_once(small):
    for path, text, _ in [FAULTS[0], FAULTS[4], FAULTS[18], FAULTS[15]]:
        (small.root / path).write_text(text, encoding="utf-8")
    files = {problem.file for problem in check_files(small)}
    assert files == {"pack.toml", "codes/areas.csv", "parameters/law.yaml", "codes/x.csv"}


def test_a_part_with_a_fault_is_refused_and_the_others_still_read(small):
    (small.root / "parameters/law.yaml").write_text("pay: 5\n", encoding="utf-8")
    pack = Pack(small)
    with pytest.raises(PackFault, match=r"parameters/law\.yaml, pay: found no unit or no values"):
        _ = pack.parameters
    assert len(pack.gazetteer()) == 2


def test_a_pack_file_cannot_run_code(small):
    (small.root / "benefits").mkdir()
    (small.root / "benefits/x.yaml").write_text("a: !!python/object/apply:os.getcwd []\n", encoding="utf-8")
    assert [problem.file for problem in check_files(small)] == ["benefits/x.yaml"]


def test_a_file_that_is_not_utf_8_is_a_fault_and_not_a_crash(small):
    (small.root / "codes/areas.csv").write_bytes("code,name,市".encode("gb18030"))
    assert "codes/areas.csv" in {problem.file for problem in check_files(small)}


def test_a_problem_reads_as_a_sentence():
    problem = Problem("a.csv", "line 2", "no name", "a name")
    assert str(problem) == "a.csv, line 2: found no name; right would be a name"
