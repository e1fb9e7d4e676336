"""Papers that a system hands in: uploads that are there, promises in their exact words."""

import hashlib
from collections.abc import Iterable

from forms.characters import has_unseen
from hall.api.models import Answer
from hall.house import Hall
from matters.case import Evidence
from matters.errors import AnswersWrong
from matters.ladder import rung_for
from matters.spec import Material, Matter
from matters.words import Text
from storage.files import kind_of

UNKNOWN = Text(zh="本事项没有这项材料。", en="The matter has no such material.")
NO_RUNG = Text(
    zh="该材料不接受这种方式。可用方式见事项说明中的 ladder。",
    en="This material cannot be satisfied in that way; see its `ladder` in the matter.",
)
NOT_THERE = Text(
    zh="没有该摘要的文件。请先通过 POST /api/v1/files 上传。",
    en="No file has that digest. Upload it first by POST /api/v1/files.",
)
OTHER_WORDS = Text(
    zh="摘要与承诺书原文不符。请以事项说明中该承诺的文本（UTF-8）计算SHA-256。",
    en="The digest is not that of the promise's text: SHA-256 of its Chinese or English words in UTF-8.",
)
WRONG_LABEL = Text(
    zh="label 应为承诺的键或文件类型（如 application/pdf），不得写文件名。",
    en="`label` is the promise's key or the kind of file, such as application/pdf; never a file's name.",
)
UNSEEN = Text(zh="含有不可见字符。请删除后重试。", en="It holds characters that nobody can see.")


class PromiseText(Answer):
    """A promise that may be signed in place of a paper."""

    key: str
    """Its key."""
    name: Text
    """What it is called."""
    text: Text
    """The exact words that are signed."""
    digests: tuple[str, str]
    """SHA-256 of the Chinese words and of the English ones: what a signed promise is handed in as."""


def promise_texts(matter: Matter) -> tuple[PromiseText, ...]:
    return tuple(
        PromiseText(key=one.key, name=one.name, text=one.text, digests=_digests(one.text))
        for one in matter.promises
    )


def require_papers(hall: Hall, matter: Matter, papers: Iterable[Evidence]) -> None:
    """Raise AnswersWrong, with every problem at its place, unless the papers are what they say."""
    wrong = {
        f"evidence.{place}": problem
        for place, paper in enumerate(papers)
        if (problem := _problem(hall, matter, paper))
    }
    if wrong:
        raise AnswersWrong(wrong)


def require_seen(value: object, path: str = "body") -> None:
    """Raise AnswersWrong for a text with characters that no reader could see, wherever it stands."""
    match value:
        case str() if has_unseen(value.replace("\r\n", "\n")):
            raise AnswersWrong({path: UNSEEN})
        case dict():
            for key, inner in value.items():
                require_seen(key, path)
                require_seen(inner, f"{path}.{key}")
        case list() | tuple():
            for place, inner in enumerate(value):
                require_seen(inner, f"{path}.{place}")
        case _:
            return


def _problem(hall: Hall, matter: Matter, paper: Evidence) -> Text | None:
    material = next((one for one in matter.materials if one.key == paper.material), None)
    if material is None:
        return UNKNOWN
    if paper.rung == "promise":
        return _promise_problem(matter, material, paper)
    if paper.rung == "deferred":
        return None if rung_for(material, "deferred") else NO_RUNG
    return _upload_problem(hall, material, paper)


def _promise_problem(matter: Matter, material: Material, paper: Evidence) -> Text | None:
    keys = [rung.key for rung in material.ladder if rung.kind == "promise"]
    if not keys:
        return NO_RUNG
    if paper.label not in keys:
        return WRONG_LABEL
    text = matter.promise_text(paper.label).text
    return None if paper.digest in _digests(text) else OTHER_WORDS


def _upload_problem(hall: Hall, material: Material, paper: Evidence) -> Text | None:
    own = any(rung.check for rung in material.ladder)  # one's own paper stands against a register
    if not (rung_for(material, paper.rung) or (paper.rung == "upload" and own)):
        return NO_RUNG
    files = hall.installation.files
    if not is_digest(paper.digest) or not files.exists(paper.digest):
        return NOT_THERE
    kind = kind_of(files.get(paper.digest))
    return None if kind and kind.value == paper.label else WRONG_LABEL


def is_digest(written: str) -> bool:
    """Whether it is 64 hexadecimal digits; anything else never becomes the path of a file."""
    length = hashlib.sha256().digest_size * 2
    return len(written) == length and all(one in "0123456789abcdef" for one in written)


def _digests(text: Text) -> tuple[str, str]:
    zh, en = (hashlib.sha256(words.encode()).hexdigest() for words in (text.zh, text.en))
    return zh, en
