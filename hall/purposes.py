"""Which answers and papers of a case somebody may read: only for the purpose they were collected for (PIPL 6).

Domain 3.15: a department reads a field only if one of its own steps in this case is among the field's readers.
"""

from collections.abc import Collection

from matters.fields import Path, Rows
from matters.office import HALL
from matters.spec import Matter
from storage.accounts import Role

EVERYBODY = "all"
_READING_ROLES: frozenset[Role] = frozenset({"clerk", "officer", "head", "system"})


def visible_fields(
    matter: Matter, roles: Collection[Role], department: str, own: Collection[str]
) -> frozenset[Path]:
    """The paths of the form and its groups that an account of these roles and this department may read.

    `own` are the department's steps in the case: one that does not apply to the applicant opens nothing.
    """
    if not _may_read(roles):
        return frozenset()
    if department == HALL:
        return frozenset(matter.elements) | matter.row_elements.keys()
    if not own:
        return frozenset()  # the department takes no part in this case
    purposes = {EVERYBODY, *own}
    once = (path for path, field in matter.elements.items() if purposes & {*field.readers})
    rows = (
        f"{group.group}.{field.key}"
        for group in matter.form.groups
        for field in group.fields
        if purposes & {*group.readers_of(field)}
    )
    return frozenset((*once, *rows))


def readable_rows(path: Path, rows: Rows, fields: Collection[Path]) -> Rows:
    """The rows of a group with those of their fields that may be read."""
    return tuple(
        {key: value for key, value in row.items() if f"{path}.{key}" in fields} for row in rows
    )


def visible_materials(
    matter: Matter, roles: Collection[Role], department: str, own: Collection[str]
) -> frozenset[str]:
    """The keys of the materials whose papers such an account may open; one without readers is for all."""
    if not _may_read(roles):
        return frozenset()
    if department == HALL:
        return frozenset(material.key for material in matter.materials)
    return frozenset(
        material.key
        for material in matter.materials
        if own and (not material.readers or {*own} & {*material.readers})
    )


def _may_read(roles: Collection[Role]) -> bool:
    return not _READING_ROLES.isdisjoint(roles)
