"""How the fuzzer spoils the text of a file: anchors, bombs, tags, merge keys, nesting, signs, bytes."""

from collections.abc import Callable
from random import Random

Spoil = Callable[[Random, list[str], int], None]
"""Changes the lines at one of them."""

_TAGS = ("!python/object", "!t", "!!binary", "!!set")
_OPENINGS = ("[", "{a: ", "- ", "? ", "[{a: ")
_SIGNS = ("%", "@", "`", '"', "'", ">", "|", "? x", ": y")
_HUGE = ("x", "中", "a b ", "9", "(", "a.")
_ODD = ("\x00", "\x1b", "\ufeff", "\u2028", "\x85", "\r", "\U0001f600", "\x7f")
_STARTS = (" ", "\t", "   ", "- ", "? ", "--- ", "... ")


def a_spoiled_text(rng: Random, text: str) -> bytes:
    """The file's text with something in it that a matter's file may not hold."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 3)):
        rng.choice(_SPOILS)(rng, lines, rng.randrange(len(lines)))
        lines = lines or [""]
    return _bytes(rng, "\n".join(lines))


def _value(lines: list[str], place: int, change: Callable[[str], str]) -> None:
    key, colon, value = lines[place].partition(":")
    lines[place] = f"{key}{colon}{change(value)}"


def _alias(rng: Random, lines: list[str], place: int) -> None:
    _value(lines, place, lambda value: f" &a{value}")
    lines.append("copied: *a")


def _bomb(rng: Random, lines: list[str], place: int) -> None:
    """A billion laughs: each line holds the one above it many times."""
    width = rng.choice((2, 9))
    bomb = ["a0: &a0 [x]"]
    for number in range(1, rng.choice((5, 30))):
        inside = ", ".join([f"*a{number - 1}"] * width)
        bomb.append(f"a{number}: &a{number} [{inside}]")
    lines[:0] = bomb


def _tag(rng: Random, lines: list[str], place: int) -> None:
    _value(lines, place, lambda value: f" {rng.choice(_TAGS)}{value}")


def _merge(rng: Random, lines: list[str], place: int) -> None:
    line = lines[place]
    lines.insert(place, f"{line[: len(line) - len(line.lstrip())]}<<: {{a: 1}}")


def _nested(rng: Random, lines: list[str], place: int) -> None:
    deep = rng.choice(_OPENINGS) * rng.choice((5, 23, 26, 400, 20_000))
    _value(lines, place, lambda value: f" {deep}")


def _huge(rng: Random, lines: list[str], place: int) -> None:
    long = rng.choice(_HUGE) * rng.choice((300, 5000, 200_000))
    _value(lines, place, lambda value: f" {long}")


def _shifted(rng: Random, lines: list[str], place: int) -> None:
    lines[place] = rng.choice(_STARTS) + lines[place]


def _cut(rng: Random, lines: list[str], place: int) -> None:
    lines[place + 1 :] = []
    _value(lines, place, lambda value: "")


def _block(rng: Random, lines: list[str], place: int) -> None:
    _value(lines, place, lambda value: f" |\n{value}")


def _sign(rng: Random, lines: list[str], place: int) -> None:
    _value(lines, place, lambda value: f" {rng.choice(_SIGNS)}{value}")


def _odd(rng: Random, lines: list[str], place: int) -> None:
    lines[place] += rng.choice(_ODD)


def _again(rng: Random, lines: list[str], place: int) -> None:
    lines[place : place + 1] = [lines[place]] * rng.choice((2, 2, 300, 3000))


def _emptied(rng: Random, lines: list[str], place: int) -> None:
    _value(lines, place, lambda value: "")


_SPOILS: tuple[Spoil, ...] = (
    _alias, _bomb, _tag, _merge, _nested, _huge, _shifted, _cut, _block, _sign, _odd, _again, _emptied,
)  # fmt: skip


def _bytes(rng: Random, text: str) -> bytes:
    content = text.encode("utf-8", "surrogatepass")
    match rng.randrange(20):
        case 0:
            return b"\xef\xbb\xbf" + content
        case 1:
            return content.replace(b"\n", b"\r\n")
        case 2:
            return text.encode("utf-16")
        case 3:
            place = rng.randrange(len(content) + 1)
            return content[:place] + bytes([rng.randrange(256)]) + content[place:]
        case _:
            return content
