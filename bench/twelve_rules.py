"""Twelve rules for a comparison, each written twice: as the pages of a pack are, and as formulas over numpy arrays.

Imported by `rules_openfisca.py` and by its peer. Every fact is known here, since the peer has no unknown: that
spares it half of the work, and Gainful none.
"""

from __future__ import annotations

import numpy as np

FACTS = {
    "household_registered": "boolean", "able_to_work": "boolean", "willing_to_work": "boolean", "insured": "boolean",
    "income_proof": "boolean", "workshop_recognised": "boolean", "is_student": "boolean", "organised": "boolean",
    "age_years": "integer", "household_size": "integer", "months_worked": "integer", "contract_months": "integer",
    "insured_months": "integer", "pay_agreed": "money", "pay_received": "money",
}  # fmt: skip
# name: conditions and amount as a page has them, then as numpy: f is the facts by name.
RULES = {
    "workshop": (["household_registered", "workshop_recognised", "months_worked >= 6"],
                 "case when months_worked >= 12 then yuan(5000) else yuan(3000) end",
                 lambda f: (f["household_registered"] & f["workshop_recognised"] & (f["months_worked"] >= 6),
                            np.where(f["months_worked"] >= 12, 500000, 300000))),
    "away": (["household_registered", "organised", "months_worked >= 3", "income_proof"], "yuan(1000)",
             lambda f: (f["household_registered"] & f["organised"] & (f["months_worked"] >= 3) & f["income_proof"],
                        np.full(f["months_worked"].shape, 100000))),
    "hiring": (["household_registered", "contract_months >= 12", "insured"], "yuan(2000)",
               lambda f: (f["household_registered"] & (f["contract_months"] >= 12) & f["insured"],
                          np.full(f["months_worked"].shape, 200000))),
    "insurance": (["able_to_work", "insured", "age_years >= 16", "age_years < 60"], "floor_div(pay_agreed * 16, 100)",
                  lambda f: (f["able_to_work"] & f["insured"] & (f["age_years"] >= 16) & (f["age_years"] < 60),
                             f["pay_agreed"].astype(np.int64) * 16 // 100)),
    "allowance": (["household_registered", "insured_months >= 5"], "insured_months * yuan(50)",
                  lambda f: (f["household_registered"] & (f["insured_months"] >= 5),
                             f["insured_months"].astype(np.int64) * 5000)),
    "transport": (["household_registered", "willing_to_work", "months_worked >= 1"], "yuan(300)",
                  lambda f: (f["household_registered"] & f["willing_to_work"] & (f["months_worked"] >= 1),
                             np.full(f["months_worked"].shape, 30000))),
    "large_household": (["household_registered", "household_size >= 4", "income_proof"], "household_size * yuan(100)",
                        lambda f: (f["household_registered"] & (f["household_size"] >= 4) & f["income_proof"],
                                   f["household_size"].astype(np.int64) * 10000)),
    "low_pay": (["able_to_work", "pay_received < yuan(2000)", "months_worked >= 1"],
                "least(yuan(2000) - pay_received, yuan(500))",
                lambda f: (f["able_to_work"] & (f["pay_received"] < 200000) & (f["months_worked"] >= 1),
                           np.minimum(200000 - f["pay_received"].astype(np.int64), 50000))),
    "student": (["is_student or age_years < 16", "household_registered"], "yuan(800)",
                lambda f: ((f["is_student"] | (f["age_years"] < 16)) & f["household_registered"],
                           np.full(f["months_worked"].shape, 80000))),
    "older": (["age_years >= 50", "able_to_work", "willing_to_work", "not insured"], "yuan(600)",
              lambda f: ((f["age_years"] >= 50) & f["able_to_work"] & f["willing_to_work"] & ~f["insured"],
                         np.full(f["months_worked"].shape, 60000))),
    "stayed": (["months_worked >= 18", "contract_months >= 6 or insured"],
               "case when months_worked >= 36 then yuan(4000) when months_worked >= 24 then yuan(2500) "
               "else yuan(1500) end",
               lambda f: ((f["months_worked"] >= 18) & ((f["contract_months"] >= 6) | f["insured"]),
                          np.where(f["months_worked"] >= 36, 400000,
                                   np.where(f["months_worked"] >= 24, 250000, 150000)))),
    "top_up": (["household_registered", "pay_received < pay_agreed", "organised"],
               "least(pay_agreed - pay_received, yuan(1000))",
               lambda f: (f["household_registered"] & (f["pay_received"] < f["pay_agreed"]) & f["organised"],
                          np.minimum(f["pay_agreed"].astype(np.int64) - f["pay_received"], 100000))),
}  # fmt: skip
