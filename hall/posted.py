"""What a browser sent in a form."""

from starlette.datastructures import FormData, UploadFile


class Posted:
    """The values of a form by their names; what was not sent is empty."""

    def __init__(self, form: FormData) -> None:
        self._form = form

    def text(self, name: str) -> str:
        """One value, without blanks around it."""
        values = self.texts(name)
        return values[-1] if values else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of one name, as check boxes send them; without NUL, which nobody types and no page shows."""
        written = (one for one in self._form.getlist(name) if isinstance(one, str))
        return tuple(one.replace("\0", "").strip() for one in written)

    def upload(self, name: str) -> bytes | None:
        """The content of a file that was chosen; None if none was."""
        for one in self._form.getlist(name):
            if isinstance(one, UploadFile) and one.filename:
                one.file.seek(0)
                return one.file.read()
        return None

    def names(self) -> tuple[str, ...]:
        """The names of everything sent, in the order of the form."""
        return tuple(dict.fromkeys(self._form.keys()))
