"""The finished demo: it goes through what a county does, and its two lists come back in with no difference."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sepaxml
import xmlschema

from cli.a_home import gainful, python

COUNTIES = ("621299", "530399")
HOLDS = {
    "people who travelled and arrived": "select count(*) >= 4 from casework_passenger where arrived",
    "an arrival checked where the work is": "select count(*) = 1 from casework_passenger p join accounts_posting o "
    "on o.account_id = p.checked_by_id where o.area / 1000000 = 530399",
    "people asked again": "select count(distinct state) = 2 from casework_travelanswer",
    "hires through a project": "select count(*) >= 1 from casework_spell s join jobs_opening o on o.id = s.opening_id "
    "join jobs_localhireclause c on c.project_id = o.project_id where s.state = 'working'",
    "a complaint answered and one just filed": "select count(*) = 2 and count(answered_on) = 1 from casework_grievance",
    "help offered and accepted": "select count(*) = 1 from casework_helpoffered where said = 'accepted'",
    "a trouble told whose help waits": "select count(*) = 1 from casework_trouble t where not exists (select 1 from "
    "casework_helpoffered h where h.trouble_id = t.id)",
    "goals": "select count(*) >= 2 from casework_goal",
    "a story that is shared": "select count(*) = 1 from casework_story where shared_on is not null",
    "payments that the bank answered": "select count(*) >= 2 from benefits_payment where state = 'paid'",
    "a batch to check": "select count(*) >= 1 from benefits_batch where state = 'made'",
    "a batch to release": "select count(*) >= 1 from benefits_batch where state = 'checked'",
    "claims of employers in three states": "select count(distinct state) >= 3 from benefits_claim where "
    "subject in ('employer', 'workshop')",
    "what papers say of employers": "select count(*) >= 5 from benefits_statement",
    "an invited employer with a workshop and a month's roll to confirm": "select count(*) >= 1 from casework_spell s "
    "join accounts_account a on a.employer_id = s.employer_id join jobs_workshop w on w.employer_id = a.employer_id "
    "where s.state = 'working' and s.starts_on < '2020-11-01' and s.consent_id is not null",
    "a run of the fraud tests": "select count(*) = 1 from accounts_run where kind = 'fraud_tests' and state = 'done'",
    "posts from a ledger": "select count(*) >= 1 from casework_postterm where because = 'from_ledger'",
    "own businesses whose subsidy is asked for": "select count(*) >= 4 from benefits_claim c join benefits_business b "
    "on b.person_id = c.person_id where c.rule = 'business_start_subsidy'",
    "a loan whose interest was paid": "select count(*) >= 1 from benefits_loaninterest where paid_fen > 0",
    "rolls kept on screen": "select count(*) >= 2 from casework_attendance where told_in = ''",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """The demo as `gainful demo` leaves it."""
    made = tmp_path_factory.mktemp("demo") / "home"
    done = gainful(made, "demo", "--no-serve", patience=1_200)
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.mark.slow
def test_the_demo_holds_what_a_county_does(home):
    with sqlite3.connect(home / "gainful.sqlite3") as rows:
        lacking = [name for name, query in HOLDS.items() if not rows.execute(query).fetchone()[0]]
    assert lacking == []


SENT = (
    "from gainful.benefits.models import Batch; "
    "[print(one.unsealed('text')) for one in Batch.objects.exclude(released_by=None)]"
)


@pytest.mark.slow
def test_each_bank_file_of_the_demo_is_valid_and_a_foreign_parser_reads_the_sums_of_its_books(home):
    texts = [text for text in python(home, SENT).split("<?xml") if text.strip()]
    read = 0
    for text in texts:
        root = ElementTree.fromstring("<?xml" + text)
        form = root.tag[1:].split("}")[0].rsplit(":", 1)[1]
        xmlschema.XMLSchema(f"{sepaxml.__path__[0]}/schemas/{form}.xsd").validate(root)
        read += sum(round(float(one.text) * 100) for one in root.iter() if one.tag.endswith("}InstdAmt"))
    with sqlite3.connect(home / "gainful.sqlite3") as rows:
        (kept,) = rows.execute(
            "select sum(total_fen) from benefits_batch where released_on is not null"
        ).fetchone()
    assert texts and read == kept


@pytest.mark.slow
@pytest.mark.parametrize("county", COUNTIES)
def test_the_two_lists_out_of_the_finished_demo_come_back_in_with_no_difference(home, tmp_path, county):
    lists = gainful(home, "forms", "out", "--area", county, "--to", tmp_path)
    assert lists.returncode == 0, lists.stderr
    rows = sum(int(number) for number in re.findall(r": (\d+) rows", lists.stdout))
    again = gainful(home, "import", tmp_path, "--area", county)
    applied = re.search(r"batch \w+: (.*)", again.stdout)
    assert applied is not None, again.stdout + again.stderr
    assert applied.group(1) == f"{rows} same" and rows > 400
