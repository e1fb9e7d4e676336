"""The doctor's rounds: every remark printed as it is made."""

from collections.abc import Iterator

from flows.installation import read_clock
from hall.console.speech import OUT, either, into, language, say
from hall.doctor import machine, office, services, signing
from hall.doctor.remark import Level, Remark
from matters.case import business_date
from storage.settings import Settings

SIGNS = {
    Level.OK: ("正常", "ok"),
    Level.WARNING: ("注意", "warning"),
    Level.WRONG: ("错误", "wrong"),
}
COLOURS = {Level.OK: "green", Level.WARNING: "yellow", Level.WRONG: "red"}


def examine(settings: Settings) -> int:
    """Print every remark; 1 if something is wrong."""
    worst = Level.OK
    count = 0
    for remark in remarks(settings):
        worst, count = max(worst, remark.level), count + (remark.level > Level.OK)
        tell_remark(remark)
    if count:
        say(f"\n{count}处需要处理。", f"\n{count} thing(s) to look at.")
    else:
        say("\n一切正常。", "\nEverything is well.")
    return int(worst is Level.WRONG)


def remarks(settings: Settings) -> Iterator[Remark]:
    """All remarks, from the machine outward."""
    at = read_clock()
    yield from machine.machine(settings, machine.variables(), at)
    yield from office.office()
    yield from signing.signing(settings, at)
    yield from machine.ports(settings)
    yield from services.database(settings)
    yield from office.calendar(settings, business_date(at))
    yield from services.engine(settings)
    yield from services.registers(settings)


def tell_remark(remark: Remark) -> None:
    """Print one remark with its sign."""
    sign = either(*SIGNS[remark.level])
    OUT.print(sign if language() == "zh" else f"{sign:<8}", end=" ", style=COLOURS[remark.level])
    remedy = f"{either('。→ ', '. → ')}{into(remark.remedy)}" if remark.remedy else ""
    OUT.print(into(remark.what) + remedy)
