"""Searching the readings of personal data: what was asked in the address, and where a page of the list ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from hall.posted import Posted
from hall.reads import UNMASKED
from matters.case import CHINA
from matters.spec import Matter
from matters.words import Text
from storage.reads import ReadPlace, ReadsWanted

NAMES = ("account", "case", "department", "since", "until")
KINDS: dict[str, Text] = {
    "account": Text(zh="本人账号", en="own account"),
    "api": Text(zh="业务系统接口", en="interface of a system"),
    "case": Text(zh="办件页", en="case page"),
    "cases": Text(zh="办件列表", en="list of cases"),
    "checks": Text(zh="核验回执", en="receipt of the checks"),
    "clocks": Text(zh="监察页", en="page of supervision"),
    "draft": Text(zh="窗口草稿", en="draft at the counter"),
    "drafts": Text(zh="草稿列表", en="list of drafts"),
    "export": Text(zh="导出查阅记录", en="export of readings"),
    "follow": Text(zh="办理进度页", en="page of progress"),
    "notice": Text(zh="文书", en="notice"),
    "paper": Text(zh="材料", en="paper"),
    "receipt": Text(zh="收件凭证", en="receipt"),
    "search": Text(zh="按证件号码查找", en="search by a person's number"),
    "trial": Text(zh="试查", en="trial of a check"),
    UNMASKED: Text(zh="显示完整敏感信息", en="sensitive values in full"),
}
"""By the first word of what was read."""


PURPOSES: dict[str, Text] = {
    "receipt": Text(zh="申请人凭收件凭证查询", en="the applicant follows the own case"),
    "audit": Text(zh="监督检查", en="supervision"),
}
"""Purposes that are no matter's."""


@dataclass(frozen=True)
class ReadSearch:
    """What is looked for, as it was written."""

    account: str = ""
    case: str = ""
    department: str = ""
    since: str = ""
    until: str = ""

    @property
    def wanted(self) -> ReadsWanted:
        """A day that cannot be read narrows nothing; the last day counts whole."""
        since, until = _day(self.since), _day(self.until)
        return ReadsWanted(
            account=self.account or None,
            case=self.case or None,
            department=self.department or None,
            since=_begin(since) if since else None,
            until=_begin(until + timedelta(days=1)) if until else None,
        )

    def address(self, after: str = "") -> str:
        said = {name: getattr(self, name) for name in NAMES} | {"after": after}
        return f"/admin/reads?{urlencode({name: value for name, value in said.items() if value})}"


def search_in(given: Posted | dict[str, str]) -> ReadSearch:
    """What a form or an address asks for."""
    found = (
        given.text(name) if isinstance(given, Posted) else given.get(name, "") for name in NAMES
    )
    return ReadSearch(*(one.strip()[:80] for one in found))


def what_words(what: str) -> Text:
    """What was read, as people call it; of sensitive values the fields are named besides."""
    kind, _, of = what.partition(" ")
    name = KINDS.get(kind, Text.same(kind))
    return Text(zh=f"{name.zh} {of}".strip(), en=f"{name.en} {of}".strip())


def purpose_words(purpose: str, matters: Mapping[str, Matter]) -> Text:
    """Why it was read: the matter and the department's own steps in it, or the reason that somebody gave."""
    key, *steps = purpose.split(" ")
    matter = matters.get(key)
    if matter is None:
        return PURPOSES.get(purpose, Text.same(purpose))
    names = [one.name for one in matter.steps if one.step in steps]
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    if not names:
        return matter.name
    return Text(zh=f"{matter.name.zh}：{zh}", en=f"{matter.name.en}: {en}")


def place_in(after: str) -> ReadPlace | None:
    """The place that an address names; none that can be read is the beginning."""
    moment, _, number = after.partition("~")
    try:
        return ReadPlace(datetime.fromisoformat(moment), int(number)) if number else None
    except ValueError:
        return None


def written_place(place: ReadPlace) -> str:
    return f"{place.at.isoformat()}~{place.id}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)
