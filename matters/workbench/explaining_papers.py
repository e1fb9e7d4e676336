"""Papers, checks, promises and fees of a situation: which are needed, what stands for them, and why. Pure."""

from collections.abc import Iterator
from datetime import date

from matters.case import FindingOutcome
from matters.expressions import Expression
from matters.ladder import LadderStanding, ladder_of
from matters.ladder_words import WHY_WORDS, rung_name
from matters.outcome_words import FINDING_WORDS
from matters.rules import applicable, holds, materials_of, scope
from matters.spec import CheckUse, Fee, Material, Promise, Rung
from matters.workbench.because import because, because_words
from matters.workbench.explanation import Line
from matters.workbench.step_words import Teller
from matters.workbench.why import Reasons
from matters.workbench.words import in_words


def papers_of(r: Reasons, day: date) -> Iterator[Line]:
    """Every paper: whether it is needed here, what satisfies it, and the rest of its ladder."""
    needed = {one.key for one in materials_of(r.rules.matter, r.now, day)}
    for material in r.rules.matter.materials:
        yield _paper(r, material, day) if material.key in needed else _no_paper(r, material, day)


def _no_paper(r: Reasons, material: Material, day: date) -> Line:
    t = r.teller
    if material.when is not None and not r.holds(material.when, day):
        why = r.because(material.when, day)
    else:
        readers = t.steps(material.readers)
        why = t.either(
            f"需要它的环节不办理：{readers}", f"the steps that need it do not apply: {readers}"
        )
    says = t.either("不需要", "not needed")
    return Line(
        key=material.key, name=material.name.into(t.language), verdict="no", says=says, why=why
    )


def _paper(r: Reasons, material: Material, day: date) -> Line:
    t = r.teller
    standing = ladder_of(r.rules.matter, r.now, material)
    rung = standing.by
    why = t.either("所有情形都需要", "needed in every situation")
    if material.when is not None:
        why = r.because(material.when, day)
    elif material.readers:
        keys = {step.step for step in applicable(r.rules.matter, r.now, day)}
        readers = t.steps(one for one in material.readers if one in keys)
        why = t.either(f"用于{readers}", f"for {readers}")
    ladder = t.either("；否则", "; else ").join(rung_words(t, one) for one in material.ladder)
    basis = t.either(f"依据：{material.basis}", f"Basis: {material.basis}")
    more = (basis, t.either(f"取得方式：{ladder}", f"How: {ladder}"))
    if rung is not None:
        says = t.either(f"已由{rung_words(t, rung)}满足", f"satisfied: {rung_words(t, rung)}")
        return Line(key=material.key, name=material.name.into(t.language), verdict="yes", says=says,
                    why=_why_this_rung(r, standing) or why, more=more)  # fmt: skip
    optional = "" if material.required else t.either("（可选）", " (optional)")
    first = _first(t, material.ladder[0])
    says = t.either(f"需要{optional}，{first}", f"needed{optional}; {first}")
    if standing.awaited:
        says = t.either(
            "正在部门核验，无须提交", "a department is looking it up: nothing to hand in"
        )
    return Line(key=material.key, name=material.name.into(t.language), verdict="open", says=says,
                why=why, more=more)  # fmt: skip


def _why_this_rung(r: Reasons, ladder: LadderStanding) -> str:
    """Why no rung before it did."""
    t, said = r.teller, []
    for one in ladder.skipped:
        if one.why == "not-chosen":
            continue
        said.append(f"{rung_name(t.matter, one.rung, t.office).into(t.language)}{t.either('：', ': ')}"
                    f"{WHY_WORDS[one.why].into(t.language)}")  # fmt: skip
    return t.either("；", "; ").join(said)


def _first(t: Teller, rung: Rung) -> str:
    """What is tried first."""
    words = rung_words(t, rung)
    match rung.kind:
        case "check" | "licence" | "verification":
            return t.either(f"先通过{words}", f"first {words}")
        case "upload":
            return t.either(f"须{words}", words)
        case _:
            return t.either(f"可以{words}", words)


def rung_words(t: Teller, rung: Rung) -> str:
    """One way to satisfy a paper."""
    name = rung_name(t.matter, rung, t.office).into(t.language)
    match rung.kind:
        case "check":
            return t.either(f"{name}免交", f"the check “{name}”")
        case "licence":
            return t.either(f"电子证照（{name}）免交", f"the e-licence by “{name}”")
        case "promise":
            return t.either(f"签署“{name}”", f"signing “{name}”")
        case "proof":
            return t.either(f"以“{name}”证明", f"“{name}” instead")
        case "upload":
            return t.either("提交纸质或者电子材料", "handing it in")
        case _:
            return name


def checks_of(r: Reasons, day: date) -> Iterator[Line]:
    """Every check: whether it is asked, with what, what it fills in, and what stops the case."""
    seen = scope(r.rules.matter, r.now, day)
    for use in r.rules.matter.checks:
        yield _check(r, use, day, asked=holds(use.when, seen))


def _check(r: Reasons, use: CheckUse, day: date, *, asked: bool) -> Line:
    t = r.teller
    why = t.either("所有情形都核验", "asked in every situation")
    if use.when is not None:
        why = r.because(use.when, day)
    name = use.check.name.into(t.language)
    if not asked:
        return Line(
            key=use.key, name=name, verdict="no", says=t.either("不核验", "not asked"), why=why
        )
    finding = r.now.known.get(use.key)
    says = t.either(f"向{use.check.holder.zh}核验", f"asked of {use.check.holder.en}")
    if finding is not None:
        outcome = FINDING_WORDS[finding.outcome].into(t.language)
        says = t.either(f"{says}，结果{outcome}", f"{says}: {outcome}")
    more = tuple(_of_check(r, use))
    return Line(key=use.key, name=name, verdict="yes", says=says, why=why, more=more)


def _of_check(r: Reasons, use: CheckUse) -> Iterator[str]:
    t = r.teller
    asked = t.listed(t.path(path) for path in use.inputs.values())
    yield t.either(
        f"用{asked}查询；依据：{use.check.basis}", f"asked with: {asked}; basis: {use.check.basis}"
    )
    if use.fills:
        filled = t.listed(t.path(path) for path in use.fills)
        yield t.either(f"带出：{filled}", f"fills in: {filled}")
    serves = [m.name.into(t.language) for m in t.matter.materials if _serves(m, use)]
    if serves:
        yield t.either(f"免交：{t.listed(serves)}", f"stands for: {t.listed(serves)}")
    if use.stops_if is not None:
        yield _stop(r, use, use.stops_if)


def _serves(material: Material, use: CheckUse) -> bool:
    return any(rung.check == use.key for rung in material.ladder)


def _stop(r: Reasons, use: CheckUse, condition: Expression) -> str:
    t, matter = r.teller, r.rules.matter
    rule = in_words(condition, matter, t.language, use)
    because_of = (use.stops_because or use.check.name).into(t.language)
    finding = r.now.known.get(use.key)
    if finding and finding.outcome == FindingOutcome.MATCH:
        found = because(condition, dict(finding.values))
        if found.holds:
            words = because_words(found, matter, t.language, use)
            return t.either(
                f"不能受理：{because_of}（{words}）",
                f"it cannot be accepted: {because_of} ({words})",
            )
    return t.either(
        f"{rule}的，不能受理（{because_of}）", f"if {rule}, it cannot be accepted ({because_of})"
    )


def promises_of(r: Reasons, day: date) -> Iterator[Line]:
    """The promises that may be signed in this situation."""
    keys = {step.promise for step in applicable(r.rules.matter, r.now, day) if step.promise}
    for material in materials_of(r.rules.matter, r.now, day):
        keys |= {rung.key for rung in material.ladder if rung.kind == "promise" and rung.key}
    for promise in r.rules.matter.promises:
        if promise.key in keys:
            yield _promise(r, promise)


def _promise(r: Reasons, promise: Promise) -> Line:
    t = r.teller
    signed = r.now.signed(promise.key)
    within = promise.verify_within.text(t.language)
    says = t.either("已签署" if signed else "可以签署", "signed" if signed else "may be signed")
    more = (
        t.either(f"依据：{promise.basis}", f"Basis: {promise.basis}"),
        t.either(f"{within}内核查", f"verified within {within}"),
        promise.consequence.into(t.language),
    )
    return Line(
        key=promise.key, name=promise.name.into(t.language), verdict="yes" if signed else "open",
        says=says, more=more,
    )  # fmt: skip


def fees_of(r: Reasons, day: date) -> Iterator[Line]:
    """What is to be paid."""
    keys = {step.step for step in applicable(r.rules.matter, r.now, day)}
    for fee in r.rules.matter.fees:
        yield _fee(r, fee, keys, day)


def _fee(r: Reasons, fee: Fee, keys: set[str], day: date) -> Line:
    t = r.teller
    why = r.because(fee.when, day) if fee.when else ""
    applies = (fee.when is None or r.holds(fee.when, day)) and (
        not fee.steps or keys & set(fee.steps)
    )
    amount = t.condition(fee.amount) if isinstance(fee.amount, Expression) else str(fee.amount)
    if isinstance(fee.amount, Expression) and applies:
        counted = fee.amount.evaluate(scope(r.rules.matter, r.now, day))
        amount = f"{amount} = {counted}" if counted is not None else amount
    says = t.either(f"{amount}元", f"{amount} yuan") if applies else t.either("不收", "not due")
    basis = t.either(f"依据：{fee.basis}", f"Basis: {fee.basis}")
    return Line(key=fee.key, name=fee.name.into(t.language), verdict="yes" if applies else "no",
                says=says, why=why, more=(basis,))  # fmt: skip
