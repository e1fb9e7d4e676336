"""More time for the whole bundle: the head of the government approves, a head of the lead department writes it down."""

from datetime import date

from matters.acts import ExtendBundle
from matters.clock_entries import ClockEntry
from matters.clock_facts import BundleExtended
from matters.errors import ActRefused
from matters.happened import Happened
from matters.ledger_bundle import by_law
from matters.rules import Rules
from matters.standing import Standing


def may_extend(rules: Rules, now: Standing, today: date) -> bool:
    """Whether the law's limit of the bundle runs, has not passed, and was not extended before."""
    clock = by_law(rules, now)
    return _why_not(clock, now, today) is None


def bundle_extended(
    rules: Rules, now: Standing, act: ExtendBundle, happens: Happened
) -> BundleExtended:
    """Once, before the limit has passed, with the reason and the approval (Act 42(2)). Raises `ActRefused`."""
    if (refused := _why_not(by_law(rules, now), now, happens.on)) is not None:
        raise refused
    return BundleExtended(at=happens.at, by=happens.by, reason=act.reason, approval=act.approval)


def _why_not(clock: ClockEntry | None, now: Standing, today: date) -> ActRefused | None:
    if clock is None or not clock.running:
        return ActRefused(
            zh="本办件没有正在计算的整体法定期限：只有统一办理、联合办理、集中办理的多项许可才有。",
            en="No limit of the whole bundle runs here: the law sets one where several licences are handled"
            " together.",
        )
    if now.bundle_extended is not None:
        return ActRefused(zh="整体期限只能延长一次。", en="The bundle is extended only once.")
    if clock.last is not None and today > clock.last:
        return ActRefused(
            zh="整体期限已经届满，不能再延长。请尽快办结。",
            en="The bundle's limit has passed and cannot be extended any more. Decide as soon as you can.",
        )
    return None
