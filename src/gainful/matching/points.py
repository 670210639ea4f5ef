"""The points of each reason, and why so many. The whole score is here; nothing else adds to it.

Two sums are made of them. The *score* of a pair orders one person's list: how well the opening suits them.
The *claim* orders the people who want one seat, inside their need tier; it counts only what the person has
done for this work: experience, training, certificate. No wish is in it: whoever asks for less pay, names more
occupations or lives nearer must not get ahead of others for it (docs/decisions/0005-matching.md). Age, sex,
disability, ethnicity and home district are in neither.
"""

from __future__ import annotations

OCCUPATION_NAMED = 30
"""The person named this work. The plainest wish there is outweighs any two other reasons."""

WORKED_AS = 12
"""Has done this work before: likely to stay. Below the wish, so that experience never outvotes it."""

TRAINING_LEADS_HERE = 10
"""Was trained for this work: training should lead to it."""

CERTIFICATE_HELD = 10
"""Holds the certificate that the opening requires or prefers."""

PLACE_AS_NAMED = 12
"""Lies where the person said they would like to work. More than being near by itself."""

NEARNESS_POINTS = {"own_village": 8, "in_township": 6, "in_county": 4, "in_province": 2}
"""Nearer is kinder where the person said nothing else. Never more than a wish."""

PAY_STEP_FEN = 100_00
PAY_MOST = 15
"""One point for each full 100 yuan a month, surely paid, above the least agreed to; 1,500 yuan more is enough
to count fully, so that one high number does not bury everything else."""

CONTRACT = ((24, 6), (12, 4), (6, 2))
"""Months of contract at least, points: half a year is the published line of stable work, longer is safer."""

HOUSING_WHEN_AWAY = 5
"""Housing provided where the work is certain to be outside the home county."""
