"""The sentences of intake: for each code how grave it is, and what to say, in Chinese and English.

refused: the row's or cell's datum is not taken. warning: it is taken, and somebody must look. remark: said, no more.
mended: put right without doubt, and said. `{header}` is the column's own header; other words in braces are given with
the finding. Each sentence says what is wrong and what would be right.
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    REFUSED = "refused"
    WARNING = "warning"
    REMARK = "remark"
    MENDED = "mended"


R, W, N, M = Severity.REFUSED, Severity.WARNING, Severity.REMARK, Severity.MENDED

# fmt: off
WHOLE_FILE: dict[str, tuple[str, str]] = {
    "empty_file": ("文件是空的。", "The file is empty."),
    "not_a_workbook": ("这不是工作簿：请上传 .xlsx 工作簿或 .csv 表格。", "This is not a workbook: please hand in an .xlsx workbook or a .csv table."),
    "old_workbook_format": ("这是旧格式（.xls）：请在表格软件中另存为 .xlsx 再上传。", "This workbook is in the old format (.xls): save it as .xlsx and hand it in again."),
    "encrypted_workbook": ("工作簿设有密码：请取消密码后再上传。", "The workbook is under a password: remove it and hand the file in again."),
    "damaged_workbook": ("工作簿已损坏，无法打开：请重新导出后再上传。", "The workbook is damaged and cannot be opened: save it afresh and hand it in again."),
    "damaged_table": ("表格的引号或分隔不完整，无法读取：请重新导出为 CSV。", "The table's quotation marks or separators are broken: export it as CSV again."),
    "text_in_unknown_encoding": ("表格的文字编码无法识别：请另存为 UTF-8 或 GB18030 的 CSV。", "The table's text encoding is not known: save it as CSV in UTF-8 or GB18030."),
    "workbook_too_large": ("文件太大：请按乡镇分开上传。", "The file is too large: hand it in by township."),
    "workbook_expands_too_far": ("压缩内容异常膨胀，可能有害，未打开。", "The file's packed content expands beyond reason and may be harmful; it was not opened."),
    "workbook_needs_too_much_memory": ("读取此文件所需内存过大，可能有害，未读取。", "Reading the file takes more memory than any real form; it was not read."),
    "workbook_breaks_the_reader": ("此文件使读取程序中断，可能有害或已损坏，未读取。", "The file broke off the reader; it is damaged or harmful and was not read."),
    "reading_takes_too_long": ("读取此文件时间过长，已停止：请按乡镇分开上传。", "Reading the file took too long and was stopped: hand it in by township."),
    "doctype_in_workbook": ("文件内含文档类型声明（DOCTYPE），不安全，未打开。", "The file holds a document type declaration (DOCTYPE), which is unsafe; it was not opened."),
    "workbook_with_path_tricks": ("压缩包内的文件路径不正常，未打开。", "The paths inside the file are not those of a workbook; it was not opened."),
    "workbook_with_macros": ("工作簿含有宏：请另存为不含宏的 .xlsx 再上传。", "The workbook holds macros: save it as .xlsx without macros and hand it in again."),
    "archive_in_workbook": ("工作簿内夹带其他压缩文件，未打开。", "The workbook carries another archive inside; it was not opened."),
    "sheet_too_wide": ("工作表的列数过多（超过 512 列），未读取。", "A sheet has more than 512 columns and was not read."),
    "too_many_rows": ("行数超过一次上传的上限（{most} 行）：请分开上传。", "The file has more rows than one hand-in may have ({most}): hand it in in parts."),
    "no_header_row": ("工作表「{found}」前十行内找不到表头。", "No header row was found in the first ten rows of the sheet “{found}”."),
    "two_header_rows": ("工作表「{found}」有两行表头：请合并为一行后再上传。", "The sheet “{found}” has two header rows: make them one and hand the file in again."),
    "required_column_missing": ("缺少必需的列：{found}。", "A column that the form cannot do without is missing: {found}."),
    "wrong_county": ("文件属于{found}，不是{right}：整份文件未导入。", "The file is of {found}, not of {right}: nothing of it was taken."),
    "files_of_two_counties": ("同一批文件来自不同的县（{found}、{right}）：请分开导入。", "The files come from different counties ({found}, {right}): import them apart."),
    "county_not_known": ("填报单位「{found}」不在区划名单中：请核对，或先添加该地区。", "The filing line names “{found}”, which is no area on the list: correct it, or add the area first."),
    "county_not_stated": ("表中没有填报单位，也没有指定县：请指定地区代码。", "No sheet says which county files it: name the county."),
    "filing_date_not_stated": ("表中没有填报日期：请补上填报日期。", "No sheet says on which day it was filed: add the filing date."),
}

CODES: dict[str, tuple[Severity, str, str]] = {
    # Files, sheets, columns
    "unknown_form": (N, "不认识这种表，未导入：{found}。", "This form is not known yet and was not imported: {found}."),
    "hidden_sheet_not_read": (N, "隐藏的工作表未读取：{found}。", "A hidden sheet was not read: {found}."),
    "column_never_kept": (N, "「{header}」一列按规定不保存，已删去。", "The column “{header}” is never kept; it was dropped."),
    "column_not_known": (N, "不认识的列「{header}」，未导入。", "The column “{header}” is not known and was not imported."),
    "column_twice": (W, "「{header}」与另一列同义，只采用了前一列。", "The column “{header}” means the same as an earlier one; only the first was taken."),
    "column_of_formulas": (N, "「{header}」由公式计算，采用了保存时的数值。", "The column “{header}” is computed; the values it showed when saved were taken."),
    "formulas_without_place": (N, "有 {found} 个公式单元格没有位置信息。", "{found} formula cells do not say where they stand."),
    "header_repeated": (N, "表中重复出现表头，已跳过。", "The header row stands once more among the rows; it was passed over."),
    "total_row": (N, "合计行不导入。", "A row of totals is not imported."),
    # Cells
    "formula_in_text": (R, "「{header}」应为文字，却是公式，未采用。", "“{header}” should be text and is a formula; it was not taken."),
    "formula_without_value": (R, "「{header}」的公式没有保存数值，未采用。", "The formula in “{header}” keeps no value; it was not taken."),
    "error_cell": (R, "「{header}」是错误值，未采用。", "“{header}” is an error value; it was not taken."),
    "id_as_number": (R, "「{header}」存成了数字，末几位已丢失：请按文本重新填写 18 位号码。", "“{header}” is stored as a number, which destroys its last digits: write all 18 as text."),
    "id_length": (R, "「{header}」位数不对，应为 18 位。", "“{header}” does not have the right length of 18."),
    "id_characters": (R, "「{header}」含有不该有的字符。", "“{header}” holds characters that such a number cannot have."),
    "id_checksum": (R, "「{header}」校验位不符，号码有误。", "“{header}” fails its check digit, so the number is wrong."),
    "id_birth_date": (R, "「{header}」中的出生日期不成立。", "The birth date in “{header}” is impossible."),
    "id_missing": (R, "「{header}」为空。", "“{header}” is empty."),
    "id_mended": (M, "「{header}」已规范（全角、空格、撇号或小写 x）。", "“{header}” was put in order (width, blanks, apostrophe or small x)."),
    "name_mended": (M, "「{header}」中的空格已去掉。", "Blanks inside “{header}” were taken out."),
    "date_not_a_date": (W, "「{header}」不是日期，应如 2020-04-27。", "“{header}” is not a date; write it as 2020-04-27."),
    "year_not_a_year": (W, "「{header}」不是年份，应如 2019。", "“{header}” is not a year; write it as 2019."),
    "number_not_a_number": (W, "「{header}」不是整数。", "“{header}” is not a whole number."),
    "money_not_a_number": (W, "「{header}」不是金额，应为元。", "“{header}” is not an amount of yuan."),
    "wage_not_a_number": (W, "「{header}」没有写明数额，按未知处理。", "“{header}” states no amount; the pay is unknown, not 0."),
    "pay_not_stated": (N, "「{header}」面议：按未写明处理。", "“{header}” is to be agreed: the pay is not stated."),
    "answer_not_yes_or_no": (W, "「{header}」应填是或否。", "“{header}” should say yes or no."),
    "word_not_known": (W, "「{header}」中的「{found}」不在名单中。", "“{found}” in “{header}” is on no list."),
    "title_not_an_occupation": (N, "岗位「{found}」不在工种名单中，只保留文字。", "The job title “{found}” is no occupation on the list; the text is kept."),
    "skill_text_only": (N, "技能要求「{found}」只保留文字。", "The skill “{found}” is kept as text only."),
    "place_not_known": (N, "「{header}」中的地点「{found}」无法辨认，只保留文字。", "The place “{found}” in “{header}” is not known; the text is kept."),
    "phone_not_a_number": (W, "「{header}」不是电话号码，未采用。", "“{header}” is not a phone number; it was not taken."),
    "account_as_number": (R, "「{header}」存成了数字，末几位已丢失：请按文本重新填写。", "“{header}” is stored as a number, which destroys its last digits: write it as text."),
    "account_not_a_number": (R, "「{header}」不是银行账号，未采用。", "“{header}” is not an account number; it was not taken."),
    "identifier_as_number": (R, "「{header}」存成了数字，末几位已丢失：请按文本重新填写。", "“{header}” is stored as a number, which destroys its last digits: write it as text."),
    "text_too_long": (W, "「{header}」过长，未采用。", "“{header}” is too long; it was not taken."),
    "forecast_income": (R, "「{header}」是预计数：预计收入不是收入，未采用。", "“{header}” is a forecast: expected income is not income and was not taken."),
    # Rows
    "row_not_understood": (W, "这一行没有姓名和编号，未导入。", "The row names nobody and carries no number; it was not imported."),
    "household_unknown": (R, "这一行不知属于哪一户。", "The row does not say which household it belongs to."),
    "sex_contradicts_id": (W, "「{header}」与证件号码不符。", "“{header}” contradicts the personal number."),
    "duplicate_person": (R, "此人已在「{place}」第 {other} 行登记，本行未采用。", "The person already stands on “{place}”, row {other}; this row was not taken."),
    "row_twice": (N, "与第 {other} 行重复。", "The row says again what row {other} says."),
    "household_not_in_registry": (R, "「{header}」不在建档立卡名册中。", "“{header}” is no household of the registry."),
    "not_in_registry": (R, "此人不在建档立卡名册中，本行未采用。", "The person is not in the registry; the row was not taken."),
    "person_refused_in_registration": (R, "此人在登记表中的证件号码未通过，请先更正登记表。", "The person's number was refused in the registration: mend it there first."),
    "under_16": (R, "此人当时未满 {right} 周岁：不登记就业，另案保护。", "The person was under {right} on that day: no job is recorded; a protection case is opened."),
    "end_before_start": (R, "结束日期早于开始日期。", "The end lies before the start."),
    "start_in_the_future": (R, "「{header}」晚于填报日期：尚未发生。", "“{header}” lies after the filing date: it has not happened."),
    "end_in_the_future": (W, "「{header}」晚于填报日期：按计划结束日期处理。", "“{header}” lies after the filing date: it is kept as a planned end."),
    "date_after_filing": (N, "「{header}」晚于填报日期。", "“{header}” lies after the filing date."),
    "overlapping_spell": (W, "与第 {other} 行的就业时间重叠。", "The spell overlaps with that of row {other}."),
    "fee_or_deposit_noted": (W, "备注提到押金或收费：「{found}」。", "The note speaks of a deposit or fee: “{found}”."),
    "document_retention_noted": (W, "备注提到扣留证件：「{found}」。", "The note speaks of papers being kept: “{found}”."),
    "consent_without_signature": (W, "同意推荐但没有本人签字：不算同意。", "Agrees to referral without a signature: no consent is recorded."),
    "signed_by_another": (W, "签字与姓名不同：不算本人同意。", "The signature is not the person's name: no consent is recorded."),
    "income_source_missing": (W, "「{header}」为空：按未知处理，不当作 0。", "“{header}” is empty: unknown, not 0."),
    "income_does_not_add_up": (W, "各项收入减支出与「{header}」不符，相差 {found} 元。", "The sources less the cost do not give “{header}”: {found} yuan apart."),
    "attendance_over_days": (R, "「{header}」超过培训天数 {right}。", "“{header}” is more than the course's {right} days."),
    "part_over_whole": (W, "「{header}」超过总数 {right}。", "“{header}” is more than the whole of {right}."),
    "discriminatory_requirement": (W, "歧视性要求：「{found}」。", "A requirement that discriminates: “{found}”."),
    "fee_or_deposit_asked": (W, "向劳动者收费或收押金：「{found}」。", "Asks a fee or deposit of the worker: “{found}”."),
    "document_retention": (W, "要求扣留证件：「{found}」。", "Asks to keep the worker's papers: “{found}”."),
    "excessive_hours": (W, "每周 {found} 小时，超过 {right} 小时。", "{found} hours a week, more than {right}."),
    "below_minimum_wage": (W, "月薪 {found} 元，低于当地最低工资 {right} 元{unverified}。", "{found} yuan a month is below the minimum wage there of {right}{unverified}."),
    "employer_code_wrong": (N, "「{header}」校验不符，只保留文字。", "“{header}” fails its check digit; the text is kept."),
}
# fmt: on


def sentence_of_refusal(code: str, language: str, **given: object) -> str:
    """The sentence that says why a file is refused as a whole."""
    chinese, english = WHOLE_FILE[code]
    return (chinese if language.startswith("zh") else english).format_map(_Given(given))


def severity_of(code: str) -> Severity:
    """How grave a code is; a whole file's codes are refusals."""
    return Severity.REFUSED if code in WHOLE_FILE else CODES[code][0]


def sentences(code: str, **given: object) -> tuple[str, str]:
    """The Chinese and the English sentence of a code."""
    chinese, english = WHOLE_FILE[code] if code in WHOLE_FILE else CODES[code][1:]
    return chinese.format_map(_Given(given)), english.format_map(_Given(given))


class _Given(dict):
    """What a sentence is given; a word nobody gave is left out."""

    def __missing__(self, key: str) -> str:
        return ""
