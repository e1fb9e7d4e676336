"""What is made of a gateway that refuses or does not answer."""

from typing import Literal

import httpx
from pydantic import BaseModel, ValidationError

from flows.register_messages import Reply
from matters.case import FindingOutcome
from matters.errors import OneGoError
from matters.words import Text

OUT_OF_REACH = Reply(
    code="unreachable",
    message=Text(
        zh="数据源暂时无法访问，将按备用方式办理；这不影响申请人。",
        en="The register is out of reach; the case goes on another way, at no cost to the applicant.",
    ),
    outcome=FindingOutcome.UNAVAILABLE,
)
NO_TURN = Reply(
    code="no-turn",
    message=Text(
        zh="该数据源的调用频次已满，请稍候自动重试；这不影响申请人。",
        en="The register takes no more calls for the moment; it is asked again by itself.",
    ),
    outcome=FindingOutcome.UNAVAILABLE,
)
"""It was not asked, as all processes together had used up its rate: nothing is known about it."""
NOT_KNOWN = Reply(
    code="not-known",
    message=Text(
        zh="登记机关没有认出本系统，接口密钥可能失效或者已更换，由管理员处理；这不影响申请人。",
        en="The register does not know this system: its secret may be lost or changed. The administrator mends it,"
        " at no cost to the applicant.",
    ),
    outcome=FindingOutcome.UNAVAILABLE,
)
"""Who asks is not known (RFC 9110, 401): ours to mend, so nobody has to bring a paper for it when it is mended."""
REFUSED = Reply(
    code="refused",
    message=Text(
        zh="数据共享平台拒绝了本次查询：未获授权。",
        en="The gateway refused the question: no authority.",
    ),
    outcome=FindingOutcome.DENIED,
)


def no_turn(reply: Reply) -> bool:
    """Whether the register was not asked because its rate was used up."""
    return reply.code == NO_TURN.code


class QuestionRefused(OneGoError):
    """The gateway does not understand the question: the matter's definition must be mended."""

    status = 422

    def __init__(self, check: str, reason: Text) -> None:
        super().__init__(
            zh=f"核验“{check}”的提问有误：{reason.zh}",
            en=f"The question of check “{check}” is wrong: {reason.en}",
        )


class DeliveryFailed(OneGoError):
    """A message was not taken over; handing it over again is safe."""

    status = 503

    def __init__(
        self, count: int, trouble: Literal["away", "refused", "no-channel"] = "away"
    ) -> None:
        self.trouble = trouble
        super().__init__(
            zh=f"{count}条通知未能送出，可安全重试。请检查消息通道。",
            en=f"{count} message(s) were not taken over; sending again is safe."
            " Look at the message channel.",
        )


class Complaint(BaseModel):
    """What the gateway says to a question that it does not understand."""

    message: Text


def denied(check: str, refusal: httpx.Response) -> Reply:
    """The refusal as a reply; one that is neither about us nor about our authority is a mistake of ours.

    Raises QuestionRefused.
    """
    if refusal.status_code == httpx.codes.UNAUTHORIZED:
        return NOT_KNOWN
    if refusal.status_code != httpx.codes.FORBIDDEN:
        raise QuestionRefused(check, _reason(refusal))
    try:
        reply = Reply.model_validate_json(refusal.content)
    except ValidationError:
        return REFUSED
    return reply if reply.outcome is FindingOutcome.DENIED else REFUSED


def _reason(refusal: httpx.Response) -> Text:
    try:
        return Complaint.model_validate_json(refusal.content).message
    except ValidationError:
        return Text(zh="平台未说明原因。", en="the gateway gave no reason.")


def not_declared(register: str) -> Reply:
    """A register that `registers.yaml` does not know: a published matter may be older than the file."""
    return Reply(
        code="not-declared",
        message=Text(
            zh=f"数据源“{register}”未在 registers.yaml 中登记，无法查询。",
            en=f"The register “{register}” is not declared in registers.yaml; it cannot be asked.",
        ),
        outcome=FindingOutcome.UNAVAILABLE,
    )


def without_purpose() -> Reply:
    """A question that does not say why, or lacks the approval that its register asks for: it is not sent."""
    return Reply(
        code="no-purpose",
        message=Text(
            zh="请求未说明用途（事项、办件、经办人、材料、对象、依据）或缺少批准记录，未予发送。",
            en="The question does not say its whole purpose, or lacks its approval; it was not sent.",
        ),
        outcome=FindingOutcome.DENIED,
    )
