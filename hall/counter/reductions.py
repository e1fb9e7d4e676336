"""The four reductions as the counter shows them: the time against the baseline, one item after the other."""

from matters.spec import Matter
from matters.workbench.savings import Saving as Reduction
from matters.workbench.savings import only_by_upload, savings

__all__ = ["Reduction", "only_by_upload", "reductions"]


def reductions(matter: Matter) -> tuple[Reduction, ...]:
    """Time, steps, materials, visits; the materials at their most, for an applicant who needs every step."""
    return tuple(one for one in savings(matter) if one.variant != "longest-path")
