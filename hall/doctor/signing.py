"""The keys that departments sign with: who has none, which cannot be opened, and when certificates end."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flows.signing_keys import SigningKeys, keys_of
from forms.signing import SigningKey
from hall.doctor.remark import Remark, fine, refused, warning, wrong
from matters.errors import OneGoError
from matters.mistakes import MistakesFound
from matters.office import Department
from matters.reading import SHIPPED, read_library
from storage.settings import Settings

SOON = timedelta(days=60)
"""A new certificate takes weeks."""


def signing(settings: Settings, at: datetime) -> Iterator[Remark]:
    """Whether every department can sign its notices; nothing where the catalogue cannot be read."""
    try:
        keys, departments = keys_of(settings), read_library(SHIPPED).office.departments
    except MistakesFound:
        return
    except OneGoError as error:
        yield refused(error)
        return
    if settings.signing_folder is None:
        yield fine(
            "未设置签名密钥，文书不作电子签名", "no signing keys are set: notices are not signed"
        )
        return
    yield from _of_departments(keys, departments, at)


def _of_departments(
    keys: SigningKeys, departments: tuple[Department, ...], at: datetime
) -> Iterator[Remark]:
    held, lacking = [], []
    for department in departments:
        try:
            key = keys.of(department.key)
        except OneGoError as error:
            yield refused(error)
            continue
        if key is None:
            lacking.append(department)
        else:
            held.append(key)
            yield from _about_to_end(department, key, at)
    if lacking:
        yield _without_key(lacking)
    if held:
        first = min(held, key=lambda one: one.ends)
        yield fine(
            f"{len(held)}个部门有签名密钥，最早{first.ends:%Y-%m-%d}到期（{first.name}）",
            f"{len(held)} departments have signing keys; the first ends on {first.ends:%Y-%m-%d}"
            f" ({first.name})",
        )


def _about_to_end(department: Department, key: SigningKey, at: datetime) -> Iterator[Remark]:
    remedy = ("请换发证书并重启", "put a renewed certificate in its place and restart")
    zh, en, ends = department.name.zh, department.name.en, f"{key.ends:%Y-%m-%d}"
    if at > key.ends:
        yield wrong(
            (f"{zh}：签名证书已于{ends}到期，其文书不能发出", f"{en}: its certificate ended on"
             f" {ends}; its notices cannot leave"),
            remedy,
        )  # fmt: skip
    elif at + SOON > key.ends:
        yield warning(
            (f"{zh}：签名证书将于{ends}到期", f"{en}: its certificate ends on {ends}"), remedy
        )


def _without_key(lacking: list[Department]) -> Remark:
    zh = "、".join(one.name.zh for one in lacking)
    en = ", ".join(one.key for one in lacking)
    return warning(
        (f"没有签名密钥的部门：{zh}", f"departments without a signing key: {en}"),
        (
            "其文书不作电子签名；请将“部门.p12”放入签名密钥文件夹",
            "their notices are not signed; put <department>.p12 into the folder of keys",
        ),
    )
