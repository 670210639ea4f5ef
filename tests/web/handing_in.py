"""Handing workbooks in on screen, the work done at once; and small workbooks to hand in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gainful.accounts.models import AddedArea
from gainful.intake.models import Batch
from gainful.pack import load
from intake.county import person_number, workbook

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ABOVE = ("登记表", "填报单位：甘肃省陇南市禾川县        填报日期：2020年10月31日")
ELSEWHERE = ("登记表", "填报单位：云南省曲靖市云麓县        填报日期：2020年10月31日")
HEADER = ("户编号", "人编号", "姓名", "身份证号码", "与户主关系", "性别", "劳动能力", "行政村", "联系电话")
GOOD = person_number("62129919850304101")
SECOND = person_number("62129919900304102")


@pytest.fixture
def office(settings, tmp_path, site, cast):
    """The county officer's browser; long work is done within the request, in a home of this test's own."""
    settings.GAINFUL_HOME = tmp_path / "home"
    settings.GAINFUL_HOME.mkdir()
    settings.TASKS = AT_ONCE
    for area in load("gainful_china").demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from="2014-01-01")
    return site(cast.officer)


def registration(
    second: str = SECOND,
    *,
    village: str = "样例村",
    phone: str = "13900001111",
    header: Any = HEADER,
    above: Any = ABOVE,
) -> bytes:
    """A household of two, the second with this personal number."""
    head = ("62129910001", "6212991000101", "王秀", GOOD, "户主", "男", "普通劳动力", village, phone)
    wife = (None, "6212991000102", "李梅", second, "配偶", "女", "普通劳动力", None, None)
    return workbook(header, head, wife, above=above, sheet="石桥湾镇").getvalue()


def hand_in(browser: Client, content: bytes, name: str = "登记.xlsx") -> Batch:
    """The batch of one file handed in and read."""
    response = browser.post("/imports/", {"files": [SimpleUploadedFile(name, content)]})
    assert response.status_code == 302, response.content.decode()
    return Batch.objects.get(key=response["Location"].strip("/").split("/")[-1])


def act(browser: Client, batch: Batch, what: str) -> str:
    """An act on the batch, and the page after it."""
    response = browser.post(f"/imports/{batch.key}/{what}/", {"back": f"/imports/{batch.key}/"}, follow=True)
    assert response.status_code == 200
    batch.refresh_from_db()
    return text_of(response)


def page(browser: Client, batch: Batch, path: str = "") -> str:
    """The batch's page, or another of its pages."""
    response = browser.get(f"/imports/{batch.key}/{path}")
    assert response.status_code == 200
    return text_of(response)


def text_of(response: Any) -> str:
    """What a page says, without its marks."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", plain)
