"""What a scenario would need to catch a fault that survived."""

from matters.words import Text
from matters.workbench.mutants import Mutant
from matters.workbench.mutating_sameness import Witness


def unexpected(scenario: str) -> Text:
    """One ends otherwise already, and only its expectation is missing."""
    return Text(
        zh=f"情景“{scenario}”的结果会不同，但没有写出预期：请用 --record 记录后核对。",
        en=f"The scenario “{scenario}” ends otherwise, but expects nothing about it:"
        " record it with --record and review.",
    )


def hint_for(mutant: Mutant, witness: Witness) -> Text:
    """Answers that would show the fault, or else what such faults take."""
    if witness.answers:
        said = ", ".join(f"{path}: {value}" for path, value in witness.answers.items())
        return Text(zh=f"需要一个情景：{said}。", en=f"A scenario would need {said}.")
    keys = [part for part in mutant.loc if isinstance(part, str)]
    key = next((key for key in reversed(keys) if key in _HINTS), "")
    return _HINTS.get(key, _ANY)


def _needs(zh: str, en: str) -> Text:
    return Text(zh=f"需要一个{zh}。", en=f"A scenario would need {en}.")


def _expects(zh: str, en: str) -> Text:
    return Text(zh=f"请写明{zh}。", en=f"Expect {en}.")


_ANY = _needs("走到这里并写明预期的情景", "to come here and to expect what follows")
_HINTS: dict[str, Text] = {
    "limit": _expects("到期日（then.dates）", "the due date in then.dates"),
    "promise": _expects("承诺日（then.dates）", "the promised date in then.dates"),
    "extend": _needs("申请延期的情景", "to extend the limit"),
    "letters": _expects("文书（then.notices）", "the letter in then.notices"),
    "letter": _expects("文书（then.notices）", "the letter in then.notices"),
    "ladder": _needs("以这一级满足材料的情景", "to satisfy the paper by this rung"),
    "optional": _needs(
        "此环节不予办理、其余准予的情景", "to refuse this step and to grant the others"
    ),
    "follow_up": _needs("此环节晚于其他环节的情景", "to end this step after the others"),
    "after": _needs(
        "前一环节较晚办结或不予办理的情景", "to end the earlier step late or to refuse it"
    ),
    "before": _needs("踏勘较晚的情景，并写明日期", "a late visit, and to expect the dates"),
    "recheck": _needs(
        "受理后较久才开始此环节、核验结果已变化的情景",
        "to come to this step late, when the register says otherwise",
    ),
    "officers": _needs("核查人员不足而被拒绝的动作", "a visit with too few officers, refused"),
    "with": _needs("与登记不一致的情景", "an answer that differs from the register"),
    "fills": _expects("登记机关填写的内容（then.values）", "what it fills in then.values"),
    "stops_if": _needs("因核验不通过而被拒绝的受理", "an acceptance refused for this check"),
    "required": _needs("因缺少此材料而被拒绝的受理", "an acceptance refused for want of it"),
    "departments": _needs("该部门提出整改的情景", "this department to find something"),
}
