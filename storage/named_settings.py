"""What the names in `registers.yaml` stand for: addresses and secrets, from the environment or from files."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from storage.settings import Settings

FOLDER = "secrets"
"""Of the data folder: a file for each name."""


class NamedSettings:
    """The value of an environment name; secret all of them, as an address may hold a password.

    A name is looked up among the installation's own settings, then in the environment, then in the file that the
    variable with `_FILE` behind the name points to, then in `secrets/NAME` of the data folder.
    """

    def __init__(self, settings: Settings, environment: Mapping[str, str] | None = None) -> None:
        self._settings = settings
        self._environment = os.environ if environment is None else environment

    def __call__(self, name: str) -> SecretStr | None:
        """None where nobody said it."""
        own = self._own(name)
        if own is not None:
            return own
        value = self._environment.get(name) or self._written(name)
        return SecretStr(value) if value else None

    def _own(self, name: str) -> SecretStr | None:
        settings = self._settings
        match name:
            case "ONEGO_REGISTERS_URL":
                return SecretStr(settings.registers)
            case "ONEGO_REGISTERS_APP_KEY":
                return SecretStr(settings.registers_app_key)
            case "ONEGO_REGISTERS_APP_SECRET":
                return SecretStr(settings.registers_secret())
            case _:
                return None

    def _written(self, name: str) -> str | None:
        pointed = self._environment.get(f"{name}_FILE")
        file = Path(pointed) if pointed else self._settings.data_dir / FOLDER / name
        try:
            return file.read_text(encoding="utf-8").strip() or None
        except OSError:
            return None
