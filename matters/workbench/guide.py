"""The guide to a matter (办事指南): what the law wants published of it (domain 3.13), from the definition. Pure."""

from collections.abc import Iterator

from matters.elapsed import besides, promised
from matters.expressions import Expression
from matters.office import HALL, Department, Office
from matters.spec import Matter
from matters.steps import Step
from matters.words import Frozen, Language
from matters.workbench.explaining_papers import rung_words
from matters.workbench.guide_words import ITEM_KINDS, TITLES
from matters.workbench.step_sayings import sayings_of
from matters.workbench.step_words import KIND_WORDS, Teller

Row = tuple[str, ...]


class Part(Frozen):
    """One part of the guide: sentences, then a table; without a head the first column names what the others say."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    head: Row = ()
    rows: tuple[Row, ...] = ()


class Guide(Frozen):
    """The whole guide in one language."""

    matter: str
    version: int
    language: Language
    name: str
    summary: str
    parts: tuple[Part, ...]

    def part(self, key: str) -> Part:
        return next(one for one in self.parts if one.key == key)


def guide_of(matter: Matter, office: Office, language: Language) -> Guide:
    """The guide of a matter as it is published."""
    t = Teller(matter, office, language)
    parts = (
        _basics(t), _items(t), _conditions(t), _elsewhere(t), _papers(t), _promises(t), _procedure(t),
        _fees(t), _results(t), _places(t), _remedies(t), _privacy(t),
    )  # fmt: skip
    return Guide(
        matter=matter.matter,
        version=matter.version,
        language=language,
        name=matter.name.into(language),
        summary=matter.summary.into(language),
        parts=tuple(part for part in parts if part.sentences or part.rows),
    )


def _part(
    t: Teller, key: str, *sentences: str, head: Row = (), rows: Iterator[Row] | None = None
) -> Part:
    title = TITLES[key].into(t.language)
    return Part(key=key, title=title, sentences=sentences, head=head, rows=tuple(rows or ()))


def _basics(t: Teller) -> Part:
    return _part(t, "basics", rows=_facts(t))


def _facts(t: Teller) -> Iterator[Row]:
    matter = t.matter
    person = matter.audience == "person"
    yield t.either("服务对象", "For"), t.either(
        "自然人" if person else "法人和其他经营主体", "people" if person else "companies and other businesses"
    )  # fmt: skip
    yield t.either("牵头部门", "Lead"), t.department(matter.lead)
    others = [key for key in _departments(matter) if key != matter.lead]
    if others:
        yield t.either("联办部门", "With"), t.listed(map(t.department, others))
    yield t.either("设定依据", "Basis"), matter.basis
    yield t.either("承诺办结时限", "Promised within"), promised(matter).into(t.language)
    if more := besides(matter):
        yield t.either("另行计算的时间", "Time besides"), more.into(t.language)
    yield t.either("到办事现场次数", "Visits"), str(matter.visits)
    yield (
        t.either("办理形式", "How"),
        t.either("窗口办理，一表申请", "at the counter, with one form"),
    )
    yield t.either("版本", "Version"), f"{matter.matter} v{matter.version}"


def _departments(matter: Matter) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for step in matter.steps for key in step.all_departments))


def _with_items(t: Teller) -> tuple[Step, ...]:
    return tuple(step for step in t.matter.steps if step.item is not None)


def _items(t: Teller) -> Part:
    head = ("事项", "类型", "办理部门", "设定依据", "法定时限", "承诺时限")
    if t.language == "en":
        head = ("Item", "Kind", "Department", "Basis", "Limit by law", "Promised")
    return _part(t, "items", head=head, rows=_item_rows(t))


def _item_rows(t: Teller) -> Iterator[Row]:
    for step in _with_items(t):
        if step.item is None:
            continue
        item = step.item
        limit = item.limit.text(t.language)
        more = (
            t.either("可延长", ", may be extended by ") + item.extend.text(t.language)
            if item.extend
            else ""
        )
        if more and t.language == "zh":
            more = f"（{more}）"
        yield (
            f"{item.name.into(t.language)} {item.code}",
            ITEM_KINDS[item.kind].into(t.language),
            t.listed(map(t.department, step.all_departments)),
            item.basis,
            limit + more,
            (item.promise or item.limit).text(t.language),
        )


def _conditions(t: Teller) -> Part:
    head = ("事项", "适用情形", "准予条件")
    if t.language == "en":
        head = ("Item", "When it applies", "Conditions for granting it")
    return _part(t, "conditions", head=head, rows=_condition_rows(t))


def _condition_rows(t: Teller) -> Iterator[Row]:
    for step in _with_items(t):
        if step.item is None:
            continue
        wanted = [one.into(t.language) for one in step.item.conditions]
        yield (
            step.item.name.into(t.language),
            _applies(t, step.when),
            "\n".join(wanted) or t.either("符合设定依据的规定。", "As the basis provides."),
        )


def _applies(t: Teller, when: Expression | None) -> str:
    return t.condition(when) if when else t.either("所有情形", "always")


def _elsewhere(t: Teller) -> Part:
    head = ("情形", "原因", "去向") if t.language == "zh" else ("Situation", "Why", "Where to go")
    return _part(t, "elsewhere", head=head, rows=(
        (t.condition(one.when), one.why.into(t.language), one.go.into(t.language))
        for one in t.matter.not_applicable
    ))  # fmt: skip


def _papers(t: Teller) -> Part:
    head = ("材料", "依据", "何时需要", "取得方式（依次）", "出具单位")
    if t.language == "en":
        head = ("Paper", "Basis", "Needed when", "How, the first that works", "Issued by")
    return _part(
        t, "papers",
        t.either("政府部门能够核验的，不需要您提交。", "What an office can look up, you need not hand in."),
        head=head, rows=_paper_rows(t),
    )  # fmt: skip


def _paper_rows(t: Teller) -> Iterator[Row]:
    for one in t.matter.materials:
        readers = t.steps(key for key in one.readers if key != "all")
        when = _applies(t, one.when)
        if one.when is None and readers:
            when = t.either(f"办理{readers}的", f"for {readers}")
        ladder = "\n".join(
            f"{n}. {rung_words(t, rung)}" for n, rung in enumerate(one.ladder, start=1)
        )
        issuer = one.issuer.into(t.language) if one.issuer else t.either("申请人", "the applicant")
        optional = "" if one.required else t.either("（选交）", " (optional)")
        yield one.name.into(t.language) + optional, one.basis, when, ladder, issuer


def _promises(t: Teller) -> Part:
    head = ("承诺", "依据", "承诺内容", "核查", "不实的后果")
    if t.language == "en":
        head = ("Promise", "Basis", "What is promised", "Verified within", "If it is untrue")
    return _part(t, "promises", head=head, rows=(
        (one.name.into(t.language), one.basis, one.text.into(t.language).strip(),
         one.verify_within.text(t.language), one.consequence.into(t.language))
        for one in t.matter.promises
    ))  # fmt: skip


def _procedure(t: Teller) -> Part:
    head = (
        ("环节", "方式", "部门", "说明")
        if t.language == "zh"
        else ("Step", "Kind", "Department", "About it")
    )
    return _part(
        t, "procedure",
        t.either("收件后受理；受理后各环节按下列顺序进行，互不等待的同时进行。",
                 "It is received, then accepted; then the steps follow, at the same time where none waits."),
        head=head, rows=_step_rows(t),
    )  # fmt: skip


def _step_rows(t: Teller) -> Iterator[Row]:
    for step in t.matter.steps:
        stop = t.either("；", "; ")
        yield (
            step.name.into(t.language),
            KIND_WORDS[step.kind].into(t.language),
            t.listed(map(t.department, step.all_departments)),
            stop.join(sayings_of(t, step)) or t.either("受理后即开始", "begins at acceptance"),
        )


def _fees(t: Teller) -> Part:
    if t.matter.fees:
        head = ("收费项目", "金额（元）", "依据", "何时收取")
        if t.language == "en":
            head = ("Fee", "Amount (yuan)", "Basis", "Due when")
        return _part(t, "fees", head=head, rows=(
            (fee.name.into(t.language), _amount(t, fee.amount), fee.basis, _applies(t, fee.when))
            for fee in t.matter.fees
        ))  # fmt: skip
    said = dict.fromkeys(s.item.fee.into(t.language) for s in _with_items(t) if s.item)
    if len(said) <= 1:
        return _part(t, "fees", *(f"{one}{t.either('。', '.')}" for one in said))
    return _part(t, "fees", rows=(
        (step.item.name.into(t.language), step.item.fee.into(t.language))
        for step in _with_items(t) if step.item
    ))  # fmt: skip


def _amount(t: Teller, amount: int | Expression) -> str:
    return t.condition(amount) if isinstance(amount, Expression) else str(amount)


def _results(t: Teller) -> Part:
    head = (
        ("结果", "由哪个环节核发", "有效期")
        if t.language == "zh"
        else ("Result", "Issued by", "Valid")
    )
    return _part(t, "results", head=head, rows=(
        (step.issues.name.into(t.language), step.name.into(t.language),
         step.issues.valid.text(t.language) if step.issues.valid else t.either("长期", "without limit"))
        for step in t.matter.steps if step.issues
    ))  # fmt: skip


def _offices(t: Teller) -> tuple[Department, ...]:
    known = {one.key: one for one in t.office.departments}
    wanted = dict.fromkeys((HALL, t.matter.lead, *_departments(t.matter)))
    return tuple(known[key] for key in wanted if key in known)


def _places(t: Teller) -> Part:
    head = ("单位", "地址", "电话") if t.language == "zh" else ("Office", "Address", "Telephone")
    return _part(
        t, "places",
        t.either("法定工作日的工作时间办理；申请、补正和领取结果都在综合窗口。",
                 "On working days, in office hours; you apply, supply and collect at the general counter."),
        head=head,
        rows=((one.name.into(t.language), one.address.into(t.language), one.phone) for one in _offices(t)),
    )  # fmt: skip


def _remedies(t: Teller) -> Part:
    profile = t.office.profile
    review, sue = profile.reconsideration.text(t.language), profile.litigation.text(t.language)
    head = ("作出决定的部门", "行政复议机关", "网上复议", "行政诉讼法院")
    if t.language == "en":
        head = ("Deciding department", "Reconsideration", "Online", "Court")
    deciding = {key for step in _with_items(t) for key in step.all_departments}
    return _part(
        t, "remedies",
        t.either(f"对决定不服的，可以自收到决定之日起{review}内申请行政复议，或者{sue}内提起行政诉讼。",
                 f"You may ask for reconsideration within {review} of receiving a decision, or sue within {sue}."),
        head=head,
        rows=(
            (one.name.into(t.language), one.review_body.into(t.language), one.online_review,
             one.court.into(t.language))
            for one in _offices(t) if one.key in deciding
        ),
    )  # fmt: skip


def _privacy(t: Teller) -> Part:
    return _part(t, "privacy", t.matter.privacy.into(t.language))
