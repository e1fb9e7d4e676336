"""The gateway's desk: turns a question into a reply, with the dialled faults."""

import hashlib
import logging
from datetime import date, datetime, timedelta
from uuid import uuid4

from flows.register_messages import Question, Reply
from hall.registers.answers import Answer, Register, RegisterUnknown
from hall.registers.faults import Dial, Dials
from hall.registers.settings import GatewaySettings
from hall.registers.synthetic import REGISTERS, Society
from matters.case import FindingOutcome
from matters.happened import business_date
from matters.words import Text

LONG_AGO_DAYS = 400
LOG = logging.getLogger(__name__)

ANSWERED = Text(zh="查询成功", en="Answered")
LATER = Text(
    zh="已受理查询，请凭回执号稍后再取结果。", en="Taken; ask again later with the ticket."
)
NO_AUTHORITY = Text(
    zh="本应用未获授权查询该数据。请向数据提供部门申请。",
    en="This system has no authority for this register. Apply to its holder.",
)
OUT_OF_ORDER = Text(
    zh="数据源暂时不可用，请稍后重试。", en="The register is out of order for now. Try again later."
)


class Desk:
    """Answers for all registers."""

    def __init__(self, society: Society, settings: GatewaySettings, dials: Dials) -> None:
        self._society = society
        self._settings = settings
        self._dials = dials

    def reply(self, key: str, question: Question) -> Reply:
        """The reply to one question. Raises RegisterUnknown and QuestionIncomplete."""
        register = REGISTERS.get(key)
        if register is None:
            raise RegisterUnknown(key)
        reply = self._reply(register, question, self._dials.of(key))
        reply = reply.model_copy(update={"request_id": f"R{uuid4().hex[:20]}"})
        # Never the inputs or values: a log holds nothing personal.
        LOG.info("check=%s outcome=%s request=%s", key, reply.outcome, reply.request_id)
        return reply

    def _reply(self, register: Register, question: Question, dial: Dial) -> Reply:
        if dial.denied:
            return Reply(
                code="30",
                message=NO_AUTHORITY,
                outcome=FindingOutcome.DENIED,
                source=register.holder,
            )
        now = self._settings.now()
        today = business_date(now)
        # A question that lacks something is wrong now, not only when the answer is fetched.
        answer = self._disturbed(self._society.answer(register.key, question.inputs, today), dial)
        later = register.in_two_steps and not self._is_ready(register, question, now)
        if later or dial.pending:
            return self._pending(register, question, now)
        return self._answered(register, question, answer, dial, today)

    def _disturbed(self, answer: Answer, dial: Dial) -> Answer:
        """The answer, or what a dial makes of a record that was found."""
        if answer.outcome is not FindingOutcome.MATCH:
            return answer
        if self._dials.happens(dial.multiple_rate):
            return Answer(outcome=FindingOutcome.MULTIPLE, values={"count": 2}, as_of=answer.as_of)
        if self._dials.happens(dial.mismatch_rate):
            return answer.model_copy(update={"outcome": FindingOutcome.MISMATCH})
        return answer

    def _answered(
        self, register: Register, question: Question, answer: Answer, dial: Dial, today: date
    ) -> Reply:
        as_of, outcome = answer.as_of, answer.outcome
        if self._dials.happens(dial.stale_rate):
            as_of = as_of - timedelta(days=LONG_AGO_DAYS)
        oldest = question.max_age_days
        if oldest is None:
            oldest = register.max_age_days
        if (today - as_of).days > oldest and answer.values:
            outcome = FindingOutcome.STALE
        return Reply(
            code="00",
            message=ANSWERED,
            outcome=outcome,
            values=answer.values,
            as_of=as_of,
            valid_until=today + timedelta(days=register.valid_days),
            source=register.holder,
        )

    def _pending(self, register: Register, question: Question, now: datetime) -> Reply:
        issued = self._issued_at(register, question)
        since = issued if issued is not None else int(now.timestamp() * 1000)
        return Reply(
            code="00",
            message=LATER,
            outcome=FindingOutcome.PENDING,
            source=register.holder,
            ticket=f"{since}-{self._seal(register, question, since)}",
        )

    def _is_ready(self, register: Register, question: Question, now: datetime) -> bool:
        issued = self._issued_at(register, question)
        waited = 0 if issued is None else now.timestamp() * 1000 - issued
        return issued is not None and waited >= self._settings.pending_seconds * 1000

    def _issued_at(self, register: Register, question: Question) -> int | None:
        """When the ticket was given, if it is one of ours for this very question."""
        issued, _, seal = (question.ticket or "").partition("-")
        if not (issued.isascii() and issued.isdigit()):
            return None
        return int(issued) if seal == self._seal(register, question, int(issued)) else None

    def _seal(self, register: Register, question: Question, issued: int) -> str:
        # Made from the question, so that tickets outlive a restart of the gateway.
        asked = f"{register.key}|{issued}|{sorted(question.inputs.items())!r}"
        return hashlib.sha256(asked.encode()).hexdigest()[:24]


def out_of_order() -> Reply:
    """What a register says that is down."""
    return Reply(code="50", message=OUT_OF_ORDER, outcome=FindingOutcome.UNAVAILABLE)
