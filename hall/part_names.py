"""What people call the parts of a step, and what was drawn: a department, a row of the form by its name, an opinion.

A row's name is the field that its group declares, else the first text that the reader may read; without it a number.
A sensitive one is masked.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from hall.told import department, step_of
from hall.value_words import masked
from matters.fields import Field, Group, Path, Rows
from matters.masking import mask_name
from matters.rules import Rules, filled, rows_of
from matters.standing import Standing
from matters.words import Text

_BESIDES: dict[str, Text] = {
    "opinion": Text(zh="征求意见第{}号", en="opinion no. {}"),
    "verification": Text(zh="部门核验：{}", en="look up “{}”"),
    "deferral": Text(zh="容缺后补：{}", en="still to come: “{}”"),
    "promise": Text(zh="核查承诺：{}", en="look after “{}”"),
    "rating": Text(zh="差评回访", en="a bad rating"),
    "supervision": Text(zh="督办单第{}号", en="supervision order no. {}"),
    "delivery": Text(zh="送达未成", en="not delivered"),
}
"""By what a piece of work beside the steps is about."""


@dataclass(frozen=True)
class PartNames:
    """The parts of one case's steps, as one reader may know them."""

    rules: Rules
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By group of the form, what each of its rows is called; nothing where nobody may know."""

    def of(self, step: str, part: str) -> Text:
        """One part of a step: its department, its row of the form, its number, or an opinion."""
        if part in {one.key for one in self.rules.office.departments}:
            return department(self.rules, part)
        kind, _, key = part.partition(":")
        if kind in _BESIDES:
            return self._besides(kind, key)
        declared = step_of(self.rules, step)
        group = self.rules.matter.groups.get(str(declared.each)) if declared else None
        if group is None:
            return Text(zh=f"第{part}项", en=f"no. {part}")
        own = self._row(group, part)
        zh, en = f"{group.row_name.zh}{part}", f"{group.row_name.en} {part}"
        return Text(zh=f"{zh}：{own}", en=f"{en}: {own}") if own else Text(zh=zh, en=en)

    def _besides(self, kind: str, key: str) -> Text:
        """What stands beside the steps: an opinion, a paper that is looked up or still to come, a promise."""
        said = _BESIDES[kind]
        matter = self.rules.matter
        names = {one.key: one.name for one in matter.materials}
        if kind == "promise":
            names = {one.key: one.name for one in matter.promises}
        name = Text.same(key) if kind == "opinion" else names.get(key, Text.same(key))
        return Text(zh=said.zh.format(name.zh), en=said.en.format(name.en))

    def pool(self, step: str, count: int) -> Text:
        """So many from whom is drawn: officers, rows of the form as they are called, or names of a list."""
        many = "" if count == 1 else "s"
        if _drawn_from(self.rules, step) == "officers":
            return Text(zh=f"{count}名执法人员", en=f"{count} officer{many}")
        group = self._drawn_rows(step)
        if group is None:
            return Text(zh=f"{count}名候选人", en=f"{count} name{many} on the list")
        return Text(zh=f"{count}个{group.row_name.zh}", en=f"{count} {group.row_name.en}{many}")

    def _drawn_rows(self, step: str) -> Group | None:
        pool = _drawn_from(self.rules, step)
        return self.rules.matter.groups.get(pool) if isinstance(pool, str) else None

    def lot(self, step: str, name: str) -> Text:
        """One that was or could be drawn: an officer or expert by name, a row of the form as its rows are called."""
        group = self._drawn_rows(step)
        if group is None:
            return Text.same(name)
        own = self._row(group, name)
        if own:
            return Text.same(own)
        return Text(zh=f"{group.row_name.zh}{name}", en=f"{group.row_name.en} {name}")

    def _row(self, group: Group, number: str) -> str:
        names = self.rows.get(group.group, ())
        return names[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(names) else ""


def _drawn_from(rules: Rules, step: str) -> str | tuple[str, ...] | None:
    declared = step_of(rules, step)
    return declared.draw.pool if declared and declared.draw else None


def part_names(
    rules: Rules, now: Standing, fields: Collection[Path], *, in_list: bool = False
) -> PartNames:
    """The parts as whoever may read these fields knows them; in lists people's names are always masked."""
    known = filled(rules.matter, now)
    rows = {
        group.group: _named(named, rows_of(known.get(group.group)), in_list=in_list)
        for group in rules.matter.form.groups
        if (named := _naming_field(group, fields)) is not None
    }
    return PartNames(rules, rows)


def _naming_field(group: Group, fields: Collection[Path]) -> Field | None:
    """What names the rows, as far as the reader may read it."""
    return next((one for one in group.naming if f"{group.group}.{one.key}" in fields), None)


def _named(named: Field, rows: Rows, *, in_list: bool) -> tuple[str, ...]:
    return tuple(_said(named, row.get(named.key), in_list=in_list) for row in rows)


def _said(named: Field, value: object, *, in_list: bool) -> str:
    if not isinstance(value, str) or not value.strip():
        return ""
    if named.type == "name" and (in_list or named.sensitive):
        return mask_name(value)
    return masked(named.type, value) if named.sensitive else value.strip()
