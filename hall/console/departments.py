"""Departments as somebody types them at a terminal."""

from matters.errors import OneGoError
from matters.mistakes import nearest
from matters.office import HALL, Office


class DepartmentUnknown(OneGoError):
    """The office has no such department."""

    status = 404

    def __init__(self, key: str, known: list[str]) -> None:
        meant = nearest(key, known)
        zh = f"您是否要写“{meant}”？" if meant else f"可写：{'、'.join(known)}。"
        en = f"Did you mean “{meant}”?" if meant else f"There are: {', '.join(known)}."
        super().__init__(zh=f"没有部门“{key}”。{zh}", en=f"There is no department “{key}”. {en}")


def require_department(office: Office, key: str) -> None:
    """Raise DepartmentUnknown unless the office has it; the counter always counts."""
    known = [HALL, *(one.key for one in office.departments if one.key != HALL)]
    if key not in known:
        raise DepartmentUnknown(key, known)
