"""Handing in: files first, then the application; `POST /files`, `POST /cases`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import Field as Rule

from flows.commands import Application, launch_case
from hall.api.models import V1, Answer, refusals
from hall.api.once import Key, before
from hall.api.papers import require_papers, require_seen
from hall.api.published import matter_called, matter_with_digest
from hall.doors import allowed
from hall.visitor import Visitor
from matters.case import Delivery, Evidence
from matters.delivery import CONSENT
from matters.errors import AnswersWrong
from matters.fields import Answers
from matters.spec import Matter
from matters.words import Language, Text
from storage import cases
from storage.files import accepted, digest_of

router = APIRouter(prefix=V1, tags=["launching"])
Launcher = Annotated[Visitor, Depends(allowed("launch"))]

NO_FILE = Text(
    zh="没有收到文件。请以 multipart/form-data 的字段 file 上传。",
    en="No file was sent. Send it as the field `file` of multipart/form-data.",
)
CONSENT_ASKED = (
    "The language in which the applicant read this text and agreed to it; needed for electronic delivery. "
    f"{CONSENT.zh} · {CONSENT.en}"
)
NO_FIELD = Text(zh="表单没有这个字段。", en="The form has no such field.")
ONE_FILE = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            }
        },
    }
}


class Kept(Answer):
    """A file that is kept under its digest."""

    digest: str
    """SHA-256 of the content: what an application names the file by."""
    kind: str
    """What the content is: application/pdf, image/png or image/jpeg."""
    size: int
    """Bytes."""


class Launch(Answer):
    """An application. What the checks find is fetched by OneGo itself and need not be sent."""

    matter: str
    """The matter's key."""
    digest: str | None = None
    """The version the answers were made for; the current one when left out."""
    answers: Answers
    """By path: `area_m2`, `company.uscc`; yes-no as true and false, a day as 2026-03-05."""
    objections: dict[str, Annotated[str, Rule(max_length=500)]] = {}
    """Fields filled by a register that the applicant says are wrong, and what is wrong; `checks.<check>`: all of it."""
    consents: Annotated[tuple[str, ...], Rule(max_length=100)] = ()
    """The checks without a basis in law that the applicant agreed to."""
    evidence: Annotated[tuple[Evidence, ...], Rule(max_length=100)] = ()
    """Papers by the digest of `POST /files`, and promises that were signed."""
    delivery: Delivery = "pick-up"
    """How notices reach the applicant: electronically only with the consent that the next field asks for."""
    consent_in: Annotated[Language | None, Rule(description=CONSENT_ASKED)] = None
    language: Language = "zh"
    """In which language the applicant is written to."""


class LaunchedCase(Answer):
    """A case that was received. It is not accepted yet: no decision clock runs."""

    number: str
    """The case number."""
    follow_url: str
    """Where the applicant follows the case: give it to nobody else."""
    case_url: str
    """Where this API tells of the case, for a department that takes part in it."""


@router.post(
    "/files",
    status_code=201,
    response_model=Kept,
    responses=refusals(409, 413, 415),
    openapi_extra=ONE_FILE,
    summary="上传文件 · Upload a file",
)
def upload(visitor: Launcher, key: Key) -> Kept:
    """Keep one paper (PDF, PNG or JPEG, told by its content) and answer its digest. Its name is not kept."""
    content = visitor.posted.upload("file")
    if content is None:
        raise AnswersWrong({"file": NO_FILE})
    kind = accepted(content, int(visitor.hall.settings.upload_limit))
    earlier = before(visitor, key, digest_of(content))
    if earlier.answer() is None:
        earlier.keep(visitor.hall.installation.files.put(content))
    return Kept(digest=digest_of(content), kind=kind.value, size=len(content))


@router.post(
    "/cases",
    status_code=201,
    response_model=LaunchedCase,
    responses=refusals(404, 409),
    summary="启动办件 · Launch a case",
)
def launch(visitor: Launcher, body: Launch, key: Key, response: Response) -> LaunchedCase:
    """Receive an application, with all its answers; every problem is told at once, by its path."""
    earlier = before(visitor, key, body.model_dump_json())
    number = earlier.answer()
    if number is None:
        require_seen(body.model_dump())
        house = visitor.hall.installation
        number = launch_case(house, _application(visitor, body), visitor.actor, earlier.once)
    case_url = f"{V1}/cases/{number}"
    response.headers["location"] = case_url
    return LaunchedCase(
        number=number,
        follow_url=f"{visitor.hall.settings.public}/follow/{_follow(visitor, number)}",
        case_url=f"{visitor.hall.settings.public}{case_url}",
    )


def _application(visitor: Visitor, body: Launch) -> Application:
    hall = visitor.hall
    matter = matter_with_digest(hall, body.digest) if body.digest else None
    matter = matter or matter_called(hall, body.matter)
    _require_fields(matter, body)
    require_papers(hall, matter, body.evidence)
    return Application(
        matter=matter.matter,
        digest=matter.digest,
        answers=body.answers,
        objections=body.objections,
        consents=body.consents,
        evidence=body.evidence,
        channel="api",
        delivery=body.delivery,
        consent_in=body.consent_in,
        language=body.language,
    )


def _require_fields(matter: Matter, body: Launch) -> None:
    known = {*matter.types, *(f"checks.{use.key}" for use in matter.checks)}
    wrong = {f"objections.{path}": NO_FIELD for path in body.objections if path not in known}
    if matter.matter != body.matter:
        wrong["digest"] = Text(
            zh="该摘要属于另一事项。请核对后重试。", en="The digest belongs to another matter."
        )
    if wrong:
        raise AnswersWrong(wrong)


def _follow(visitor: Visitor, number: str) -> str:
    hall = visitor.hall
    with hall.database.transaction() as connection:
        return cases.load(connection, hall.keyring, number).follow
