"""What is declared of a step, in words: what opens it, who takes part, what ends it. One saying for each key. Pure."""

from collections.abc import Callable

from matters.expressions import Expression
from matters.steps import Step, Wait
from matters.workbench.step_words import Teller

SAID_ELSEWHERE = frozenset(
    {"step", "name", "kind", "department", "departments", "when", "why_not", "item", "letters", "guide",
     "silence_basis", "section"}
)  # fmt: skip
"""Keys of a step that have a place of their own in every telling."""


Saying = Callable[[Teller, Step], str]


def sayings_of(teller: Teller, step: Step) -> tuple[str, ...]:
    """What is declared of the step beside its item and its condition, one clause for each key."""
    default = Step.model_construct(step="x", name=step.name)
    return tuple(
        said
        for key, saying in SAYINGS.items()
        if getattr(step, key) != getattr(default, key) and (said := saying(teller, step))
    )


def _again(t: Teller, s: Step) -> str:
    if s.again is None:
        return ""
    when, to = t.condition(s.again.when), t.step(s.again.to)
    return t.either(
        f"结束后，{when}的，退回{to}重新办理，最多{s.again.most}次",
        f"when it has ended, work goes back to {to} if {when}, at most {s.again.most} times",
    )


def _officers_from(t: Teller, s: Step) -> str:
    zh = "、".join(t.step(key) for key in s.officers_from)
    en = " and ".join(t.step(key) for key in s.officers_from)
    return t.either(f"人员由{zh}抽取产生", f"its officers are those drawn by {en}")


def _amount(t: Teller, amount: int | Expression | str) -> str:
    return t.condition(amount) if isinstance(amount, Expression) else str(amount)


def _each(t: Teller, s: Step) -> str:
    amount = _amount(t, s.each or 1)
    return t.either(f"按{amount}逐一办理", f"one part for each: {amount}")


def _quorum(t: Teller, s: Step) -> str:
    match s.quorum:
        case "any":
            return t.either("任一方同意即可", "one of them suffices")
        case "all":
            return t.either("须各方全部同意", "all must agree")
        case amount:
            many = _amount(t, amount)
            return t.either(f"同意数达到{many}即可", f"{many} must agree")


def _silence(t: Teller, s: Step) -> str:
    basis = s.silence_basis or ""
    return t.either(
        f"逾期未反馈意见的，视为同意（{basis}）",
        f"who says nothing in time counts as agreeing ({basis})",
    )


def _first(t: Teller, s: Step) -> str:
    words = t.either("；或者", "; or ").join(_waited(t, one) for one in s.first)
    if len(s.first) > 1:
        return t.either(
            f"等待下列情形之一，先发生的为准：{words}", f"waits for whichever comes first: {words}"
        )
    return t.either(f"等待{words}", f"waits for {words}")


def _waited(t: Teller, one: Wait) -> str:
    if one.until is not None:
        day = t.condition(one.until)
        return t.either(f"期限届满（{day}）", f"the day {day}")
    if one.signal is not None:
        return t.either(f"收到“{one.words.zh}”", f"word of “{one.words.en}”")
    if one.check is not None:
        when = t.condition(one.when) if one.when else t.either("有结果", "an answer")
        return t.either(f"{t.check(one.check)}：{when}", f"{t.check(one.check)}: {when}")
    said = t.path(one.answered or "")
    return t.either(f"{said}已填写", f"{said} to be filled in")


def _call(t: Teller, s: Step) -> str:
    if s.call is None:
        return ""
    sends = t.listed(t.path(path) for path in s.call.sends.values())
    return t.either(
        f"由系统“{s.call.system}”办理并答复" + (f"，发送：{sends}" if sends else ""),
        f"the system “{s.call.system}” acts and answers"
        + (f"; it is sent: {sends}" if sends else ""),
    )


def _matter(t: Teller, s: Step) -> str:
    key = s.matter.key if s.matter else ""
    return t.either(
        f"另立事项“{key}”办理，以其结果为准", f"carried as a case of “{key}”; it ends as that does"
    )


def _draw(t: Teller, s: Step) -> str:
    if s.draw is None:
        return ""
    pool = s.draw.pool
    whom = t.listed(pool) if isinstance(pool, tuple) else t.path(pool)
    if pool == "officers":
        whom = t.either("本部门执法人员", "the department's officers")
    count = _amount(t, s.draw.count)
    weight = t.either("，按权重", ", by weight") if s.draw.weight else ""
    unless = ""
    if s.draw.unless is not None:
        out = t.condition(s.draw.unless)
        unless = t.either(f"，{out}的除外", f", except where {out}")
    rest = f"{weight}{unless}"
    return t.either(
        f"从{whom}中随机抽取{count}个{rest}", f"{count} drawn at random from {whom}{rest}"
    )


def _mutex(t: Teller, s: Step) -> str:
    own = s.section or s.step
    others = [o.step for o in t.matter.steps if o.mutex == s.mutex and (o.section or o.step) != own]
    return t.either(f"不与{t.steps(others)}同时办理", f"not at the same time as {t.steps(others)}")


def _ends_case(t: Teller, s: Step) -> str:
    granted = s.ends_case == "granted"
    return t.either(
        f"办成即结案，整件事{'准予' if granted else '不予'}",
        f"when it ends well, the whole case is {'granted' if granted else 'refused'}",
    )


def _rivals(t: Teller, s: Step) -> str:
    others = t.steps(s.rivals)
    return t.either(
        f"与{others}择一办理：先着手的为准，其余不再办理",
        f"it or {others}: the first taken in hand sets the others aside",
    )


def _soft_after(t: Teller, s: Step) -> str:
    others = t.steps(s.soft_after)
    return t.either(
        f"同时等待{others}结束，结果如何不影响本环节", f"waits for {others} too, however they end"
    )


def _provided(t: Teller, s: Step) -> str:
    when = t.condition(s.provided) if s.provided else ""
    return t.either(
        f"轮到时须符合：{when}；不符合的不再办理", f"when its turn comes, only if {when}"
    )


def _only_while(t: Teller, s: Step) -> str:
    when = t.condition(s.only_while) if s.only_while else ""
    return t.either(f"仅在{when}期间办理", f"only while {when}")


def _promise(t: Teller, s: Step) -> str:
    name = t.matter.promise_text(s.promise or "").name
    return t.either(f"按告知承诺办理：{name.zh}", f"decided on the promise: {name.en}")


def _recheck(t: Teller, s: Step) -> str:
    checks = t.listed(map(t.check, s.recheck))
    return t.either(
        f"开始前，已过时的核验重新进行：{checks}",
        f"before it opens, asked again if too old: {checks}",
    )


def _cancels(t: Teller, s: Step) -> str:
    others = t.steps(s.cancels)
    return t.either(f"开始后，{others}不再办理", f"when it opens, {others} are set aside")


def _apart_from(t: Teller, s: Step) -> str:
    others = t.steps(s.apart_from)
    return t.either(
        f"在{others}经办过的人员不得在此决定", f"not decided by anybody who acted at {others}"
    )


def _same_as(t: Teller, s: Step) -> str:
    other = t.step(s.same_as or "")
    return t.either(f"由{other}的决定人办理", f"only by who decided {other}")


def _within(t: Teller, s: Step) -> str:
    if s.within is not None and s.within.unit == "on-the-spot":
        return t.either("应当场完成", "to be done on the spot")
    limit = s.within.text(t.language) if s.within else ""
    return t.either(f"应在{limit}内完成", f"to be done within {limit}")


def _lasts(t: Teller, s: Step) -> str:
    limit = s.lasts.text(t.language) if s.lasts else ""
    return t.either(f"公示{limit}", f"made public for {limit}")


def _issues(t: Teller, s: Step) -> str:
    name = s.issues.name.into(t.language) if s.issues else ""
    return t.either(f"发给“{name}”", f"issues “{name}”")


def _needs(t: Teller, s: Step) -> str:
    needed = t.listed(map(t.path, s.needs))
    return t.either(f"须先有：{needed}", f"needs first: {needed}")


def _after(t: Teller, s: Step) -> str:
    return t.either(f"在{t.steps(s.after)}办结后开始", f"begins after {t.steps(s.after)}")


def _before(t: Teller, s: Step) -> str:
    return t.either(f"{t.steps(s.before)}等待本环节", f"{t.steps(s.before)} wait for it")


def _always(zh: str, en: str) -> Saying:
    return lambda t, _: t.either(zh, en)


SAYINGS: dict[str, Saying] = {
    "after": _after,
    "soft_after": _soft_after,
    "before": _before,
    "enough": lambda t, s: t.either(f"其中{s.enough}个办成即可开始", f"{s.enough} of them suffice"),
    "cancels": _cancels,
    "provided": _provided,
    "only_while": _only_while,
    "rivals": _rivals,
    "mutex": _mutex,
    "again": _again,
    "ends_case": _ends_case,
    "optional": _always(
        "不予的，不影响整件事全部办成", "its refusal does not make the bundle less than granted"
    ),
    "advisory": _always("仅供参考：结果不影响其他环节", "advisory: its result ends no other step"),
    "follow_up": _always("在结案之后进行", "done after the outcome"),
    "promise": _promise,
    "recheck": _recheck,
    "needs": _needs,
    "officers": lambda t, s: t.either(
        f"每个部门执法人员不少于{s.officers}人",
        f"at least {s.officers} officers of each department",
    ),
    "officers_from": _officers_from,
    "each": _each,
    "quorum": _quorum,
    "rest": _always(
        "达到所需人数后，其余各方继续办理", "once enough have agreed, the others go on"
    ),
    "adds": _always("办理中可以加签", "parts may be added while it is open"),
    "apart_from": _apart_from,
    "same_as": _same_as,
    "approval": _always(
        "经办人提出，部门负责人批准", "an officer proposes, a head of the department approves"
    ),
    "within": _within,
    "silence": _silence,
    "excluded": lambda t, s: t.either(
        f"所需时间不计入办理期限（{s.excluded}）", f"its days are not counted ({s.excluded})"
    ),
    "lasts": _lasts,
    "first": _first,
    "call": _call,
    "matter": _matter,
    "draw": _draw,
    "issues": _issues,
}
"""By key of a step; a test holds that none is forgotten."""
