"""A case as a system names and opens it: the same file, with the same bounds, as people of its department have open."""

from typing import Annotated

from fastapi import Path

from hall.case_file import CaseFile, open_case
from hall.visitor import Visitor

Number = Annotated[
    str, Path(pattern=r"^[0-9]{1,40}$", description="The case number.", examples=["330200001260305000042"])
]  # fmt: skip


def opened(visitor: Visitor, number: str) -> CaseFile:
    """The case. Raises NotFound, also for a case that is not this department's to see."""
    return open_case(visitor.hall, visitor.signed, number)
