"""Why an applicant was, or was not, asked for a paper: its ladder in lines, and one sentence (无证明阶梯, N11)."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.showing import shown_date
from hall.case_words import Tone
from matters.ladder import LadderStanding, Skipped
from matters.ladder_words import RUNG_WORDS, WHY_WORDS, rung_name
from matters.office import Office
from matters.rules import Rules, holds, seen_of
from matters.spec import Matter, Rung
from matters.standing import Standing
from matters.words import Text

SATISFIED = Text(zh="采用", en="this one")
NOT_REACHED = Text(zh="不再需要", en="not needed any more")
NOT_HERE = Text(zh="本情形不适用", en="does not apply here")


@dataclass(frozen=True)
class LadderLine:
    """One rung of a paper's ladder, and what became of it."""

    kind: Text
    name: Text | None
    """What the rung names, where its kind alone does not say it."""
    said: Text
    tone: Tone


@dataclass(frozen=True)
class PaperWhy:
    """One paper of a case: whether it was asked for, and why."""

    key: str
    name: Text
    sentence: Text
    lines: tuple[LadderLine, ...]
    is_spared: bool
    """Nobody had to bring it."""
    stands_on: str | None
    """The check that made it needless."""


def why_of(rules: Rules, now: Standing, ladder: LadderStanding) -> PaperWhy:
    """The paper of this ladder, explained."""
    by = ladder.by
    return PaperWhy(
        key=ladder.material.key,
        name=ladder.material.name,
        sentence=sentence_of(rules, now, ladder),
        lines=tuple(lines_of(rules, now, ladder)),
        is_spared=by is not None and by.kind in _SPARING,
        stands_on=by.check if by else None,
    )


_SPARING = frozenset({"check", "licence", "verification", "promise"})


def lines_of(rules: Rules, now: Standing, ladder: LadderStanding) -> Iterator[LadderLine]:
    """The rungs in their order: why each was skipped, which one counts, which were not needed."""
    matter, office = rules.matter, rules.office
    for skipped in ladder.skipped:
        yield _line(matter, office, skipped.rung, _said(matter, now, skipped), _tone(skipped))
    by = ladder.by
    if by is not None:
        yield _line(matter, office, by, SATISFIED, "good")
    tried = {one.rung for one in ladder.skipped} | {by}
    for rung in ladder.material.ladder:
        if by is not None and rung not in tried:
            yield _line(matter, office, rung, NOT_REACHED, "plain")


def _said(matter: Matter, now: Standing, skipped: Skipped) -> Text:
    """Why it was skipped; a check that this situation does not call for is never asked."""
    check = skipped.rung.check
    if skipped.why == "not-asked" and check and not _applies(matter, now, check):
        return NOT_HERE
    return WHY_WORDS[skipped.why]


def _applies(matter: Matter, now: Standing, check: str) -> bool:
    return holds(matter.check(check).when, seen_of(matter, now))


def _tone(skipped: Skipped) -> Tone:
    match skipped.why:
        case "not-chosen" | "not-asked" | "preferred":
            return "plain"
        case "pending":
            return "active"
        case _:
            return "warn"


def _line(matter: Matter, office: Office, rung: Rung, said: Text, tone: Tone) -> LadderLine:
    kind, name = RUNG_WORDS[rung.kind], rung_name(matter, rung, office)
    return LadderLine(kind, name if name != kind else None, said, tone)


def sentence_of(rules: Rules, now: Standing, ladder: LadderStanding) -> Text:
    """“Why was I (not) asked for it?” in one sentence (domain 3.5)."""
    head = _head(rules, now, ladder)
    told = ladder.by is None or ladder.by.kind in ("promise", "proof", "deferred", "upload")
    tried = [one for one in ladder.skipped if one.why not in ("not-chosen", "not-asked")]
    if not (told and tried):
        return head
    reasons = [
        (rung_name(rules.matter, one.rung, rules.office), WHY_WORDS[one.why]) for one in tried
    ]
    zh = "；".join(f"{name.zh}：{why.zh}" for name, why in reasons)
    en = "; ".join(f"{name.en}: {why.en}" for name, why in reasons)
    return Text(zh=f"{head.zh}原因：{zh}。", en=f"{head.en} Why: {en}.")


def _head(rules: Rules, now: Standing, ladder: LadderStanding) -> Text:
    matter, material, rung = rules.matter, ladder.material, ladder.by
    if rung is None:
        return _not_yet(ladder)
    match rung.kind:
        case "check" | "licence":
            use = matter.check(rung.key or "")
            what = RUNG_WORDS[rung.kind]
            return Text(
                zh=f"无须提交：已通过{use.check.holder.zh}的{use.check.name.zh}（{what.zh}）取得。",
                en=f"Not asked for: {use.check.holder.en} answered instead"
                f" ({use.check.name.en}, {what.en}).",
            )
        case "verification":
            name = rung_name(matter, rung, rules.office)
            return Text(
                zh=f"无须提交：已由{name.zh}。",
                en=f"Not asked for: {name.en}.",
            )
        case "promise":
            name = matter.promise_text(rung.key or "").name
            return Text(
                zh=f"无须提交：申请人签署了告知承诺“{name.zh}”。",
                en=f"Not asked for: the applicant signed the promise “{name.en}”.",
            )
        case "proof":
            name = rung.name or material.name
            return Text(
                zh=f"以其他材料代替：{name.zh}。", en=f"Another paper was taken instead: {name.en}."
            )
        case "deferred":
            return _deferred(now, ladder)
        case _:
            return _own(ladder)


def _own(ladder: LadderStanding) -> Text:
    if any(one.why == "preferred" for one in ladder.skipped):
        return Text(
            zh="申请人自备提交：申请人选择使用自己的材料。",
            en="Handed in: the applicant preferred the own paper.",
        )
    return Text(zh="申请人自备提交。", en="Handed in by the applicant.")


def _deferred(now: Standing, ladder: LadderStanding) -> Text:
    paper = now.evidence.get(ladder.material.key)
    if paper is None or paper.until is None:
        return Text(zh="可以容缺后补。", en="It may be handed in later.")
    until = shown_date(paper.until)
    return Text(zh=f"容缺后补：请在{until.zh}前补交。", en=f"It may come later: by {until.en}.")


def _not_yet(ladder: LadderStanding) -> Text:
    if ladder.awaited:
        return Text(
            zh="暂时无须提交：正在由部门核验。",
            en="Not asked for now: a department is verifying it.",
        )
    if not ladder.material.required:
        return Text(zh="选交材料，申请人未提交。", en="Optional, and not handed in.")
    return Text(zh="需要申请人提交。", en="The applicant has to hand it in.")
