"""What casework says when it refuses about help, questions not asked, and disputes, in English and Chinese."""

from __future__ import annotations

HELP_REFUSALS: dict[str, dict[str, str]] = {
    "nothing_to_look_into": {
        "en": "There is no such sign here now, or somebody has just looked into it.",
        "zh": "此处目前没有该迹象，或刚刚已有人核查。",
    },
    "terms_not_shown": {
        "en": "The offer does not say everything: work, place, pay, hours, housing, deductions, end, whom to call. "
        "Show the opening again.",
        "zh": "该推荐未说明全部内容：工作、地点、报酬、工时、食宿、扣款、期限、联系人。请重新展示该岗位。",
    },
    "own_heap": {
        "en": "You wrote these consents down yourself: somebody else has to look into it.",
        "zh": "这些同意由您登记，须由他人核查。",
    },
    "ask_the_signs": {
        "en": "The eleven questions about forced labour come first. Ask them by the script, or say why they could not "
        "be asked.",
        "zh": "须先询问十一个强迫劳动问题。请按问卷询问，或说明没能问到的原因。",
    },
    "not_a_trouble": {
        "en": "The programme has no such kind of trouble: {given}.",
        "zh": "没有这种家庭变故类型：{given}。",
    },
    "say_it_in_their_words": {
        "en": "Write down what befell the household, in its own words.",
        "zh": "请用本人原话写下家里发生了什么。",
    },
    "no_help_due": {
        "en": "No help is to be offered on this now, or somebody has just offered it.",
        "zh": "目前无需就此提供帮助，或刚刚已有人提供。",
    },
    "say_what_was_offered": {"en": "Write down what was offered.", "zh": "请写下提供了什么帮助。"},
    "say_when_again": {
        "en": "Say on which day to ask again: after today, within {days} days.",
        "zh": "请填写再问日期：今天以后、{days}天以内。",
    },
    "not_an_answer": {
        "en": "An answer is: they want it, they do not, or later.",
        "zh": "答复只能是：要、不要、以后再说。",
    },
    "say_what_is_not_right": {"en": "Say what is not right.", "zh": "请说明哪里没有解决。"},
    "nothing_to_dispute": {
        "en": "This complaint is not resolved yet: there is nothing to dispute.",
        "zh": "该投诉尚未办结，无需提出不认可。",
    },
    "disputed_already": {
        "en": "It was disputed already and stands open again.",
        "zh": "已提出不认可，正在重新办理。",
    },
    "dispute_settled_already": {"en": "This dispute is settled.", "zh": "该不认可事项已处理。"},
    "who_answered_settles_no_dispute": {
        "en": "Whoever handled the complaint does not settle a dispute about it.",
        "zh": "经办过该投诉的人不能处理对它的不认可。",
    },
    "pay_overdue_there": {
        "en": "A worker there has waited 15 days or more for pay. Placements wait until they confirm that it came.",
        "zh": "该单位有劳动者工资逾期15天以上未确认收到，待本人确认后方可安置。",
    },
}
