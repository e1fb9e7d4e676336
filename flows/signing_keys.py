"""The keys that departments sign their notices with: files `<department>.p12` of one folder."""

from pathlib import Path
from threading import Lock

from forms.signing import KeyUnusable, SigningKey, signing_key
from storage.settings import Settings


class SigningKeys:
    """Each key is opened when it is first needed, and held; a renewed file counts from the next start."""

    def __init__(self, folder: Path | None = None, password: str = "") -> None:
        self._folder = folder
        self._password = password
        self._held: dict[str, SigningKey] = {}
        self._one_at_a_time = Lock()

    def of(self, department: str) -> SigningKey | None:
        """The department's key, or None where it has none. Raises KeyUnusable."""
        if self._folder is None:
            return None
        with self._one_at_a_time:
            if department not in self._held:
                if not self.has(department):
                    return None
                content = _read(self._folder / f"{department}.p12")
                self._held[department] = signing_key(department, content, self._password)
            return self._held[department]

    def has(self, department: str) -> bool:
        """Whether there is a key of the department; it is not opened."""
        return self._folder is not None and (self._folder / f"{department}.p12").exists()


def keys_of(settings: Settings) -> SigningKeys:
    """The keys that the settings name. Raises SettingWrong when their password is missing."""
    folder = settings.signing_folder
    return SigningKeys(folder, settings.signing_secret()) if folder else SigningKeys()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as why:
        raise KeyUnusable(
            file.stem,
            zh=f"文件 {file} 不可读（{why.strerror}）",
            en=f"{file} cannot be read ({why.strerror})",
        ) from None
