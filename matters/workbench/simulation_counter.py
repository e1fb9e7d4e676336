"""The counter in a simulation: accept, wait for a register, ask once for what is missing, or refuse to accept."""

from datetime import date, datetime

from matters.acts import Accept, AskForMore, RefuseToAccept, Supply
from matters.case import Evidence, Wanted, business_date
from matters.errors import Refused
from matters.grounds import check_ground_for_acceptance
from matters.ladder import missing_materials
from matters.office import HALL
from matters.plays import Choice, Play
from matters.plays_papers import Brought, evidence_of
from matters.rules import (
    Rules,
    applicable,
    holds,
    received_on,
    scope,
    stops,
)
from matters.standing import SILENT, Standing

_ACT_32 = "《中华人民共和国行政许可法》第三十二条"


def at_the_counter(play: Play, rules: Rules, now: Standing, at: datetime) -> Choice | None:
    """What a clerk does about an application; nothing while a register may still say what is missing."""
    try:
        check_ground_for_acceptance(rules, now, at)
    except Refused as refused:
        today = business_date(at)
        if _turned_away(rules, now, today) or not _can_come(play, rules, now, today):
            return Choice(HALL, RefuseToAccept(reason=refused.text.zh, basis=_ACT_32))
        return None if _answers_later(now, today) else _asked(play, rules, now, today)
    return Choice(HALL, Accept())


def brought(play: Play, rules: Rules, now: Standing, today: date) -> Choice | None:
    """The applicant brings what is missing, as far as it can be brought."""
    evidence = _evidence(play, rules, now, today)
    return Choice(HALL, Supply(evidence=evidence)) if evidence else None


def _asked(play: Play, rules: Rules, now: Standing, today: date) -> Choice | None:
    """The one notice; where it was sent already, what is missing is taken on the spot."""
    if now.requests:
        return brought(play, rules, now, today)
    wanted = tuple(
        Wanted(kind="material", key=one.key, wrong="未提交。", standard="按办事指南提交。")
        for one in missing_materials(rules.matter, now, today)
    )
    return Choice(HALL, AskForMore(wanted=wanted))


def _turned_away(rules: Rules, now: Standing, today: date) -> bool:
    """Whether no paper would help: the situation, or a register, stops it."""
    seen = scope(rules.matter, now, received_on(now, today))
    leaves = any(holds(leaf.when, seen) for leaf in rules.matter.not_applicable)
    return leaves or bool(stops(rules.matter, now)) or not applicable(rules.matter, now, today)


def _answers_later(now: Standing, today: date) -> bool:
    """Whether a register is going to be asked again before the time to say what is missing is over."""
    last = now.acceptance_opened.notice_by if now.acceptance_opened else today
    again = (one.ask_again_at for one in now.findings.values() if one.outcome in SILENT)
    return any(moment is not None and business_date(moment) <= last for moment in again)


def _can_come(play: Play, rules: Rules, now: Standing, today: date) -> bool:
    missing = {one.key for one in missing_materials(rules.matter, now, today)}
    return missing == {one.material for one in _evidence(play, rules, now, today)}


def _evidence(play: Play, rules: Rules, now: Standing, today: date) -> tuple[Evidence, ...]:
    """Papers, or promises where there is no paper, for all that is missing."""
    missing = {one.key for one in missing_materials(rules.matter, now, today)}
    promises = {one.key for one in play.matter.promises}
    papers = evidence_of(play.matter, Brought(uploads=frozenset(missing)), missing)
    left = missing.difference(one.material for one in papers)
    return papers + evidence_of(play.matter, Brought(promises=frozenset(promises)), left)
