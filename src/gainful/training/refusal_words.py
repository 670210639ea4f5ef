"""What training says when it refuses, in English and Chinese."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "course_needs_a_number": {"en": "A course needs its number.", "zh": "请填写班级编号。"},
    "not_a_course_fact": {
        "en": "Nothing of that name is kept of a course: {names}.",
        "zh": "班级信息中没有这些项目：{names}。",
    },
    "attendance_over_days": {
        "en": "More days attended than the course has ({days}).",
        "zh": "出勤天数超过培训天数（{days}天）。",
    },
    "enrolment_of_somebody_else": {
        "en": "That seat in the course is somebody else's.",
        "zh": "该培训名额不属于此人。",
    },
    "certificate_before_course": {
        "en": "The certificate would be awarded before the course began.",
        "zh": "发证日期早于开班日期。",
    },
    "not_a_roll": {"en": "A roll is the paper one or the phone one.", "zh": "签到方式只有纸质和手机两种。"},
    "not_a_day_of_the_course": {
        "en": "The course does not run on that day.",
        "zh": "该日不在培训期间。",
    },
    "seat_of_another_course": {
        "en": "A seat on this roll belongs to another course.",
        "zh": "名单中有不属于本班的学员。",
    },
    "roll_case_closed_already": {"en": "This case is closed already.", "zh": "该核查事项已办结。"},
    "say_what_was_found_of_the_rolls": {
        "en": "Say what was found where the rolls differ.",
        "zh": "请填写两份签到不一致的核查结果。",
    },
    "no_monthly_evidence_here": {
        "en": "Only training through work is shown month by month.",
        "zh": "只有以工代训需要逐月提供凭证。",
    },
    "say_the_evidence": {
        "en": "Say what shows that the month took place.",
        "zh": "请填写当月的培训凭证。",
    },
    "month_outside_the_course": {
        "en": "The month lies outside the course.",
        "zh": "该月份不在培训期间。",
    },
    "not_an_award": {"en": "Nothing on the list of awards.", "zh": "荣誉类别不在代码表中。"},
    "award_needs_a_title": {"en": "An award needs its title.", "zh": "请填写奖项或荣誉名称。"},
}
