"""What one row says is held against other rows, other files, the law, and what is on record."""

from __future__ import annotations

from datetime import date

import pytest

from gainful.intake.checks import KnownSpell, NothingKnown, alike
from intake.county import codes, person_number, read, workbook

ANN = person_number("62129919920722246")
BO = person_number("62129919820722111")
CHILD = person_number("62129920060713502")
MEMBERS = ("户编号", "姓名", "性别", "证件号码", "与户主关系", "人编号")
WORKING = (
    "姓名",
    "证件号码",
    "就业渠道",
    "就业地点",
    "就业单位名称",
    "工种",
    "就业开始时间",
    "离职时间",
    "月工资",
    "备注",
)
SEEKING = ("姓名", "证件号码", "是否有就业意愿", "意愿就业地", "是否同意推荐岗位", "本人签字", "登记日期")
OPENINGS = ("单位名称", "单位类型", "工作地点", "岗位名称", "招聘人数", "月薪（元）", "其他要求", "每周工时")
INCOME = (
    "户编号",
    "年度",
    "工资性收入",
    "生产经营性收入",
    "财产性收入",
    "转移性收入",
    "生产经营性支出",
    "家庭纯收入",
)


class Registered(NothingKnown):
    """A registry that knows these people."""

    def __init__(self, *numbers, spells=(), refused=()):
        self.numbers, self.on_record, self.refused = numbers, spells, refused

    def identified(self, number):
        return number in self.numbers

    def refused_member(self, name, number):
        return name in self.refused

    def household(self, number):
        return number == "62129910200001"

    def spells(self, number):
        return self.on_record


def _member(
    number=ANN, name="赖馥", sex="女", household="62129910200001", relation="户主", own="6212991020000101"
):
    return household, name, sex, number, relation, own


def _spell(number=ANN, name="赖馥", starts="2020-01-01", ends=None, employer="某厂", note=None):
    return name, number, "扶贫车间", "本县", employer, "普工", starts, ends, 2000, note


def _in_work(*rows, known=None):
    return read(workbook(WORKING, *rows), known=known or Registered(ANN, BO, CHILD))


def _opening(pay=2000, other=None, hours=44, kind="企业", place="禾川县", title="普工"):
    return "某厂", kind, place, title, 3, pay, other, hours


def _income(*amounts):
    return read(workbook(INCOME, ("62129910200001", 2019, *amounts)), known=Registered())


def test_a_sex_that_contradicts_the_number_is_warned_about():
    assert codes(read(workbook(MEMBERS, _member(sex="男")))) == ["sex_contradicts_id"]


def test_of_two_rows_of_a_person_the_one_at_home_with_its_head_is_kept():
    stray = _member(household="62129910200009", relation="之子", own="6212991020000199")
    intake = read(workbook(MEMBERS, stray, _member()))
    assert [record.left_out for record in intake.records] == ["duplicate_person", ""]


def test_a_member_whose_number_is_refused_stays_a_member():
    (record,) = read(workbook(MEMBERS, _member(number=ANN[:-2] + "00"))).records
    assert not record.left_out and "id_number" in record.refused and "id_number" not in record.values


def test_a_worker_of_no_registered_household_is_not_taken():
    intake = _in_work(_spell(), known=Registered(BO))
    assert codes(intake) == ["not_in_registry"] and intake.records[0].left_out == "not_in_registry"


def test_a_worker_whose_registration_was_refused_is_told_where_to_mend_it():
    registration = workbook(MEMBERS, _member(number=float(ANN[:17] + "0")))
    intake = read(registration, workbook(WORKING, _spell()))
    assert codes(intake) == ["id_as_number", "person_refused_in_registration"]


def test_a_namesake_is_not_taken_for_the_refused_member():
    registration = workbook(MEMBERS, _member(number=float(BO[:17] + "0")))
    assert "not_in_registry" in codes(read(registration, workbook(WORKING, _spell())))


def test_a_member_refused_in_an_earlier_hand_in_is_known():
    assert codes(_in_work(_spell(), known=Registered(refused=["赖馥"]))) == ["person_refused_in_registration"]


@pytest.mark.parametrize(
    ("seen", "like"),
    [(ANN, True), (ANN[:9] + "5" + ANN[10:], True), (ANN[:-1], True), (ANN[:15], True), (ANN[:14] + "9", False),
     (ANN[1] + ANN[0] + ANN[2:], True), (None, False), ("", False), (BO, False)],
)  # fmt: skip
def test_two_numbers_are_alike_up_to_one_slip(seen, like):
    assert alike(seen, ANN) is like


def test_somebody_under_sixteen_at_work_is_not_recorded_as_working():
    intake = _in_work(_spell(number=CHILD, starts="2020-07-10"))
    assert codes(intake) == ["under_16"] and intake.records[0].left_out == "under_16"


@pytest.mark.parametrize(("work", "said"), [("架子工", ["hazardous_under_18"]), ("普工", []), ("保洁员", [])])
def test_only_work_known_to_be_hazardous_is_not_recorded_of_somebody_of_16(work, said):
    young = person_number("62129920031101502")
    row = list(_spell(number=young, starts="2020-01-01"))
    row[5] = work
    intake = _in_work(tuple(row), known=Registered(young))
    assert [code for code in codes(intake) if "hazard" in code] == said
    assert (intake.records[0].left_out == "hazardous_under_18") is bool(said)


def test_the_sixteenth_birthday_is_old_enough():
    assert codes(_in_work(_spell(number=person_number("62129920040101502"), starts="2020-01-01"),
                          known=Registered(person_number("62129920040101502")))) == []  # fmt: skip


def test_an_end_before_its_start_leaves_no_dates():
    intake = _in_work(_spell(starts="2020-05-05", ends="2020-04-05"))
    assert codes(intake) == ["end_before_start"]
    assert not {"starts_on", "ends_on"} & intake.records[0].values.keys()


def test_an_end_after_the_filing_date_is_a_plan():
    intake = _in_work(_spell(ends="2020-11-01"))
    assert codes(intake) == ["end_in_the_future"] and not intake.records[0].left_out


def test_an_end_on_the_filing_date_is_none():
    assert codes(_in_work(_spell(ends="2020-10-31"))) == []


def test_a_start_after_the_filing_date_has_not_happened():
    assert _in_work(_spell(starts="2020-11-01")).records[0].left_out == "start_in_the_future"


def test_two_jobs_at_once_are_warned_about_and_one_after_the_other_not():
    at_once = _in_work(_spell(), _spell(employer="他厂", starts="2020-06-01"))
    in_turn = _in_work(_spell(ends="2020-05-31"), _spell(employer="他厂", starts="2020-06-01"))
    assert (codes(at_once), codes(in_turn)) == (["overlapping_spell"], [])


def test_a_job_on_record_overlaps_but_the_same_row_again_does_not():
    on_record = KnownSpell(date(2020, 1, 1), None, "某厂", "general_labourer")
    known = Registered(ANN, spells=[on_record])
    assert codes(_in_work(_spell(), known=known)) == []
    assert codes(_in_work(_spell(starts="2020-02-01"), known=known)) == ["overlapping_spell"]


@pytest.mark.parametrize(
    ("note", "code"),
    [("公司收取押金500元", "fee_or_deposit_noted"), ("身份证由公司统一保管", "document_retention_noted")],
)
def test_a_note_of_a_deposit_or_kept_papers_is_warned_about(note, code):
    assert codes(_in_work(_spell(note=note))) == [code]


@pytest.mark.parametrize(("signature", "said"), [("赖馥", []), (None, ["consent_without_signature"]),
                                                 ("易飞", ["signed_by_another"])])  # fmt: skip
def test_only_the_persons_own_signature_is_consent(signature, said):
    row = ("赖馥", ANN, "是", "本县", "同意", signature, "2020-10-01")
    intake = read(workbook(SEEKING, row), known=Registered(ANN))
    assert codes(intake) == said
    assert (intake.records[0].values.get("agrees_to_referral") is True) is (not said)


def test_declining_referral_needs_no_signature():
    row = ("赖馥", ANN, "是", "本县", "不同意", None, "2020-10-01")
    intake = read(workbook(SEEKING, row), known=Registered(ANN))
    assert codes(intake) == [] and intake.records[0].values["agrees_to_referral"] is False


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ({"other": "女，45岁以下"}, ["discriminatory_requirement"]),
        ({"other": "入职缴纳服装押金300元"}, ["fee_or_deposit_asked"]),
        ({"hours": 60}, ["excessive_hours"]),
        ({"hours": 52}, []),
        ({"pay": 1600}, ["below_minimum_wage"]),
        ({"pay": 1620}, []),
        ({"pay": "1.5k-2k"}, ["below_minimum_wage"]),
        ({"pay": 600, "kind": "公益性岗位"}, []),
        ({"pay": 900, "hours": 20}, []),
        ({"pay": 900, "hours": None}, []),
        ({"pay": 2000, "place": "广东深圳"}, ["below_minimum_wage"]),
        ({"pay": "面议"}, ["pay_not_stated"]),
    ],
)
def test_an_opening_is_screened_for_what_must_not_be_asked(opening, said):
    assert codes(read(workbook(OPENINGS, _opening(**opening)))) == said


def test_an_empty_source_of_income_is_unknown_and_said():
    intake = _income(None, 6174, 242, 4794, 2054, 9156)
    assert codes(intake) == ["income_source_missing"] and "wage_fen" not in intake.records[0].values


def test_a_source_of_nought_is_nought():
    assert codes(_income(0, 549, 8, 2853, 100, 3310)) == []


@pytest.mark.parametrize(("total", "said"), [(3310, []), (3311, []), (3312, ["income_does_not_add_up"])])
def test_a_total_may_be_a_yuan_apart_from_its_parts(total, said):
    assert codes(_income(0, 549, 8, 2853, 100, total)) == said


def test_expected_income_is_not_taken():
    intake = _income("预计500", 549, 8, 2853, 100, 3810)
    assert codes(intake) == ["forecast_income"] and "wage_fen" not in intake.records[0].values


def test_income_of_an_unknown_household_is_not_taken():
    intake = read(workbook(INCOME, ("62129910200777", 2019, 0, 0, 0, 0, 0, 0)), known=Registered())
    assert codes(intake) == ["household_not_in_registry"]


def test_a_row_said_twice_is_passed_over_and_one_that_contradicts_is_not_taken():
    row = ("62129910200001", 2019, 0, 549, 8, 2853, 100, 3310)
    other = ("62129910200001", 2019, 0, 549, 8, 2853, 0, 3410)
    intake = read(workbook(INCOME, row, row, other), known=Registered())
    assert [record.left_out for record in intake.records] == ["", "row_twice", "row_contradicts"]


def test_more_days_attended_than_there_were_is_refused():
    head = ("班级编号", "培训工种", "天数", "姓名", "证件号码", "出勤天数")
    intake = read(workbook(head, ("1", "焊工", 10, "赖馥", ANN, 13)), known=Registered(ANN))
    assert codes(intake) == ["attendance_over_days"] and "attended_days" not in intake.records[0].values
