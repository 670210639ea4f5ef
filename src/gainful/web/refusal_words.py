"""What the web's own screens say when they refuse, in English and Chinese."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "nobody_chosen": {"en": "Nobody was chosen. Tick somebody first.", "zh": "尚未选择。请先勾选。"},
    "too_many_chosen": {
        "en": "More than {most} were chosen. Narrow the list, by township for instance.",
        "zh": "所选超过{most}项，请先缩小名单范围，如按乡镇筛选。",
    },
    "choose_an_officer": {"en": "Choose who shall look after them.", "zh": "请选择负责人。"},
    "say_the_day": {"en": "Say on which day.", "zh": "请填写日期。"},
    "no_such_household": {
        "en": "There is no household with the number {number} that you look after. Record it first.",
        "zh": "您负责的范围内没有户编号为 {number} 的户，请先登记该户。",
    },
    "too_many_to_compare": {
        "en": "More than {most} people are too many to compare at once. Choose a county or a township.",
        "zh": "超过{most}人，无法一次比对，请选择县或乡镇。",
    },
    "too_many_files": {
        "en": "At most {most} files at once: hand the others in as another batch.",
        "zh": "一次最多 {most} 个文件：其余请分批上传。",
    },
    "upload_too_large": {
        "en": "The files are larger than {megabytes} MB together: hand them in in parts.",
        "zh": "文件合计超过 {megabytes} MB：请分批上传。",
    },
}
