"""What the ground of the house refuses: settings, the embedded database, keys, files."""

from pathlib import Path

from matters.errors import OneGoError


class SettingWrong(OneGoError):
    """A setting of the installation has a value that cannot be used."""

    status = 500

    def __init__(self, setting: str, *, zh: str, en: str) -> None:
        super().__init__(zh=f"系统设置 {setting}：{zh}", en=f"Setting {setting}: {en}")
        self.setting = setting


class AlreadyServing(OneGoError):
    """Another `onego serve` runs on the same folder."""

    status = 409

    def __init__(self, data_dir: Path, pid: str) -> None:
        super().__init__(
            zh=f"数据目录 {data_dir} 正由另一个 onego（进程号 {pid}）使用。"
            "请先停止它，或用 ONEGO_DATA_DIR 指定其他目录。",
            en=f"{data_dir} is in use by another onego (pid {pid})."
            " Stop that one first, or set ONEGO_DATA_DIR to another folder.",
        )


class DataFolderClosed(OneGoError):
    """The data folder cannot be written by whoever runs OneGo."""

    status = 500

    def __init__(self, data_dir: Path, reason: str) -> None:
        super().__init__(
            zh=f"数据目录 {data_dir} 无法使用（{reason}）。"
            "请用原来的账号运行，或用 ONEGO_DATA_DIR 指定其他目录。",
            en=f"The data folder {data_dir} cannot be used ({reason})."
            " Run as the account that made it, or set ONEGO_DATA_DIR to another folder.",
        )


class PortInUse(OneGoError):
    """Somebody else listens on the port that a program of ours needs."""

    status = 409

    def __init__(self, host: str, port: int, setting: str) -> None:
        super().__init__(
            zh=f"端口 {host}:{port} 已被其他程序占用。请停止该程序，或用 {setting} 指定其他端口。",
            en=f"Port {host}:{port} is in use by another program."
            f" Stop it, or set {setting} to a free port.",
        )


class EmbeddedDatabaseFailed(OneGoError):
    """The embedded PostgreSQL could not be made or started."""

    status = 503

    def __init__(self, cluster: Path, reason: str) -> None:
        super().__init__(
            zh=f"内置数据库（{cluster}）无法启动：{reason}。"
            "请排除该问题，或用 ONEGO_DATABASE_URL 指定自备的 PostgreSQL。",
            en=f"The embedded database in {cluster} does not start: {reason}."
            " Mend that, or point ONEGO_DATABASE_URL to a PostgreSQL of yours.",
        )


class ProgramKeepsStopping(OneGoError):
    """A program of `onego serve` ended again and again before it was ever ready."""

    status = 503

    def __init__(self, name: str, log: Path, last_line: str) -> None:
        super().__init__(
            zh=f"程序 {name} 多次启动失败，最后的日志：“{last_line}”。详见 {log}。",
            en=f"{name} stopped several times before it was ready. Its last words:"
            f" “{last_line}”. The whole log is {log}.",
        )


class KeysWrong(OneGoError):
    """The encryption keys are missing or are not what they must be."""

    status = 500

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(zh=f"加密密钥：{zh}", en=f"Encryption keys: {en}")


class KeyUnknown(OneGoError):
    """A value was sealed with a key that this installation does not have."""

    status = 500

    def __init__(self, key_id: str) -> None:
        super().__init__(
            zh=f"有内容使用密钥“{key_id}”加密，但当前没有这把密钥。"
            "请将它加回 ONEGO_KEYS 或密钥文件。",
            en=f"A value was sealed with key “{key_id}”, which is not among the keys."
            " Put it back into ONEGO_KEYS or the keys file.",
        )


class SealBroken(OneGoError):
    """A sealed value was altered, or moved from another case, field or file."""

    status = 500

    def __init__(self) -> None:
        super().__init__(
            zh="加密内容已被改动或不属于此处，无法读取。请从备份恢复，并查明改动来源。",
            en="A sealed value was altered or does not belong here, and was not read."
            " Restore it from a backup and find out who changed it.",
        )


class FileTooLarge(OneGoError):
    """An upload is larger than the limit."""

    status = 413

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            zh=f"文件大小为{_megabytes(size)}MB，超过上限{_megabytes(limit)}MB。请压缩或分开上传。",
            en=f"The file has {_megabytes(size)} MB; at most {_megabytes(limit)} MB are accepted."
            " Compress it, or upload it in parts.",
        )


class FileKindNotAllowed(OneGoError):
    """An upload is, by its first bytes, neither PDF, PNG nor JPEG."""

    status = 415

    def __init__(self) -> None:
        super().__init__(
            zh="文件内容不是PDF、PNG或JPEG（只改文件扩展名无效）。请重新导出或拍照后上传。",
            en="The file's content is not PDF, PNG or JPEG (its name does not count)."
            " Export it again, or upload a photo.",
        )


class FileMissing(OneGoError):
    """No file has that digest."""

    status = 404

    def __init__(self, digest: str) -> None:
        super().__init__(
            zh=f"文件库中没有文件 {digest[:12]}…。请从备份恢复。",
            en=f"File {digest[:12]}… is not in the store. Restore it from a backup.",
        )


class FileAltered(OneGoError):
    """A stored file no longer has the content that its digest promises."""

    status = 500

    def __init__(self, digest: str) -> None:
        super().__init__(
            zh=f"文件 {digest[:12]}… 的内容与摘要不符，未予提供。请从备份恢复。",
            en=f"File {digest[:12]}… no longer matches its digest and was not handed out."
            " Restore it from a backup.",
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
