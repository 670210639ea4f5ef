"""The trail's triggers on SQLite, and the functions that they call.

The functions live on Gainful's own connections. Another client can read the file, but its writes fail with
"no such function": a write that cannot be recorded does not happen.
"""

from __future__ import annotations

from string import Template
from typing import Any

from gainful.accounts.chain import fingerprint, link

# Triggers insert into this view; one INSTEAD OF trigger does the chaining for all tables.
TRAIL = [
    """CREATE VIEW accounts_recording AS
SELECT NULL AS act, NULL AS name, NULL AS pk, NULL AS op, NULL AS old_image, NULL AS new_image WHERE 0""",
    """CREATE TRIGGER accounts_recording_chain INSTEAD OF INSERT ON accounts_recording BEGIN
SELECT RAISE(ABORT, 'the trail has no head') WHERE NOT EXISTS (SELECT 1 FROM accounts_chainhead WHERE shard = 0);
INSERT INTO accounts_entry
  (id, shard, seq, at, act_id, table_name, row_pk, op, "before", "after", prev_hash, hash)
SELECT n.id, n.shard, n.seq, n.at, NEW.act, NEW.name, NEW.pk, NEW.op, NEW.old_image, NEW.new_image, n.prev,
  gainful_link(n.prev, n.id, n.shard, n.seq, n.at, NEW.act, NEW.name, NEW.pk, NEW.op, NEW.old_image, NEW.new_image)
FROM (SELECT h.shard AS shard, h.hash AS prev, strftime('%Y-%m-%d %H:%M:%f', 'now') AS at,
  (SELECT coalesce(max(id), 0) + 1 FROM accounts_entry) AS id,
  max(h.seq, coalesce((SELECT max(seq) FROM accounts_entry WHERE shard = h.shard), 0)) + 1 AS seq
  FROM accounts_chainhead AS h WHERE h.shard = 0) AS n;
END""",
    """CREATE TRIGGER accounts_entry_follows BEFORE INSERT ON accounts_entry
WHEN NOT EXISTS (SELECT 1 FROM accounts_chainhead
  WHERE shard = NEW.shard AND hash = NEW.prev_hash AND seq < NEW.seq)
BEGIN SELECT RAISE(ABORT, 'an entry follows the head of its chain'); END""",
    """CREATE TRIGGER accounts_entry_head AFTER INSERT ON accounts_entry
BEGIN UPDATE accounts_chainhead SET seq = NEW.seq, hash = NEW.hash WHERE shard = NEW.shard; END""",
    """CREATE TRIGGER accounts_chainhead_only_grows BEFORE UPDATE ON accounts_chainhead
WHEN NEW.shard <> OLD.shard OR NEW.seq <= OLD.seq OR NOT EXISTS (SELECT 1 FROM accounts_entry
  WHERE shard = NEW.shard AND seq = NEW.seq AND hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'a head moves with its chain only'); END""",
    """CREATE TRIGGER accounts_chainhead_no_insert BEFORE INSERT ON accounts_chainhead
BEGIN SELECT RAISE(ABORT, 'heads are made once'); END""",
    """CREATE TRIGGER accounts_chainhead_no_delete BEFORE DELETE ON accounts_chainhead
BEGIN SELECT RAISE(ABORT, 'heads are made once'); END""",
    """CREATE TRIGGER accounts_act_recorded AFTER INSERT ON accounts_act BEGIN
INSERT INTO accounts_recording (act, name, pk, op, old_image, new_image)
VALUES (NEW.id, 'accounts_act', NEW.id, 'insert', NULL,
  json_object('id', NEW.id, 'key', NEW."key", 'account_id', NEW.account_id, 'person_id', NEW.person_id,
    'action', NEW.action, 'at', NEW.at, 'source', NEW.source));
END""",
]

_FROZEN = [
    Template("""CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON $table
BEGIN SELECT RAISE(ABORT, '$table is never changed'); END"""),
    Template("""CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON $table
BEGIN SELECT RAISE(ABORT, '$table is never deleted from'); END"""),
]

_AUDIT = {
    "insert": Template("""CREATE TRIGGER audit_insert_$table AFTER INSERT ON "$table" BEGIN
INSERT INTO accounts_recording (act, name, pk, op, old_image, new_image)
VALUES (gainful_act(), '$table', NEW."id", 'insert', NULL, $new);
END"""),
    "update": Template("""CREATE TRIGGER audit_update_$table AFTER UPDATE ON "$table" WHEN $changed BEGIN
INSERT INTO accounts_recording (act, name, pk, op, old_image, new_image)
VALUES (gainful_act(), '$table', OLD."id", 'update', $old, $new);
END"""),
    "delete": Template("""CREATE TRIGGER audit_delete_$table AFTER DELETE ON "$table" BEGIN
INSERT INTO accounts_recording (act, name, pk, op, old_image, new_image)
VALUES (gainful_act(), '$table', OLD."id", 'delete', $old, NULL);
END"""),
}


def frozen(table: str) -> list[str]:
    """Triggers that refuse to change or delete a table's rows."""
    return [template.substitute(table=table) for template in _FROZEN]


def image(columns: list[str], masked: tuple[str, ...], row: str = "") -> str:
    """SQL for a row as JSON, in the table's own column order; masked columns as fingerprints."""
    prefix = f"{row}." if row else ""
    pairs = []
    for column in columns:
        value = f'{prefix}"{column}"'
        pairs.append(f"'{column}', " + (f"gainful_sha256({value})" if column in masked else value))
    return f"json_object({', '.join(pairs)})"


def audit_triggers(table: str, columns: list[str], masked: tuple[str, ...]) -> dict[str, str]:
    """Trigger name → SQL for one audited table. An update that changes no recorded column records nothing."""
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    values = {
        "table": table,
        "changed": changed,
        "old": image(columns, masked, "OLD"),
        "new": image(columns, masked, "NEW"),
    }
    return {f"audit_{op}_{table}": template.substitute(values) for op, template in _AUDIT.items()}


def give_functions(connection: Any) -> None:
    """Register what the triggers call on a new SQLite connection."""
    from gainful.accounts import trail

    raw = connection.connection
    raw.create_function("gainful_link", -1, link, deterministic=True)
    raw.create_function("gainful_sha256", 1, fingerprint, deterministic=True)
    raw.create_function("gainful_act", 0, trail.current_act)
    raw.create_function("gainful_undoing", 0, trail.is_undoing)
    # Without it, REPLACE deletes the old row behind the back of its delete trigger.
    raw.execute("PRAGMA recursive_triggers=ON")
