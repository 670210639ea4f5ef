"""Sealing: bound to its cell, another form each time, opened by no other key; look-up by another key."""

from __future__ import annotations

import json
import os
import stat

import pytest

from gainful.accounts import sealed
from gainful.accounts.sealed import Unsealable, digest, key_for, make_keys, seal, unseal

CELL = {"table": "registry_person", "column": "phone", "key": "a" * 16}


def test_a_sealed_text_opens_in_its_own_cell_only():
    text = seal("13900001111", **CELL)
    assert unseal(text, **CELL) == "13900001111"
    for moved in ({"table": "casework_spell"}, {"column": "id_number"}, {"key": "b" * 16}):
        with pytest.raises(Unsealable) as error:
            unseal(text, **(CELL | moved))
        assert "1390000" not in str(error.value) and CELL["key"] not in str(error.value)


def test_the_same_text_seals_to_another_form_each_time():
    assert seal("same", **CELL) != seal("same", **CELL)
    assert "same" not in seal("same", **CELL)


def test_a_digest_tells_kinds_apart_and_is_keyed(monkeypatch):
    assert digest("1234", "id") == digest("1234", "id") != digest("1234", "phone")
    before = digest("1234", "id")
    monkeypatch.setattr(sealed, "key_for", lambda purpose: b"another key")
    assert digest("1234", "id") != before


def test_each_purpose_has_its_own_key():
    assert len({key_for(purpose) for purpose in ("seal", "lookup", "pseudonym", "audit")}) == 4


def test_new_keys_are_for_the_owner_alone_and_never_overwritten(tmp_path):
    path = make_keys(tmp_path / "keys.json")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert len(set(json.loads(path.read_text()).values())) == 4
    with pytest.raises(FileExistsError):
        make_keys(path)
