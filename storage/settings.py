"""The settings of one installation: environment variables that begin with ONEGO_."""

import secrets
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ByteSize, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage import embedded
from storage.encryption import Keyring, keyring_from, new_key
from storage.refusals import KeysWrong, SettingWrong
from storage.secret_files import read_or_create

Port = Annotated[int, Field(ge=1, le=65535)]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
Folder = Annotated[Path, AfterValidator(lambda folder: folder.expanduser().absolute())]

DEMO_SIGNING = "signing-demo"
"""Of the data folder: the demo's own authority and the keys of its departments."""


def _a_postgresql(url: str) -> str:
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("it must begin with postgresql://")
    return url


DatabaseUrl = Annotated[str, AfterValidator(_a_postgresql)]


class Settings(BaseSettings):
    """Where things are and how they are reached; read once at start, never changed."""

    model_config = SettingsConfigDict(
        env_prefix="ONEGO_", frozen=True, extra="forbid", env_ignore_empty=True
    )

    data_dir: Folder = Field(default=Path("data"), validate_default=True)
    database_url: DatabaseUrl | None = None
    """A PostgreSQL 15 or newer of the installation's own; None: the embedded one."""
    prefect_database_url: DatabaseUrl | None = None
    """Where Prefect keeps its runs; None: database `prefect` of the embedded PostgreSQL."""
    prefect_api_url: str | None = None
    """A Prefect server of the installation's own; None: `onego serve` starts one."""
    web_host: str = "127.0.0.1"
    web_port: Port = 8600
    prefect_port: Port = 8601
    registers_port: Port = 8602
    registers_url: str | None = None
    """The data-sharing gateway; None: the demo registers on `registers_port`."""
    registers_app_key: str = "onego"
    registers_app_secret: SecretStr | None = None
    channel_sms: SecretStr | None = None
    """An address of apprise with `{address}` in it: text messages by another way than the city's gateway."""
    channel_email: SecretStr | None = None
    channel_dingtalk: SecretStr | None = None
    channel_wecom: SecretStr | None = None
    public_url: str | None = None
    """What a QR code points to; None: the address the hall is served at."""
    demo: bool = False
    """Demo accounts and demo registers exist only with this."""
    keys: SecretStr | None = None
    """Encryption keys, `id:base64,id:base64`, the first one in use."""
    keys_file: Folder | None = None
    session_secret: SecretStr | None = None
    signing_keys: Folder | None = None
    """A folder with `<department>.p12` for each department that signs; None: only the demo signs, with its own."""
    signing_password: SecretStr | None = None
    signing_password_file: Folder | None = None
    files_url: str | None = None
    """An fsspec address such as s3://bucket/folder; None: folder `files` of the data folder."""
    encrypt_files: bool = True
    log_level: LogLevel = "INFO"
    upload_limit: ByteSize = Field(default=ByteSize(20_000_000), gt=0)
    """The largest upload, such as `20MB`."""

    @property
    def is_embedded(self) -> bool:
        return self.database_url is None

    @property
    def database(self) -> str:
        """The address of our database."""
        return self.database_url or embedded.database_url(self.data_dir, "onego")

    @property
    def prefect_database(self) -> str | None:
        """The address of Prefect's database as SQLAlchemy writes it; None: nobody said where."""
        if self.prefect_database_url is not None:
            return f"postgresql+asyncpg://{self.prefect_database_url.partition('://')[2]}"
        if not self.is_embedded:
            return None
        return embedded.database_url(self.data_dir, "prefect", driver="asyncpg")

    @property
    def prefect_api(self) -> str:
        return self.prefect_api_url or f"http://127.0.0.1:{self.prefect_port}/api"

    @property
    def registers(self) -> str:
        return self.registers_url or f"http://127.0.0.1:{self.registers_port}"

    @property
    def public(self) -> str:
        return (self.public_url or f"http://{self.web_host}:{self.web_port}").rstrip("/")

    @property
    def files(self) -> str:
        return self.files_url or (self.data_dir / "files").as_uri()

    @property
    def signing_folder(self) -> Path | None:
        """Where the keys of departments lie."""
        return self.signing_keys or (self.data_dir / DEMO_SIGNING if self.demo else None)

    def signing_secret(self) -> str:
        """What opens the keys of departments. Raises SettingWrong when no setting gives it."""
        if self.signing_password is not None:
            return self.signing_password.get_secret_value()
        if self.signing_keys is None:
            return self._secret(None, "signing-secret")
        try:
            if self.signing_password_file is not None:
                return self.signing_password_file.read_text(encoding="utf-8").strip()
        except OSError:
            pass
        raise SettingWrong(
            "ONEGO_SIGNING_PASSWORD",
            zh="已设置签名密钥文件夹，须同时设置口令，或用 ONEGO_SIGNING_PASSWORD_FILE 指明可读的口令文件。",
            en="there is a folder of signing keys: set its password too, or name a file that holds"
            " it in ONEGO_SIGNING_PASSWORD_FILE.",
        )

    def session_key(self) -> str:
        """The secret that signs sessions; made once and kept when no setting gives it."""
        return self._secret(self.session_secret, "session-secret")

    def registers_secret(self) -> str:
        """The secret that signs questions to the registers; made once when none is set."""
        return self._secret(self.registers_app_secret, "registers-secret")

    def keyring(self) -> Keyring:
        """The encryption keys: from ONEGO_KEYS, else the keys file, else made once when embedded.

        Raises KeysWrong.
        """
        if self.keys is not None:
            return keyring_from(self.keys.get_secret_value())
        if self.keys_file is not None and not self.keys_file.exists():
            raise KeysWrong(
                zh=f"文件 {self.keys_file} 不存在。", en=f"{self.keys_file} is not there."
            )
        if self.keys_file is not None:
            return keyring_from(self.keys_file.read_text(encoding="utf-8"))
        if not self.is_embedded:
            raise KeysWrong(
                zh="使用自备数据库时，须设置 ONEGO_KEYS 或 ONEGO_KEYS_FILE，写作“名称:base64”。",
                en="with a database of your own, set ONEGO_KEYS or ONEGO_KEYS_FILE to `id:base64`.",
            )
        kept = self.data_dir / "keys"
        if not kept.exists() and (embedded.cluster_of(self.data_dir) / "PG_VERSION").exists():
            # A new key would make everything sealed unreadable, and hide that the old one is gone.
            raise KeysWrong(
                zh=f"数据库已存在，但密钥文件 {kept} 不见了。请从备份恢复密钥文件后再启动。",
                en=f"the database is there but its keys {kept} are gone. Restore them from the backup.",
            )
        return keyring_from(read_or_create(kept, lambda: new_key("k1")))

    def _secret(self, given: SecretStr | None, file_name: str) -> str:
        if given is not None:
            return given.get_secret_value()
        return read_or_create(self.data_dir / file_name, lambda: secrets.token_urlsafe(32))


def read_settings(**given: object) -> Settings:
    """The settings of the environment, with those given by the command line on top.

    Raises SettingWrong on the first value that cannot be used.
    """
    try:
        return Settings.model_validate(given)
    except ValidationError as wrong:
        raise _as_sentence(wrong.errors()[0]) from None


def _as_sentence(error: ErrorDetails) -> SettingWrong:
    setting = f"ONEGO_{'_'.join(str(part) for part in error['loc'])}".upper()
    reason = error["msg"].removeprefix("Value error, ")
    return SettingWrong(
        setting, zh=f"取值不可用（{reason}）。", en=f"its value cannot be used ({reason})."
    )
