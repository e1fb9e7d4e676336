"""What no command foresaw, as a sentence; the traceback goes to whoever asks for it."""

import os
import traceback

from hall.console.speech import ERR
from matters.errors import OneGoError
from storage.outages import DATABASE_AWAY


class DatabaseUnreachable(OneGoError):
    """PostgreSQL cannot be reached, or does not let us in."""

    status = 503

    def __init__(self, why: str) -> None:
        super().__init__(
            zh=f"无法连接数据库（{why}）。请确认 PostgreSQL 正在运行、ONEGO_DATABASE_URL 正确，"
            "或运行 onego doctor 查看原因。",
            en=f"The database cannot be reached ({why}). See that PostgreSQL runs and ONEGO_DATABASE_URL is right,"
            " or ask onego doctor.",
        )


class Unforeseen(OneGoError):
    """A defect of ours."""

    status = 500

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(
            zh=f"程序出现未预料的错误（{kind}，{place}）。请设置 ONEGO_LOG_LEVEL=DEBUG 重试，并将输出交给维护人员。",
            en=f"Something went wrong that nobody foresaw ({kind} at {place}). Set ONEGO_LOG_LEVEL=DEBUG, try again,"
            " and give the output to those who maintain OneGo.",
        )


def as_sentence(error: Exception) -> OneGoError:
    """The sentence for an error that is not ours; with ONEGO_LOG_LEVEL=DEBUG its traceback is printed too."""
    if os.environ.get("ONEGO_LOG_LEVEL") == "DEBUG":
        ERR.print("".join(traceback.format_exception(error)))
    if isinstance(error, DATABASE_AWAY):
        return DatabaseUnreachable(_first_line(error))
    if isinstance(error, OSError) and error.filename:
        return FileTrouble(str(error.filename), error.strerror or type(error).__name__)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "?"
    return Unforeseen(type(error).__name__, place)


class FileTrouble(OneGoError):
    """A file or folder that cannot be read or written."""

    status = 500

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            zh=f"文件或目录 {path} 无法使用（{why}）。请核对路径和权限。",
            en=f"{path} cannot be used ({why}). Check the path and its permissions.",
        )


def _first_line(error: Exception) -> str:
    """The driver's own words without addresses of help pages; they hold no value of a case."""
    said = str(error.__cause__ or error).strip().splitlines()
    return said[0].rstrip(".") if said else type(error).__name__
