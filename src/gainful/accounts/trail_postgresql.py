"""The trail's triggers and functions on PostgreSQL.

A transaction takes one free shard of the chain and keeps its head locked until it commits: nobody waits, and no two
transactions can deadlock over heads. The head row is written twice a transaction, not once an entry, because a row
updated a hundred thousand times in one transaction is walked version by version each time.
"""

from __future__ import annotations

from string import Template

AUDIT, NO_TRUNCATE = "accounts_audit", "accounts_no_truncate"

# enable_seqscan is off where the last entry is looked up: a plan made while the table was empty would otherwise be
# kept, and scan the table once an entry, throughout a long import. A scan that cannot be avoided then looks so dear
# that PostgreSQL would compile it (jit) anew for each entry: 60 ms instead of under one.
_RECORD = """CREATE OR REPLACE FUNCTION gainful_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET timezone = 'UTC' SET enable_seqscan = off SET jit = off SET search_path = $schema, pg_temp AS $body$
DECLARE
  old_image jsonb; new_image jsonb; the_act bigint; the_pk bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    old_image := gainful_image(to_jsonb(OLD), TG_ARGV[0]::text[], TG_ARGV[1]::text[]);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    new_image := gainful_image(to_jsonb(NEW), TG_ARGV[0]::text[], TG_ARGV[1]::text[]);
  END IF;
  IF TG_OP = 'UPDATE' AND old_image = new_image THEN RETURN NULL; END IF;
  the_pk := (coalesce(old_image, new_image)->>'id')::bigint;
  IF TG_TABLE_NAME = 'accounts_act' THEN the_act := the_pk;
  ELSE the_act := nullif(current_setting('gainful.act', true), '')::bigint; END IF;
  PERFORM gainful_chain(the_act, TG_TABLE_NAME, the_pk, lower(TG_OP), old_image::text, new_image::text);
  RETURN NULL;
END $body$"""

_CHAIN = """CREATE OR REPLACE FUNCTION gainful_chain(
  the_act bigint, the_table text, the_pk bigint, the_op text, old_image text, new_image text)
RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  me bigint := pg_current_xact_id()::text::bigint;
  head accounts_chainhead%ROWTYPE; last_seq bigint; last_hash text; begun boolean;
  new_id bigint := nextval(pg_get_serial_sequence('accounts_entry', 'id'));
  now_at timestamptz := clock_timestamp(); new_seq bigint; prev text; new_hash text;
BEGIN
  SELECT * INTO head FROM accounts_chainhead WHERE writer = me;
  begun := FOUND;
  IF NOT begun THEN
    SELECT * INTO head FROM accounts_chainhead ORDER BY shard LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
      SELECT * INTO head FROM accounts_chainhead
        WHERE shard = me % (SELECT count(*) FROM accounts_chainhead) FOR UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'the trail has no head' USING ERRCODE = '23514'; END IF;
    END IF;
    UPDATE accounts_chainhead SET writer = me WHERE shard = head.shard;
    SELECT * INTO head FROM accounts_chainhead WHERE shard = head.shard;
  END IF;
  SELECT seq, hash INTO last_seq, last_hash FROM accounts_entry
    WHERE shard = head.shard ORDER BY seq DESC LIMIT 1;
  new_seq := greatest(coalesce(last_seq, 0), head.seq) + 1;
  -- The first entry of a transaction hangs on the head, so that a cut or forged tail stays visible for ever.
  IF begun AND last_seq > head.seq THEN prev := last_hash; ELSE prev := head.hash; END IF;
  new_hash := encode(sha256(convert_to(concat_ws(E'\\n', prev, new_id, head.shard, new_seq,
    to_char(now_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), coalesce(the_act::text, ''), the_table, the_pk,
    the_op, coalesce(old_image, ''), coalesce(new_image, '')), 'UTF8')), 'hex');
  INSERT INTO accounts_entry
    (id, shard, seq, at, act_id, table_name, row_pk, op, "before", "after", prev_hash, hash)
  VALUES (new_id, head.shard, new_seq, now_at, the_act, the_table, the_pk, the_op, old_image, new_image,
    prev, new_hash);
  -- Only where constraints are immediate is the head closed already: then it moves with each entry.
  UPDATE accounts_chainhead SET seq = new_seq, hash = new_hash WHERE shard = head.shard AND writer IS NULL;
END $body$"""

_CLOSE = """CREATE OR REPLACE FUNCTION gainful_close_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET enable_seqscan = off SET jit = off SET search_path = $schema, pg_temp AS $body$
DECLARE last_seq bigint; last_hash text;
BEGIN
  SELECT seq, hash INTO last_seq, last_hash FROM accounts_entry
    WHERE shard = NEW.shard ORDER BY seq DESC LIMIT 1;
  UPDATE accounts_chainhead SET writer = NULL,
    seq = CASE WHEN last_seq > seq THEN last_seq ELSE seq END,
    hash = CASE WHEN last_seq > seq THEN last_hash ELSE hash END
  WHERE shard = NEW.shard;
  RETURN NULL;
END $body$"""

_IMAGE = """CREATE OR REPLACE FUNCTION gainful_image(image jsonb, left_out text[], masked text[])
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $body$
DECLARE name text;
BEGIN
  image := image - left_out;
  FOREACH name IN ARRAY masked LOOP
    image := jsonb_set(image, ARRAY[name], coalesce(
      to_jsonb(encode(sha256(convert_to(image->>name, 'UTF8')), 'hex')), 'null'::jsonb));
  END LOOP;
  RETURN image;
END $body$"""

_REFUSE = """CREATE OR REPLACE FUNCTION gainful_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION '% is not to be changed by %', TG_TABLE_NAME, lower(TG_OP) USING ERRCODE = '23514';
END $body$"""

_TRIGGERS_ONLY = """CREATE OR REPLACE FUNCTION gainful_triggers_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% is written by the trail only', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $body$"""

_UNDOING = """CREATE OR REPLACE FUNCTION gainful_undoing() RETURNS boolean LANGUAGE sql AS $body$
SELECT coalesce(current_setting('gainful.undoing', true), '') = 'on' $body$"""

FUNCTIONS = {
    "gainful_image": _IMAGE,
    "gainful_record": _RECORD,
    "gainful_chain": _CHAIN,
    "gainful_close_chain": _CLOSE,
    "gainful_refuse": _REFUSE,
    "gainful_triggers_only": _TRIGGERS_ONLY,
    "gainful_undoing": _UNDOING,
}

TRAIL = [
    """CREATE CONSTRAINT TRIGGER accounts_close_chain AFTER UPDATE ON accounts_chainhead
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.writer IS NOT NULL)
EXECUTE FUNCTION gainful_close_chain()""",
    """CREATE TRIGGER accounts_chainhead_by_trail BEFORE UPDATE ON accounts_chainhead
FOR EACH ROW EXECUTE FUNCTION gainful_triggers_only()""",
    """CREATE TRIGGER accounts_chainhead_made_once BEFORE INSERT OR DELETE ON accounts_chainhead
FOR EACH ROW EXECUTE FUNCTION gainful_refuse()""",
    """CREATE TRIGGER accounts_entry_by_trail BEFORE INSERT ON accounts_entry
FOR EACH ROW EXECUTE FUNCTION gainful_triggers_only()""",
    """CREATE TRIGGER accounts_act_recorded AFTER INSERT ON accounts_act
FOR EACH ROW EXECUTE FUNCTION gainful_record('{}', '{}')""",
]

_FROZEN = Template("""CREATE TRIGGER ${table}_frozen BEFORE UPDATE OR DELETE ON $table
FOR EACH ROW EXECUTE FUNCTION gainful_refuse()""")

_AUDIT = Template("""CREATE TRIGGER accounts_audit AFTER INSERT OR UPDATE OR DELETE ON "$table"
FOR EACH ROW EXECUTE FUNCTION gainful_record('{$left_out}', '{$masked}')""")

_NO_TRUNCATE = Template("""CREATE TRIGGER accounts_no_truncate BEFORE TRUNCATE ON "$table"
FOR EACH STATEMENT EXECUTE FUNCTION gainful_refuse()""")


def functions(schema: str) -> list[str]:
    """The functions' SQL; `schema` is where the tables are, quoted."""
    return [text.replace("$schema", schema) for text in FUNCTIONS.values()]


def frozen(table: str) -> list[str]:
    """Triggers that refuse to change, delete or empty a table's rows."""
    return [_FROZEN.substitute(table=table), _NO_TRUNCATE.substitute(table=table)]


def no_truncate(table: str) -> str:
    """The trigger that refuses to empty a table, which row triggers do not see."""
    return _NO_TRUNCATE.substitute(table=table)


def audit_triggers(table: str, left_out: tuple[str, ...], masked: tuple[str, ...]) -> dict[str, str]:
    """Trigger name → SQL for one audited table."""
    audit = _AUDIT.substitute(table=table, left_out=",".join(left_out), masked=",".join(masked))
    return {AUDIT: audit, NO_TRUNCATE: no_truncate(table)}
