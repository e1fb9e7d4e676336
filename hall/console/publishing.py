"""`onego matter hand-in`, `publish`, `versions` and `retire`: what changes which matters take new cases."""

import getpass
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flows.installation import Installation, read_clock
from hall.console.checking import library_of
from hall.console.opening import house_open
from hall.console.speech import OUT, columns, into, say, show
from hall.letter_mistakes import read_proved
from hall.permissions import may
from matters.case import business_date
from matters.errors import ActRefused, MatterUnknown
from matters.mistakes import nearest
from matters.office import Office
from matters.spec import Matter
from matters.words import Text
from storage import accounts, bell, matter_drafts, published
from storage.database import Connection
from storage.published import Published
from storage.settings import Settings

STAGES = {
    "coming": Text(zh="待施行", en="to come"),
    "current": Text(zh="接收申请", en="takes cases"),
    "retired": Text(zh="已停用", en="retired"),
}


def operator() -> str:
    """In whose name an act at the machine itself is recorded."""
    try:
        return f"console-{getpass.getuser()}"
    except (KeyError, OSError):  # an account without a name, as containers have them
        return "console"


@dataclass(frozen=True)
class Wanted:
    """What is to be published, by whom, from which day."""

    path: Path
    by: str
    since: date | None = None


def hand_in_file(settings: Settings, path: Path, by: str, *, as_json: bool = False) -> None:
    """Keep a draft with its author, so that somebody else may publish it. Raises MistakesFound, ActRefused."""
    matter = read_proved(path, library_of(path))
    source = path.read_text(encoding="utf-8")
    with house_open(settings) as house, house.database.transaction() as connection:
        require_publisher(connection, by)
        require_departments(house.office, matter)
        kept = matter_drafts.hand_in(connection, matter, source, by, read_clock())
    if as_json:
        _print({**_named(matter), "author": kept.author, "handed_in_at": kept.handed_in_at})
        return
    name = into(matter.name)
    say(
        f"已送审：{name} 第{matter.version}版，起草人 {kept.author}。请由另一名管理员发布。",
        f"Handed in: {name}, version {matter.version}, written by {kept.author}."
        " Another administrator publishes it.",
    )


def publish_file(settings: Settings, wanted: Wanted, *, as_json: bool = False) -> None:
    """Publish the draft of a file, which somebody else handed in. Raises MistakesFound, ActRefused."""
    matter = read_proved(wanted.path, library_of(wanted.path))
    with house_open(settings) as house:
        with house.database.transaction() as connection:
            require_publisher(connection, wanted.by)
            require_departments(house.office, matter)
            at = read_clock()
            new = matter_drafts.publish_draft(connection, matter, wanted.by, at, wanted.since)
        house.bell.ring(bell.WAVES, matter.reference)
    since = wanted.since or business_date(at)
    if as_json:
        _print({**_named(matter), "published": new, "from": since, "by": wanted.by})
        return
    _tell(matter, since, new=new)


def _tell(matter: Matter, since: date, *, new: bool) -> None:
    name = into(matter.name)
    if not new:
        say(
            f"{name} 第{matter.version}版此前已发布。",
            f"{name}, version {matter.version}, is published already.",
        )
        return
    day = f"{since.year}年{since.month}月{since.day}日"
    say(
        f"已发布：{name} 第{matter.version}版，自{day}起的新申请按此版本办理。",
        f"Published: {name}, version {matter.version}; new cases follow it from {since} on.",
    )


def require_publisher(connection: Connection, account: str) -> None:
    """Raise ActRefused unless the account exists and may publish matters."""
    known = {one.id: one for one in accounts.all_accounts(connection)}
    found = known.get(account)
    if found is not None and not found.disabled and may(found, "publish-matters"):
        return
    able = [one.id for one in known.values() if may(one, "publish-matters") and not one.disabled]
    raise ActRefused(
        zh=f"没有可以发布事项的账号“{account}”。现有：{'、'.join(able) or '无'}。"
        "可用 onego account add 增加管理员账号。",
        en=f"No account “{account}” may publish matters. There are: {', '.join(able) or 'none'}."
        " Add an administrator with onego account add.",
    )


def require_departments(office: Office, matter: Matter) -> None:
    """Raise ActRefused unless this installation knows every department of the matter."""
    known = {one.key for one in office.departments}
    taking_part = (matter.lead, *(one for step in matter.steps for one in step.all_departments))
    if strange := [one for one in dict.fromkeys(taking_part) if one not in known]:
        raise ActRefused(
            zh=f"本系统尚无部门：{'、'.join(strange)}。请先写入系统事项目录的 office.yaml，重新启动程序后再送审。",
            en=f"This installation does not know: {', '.join(strange)}. Add it to office.yaml of the"
            " installation's own catalogue and start the programs again, then hand in.",
        )


def list_versions(settings: Settings, key: str | None, *, as_json: bool = False) -> None:
    """Print the versions of a matter, or of all, and the drafts that wait. Raises MatterUnknown."""
    with house_open(settings) as house:
        known, waiting = _versions(house, key)
        at = house.clock()
    if as_json:
        _print(
            {
                "versions": [_version(one, at) for one in known],
                "drafts": [vars(one) for one in waiting],
            }
        )
        return
    table = columns(
        ("事项", "Matter"), ("版本", "Version"), ("状态", "Stage"), ("施行", "From"),
        ("停用", "Until"), ("起草", "Author"), ("发布", "Published by"), ("摘要", "Digest"),
    )  # fmt: skip
    for one in known:
        until = business_date(one.retired_at).isoformat() if one.retired_at else ""
        table.add_row(
            one.key, str(one.version), into(STAGES[one.stage(at)]),
            business_date(one.takes_from).isoformat(), until, one.author or "", one.published_by,
            one.digest[:12],
        )  # fmt: skip
    show(table)
    for draft in waiting:
        say(
            f"待发布：{draft.key} 第{draft.version}版，起草人 {draft.author}，摘要 {draft.digest[:12]}",
            f"To be published: {draft.key} version {draft.version}, written by {draft.author},"
            f" digest {draft.digest[:12]}",
        )


def _versions(
    house: Installation, key: str | None
) -> tuple[tuple[Published, ...], tuple[matter_drafts.HandedIn, ...]]:
    with house.database.transaction() as connection:
        known, waiting = published.versions(connection), matter_drafts.waiting(connection)
    if key is None:
        return known, waiting
    own = tuple(one for one in known if one.key == key)
    drafts = tuple(one for one in waiting if one.key == key)
    if not own and not drafts:
        raise MatterUnknown(key, nearest(key, [one.key for one in known]))
    return own, drafts


def _version(one: Published, at: datetime) -> dict[str, object]:
    return {**vars(one), "stage": one.stage(at)}


def retire_matter(settings: Settings, key: str, *, as_json: bool = False) -> None:
    """Take no new cases of a matter. Raises MatterUnknown."""
    with house_open(settings) as house, house.database.transaction() as connection:
        at = read_clock()
        keys = [one.key for one in published.versions(connection) if one.stage(at) != "retired"]
        if key not in keys:
            raise MatterUnknown(key, nearest(key, keys))
        published.retire(connection, key, operator(), at)
    if as_json:
        _print({"matter": key, "retired_at": at})
        return
    say(f"{key} 已停用，在办件继续办理。", f"{key} takes no new cases; running ones go on.")


def _named(matter: Matter) -> dict[str, object]:
    return {"matter": matter.matter, "version": matter.version, "digest": matter.digest}


def _print(said: dict[str, object]) -> None:
    OUT.print(json.dumps(said, ensure_ascii=False, indent=2, default=str))
