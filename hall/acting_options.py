"""In whose name the command line does an act."""

from dataclasses import dataclass
from typing import Annotated, Literal

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Doer:
    """Whose act it is."""

    department: Annotated[str, Parameter(name="--as")]
    """Whose act it is: a department's key, or hall."""
    role: Literal["clerk", "officer", "head", "system"] | None = None
    """In which role: a clerk at the hall and an officer elsewhere, if left out."""
    account: str | None = None
    """Whose word it is: whoever sits at the machine, if left out. Nobody approves the own proposal."""
