"""What benefits say when they refuse, in English and Chinese."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "flag_settled": {
        "en": "This flag was reviewed on {on}. A review stays as it was made.",
        "zh": "该提示已于{on}核查完毕，核查结论不再更改。",
    },
    "flag_needs_a_reviewer": {
        "en": "A review is made by a person of the staff, under their own name.",
        "zh": "核查须由工作人员以本人名义作出。",
    },
    "flag_needs_a_finding": {
        "en": "Say what was found: explained, record wrong, or handed on; and say in words why.",
        "zh": "请注明核查结论（已说明、登记有误或移交处理），并写明依据。",
    },
    "what_a_test_saw_stays": {
        "en": "What a test saw stays as it was seen.",
        "zh": "检测所见内容不得改写。",
    },
    "a_review_stays": {
        "en": "A review that was made stays as it was made.",
        "zh": "已作出的核查结论不得改写。",
    },
    "threshold_not_set": {
        "en": "The programme sets no value for {names}: fraud tests cannot run.",
        "zh": "项目未设定 {names} 的数值，无法运行检测。",
    },
}

TABLES = {
    "benefits_fraudflag": {
        "en": ("flag of a fraud test", "flags of fraud tests"),
        "zh": ("检测提示", "检测提示"),
    },
}
