"""What all calls have in common: the kind of model, the error as it is told, the address of everything."""

from pydantic import ConfigDict

from matters.words import Frozen, Text

V1 = "/api/v1"


class Answer(Frozen):
    """A part of an answer; the words below its fields stand in the documentation."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Trouble(Answer):
    """Why something was not done, in both languages, and what to put right."""

    kind: str
    """A word for machines, such as `step-not-open`."""
    zh: str
    """The sentence for people, in Chinese."""
    en: str
    """The same in English."""
    problems: dict[str, Text] = {}
    """What is wrong, by the place where it stands: the path of an answer, or a part of the request."""


class Refusal(Answer):
    """The body of every answer with a status of 400 and above."""

    error: Trouble
    """Why it was not done."""


REFUSALS: dict[int | str, dict[str, object]] = {
    401: {"model": Refusal, "description": "The token is missing or not valid."},
    403: {"model": Refusal, "description": "The token's account has no such right."},
    404: {
        "model": Refusal,
        "description": "It does not exist, or is not this department's to see.",
    },
    409: {"model": Refusal, "description": "Not possible now; the sentence says the way out."},
    413: {"model": Refusal, "description": "More was sent than is accepted."},
    415: {"model": Refusal, "description": "The file is neither PDF, PNG nor JPEG."},
    422: {"model": Refusal, "description": "What was sent needs a correction; see `problems`."},
    503: {"model": Refusal, "description": "The database is away; try again after `Retry-After`."},
}


def refusals(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The refusals that a call may answer with, besides those that every call may."""
    return {status: REFUSALS[status] for status in (401, 403, *statuses, 422, 503)}
