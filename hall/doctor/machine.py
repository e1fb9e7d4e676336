"""The machine: Python, the data folder, room, clock, settings, ports, fonts."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from forms.fonts import RARE_SIGNS, Coverage, coverage, faces_lacking
from hall.doctor.remark import Remark, fine, refused, warning, wrong
from hall.ports import is_listening, require_free
from matters.mistakes import MistakesFound, nearest
from matters.reading import shipped_catalogue
from storage.locks import is_held, serving_lock
from storage.refusals import PortInUse
from storage.settings import Settings

OLDEST_PYTHON = (3, 11)
LITTLE = 5_000_000_000  # bytes: room for a few weeks
TOO_LITTLE = 500_000_000
MOST = 0.9
"""A font that has so much of a block is one made for it."""
BEGUN = 2026
"""No machine runs this in an earlier year."""
OTHERS = frozenset({"ONEGO_LANGUAGE"})
"""Variables of ours that are no settings of the installation."""


def machine(settings: Settings, variables: Mapping[str, str], at: datetime) -> Iterator[Remark]:
    """Everything that needs no other program."""
    yield python(sys.version_info[:2])
    yield data_folder(settings.data_dir)
    yield room(shutil.disk_usage(_existing(settings.data_dir)).free)
    yield clock(at)
    yield from unknown_settings(variables, _named_by_registers())
    yield fonts(faces_lacking())
    yield rare_characters(coverage())


def python(version: tuple[int, ...]) -> Remark:
    """Whether the interpreter is new enough."""
    said = ".".join(map(str, version))
    if version >= OLDEST_PYTHON:
        return fine(f"Python {said}", f"Python {said}")
    return wrong(
        (f"Python {said} 过旧", f"Python {said} is too old"),
        ("请安装 Python 3.11 或更高版本", "install Python 3.11 or newer"),
    )


def data_folder(folder: Path) -> Remark:
    """Whether the data folder, or the one it will be made in, can be written."""
    place = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as why:
        return wrong(
            (
                f"数据目录 {folder} 不可写（{why.strerror}）",
                f"{folder} cannot be written ({why.strerror})",
            ),
            (
                "请用建立该目录的账号运行，或用 ONEGO_DATA_DIR 指定其他目录",
                "run as the account that made it, or set ONEGO_DATA_DIR to another folder",
            ),
        )
    return fine(f"数据目录 {folder} 可写", f"the data folder {folder} can be written")


def room(free: int) -> Remark:
    """Whether there is room for data (bytes)."""
    said = f"{free / 1e9:.1f} GB"
    what = (f"磁盘剩余 {said}", f"{said} are free on the disk")
    remedy = ("请清理磁盘或更换更大的磁盘", "make room, or move the data folder to a larger disk")
    if free < TOO_LITTLE:
        return wrong(what, remedy)
    return warning(what, remedy) if free < LITTLE else fine(*what)


def clock(at: datetime) -> Remark:
    """Whether the clock can be right; legal time is China's, whatever zone the machine has."""
    zone = at.astimezone().tzname() or "?"
    if at.year < BEGUN:
        return wrong(
            (
                f"系统时间为{at:%Y-%m-%d}，不可能正确",
                f"the clock says {at:%Y-%m-%d}, which cannot be right",
            ),
            ("请校准系统时间（如启用 NTP）", "set the clock, e.g. with NTP"),
        )
    return fine(
        f"系统时间 {at:%Y-%m-%d %H:%M} UTC，时区 {zone}；期限一律按北京时间计算",
        f"the clock says {at:%Y-%m-%d %H:%M} UTC, zone {zone}; limits count in China's time",
    )


def _named_by_registers() -> frozenset[str]:
    """The variables that registers.yaml wants, each also with `_FILE` behind it."""
    try:
        named = shipped_catalogue().registers.named
    except MistakesFound:
        return frozenset()  # `onego matter check all` says them
    return named | {f"{name}_FILE" for name in named}


def unknown_settings(
    variables: Mapping[str, str], of_registers: frozenset[str] = frozenset()
) -> Iterator[Remark]:
    """A remark for each variable that looks like a setting and is none."""
    own = {f"ONEGO_{name}".upper() for name in Settings.model_fields}
    known = own | OTHERS | of_registers
    for name in sorted(one for one in variables if one.startswith("ONEGO_") and one not in known):
        meant = nearest(name, known)
        yield warning(
            (f"环境变量 {name} 无此设置，不起作用", f"{name} is no setting and has no effect"),
            (f"是否要写 {meant}？", f"did you mean {meant}?")
            if meant
            else ("请删除该变量", "remove the variable"),
        )


def fonts(lacking: Iterable[str]) -> Remark:
    """Whether notices are set in the official faces (GB/T 9704)."""
    missing = tuple(lacking)
    if not missing:
        return fine("公文字体齐全", "the official faces for notices are here")
    zh, en = "、".join(missing), ", ".join(missing)
    return warning(
        (f"缺少公文字体（{zh}），文书改用思源字体", f"official faces lack ({en}); Noto stands in"),
        (
            "请安装方正小标宋、仿宋、黑体；不影响使用",
            "install FZXiaoBiaoSong, FangSong and SimHei; everything works without them",
        ),
    )


def rare_characters(known: Iterable[Coverage]) -> Remark:
    """Which font covers how much of the blocks that hold rare characters of names (姓名生僻字)."""
    fonts = tuple(known)
    zh = "；".join(f"{one.family}（{one.signs}字，{_shares(one, '、')}）" for one in fonts)
    en = "; ".join(f"{one.family} ({one.signs} signs, {_shares(one, ', ')})" for one in fonts)
    if all(max((one.rare[block] for one in fonts), default=0) > MOST for block in RARE_SIGNS):
        return fine(f"姓名生僻字：{zh}", f"rare characters: {en}")
    return warning(
        (f"姓名生僻字未全部覆盖：{zh}", f"not every rare character of names has a font: {en}"),
        (
            "遇到缺字时文书暂不编号，办件列入异常；请安装覆盖扩展B区及以后的字体（如天珩全字库、花园明朝）",
            "a notice with such a character waits as an incident; install a font of the later blocks, such as"
            " TH-Tshyn or Hanazono",
        ),
    )


def _shares(one: Coverage, comma: str) -> str:
    return comma.join(f"{block} {share:.0%}" for block, share in one.rare.items())


def is_serving(settings: Settings) -> bool:
    """Whether `onego serve` holds the data folder now."""
    lock = serving_lock(settings.data_dir)
    return lock.exists() and is_held(lock)


def ports(settings: Settings) -> Iterator[Remark]:
    """While nothing serves, the ports must be free; while it serves, they must answer."""
    wanted = [(settings.web_host, settings.web_port, "ONEGO_WEB_PORT")]
    if settings.prefect_api_url is None:
        wanted.append(("127.0.0.1", settings.prefect_port, "ONEGO_PREFECT_PORT"))
    if settings.demo and settings.registers_url is None:
        wanted.append(("127.0.0.1", settings.registers_port, "ONEGO_REGISTERS_PORT"))
    serving = is_serving(settings)
    for host, port, setting in wanted:
        yield _serves(host, port) if serving else _free(host, port, setting)


def _serves(host: str, port: int) -> Remark:
    if is_listening(host, port):
        return fine(f"端口 {host}:{port} 正在服务", f"{host}:{port} answers")
    return wrong(
        (f"端口 {host}:{port} 没有应答", f"nothing answers at {host}:{port}"),
        ("请查看数据目录 logs 中的日志", "look into the logs in the data folder"),
    )


def _free(host: str, port: int, setting: str) -> Remark:
    try:
        require_free(host, port, setting)
    except PortInUse as taken:
        return refused(taken)
    return fine(f"端口 {host}:{port} 空闲", f"port {host}:{port} is free")


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def variables() -> Mapping[str, str]:
    """The environment of this run."""
    return os.environ
