"""Every refusal of ours: a sentence to the person who can put it right, in both languages.

A refusal is an ordinary event, not a crash: pages show it, the API answers it with its status, nothing is logged as
a failure. The text never holds a personal value.
"""

from matters.words import Language, Text


class OneGoError(Exception):
    """The root of all errors of ours."""

    status = 400
    """The HTTP status that a page or the API answers with."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh=zh, en=en)

    def into(self, language: Language) -> str:
        return self.text.into(language)


class Refused(OneGoError):
    """An act that this person, or this moment, does not allow."""

    status = 409


class NotYours(Refused):
    """The act belongs to another department or role."""

    status = 403

    def __init__(self, case: str, *, whose: Text) -> None:
        super().__init__(
            zh=f"办件 {case}：此项由“{whose.zh}”办理，您的账号无权操作。请转交该部门。",
            en=f"Case {case}: this belongs to {whose.en}; your account may not act on it."
            " Pass it to them.",
        )


class NotAllowed(Refused):
    """The role has no such right at all."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            zh="您的账号没有此项权限。如确需办理，请联系系统管理员。",
            en="Your account has no such right. If you need it, ask your administrator.",
        )


class NotFound(OneGoError):
    """What was asked for does not exist, or may not be seen."""

    status = 404

    def __init__(self, what: Text) -> None:
        super().__init__(
            zh=f"没有找到{what.zh}。请核对编号，或从列表重新进入。",
            en=f"{what.en} was not found. Check the number, or enter again from the list.",
        )


class StepNotOpen(Refused):
    """The step is not open, or no longer."""

    def __init__(self, case: str, step: Text) -> None:
        super().__init__(
            zh=f"办件 {case}：环节“{step.zh}”当前不可办理（尚未开始或已办结）。请刷新页面查看最新状态。",
            en=f"Case {case}: step “{step.en}” is not open (not begun, or already decided)."
            " Reload the page to see what is.",
        )


class ActedMeanwhile(Refused):
    """Somebody else recorded an act on the case since the page was loaded."""

    def __init__(self, case: str) -> None:
        super().__init__(
            zh=f"办件 {case}：在您打开页面之后，已有他人办理。您填写的内容仍在页面上，请刷新核对后再提交。",
            en=f"Case {case}: somebody else acted after you opened the page. What you wrote is"
            " kept; look at the new state and submit again if it is still needed.",
        )


class CaseClosed(Refused):
    """The case has its outcome; nothing more can be done in it."""

    def __init__(self, case: str) -> None:
        super().__init__(
            zh=f"办件 {case} 已办结，不能再办理。",
            en=f"Case {case} is closed; no act is possible any more.",
        )


class ActRefused(Refused):
    """An act that the rules do not allow now; the reason says the way out."""

    def __init__(self, *, zh: str, en: str, field: str | None = None) -> None:
        super().__init__(zh=zh, en=en)
        self.field = field
        """What of the act has to be put right, by its own name for it, where it is plainly one thing."""


class MatterUnknown(OneGoError):
    """No published matter has that key."""

    status = 404

    def __init__(self, key: str, nearest: str | None = None) -> None:
        hint_zh = f"您是否要办理“{nearest}”？" if nearest else "请在事项列表中选择。"
        hint_en = f"Did you mean “{nearest}”?" if nearest else "Choose one from the list."
        super().__init__(
            zh=f"没有已发布的事项“{key}”。{hint_zh}",
            en=f"No published matter is called “{key}”. {hint_en}",
        )


class MatterRetired(Refused):
    """The matter takes no new cases."""

    def __init__(self, name: Text) -> None:
        super().__init__(
            zh=f"事项“{name.zh}”已停用，不再接收新的申请；在办件不受影响。",
            en=f"“{name.en}” is retired and takes no new cases; running cases go on.",
        )


class AnswersWrong(OneGoError):
    """A form with wrong or missing values: one sentence per field."""

    status = 422

    def __init__(self, problems: dict[str, Text]) -> None:
        super().__init__(
            zh=f"表单有{len(problems)}处需要更正。",
            en=f"{len(problems)} field(s) of the form need a correction.",
        )
        self.problems = problems
