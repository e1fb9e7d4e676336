"""`onego check doctor`: for every register whether it is set up, answers, and in the declared shape."""

import json as json_of
from collections.abc import Iterator
from typing import NamedTuple

from rich.progress import Progress

from flows.installation import Installation
from hall.console.check_trials import try_now
from hall.console.opening import house_open
from hall.console.speech import ERR, OUT, into, say
from hall.doctor.remark import Level, Remark, fine, refused, warning, wrong
from hall.doctor.rounds import tell_remark
from hall.made_up import made_up
from matters.case import FindingOutcome
from matters.connectors import HandedOverLists, OtherPeople
from matters.errors import OneGoError
from matters.reading import SHIPPED, read_library
from matters.registers import Register
from matters.spec import DataCheck
from storage import register_lists
from storage.named_settings import NamedSettings
from storage.settings import Settings

REASON = "onego check doctor"
_NO_ANSWER = (FindingOutcome.UNAVAILABLE, FindingOutcome.DENIED)


class Examined(NamedTuple):
    """One register, and what was found."""

    register: Register
    remark: Remark


def examine_registers(settings: Settings, *, json: bool) -> int:
    """Print what was found; 1 if a register is not as it should be. Raises DatabaseAway."""
    with house_open(settings) as house, Progress(console=ERR, transient=True) as progress:
        count = len(house.registers.registers)
        found = tuple(progress.track(examined(house, settings), total=count, description=REASON))
    if json:
        rows = [_row(one) for one in found]
        OUT.print_json(json_of.dumps(rows, ensure_ascii=False))
    else:
        for one in found:
            tell_remark(one.remark)
        bad = sum(one.remark.level is not Level.OK for one in found)
        say(
            f"\n共{len(found)}个数据源，{bad}个需要处理。",
            f"\n{len(found)} registers, {bad} to look at.",
        )
    return int(any(one.remark.level is Level.WRONG for one in found))


def examined(house: Installation, settings: Settings) -> Iterator[Examined]:
    """Every register, in the order of registers.yaml."""
    asking: dict[str, DataCheck] = {}
    for check in read_library(SHIPPED).checks:
        asking.setdefault(check.register_key, check)
    for register in house.registers.registers:
        yield Examined(register, _remark(house, settings, register, asking.get(register.key)))


def _remark(
    house: Installation, settings: Settings, register: Register, check: DataCheck | None
) -> Remark:
    zh, en = register.name.zh, register.name.en
    connector = house.registers.connector_of(register)
    if missing := _unset(settings, connector.named):
        return wrong(
            (f"{zh}：未设置{missing}", f"{en}: not set: {missing}"),
            (
                "请在环境变量或 secrets 文件夹中设置",
                "set it in the environment or the folder “secrets”",
            ),
        )
    if isinstance(connector, OtherPeople):
        return fine(f"{zh}：由部门人员核验", f"{en}: people look it up")
    if isinstance(connector, HandedOverLists) and not _has_list(house, register):
        return wrong(
            (f"{zh}：尚未导入名单", f"{en}: no list is in force"),
            ("请运行 onego register load", "run onego register load"),
        )
    if check is None:
        return warning(
            (f"{zh}：没有核验使用该数据源", f"{en}: no check asks it"),
            ("请在 checks.yaml 中登记或删除该数据源", "declare a check, or take the register out"),
        )
    return _asked(house, settings, register, check)


def _asked(house: Installation, settings: Settings, register: Register, check: DataCheck) -> Remark:
    zh, en = register.name.zh, register.name.en
    try:
        heard = try_now(house, settings, check, made_up(check), REASON).heard
    except OneGoError as error:
        return refused(error)
    outcome = heard.reply.outcome
    if heard.trouble is None and outcome not in _NO_ANSWER:
        return fine(f"{zh}：可用（{outcome}）", f"{en}: answers ({outcome})")
    why = heard.trouble or heard.reply.message
    return wrong(
        (f"{zh}：{why.zh.rstrip('。')}", f"{en}: {why.en.rstrip('.')}"),
        ("请联系登记机关，或核对 registers.yaml", "ask its holder, or look into registers.yaml"),
    )


def _unset(settings: Settings, names: frozenset[str]) -> str:
    named = NamedSettings(settings)
    return ", ".join(sorted(name for name in names if named(name) is None))


def _has_list(house: Installation, register: Register) -> bool:
    with house.database.transaction() as connection:
        return any(one.register == register.key for one in register_lists.in_force(connection))


def _row(one: Examined) -> dict[str, object]:
    remedy = one.remark.remedy
    return {
        "register": one.register.key,
        "level": one.remark.level.name.lower(),
        "what": into(one.remark.what),
        "remedy": into(remedy) if remedy else None,
    }
