"""Invented counties: people who never lived, their work, courses and payments as event tables. Pure: no Django.

`assumptions` names every number; `people`, `work`, `courses` and `money` make the honest county; `look_alikes` adds
honest lives that look like fraud; `planted` adds frauds; `drill` puts all together and keeps the truth apart from the
tables; `score` compares flags with that truth.
"""
