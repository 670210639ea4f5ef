"""What casework says when it refuses about journeys, in English and Chinese."""

from __future__ import annotations

JOURNEY_REFUSALS: dict[str, dict[str, str]] = {
    "no_consent_to_travel": {
        "en": "Somebody has not agreed to travel in an organised group, or no longer does. Ask them; the placement "
        "stands, and they may travel by themselves.",
        "zh": "有人没有同意(或已撤回同意)参加有组织外出。请询问本人;岗位仍然保留,本人可以自行前往。",
    },
    "placements_stopped_there": {
        "en": "Placements with {employers} are stopped: nobody is seated for or sent to them until the stop is lifted. "
        "Who sits there already comes off the manifest first.",
        "zh": "与{employers}的安置已暂停:解除之前,不得安排人员乘车前往;已安排的,请先移出乘车名单。",
    },
    "no_agreed_placement": {
        "en": "Only somebody who agreed themselves to a placement of organised labour export is seated.",
        "zh": "只有本人已同意有组织劳务输出安置的人员才能安排座位。",
    },
    "did_not_travel_out": {
        "en": "This person did not travel out with us, so there is no way back to settle.",
        "zh": "此人未随我方车辆外出，无返程可安排。",
    },
    "nothing_changed": {
        "en": "The day and the place of departure are what they were: change one of them.",
        "zh": "出发日期和地点均与原来相同，请至少更改一项。",
    },
    "ask_again_first": {
        "en": "This journey was changed. They have not said yes to what it is now: ask them again first.",
        "zh": "该行程已变更，本人尚未同意变更后的安排，请先征求本人意见。",
    },
    "answered_already": {
        "en": "They have answered already, and the answer stays; a later change asks anew.",
        "zh": "本人已答复，答复不再改动；行程再次变更时重新征求意见。",
    },
    "arrival_checked_already": {
        "en": "Somebody has recorded already whether they arrived.",
        "zh": "已有人登记过是否到达。",
    },
    "journey_not_planned": {
        "en": "This journey has left, or was called off.",
        "zh": "该行程已出发或已取消。",
    },
    "not_the_day_of_the_journey": {
        "en": "The journey leaves on another day.",
        "zh": "该行程在另一日出发。",
    },
    "vehicle_full": {
        "en": "There are not enough free seats in this vehicle. Nobody was seated.",
        "zh": "该车空余座位不足，未安排任何人。",
    },
    "seated_elsewhere_that_day": {
        "en": "Somebody chosen has a seat in another vehicle on that day.",
        "zh": "所选人员中有人当日已在另一车辆上有座位。",
    },
    "a_seat_keeps_its_person": {
        "en": "A seat stays that of its person. Take them off, and seat somebody else.",
        "zh": "座位不得改换人员，请先取消再另行安排。",
    },
    "journey_has_passengers": {
        "en": "People sit in this vehicle: its day is not changed. Call it off and plan another.",
        "zh": "车上已安排人员，不得改期；请取消后另行安排。",
    },
    "not_an_outward_journey": {
        "en": "This is a journey home. People get a seat in it by settling their return.",
        "zh": "这是返程，请在返程安排中登记座位。",
    },
    "leaves_in_the_past": {"en": "The journey would leave in the past.", "zh": "出发日期已过。"},
    "not_so_many_seats": {
        "en": "A vehicle has between 1 and {most} seats.",
        "zh": "车辆座位数须在1至{most}之间。",
    },
    "not_on_the_manifest": {
        "en": "This person is not on the list of passengers.",
        "zh": "此人不在乘车名单上。",
    },
    "left_before_its_day": {
        "en": "It would have left before its day. Call it off and plan one of that day.",
        "zh": "出发日期早于计划日期，请取消后按该日另行安排。",
    },
    "nobody_aboard": {"en": "Nobody is aboard.", "zh": "车上无人。"},
    "not_departed": {"en": "This journey has not left.", "zh": "该行程尚未出发。"},
    "checked_before_departure": {
        "en": "An arrival is checked after the departure.",
        "zh": "到达核查须在出发之后。",
    },
    "begins_before_arrival": {
        "en": "Work would have begun before the journey left.",
        "zh": "上岗日期早于出发日期。",
    },
    "return_not_due": {
        "en": "No way home is to be settled: the person stays, or it is settled already.",
        "zh": "无需安排返程：本人留下，或返程已安排。",
    },
    "say_which_return_journey": {"en": "Say which journey home.", "zh": "请选择返程车次。"},
    "say_what_was_paid": {"en": "Say what was paid for the way home.", "zh": "请填写返程支付金额。"},
}
