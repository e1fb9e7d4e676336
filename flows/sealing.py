"""The PDF of a notice: laid out, and signed by its department where that has a key.

The same notice gives the same file, however often and by whichever process it is drawn: layout and signature say the
moment of issue, and neither holds anything random. So a crash before the digest is recorded costs one more drawing.
"""

from collections.abc import Callable
from datetime import datetime

from flows.installation import Installation
from forms.letters import Letter
from forms.rendering import Seal, render_pdf
from forms.signing import sign_pdf
from matters.case import CHINA
from storage.notices import NoticeSeen


def seal_of(house: Installation) -> Seal:
    """What is drawn where the seal goes."""
    return Seal.DEMO if house.demo else Seal.SLOT


def sealed_pdf(house: Installation, letter: Letter, department: str, issued_at: datetime) -> bytes:
    """The notice of the department as it leaves the house.

    Raises LetterNotDrawn, and KeyUnusable when the department's certificate has ended: a notice that should be signed
    does not leave unsigned.
    """
    pdf = render_pdf(letter, seal_of(house))
    key = house.signing.of(department)
    if key is None:
        return pdf
    key.check_valid(house.clock())
    at = max(issued_at, key.begins).astimezone(CHINA)  # a key may be newer than the notice
    return sign_pdf(pdf, key, at, signed_reason(letter.number))


def pdf_of(house: Installation, notice: NoticeSeen, letter: Callable[[], Letter]) -> bytes:
    """The file that was delivered; before that, drawn from its text on the spot, which gives the same."""
    if notice.file is not None:
        return house.files.get(notice.file)
    return sealed_pdf(house, letter(), notice.department, notice.issued_at)


def signed_reason(number: str) -> str:
    """What the signature says that it was made for."""
    return f"{_REASON}{number}"


def number_in(reason: str) -> str | None:
    """The number of the notice that a signature was made for."""
    return reason.removeprefix(_REASON) if reason.startswith(_REASON) else None


_REASON = "制发文书 "
