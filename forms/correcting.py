"""The sentence of a corrected notice that says which one it replaces (更正)."""

from forms.blocks import LetterText
from forms.letters import Letter
from matters.words import Text


def correcting(letter: Letter, replaced: str) -> Letter:
    """The letter with a note that names the voided notice whose place it takes; its templates need not know."""
    said = Text(
        zh=f"本文书系更正文书。{replaced}有误，已经作废，自本文书出具之日起以本文书为准。",
        en=f"This is a corrected notice. {replaced} was wrong and is void; this notice takes its place from its own"
        " date on.",
    )
    return letter.model_copy(
        update={
            "chinese": _with_note(letter.chinese, said.zh),
            "english": _with_note(letter.english, said.en),
        }
    )


def _with_note(text: LetterText, note: str) -> LetterText:
    return text.model_copy(update={"notes": (note, *text.notes)})
