"""Text that people read: Chinese first, English beside it."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

Language = Literal["zh", "en"]


class Frozen(BaseModel):
    """A value that is never changed and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in Chinese and in English; one string alone serves for both."""

    zh: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def one_string_serves_for_both(cls, value: object) -> object:
        match value:
            case str():
                return {"zh": value, "en": value}
            case {"zh": zh, **rest} if not rest:
                return {"zh": zh, "en": zh}
            case _:
                return value

    @classmethod
    def same(cls, words: str) -> Self:
        """What is said alike in both: a name, an article, what a person wrote."""
        return cls(zh=words, en=words)

    def into(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en
