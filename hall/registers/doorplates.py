"""What the names in registers.yaml stand for in a demonstration, written where every program looks them up."""

import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from hall.registers.certificates import Certificates
from hall.registers.folders import posts_of


def doorplates(
    gateway: str, court: str, app: tuple[str, SecretStr], data_dir: Path, tls: Certificates
) -> dict[str, str]:
    """Address or secret by name."""
    key, secret = app[0], app[1].get_secret_value()
    return {
        "ONEGO_PROVINCE_URL": f"{gateway}/provincial",
        "ONEGO_PROVINCE_APP_KEY": key,
        "ONEGO_PROVINCE_APP_SECRET": secret,
        "ONEGO_JUSTICE_URL": gateway,
        "ONEGO_JUSTICE_CLIENT": key,
        "ONEGO_JUSTICE_SECRET": secret,
        "ONEGO_UTILITIES_URL": gateway,
        "ONEGO_UTILITIES_KEY": secret,
        "ONEGO_BENEFITS_URL": gateway,
        "ONEGO_BENEFITS_KEY": secret,
        "ONEGO_BENEFITS_ANSWERS_SECRET": answers_secret(app[1]).get_secret_value(),
        "ONEGO_COURT_URL": court,
        "ONEGO_COURT_CERTIFICATE": str(tls.caller),
        "ONEGO_COURT_CERTIFICATE_KEY": str(tls.caller_key),
        "ONEGO_COURT_AUTHORITY": str(tls.authority),
        "ONEGO_LICENCES_URL": gateway,
        "ONEGO_LICENCES_CLIENT": key,
        "ONEGO_LICENCES_SECRET": secret,
        "ONEGO_POSTS_DATABASE": f"sqlite:///{posts_of(data_dir)}",
    }


def answers_secret(secret: SecretStr) -> SecretStr:
    """What a register signs the answers with that it sends by itself: not what we sign our questions with."""
    made = hmac.new(secret.get_secret_value().encode(), b"answers", hashlib.sha256)
    return SecretStr(made.hexdigest())


def put_up(plates: Mapping[str, str], folder: Path) -> None:
    """Write a file for each name that nobody has written yet or that has changed."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, value in plates.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != value:
            made = path.with_suffix(".new")
            made.touch(mode=0o600)
            made.write_text(value, encoding="utf-8")
            # In one move: a program that looks just now finds the old one or the new one.
            made.replace(path)
