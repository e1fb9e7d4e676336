"""What a head may do to a notice that is wrong; see `matters.acts`."""

from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.notice_void_facts import VoidBecause
from matters.words import Frozen


class VoidNotice(Frozen):
    """Void a notice of one's own department (作废), and have a corrected one issued in its place or none (更正)."""

    act: Literal["void-notice"] = "void-notice"
    step: Literal["acceptance"] = "acceptance"
    key: Annotated[str, Rule(min_length=1, max_length=200)]
    because: VoidBecause
    text: Annotated[str, Rule(max_length=500)]
    corrected: bool = False
