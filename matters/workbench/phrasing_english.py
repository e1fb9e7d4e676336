"""English questions turned into statements about their answers: Will you sell online? → you will sell online. Pure.

A question that follows no known pattern is quoted with its answer.
"""

import re

_TURNS: tuple[tuple[str, str, str], ...] = (
    (r"Do you (.+)", r"you \1", r"you do not \1"),
    (r"(?i:(will|can|may|must|should|have|are|were)) you (.+)", r"you {0} \2", r"you {0} not \2"),
    (r"Will there be (?:(an?|any) )?(.+)", r"there will be \1 \2", r"there will be no \2"),
    (r"(?i:(is|are)) there (?:(an?|any) )?(.+)", r"there {0} \2 \3", r"there {0} no \3"),
    (r"(?i:(has|have)) ((?:your|the|its|their) .+?) been (.+)", r"\2 {0} been \3", r"\2 {0} not been \3"),
)  # fmt: skip
"""Question, its yes, its no; {0} is the question's first word."""


def quoted(question: str) -> str:
    return f"“{question.strip()}”"


def statement(question: str, *, yes: bool) -> str:
    """What a yes or a no to the question says."""
    words = re.sub(r"\s*\([^()]*\)", "", question).strip().rstrip("?")
    for pattern, so, not_so in _TURNS:
        if found := re.fullmatch(pattern, words):
            turned = (so if yes else not_so).format(words.partition(" ")[0].lower())
            return re.sub(r" {2,}", " ", found.expand(turned))
    if "?" not in question:
        return f"{quoted(words)} is {'yes' if yes else 'no'}"
    return f"{quoted(question)} is answered {'yes' if yes else 'no'}"


def chosen(question: str, options: str, *, yes: bool) -> str:
    """That the choice is, or is not, among the options (their labels, already joined)."""
    return f"{quoted(question)} is {'' if yes else 'not '}answered with {options}"


def included(question: str, options: str, *, yes: bool) -> str:
    """That what was chosen includes, or does not include, the option."""
    verb = "includes" if yes else "does not include"
    return f"the answer to {quoted(question)} {verb} {options}"


def noun(question: str) -> str:
    """What the answer is called."""
    return f"the answer to {quoted(question)}" if "?" in question else question
