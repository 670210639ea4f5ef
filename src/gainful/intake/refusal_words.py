"""What intake's refusals say."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "no_files": {"en": "Choose at least one workbook.", "zh": "请至少选择一个工作簿。"},
    "two_files_of_one_name": {
        "en": "Two of the files have the same name: rename one.",
        "zh": "有两个文件同名：请改名后再上传。",
    },
    "run_under_way": {
        "en": "Work on this batch is under way: wait for it, or stop it.",
        "zh": "这一批正在处理：请等待或停止。",
    },
    "row_was_mended": {"en": "The row was mended already.", "zh": "这一行已经更正过了。"},
    "still_at_fault": {"en": "The row is still at fault: {why}", "zh": "这一行仍有问题：{why}"},
    "batch_was_read": {"en": "These workbooks were read already.", "zh": "这批工作簿已经读过了。"},
    "batch_not_staged": {
        "en": "There is nothing to apply: the batch is still being read, was refused, or was applied already.",
        "zh": "没有可应用的内容：这一批仍在读取、已被拒绝或已经应用。",
    },
    "batch_not_applied": {
        "en": "The batch is not applied, so there is nothing to undo.",
        "zh": "这一批没有应用，无可撤销。",
    },
    "batch_is_applied": {
        "en": "The batch is applied: undo it before letting go of it.",
        "zh": "这一批已经应用：请先撤销。",
    },
    "undo_window_closed": {
        "en": "The undo window closed on {until}: mend single records instead.",
        "zh": "撤销期已于 {until} 结束：请逐条更正。",
    },
    "workshop_unnamed": {"en": "The row names no workshop.", "zh": "这一行没有车间名称。"},
    "business_unnamed": {"en": "The row names no business.", "zh": "这一行没有主体名称。"},
    "course_unnumbered": {"en": "The row names no course.", "zh": "这一行没有班级编号。"},
    "opening_without_employer": {
        "en": "The row lacks employer or job title.",
        "zh": "这一行缺少单位或岗位名称。",
    },
    "opening_without_seats": {
        "en": "The row does not say how many are wanted.",
        "zh": "这一行没有招聘人数。",
    },
    "spell_without_start": {
        "en": "The row does not say when the job began.",
        "zh": "这一行没有就业开始时间。",
    },
    "month_not_stated": {"en": "The row does not say for which month.", "zh": "这一行没有月份。"},
    "told_otherwise_before": {
        "en": "An earlier file told this month otherwise and stays as it is; undo that import to take this one.",
        "zh": "此前的文件对该月说法不同：原记录保留；如以本表为准，请先撤销原导入。",
    },
    "insurance_without_start": {
        "en": "The row does not say since when the person is insured.",
        "zh": "这一行没有参保起始日期。",
    },
    "no_income_stated": {"en": "The row states no income at all.", "zh": "这一行没有任何收入数。"},
    "household_unknown": {
        "en": "The row does not say which household it belongs to.",
        "zh": "这一行不知属于哪一户。",
    },
    "household_not_in_registry": {"en": "The household is not in the registry.", "zh": "该户不在名册中。"},
    "not_in_registry": {"en": "The person is not in the registry.", "zh": "此人不在名册中。"},
}

# What the rows of intake's tables are called when undoing is refused because of them.
TABLES: dict[str, dict[str, object]] = {
    "intake_batch": {"en": ("import", "imports"), "zh": "次导入"},
    "intake_batchfile": {"en": ("imported file", "imported files"), "zh": "个导入文件"},
}
