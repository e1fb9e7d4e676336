"""`onego check list`: the library of checks."""

import json as json_of
from collections import defaultdict

from hall.admin.registers_seen import CONNECTOR_WORDS
from hall.console.speech import OUT, columns, into, show
from matters.library import Catalogue
from matters.reading import SHIPPED, read_catalogue, read_library
from matters.spec import DataCheck


def tell_checks(*, json: bool) -> None:
    """Print the library."""
    library = read_library(SHIPPED)
    used = matters_by_check(read_catalogue(SHIPPED))
    if json:
        rows = [_row(one, used[one.key]) for one in library.checks]
        OUT.print_json(json_of.dumps(rows, ensure_ascii=False))
        return
    table = columns(
        ("核验", "check"), ("名称", "name"), ("登记机关", "holder"), ("连接", "way"), ("代替", "replaces"),
        ("事项数", "matters"),
    )  # fmt: skip
    for one in library.checks:
        register = library.registers.register_of(one.register_key)
        way = CONNECTOR_WORDS[library.registers.connector_of(register).kind] if register else None
        table.add_row(
            one.key,
            into(one.name),
            into(one.holder),
            into(way) if way else "—",
            into(one.replaces) if one.replaces else "—",
            str(len(used[one.key])),
        )
    show(table)


def matters_by_check(catalogue: Catalogue) -> defaultdict[str, list[str]]:
    """By check, the keys of the matters that use it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for matter in catalogue.matters:
        for use in matter.checks:
            found[use.key].append(matter.matter)
    return found


def _row(check: DataCheck, matters: list[str]) -> dict[str, object]:
    return check.model_dump(mode="json", by_alias=True) | {"matters": matters}
