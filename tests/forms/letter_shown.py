"""Letters as plain text, for golden files."""

from forms.blocks import Heading, LetterText, Lines, Paragraph, Table


def as_shown(said: LetterText) -> str:
    """The letter as plain lines, one mark a kind of block: what a golden file holds."""
    lines = [f"《{said.title}》", said.addressee]
    for block in said.blocks:
        match block:
            case Heading(text=text):
                lines.append(f"【{text}】")
            case Paragraph(text=text):
                lines.append(f"  {text}")
            case Lines(numbered=numbered, lines=listed):
                signs = (f"{at}." if numbered else "·" for at in range(1, len(listed) + 1))
                lines += [f"  {sign} {line}" for sign, line in zip(signs, listed, strict=True)]
            case Table(head=head, rows=rows):
                lines += ["  " + " ‖ ".join(row) for row in (head, *rows) if row]
    lines += [f"（{said.seal or '公章'}）", *(f"※ {note}" for note in said.notes)]
    return "\n".join(lines) + "\n"
