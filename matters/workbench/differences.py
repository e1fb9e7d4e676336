"""What a new version of a matter changes for applicants, departments and dates, in words (not in lines of text)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from matters.limits import Limit
from matters.office import Office
from matters.spec import Matter, Rung
from matters.words import Frozen, Text
from matters.workbench.differences_names import Refers, Trait, Whom, trait_of
from matters.workbench.differences_words import Voice, listed


class Difference(Frozen):
    """One thing that changes, and whom it concerns."""

    whom: Whom
    about: str
    """Which kind of thing: matter, question, field, paper, step …"""
    key: str
    departments: tuple[str, ...] = ()
    """Those whose own steps it touches; none where it concerns all."""
    what: Text


class _Kind(NamedTuple):
    """One list of a matter: its entries by key, how each is called, and whom a new one concerns."""

    about: str
    noun: Text
    entries: Callable[[Matter], Mapping[str, Frozen]]
    name: Callable[[Frozen], Text]
    whom: Whom


class _Place(NamedTuple):
    """Of what a change is told."""

    about: str
    key: str
    called: Text
    departments: tuple[str, ...]


_OWN_LISTS = frozenset(
    {"matter", "version", "questions", "not_applicable", "form", "checks", "materials", "promises", "fees",
     "tables", "steps"}
)  # fmt: skip
_KEYS = frozenset({"ask", "key", "step", "fields", "after", "before", "value"})
"""What names an entry, or is told in another way."""


def differences(old: Matter, new: Matter, office: Office | None = None) -> tuple[Difference, ...]:
    """Every difference that steers a case or is read by somebody, in the order of a matter's parts."""
    voice = Voice((old, new), office)
    place = _Place("matter", new.matter, Text(zh="事项", en="The matter"), ())
    found = [*_model(place, old, new, voice, _OWN_LISTS)]
    for kind in _KINDS:
        found += _list(kind, old, new, voice)
    return tuple(found)


def _list(kind: _Kind, old: Matter, new: Matter, voice: Voice) -> Iterator[Difference]:
    was, now = kind.entries(old), kind.entries(new)
    for key, entry in was.items():
        if key not in now:
            place = _place(kind, key, entry, old)
            yield _said(
                place,
                kind.whom,
                Text(zh=f"取消{place.called.zh}。", en=f"{place.called.en} is dropped."),
            )
    for key, entry in now.items():
        place = _place(kind, key, entry, new)
        if key not in was:
            yield _said(place, kind.whom, _new(place, entry, voice, new))
            continue
        both = (*_touched(old, was[key]), *place.departments)
        place = place._replace(departments=tuple(dict.fromkeys(both)))
        yield from _model(place, was[key], entry, voice, _KEYS)
        if kind.about == "step":
            yield from _order(place, old.waits_for(key), new.waits_for(key), voice)
    if _moved(was, now):
        place = _Place(kind.about, "", kind.noun, ())
        yield _said(
            place,
            kind.whom,
            Text(
                zh=f"{kind.noun.zh}的先后顺序有调整。", en=f"{kind.noun.en}s come in another order."
            ),
        )


def _moved(was: Mapping[str, Frozen], now: Mapping[str, Frozen]) -> bool:
    return [key for key in was if key in now] != [key for key in now if key in was]


def _place(kind: _Kind, key: str, entry: Frozen, matter: Matter) -> _Place:
    name = kind.name(entry)
    called = Text(zh=f"{kind.noun.zh}“{name.zh}”", en=f"{kind.noun.en} “{name.en}”")
    return _Place(kind.about, key, called, _touched(matter, entry))


def _touched(matter: Matter, entry: Frozen) -> tuple[str, ...]:
    """The departments whose steps the entry is, or is read by."""
    readers = getattr(entry, "readers", ())
    steps = [one for one in matter.steps if one.step in readers or one is entry]
    return tuple(dict.fromkeys(d for one in steps for d in one.all_departments))


def _new(place: _Place, entry: Frozen, voice: Voice, matter: Matter) -> Text:
    said = [*_told(entry, voice)]
    if place.about == "step" and (waits := matter.waits_for(place.key)):
        after = voice.value(waits, "step")
        said.append(Text(zh=f"在{after.zh}之后办理", en=f"comes after {after.en}"))
    zh, en = "；".join(one.zh for one in said), "; ".join(one.en for one in said)
    return Text(
        zh=f"新增{place.called.zh}{'：' + zh if zh else ''}。",
        en=f"New: {place.called.en}{' (' + en + ')' if en else ''}.",
    )


def _told(entry: Frozen, voice: Voice) -> Iterator[Text]:
    """What a reader must know of something new."""
    for key, field in type(entry).model_fields.items():
        value = getattr(entry, key)
        trait = trait_of(type(entry).__name__, key)
        if isinstance(value, Frozen) and not isinstance(value, Text | Limit):
            yield from _told(value, voice)
        elif trait.told and value != field.default and value not in (None, ()):
            words = voice.value(value, trait.refers)
            yield Text(zh=f"{trait.name.zh}{words.zh}", en=f"{trait.name.en} {words.en}")


def _model(
    place: _Place, was: Frozen, now: Frozen, voice: Voice, without: Iterable[str] = ()
) -> Iterator[Difference]:
    for key in type(now).model_fields:
        before, after = getattr(was, key, None), getattr(now, key)
        if key in without or before == after:
            continue
        trait = trait_of(type(now).__name__, key)
        if isinstance(before, Frozen) and isinstance(after, Frozen) and _same_parts(before, after):
            yield from _model(place, before, after, voice)
            continue
        yield _said(place, trait.whom, _changed(place, trait, (before, after), voice))


def _same_parts(one: Frozen, other: Frozen) -> bool:
    return type(one) is type(other) and not isinstance(one, Text | Limit | Rung)


def _changed(place: _Place, trait: Trait, values: tuple[object, object], voice: Voice) -> Text:
    before, after = values
    if isinstance(before, dict) and isinstance(after, dict):
        return _pairs(place, trait, (before, after), voice)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _tuple(place, trait, (before, after), voice)
    if before in (None, ()):
        words = voice.value(after, trait.refers)
        return _sentence(place, trait, f"增加：{words.zh}", f"now {words.en}")
    if after in (None, ()):
        words = voice.value(before, trait.refers)
        return _sentence(place, trait, f"取消（原为{words.zh}）", f"none any more (was {words.en})")
    one, two = voice.value(before, trait.refers), voice.value(after, trait.refers)
    return _sentence(place, trait, f"由{one.zh}改为{two.zh}", f"from {one.en} to {two.en}")


def _pairs(
    place: _Place, trait: Trait, values: tuple[dict[str, object], dict[str, object]], voice: Voice
) -> Text:
    """Each key of a table of names that is new, gone, or stands for something else."""
    before, after = values
    refers: Refers = "letter" if trait.refers == "event" else "words"
    zh, en = [], []
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) == after.get(key):
            continue
        name = voice.name(trait.refers, key)
        one, two = voice.value(before.get(key, ()), refers), voice.value(after.get(key, ()), refers)
        zh.append(f"{name.zh}由{one.zh}改为{two.zh}")
        en.append(f"{name.en} from {one.en} to {two.en}")
    return _sentence(place, trait, "：" + "；".join(zh), "; ".join(en))


def _tuple(
    place: _Place, trait: Trait, values: tuple[tuple[object, ...], tuple[object, ...]], voice: Voice
) -> Text:
    before, after = values
    gone = listed(tuple(_one(value, trait, voice) for value in before if value not in after))
    new = listed(tuple(_one(value, trait, voice) for value in after if value not in before))
    if set(map(str, before)) == set(map(str, after)):
        words = listed(tuple(_one(value, trait, voice) for value in after))
        return _sentence(place, trait, f"次序改为{words.zh}", f"now in the order {words.en}")
    zh = [f"增加{new.zh}"] if any(value not in before for value in after) else []
    zh += [f"减少{gone.zh}"] if any(value not in after for value in before) else []
    en = [f"now also {new.en}"] if any(value not in before for value in after) else []
    en += [f"no longer {gone.en}"] if any(value not in after for value in before) else []
    return _sentence(place, trait, "，".join(zh), ", ".join(en))


def _one(value: object, trait: Trait, voice: Voice) -> Text:
    label = getattr(value, "label", None)
    if isinstance(label, Text):
        return voice.value(label)
    return value if isinstance(value, Text) else voice.value(value, trait.refers)


def _order(
    place: _Place, was: tuple[str, ...], now: tuple[str, ...], voice: Voice
) -> Iterator[Difference]:
    if set(was) == set(now):
        return
    before, after = voice.value(was, "step"), voice.value(now, "step")
    zh = f"原在{before.zh}之后" if was else "原不等待其他环节"
    en = f"came after {before.en}" if was else "waited for no step"
    then_zh = f"现在{after.zh}之后" if now else "现不等待其他环节"
    then_en = f"now after {after.en}" if now else "now waits for none"
    what = Text(
        zh=f"{place.called.zh}改变次序：{zh}，{then_zh}办理。",
        en=f"{place.called.en} is rerouted: it {en}, {then_en}.",
    )
    yield _said(place, "departments", what)


def _sentence(place: _Place, trait: Trait, zh: str, en: str) -> Text:
    return Text(
        zh=f"{place.called.zh}：{trait.name.zh}{zh}。",
        en=f"{place.called.en}: {trait.name.en} {en}.",
    )


def _said(place: _Place, whom: Whom, what: Text) -> Difference:
    return Difference(
        whom=whom, about=place.about, key=place.key, departments=place.departments, what=what
    )


def _fields(matter: Matter) -> Mapping[str, Frozen]:
    """Every field by its path, those of repeated groups too."""
    rows = {f"{one.group}.{field.key}": field for one in matter.form.groups for field in one.fields}
    return matter.elements | rows


def _attribute(name: str) -> Callable[[Frozen], Text]:
    return lambda entry: getattr(entry, name)


_KINDS: tuple[_Kind, ...] = (
    _Kind("question", Text(zh="问题", en="Question"),
          lambda matter: {one.ask: one for one in matter.questions}, _attribute("text"), "applicants"),
    _Kind("not-applicable", Text(zh="不适用情形", en="Situation without service"),
          lambda matter: {one.when.source: one for one in matter.not_applicable},
          _attribute("why"), "applicants"),
    _Kind("block", Text(zh="表单分组", en="Group of fields"),
          lambda matter: {one.key: one for one in matter.form.blocks}, _attribute("name"), "applicants"),
    _Kind("field", Text(zh="填报项", en="Field"),
          lambda matter: _fields(matter), _attribute("label"), "applicants"),
    _Kind("group", Text(zh="多行填报", en="Group asked for each"),
          lambda matter: {one.group: one for one in matter.form.groups}, _attribute("name"), "applicants"),
    _Kind("check", Text(zh="核验", en="Check"),
          lambda matter: {one.key: one for one in matter.checks},
          lambda use: use.check.name, "departments"),  # type: ignore[attr-defined]
    _Kind("paper", Text(zh="材料", en="Paper"),
          lambda matter: {one.key: one for one in matter.materials}, _attribute("name"), "applicants"),
    _Kind("promise", Text(zh="告知承诺", en="Promise"),
          lambda matter: {one.key: one for one in matter.promises}, _attribute("name"), "applicants"),
    _Kind("fee", Text(zh="收费项目", en="Fee"),
          lambda matter: {one.key: one for one in matter.fees}, _attribute("name"), "applicants"),
    _Kind("table", Text(zh="判定表", en="Decision table"),
          lambda matter: {one.table: one for one in matter.tables},
          lambda table: Text.same(table.table),  # type: ignore[attr-defined]
          "departments"),
    _Kind("step", Text(zh="环节", en="Step"),
          lambda matter: {one.step: one for one in matter.steps}, _attribute("name"), "departments"),
)  # fmt: skip
