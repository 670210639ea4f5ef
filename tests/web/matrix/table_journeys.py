"""How the routes of journeys are asked."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from matrix.table import DAY, Asked, key_of, nothing
from matrix.world import Place


def seat_somebody(client: Any, place: Place) -> None:
    """People seated in bulk, to be taken back."""
    address = reverse("journey_seat", kwargs={"key": place.rows.free_journey.key})
    client.post(address, {"chosen": [place.rows.to_seat.key]})


JOURNEYS = {
    "journeys": Asked(queries=lambda p: ["", "?list=departures", "?list=arrivals", "?list=returns"]),
    "journey_new": Asked(
        body=lambda p: {
            "direction": "out", "vehicle": "客车", "seats": "9", "leaves_on": DAY, "from_text": "县城",
            "to_text": "工业园",
        },
        queries=lambda p: ["", f"?order={p.rows.opening.key}"],
    ),
    "journey": Asked(key_of("journey")),
    "journey_manifest": Asked(key_of("journey")),
    "journey_seat": Asked(
        key_of("free_journey"),
        lambda p: {"chosen": [p.rows.to_seat.key], "paper": "派车单"},
        queries=lambda p: ["", f"?chosen={p.rows.to_seat.key}"],
    ),
    "journey_take_back": Asked(key_of("free_journey"), nothing, first=seat_somebody),
    "journey_health": Asked(key_of("journey"), lambda p: {f"done_{p.rows.aboard.key}": "yes"}),
    "journey_departure": Asked(key_of("journey"), lambda p: {"departed_on": DAY}),
    "journey_arrival": Asked(
        key_of("left"),
        lambda p: {
            f"arrived_{p.rows.travelled.key}": "yes", "begins_on": DAY, "evidence": "visited",
            "not_asked_because": "路上",
        },
    ),
    "journey_change": Asked(
        key_of("journey"), lambda p: {"leaves_on": "2020-11-09", "from_text": "县城", "because": "大雪封路"}
    ),
    "journey_answer": Asked(key_of("asked"), lambda p: {"agrees": "yes", "evidence": "签字纸"}),
    "my_journey_answer": Asked(key_of("asked_themselves"), lambda p: {"agrees": "yes"}, by="worker"),
    "arrivals": Asked(),
    "arrival": Asked(
        key_of("coming"), lambda p: {"arrived": "yes"}, shared=True, by="officer_of_the_place_of_work"
    ),
    "journey_call_off": Asked(key_of("journey"), lambda p: {"because": "大雪封路"}),
    "journey_off": Asked(
        lambda p: {"key": p.rows.journey.key, "seat": p.rows.aboard.key}, lambda p: {"because": "改坐火车"}
    ),
    "journey_return": Asked(key_of("owed"), lambda p: {"kind": "paid", "paid_fen": "120"}),
    "hire_retracted": Asked(lambda p: {"key": p.rows.to_seat.key}, lambda p: {"because": "订单取消"}),
}  # fmt: skip
