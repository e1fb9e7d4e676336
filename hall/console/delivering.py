"""Where the answer of a command goes: to standard output as it is, or into a file."""

from pathlib import Path

from hall.console.speech import OUT, say


def deliver(content: str, out: Path | None) -> None:
    """Print it, or write it and say where. Raises OSError."""
    if out is None:
        OUT.out(content.rstrip("\n"), highlight=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(content if content.endswith("\n") else f"{content}\n", encoding="utf-8")
    say(f"已写入 {out}", f"Written to {out}")
