"""What is done about a rating, as facts: only the applicant rates, once, and what is bad is answered in time."""

from matters.acting import said
from matters.errors import ActRefused
from matters.happened import business_date
from matters.limits import last_day
from matters.rating import BAD
from matters.rating_acts import AnswerRating, Rate
from matters.rating_facts import Rated, RatingSettled
from matters.special_verbs import Special

RatingAct = Rate | AnswerRating
RATERS = frozenset({"applicant", "system"})
"""Whoever holds the receipt, or the portal in which the applicant is signed in; never staff."""


def rated(on: Special, act: Rate) -> Rated:
    """The applicant's word. Raises `ActRefused`."""
    if on.by.role not in RATERS:
        raise ActRefused(
            zh="评价只能由申请人作出，工作人员不得代为评价。请申请人扫描收件凭证上的二维码评价。",
            en="Only the applicant rates; staff may not do it instead. The applicant scans the code on the receipt.",
        )
    if on.now.closed is None:
        raise ActRefused(zh="办件办结后才能评价。", en="A case is rated once it is finished.")
    if on.now.rated is not None:
        raise ActRefused(
            zh="本办件已经评价，一事一评，不能重复评价。",
            en="This case is rated already; each is rated once.",
        )
    if act.level in BAD and not act.ticks and not act.text.strip():
        raise ActRefused(
            zh="请至少勾选一项原因，或写明情况，便于核实整改。",
            en="Tick a reason or write what happened, so that it can be looked into and put right.",
            field="ticks",
        )
    return Rated(
        at=on.at,
        by=on.by,
        level=act.level,
        ticks=tuple(dict.fromkeys(act.ticks)),
        text=act.text.strip(),
        channel=act.channel,
        anonymous=act.anonymous,
    )


def settled_rating(on: Special, act: AnswerRating) -> RatingSettled:
    """The answer, which is told to the applicant (N20). Raises `ActRefused`."""
    rating, today = on.now.rated, business_date(on.at)
    if rating is None:
        raise ActRefused(zh="本办件没有评价。", en="This case was not rated.")
    contacted = act.contacted_on or today
    if not rating.on <= contacted <= today:
        raise ActRefused(
            zh="回访日期应在评价之日至今日之间。",
            en="The applicant was asked between the rating and today.",
            field="contacted_on",
        )
    latest = last_day(rating.on, on.rules.office.profile.rating_correct, on.rules.calendar)
    if not contacted <= act.corrected_by <= latest:
        raise ActRefused(
            zh=f"整改期限应在回访之日至{latest.year}年{latest.month}月{latest.day}日之间。",
            en=f"It must be put right between the day of the call and {latest}.",
            field="corrected_by",
        )
    finding = said(act.finding, "请写明核实情况。", "Say what was found.")
    measure = said(
        act.measure, "请写明整改措施；不可归责的，写明解释说明。", "Say what is done, or explain."
    )
    return RatingSettled(
        at=on.at,
        by=on.by,
        verdict=act.verdict,
        contacted_on=contacted,
        finding=finding,
        measure=measure,
        corrected_by=act.corrected_by,
    )
