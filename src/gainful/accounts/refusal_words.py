"""What the accounts chapter's refusals say, and what its tables are called."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "not_allowed": {"en": "You do not hold the right to do this here.", "zh": "您在此处没有这项权限。"},
    "somebody_was_quicker": {
        "en": "Somebody else wrote the same a moment ago, and theirs stands: look at it again before you go on.",
        "zh": "刚才已有他人登记同一事项,以其登记为准:请重新查看后再办理。",
    },
    "role_not_grantable": {
        "en": "You may not give the role {role} there.",
        "zh": "您不能在该处授予“{role}”角色。",
    },
    "contact_of_an_employer": {
        "en": "This account acts for an employer, and whoever acts for an employer holds no other role.",
        "zh": "该账号代表用人单位，不得兼任其他角色。",
    },
    "not_ones_own_account": {
        "en": "Nobody manages their own account: ask another administrator.",
        "zh": "不能管理自己的账号,请另一位管理员办理。",
    },
    "last_administrator": {
        "en": "Nobody else administers this area: post another administrator first.",
        "zh": "该地区没有其他管理员,请先任命另一位管理员。",
    },
    "lasting_passwords_in_demo_only": {
        "en": "Passwords that need not be replaced are for the demo only.",
        "zh": "只有演示系统才能使用无需更换的密码。",
    },
    "ends_before_it_begins": {
        "en": "The last day lies before the first.",
        "zh": "结束日期早于开始日期。",
    },
    "accounts_exist_already": {
        "en": "There are accounts already: an administrator invites the others.",
        "zh": "已有账号:其他人员由管理员邀请。",
    },
    "no_second_factor": {
        "en": "This account has no second factor.",
        "zh": "该账号没有设置第二重验证。",
    },
    "not_active": {"en": "This account is closed already.", "zh": "该账号已停用。"},
    "active_already": {"en": "This account is open already.", "zh": "该账号已启用。"},
    "name_not_usable": {
        "en": "A sign-in name has letters, digits and @ . + - _ only, at most 150.",
        "zh": "登录名只能包含字母、数字和 @ . + - _ ,最多150个字符。",
    },
    "name_taken": {"en": "This sign-in name is taken.", "zh": "该登录名已被使用。"},
    "posted_already": {
        "en": "This account holds that role there at that time already.",
        "zh": "该账号在此期间已在该处担任此角色。",
    },
    "ended_already": {"en": "This posting has ended by then.", "zh": "该任职届时已结束。"},
    "area_needs_a_name": {"en": "A place needs a name.", "zh": "请填写地名。"},
    "area_not_added_here": {
        "en": "The place {place} was not added here: only such places can be renamed.",
        "zh": "{place}不是本系统添加的地区，只有添加的地区可以改名。",
    },
    "area_known_already": {
        "en": "The place {place} is known already.",
        "zh": "地区代码 {place} 已存在。",
    },
    "area_lies_nowhere": {
        "en": "The place {place} would lie in {above}, and no place on the list has that code on that day: "
        "correct the code, or add {above} first.",
        "zh": "地区 {place} 应属于 {above}，但该日区划名单中没有 {above}：请核对代码，或先添加上级地区。",
    },
    "language_not_known": {
        "en": "There are no pages in the language {language}.",
        "zh": "没有“{language}”语言的页面。",
    },
    "same_password": {
        "en": "The new password is the old one: choose another.",
        "zh": "新密码与旧密码相同,请另选一个。",
    },
    "locked_out_title": {"en": "Locked for a while", "zh": "暂时锁定"},
    "locked_out": {
        "en": "Too many wrong passwords. Try again in 15 minutes, or ask an administrator for a new one.",
        "zh": "密码错误次数过多。请15分钟后再试,或请管理员重置密码。",
    },
    "wrong_sign_in": {
        "en": "The sign-in name or the password is wrong.",
        "zh": "登录名或密码不正确。",
    },
    "backup_exists_already": {
        "en": "The file {file} exists already: a backup never overwrites one.",
        "zh": "文件 {file} 已存在:备份不会覆盖已有文件。",
    },
    "not_a_backup": {"en": "{file} is not a whole backup.", "zh": "{file} 不是完整的备份文件。"},
    "backup_of_another_kind": {
        "en": "The backup is of another kind of database or of a newer version: {vendor}.",
        "zh": "备份来自另一种数据库或更新的版本:{vendor}。",
    },
    "backup_damaged": {
        "en": "{file} was damaged or changed: a hash of its manifest does not fit.",
        "zh": "{file} 已损坏或被改动:与清单中的校验值不符。",
    },
    "keys_missing": {
        "en": "The keys are missing: put keys.json, and nothing else, into the home (GAINFUL_HOME). No backup has it.",
        "zh": "缺少密钥：请先把 keys.json 放入主目录（GAINFUL_HOME），目录内不得有其他文件。备份中不含密钥。",
    },
    "keys_are_others": {
        "en": "These are not the keys that the backup was made with.",
        "zh": "现有密钥与制作备份时的密钥不同。",
    },
    "home_not_empty": {
        "en": "There is a database or files in {home} already: restore into an empty home only.",
        "zh": "{home} 中已有数据库或文件:只能恢复到空目录。",
    },
    "restored_with_faults": {
        "en": "Restored, but it does not verify: {what}.",
        "zh": "已恢复,但校验未通过:{what}。",
    },
    "tool_missing": {
        "en": "PostgreSQL's program {tool} is not installed.",
        "zh": "未安装 PostgreSQL 程序 {tool} 。",
    },
    "tool_failed": {"en": "{tool} failed: {said}.", "zh": "{tool} 执行失败:{said}。"},
    "reading_frozen": {
        "en": "You were shown {count} people's records within the hour. No more before the hour has passed.",
        "zh": "您在一小时内已查看{count}人的档案,请稍后再查看。",
    },
    "nothing_to_undo": {
        "en": "Nothing was written, so there is nothing to undo.",
        "zh": "没有写入任何内容,无需撤销。",
    },
    "changed_since": {
        "en": "Not undone: changed since then: {what}.",
        "zh": "未撤销:此后已有改动:{what}。",
    },
    "referred_to_since": {
        "en": "Not undone: recorded since then and resting on it: {what}.",
        "zh": "未撤销:此后已有依据它的记录:{what}。",
    },
    "cannot_undo_older_version": {
        "en": "Not undone: written by an older version, in tables that are gone: {what}.",
        "zh": "未撤销:由旧版本写入,相应的表已不存在:{what}。",
    },
    "not_a_phone": {
        "en": "This is no phone number: digits, with blanks or dashes between them.",
        "zh": "电话号码格式不对：应为数字，可含空格或短横。",
    },
    "rows_break_a_limit": {
        "en": "Not upgraded any further: in {table} the rows {rows} do not keep to {limit}. Correct them with the"
        " version before this one, then upgrade again.",
        "zh": "升级中止:表 {table} 中的记录 {rows} 不符合 {limit} 的限制。请先用原版本改正,再升级。",
    },
    "cannot_restore_hidden": {
        "en": "Not undone: the trail does not keep all of what was deleted: {what}.",
        "zh": "未撤销:审计记录未保存被删除内容的全部:{what}。",
    },
}

TABLES: dict[str, dict[str, str | tuple[str, str]]] = {
    "accounts_account": {"en": ("account", "accounts"), "zh": "个账号"},
    "accounts_posting": {"en": ("posting", "postings"), "zh": "条任职"},
    "accounts_restoration": {"en": ("restored guard", "restored guards"), "zh": "项恢复的保护"},
    "accounts_officephone": {"en": ("phone of an office", "phones of offices"), "zh": "个办公电话"},
    "accounts_addedarea": {"en": ("added place", "added places"), "zh": "个新增地名"},
}
