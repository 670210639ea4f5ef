"""Matching a county: the engine against the plain form in tests/matching, in the same run.

    python bench/matching_county.py [--seekers 20000] [--openings 500] [--seats 2000] [--sample 200]

Prints CPU seconds and ratios. The plain form is plain Python that nobody optimises; it is timed on a sample of
seekers (all openings each) and scaled to the county, which is fair as its cost is linear in the seekers. Its
allocation is timed on the whole county, on the wishes that the engine found, so that only the allocation differs.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gainful.matching import Within, allocate, audit_lists, audit_seats, recommend
from matching import plain_form
from matching.invented_county import a_county
from matching.small_counties import ON


def timed(work):
    """What the work returns, and the CPU seconds it took."""
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in (("seekers", 20_000), ("openings", 500), ("seats", 2_000), ("sample", 200)):
        parser.add_argument(f"--{name}", type=int, default=number)
    size = parser.parse_args()
    people, works = a_county(size.seekers, size.openings, size.seats)
    lists, recommending = timed(lambda: recommend(people, works, ON))
    seats, allocating = timed(lambda: allocate(lists))
    _, one_person = timed(lambda: [lists.shortlist(s.number) for s in people[:100]])
    _, everybody = timed(lambda: sum(1 for _ in lists.shortlists()))
    breaches, auditing = timed(lambda: audit_lists(lists) + audit_seats(lists.market, seats.seats.items()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    sample = people[: size.sample]
    prices = dict(zip(lists.market.openings.number.tolist(), lists.prices.tolist(), strict=True))
    round_ = lists.market.round
    plain, seconds = timed(lambda: [plain_form.wanted(s, works, round_, prices) for s in sample])
    scaled = seconds * len(people) / len(sample)
    same = sum(
        [entry.opening for entry in lists.shortlist(s.number).entries] == wanted[: round_.at_most]
        for s, wanted in zip(sample, plain, strict=True)
    )
    wishes = {s.number: _wishes(seats, row) for row, s in enumerate(lists.market.seekers.rows)}
    truth, plain_seats = timed(lambda: plain_form.allocate(people, works, round_, wishes))

    print(
        f"{len(people):,} seekers, {len(works)} openings, {size.seats:,} seats, "
        f"{len(lists.admissible):,} admissible pairs, {memory} MB at most"
    )
    print(
        f"recommend          {recommending:8.2f} CPU-s   plain form {scaled:8.1f} (scaled)   "
        f"ratio {scaled / recommending:6.0f}   same lists {same}/{len(sample)}"
    )
    print(
        f"allocate           {allocating:8.2f} CPU-s   plain form {plain_seats:8.1f}            "
        f"ratio {plain_seats / allocating:6.0f}   same seats {truth == seats.seats}"
    )
    print(
        f"explain everybody  {everybody:8.2f} CPU-s   ({everybody / len(people) * 1000:.2f} ms a person; "
        f"one alone {one_person * 10:.1f} ms)"
    )
    print(f"audit              {auditing:8.2f} CPU-s   {len(breaches)} breaches")
    for priced in (False, True):
        short = recommend(people, works, ON, priced=priced, at_most=3)
        filled = len(allocate(short, Within.LISTS).seats)
        print(
            f"lists of three {'with' if priced else 'without'} prices fill {filled:,} seats "
            f"of {len(seats.seats):,} that the full allocation fills"
        )


def _wishes(seats, row: int) -> list[int]:
    """A seeker's admissible openings in the order in which they ask, by number."""
    first, last = seats.pairs.start[row : row + 2]
    return seats.market.openings.number[seats.pairs.opening[first:last]].tolist()


if __name__ == "__main__":
    main()
