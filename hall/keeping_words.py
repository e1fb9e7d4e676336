"""How long what registers said is kept, in words: for the receipt of one check, and for the privacy notice."""

from forms.letter_days import en_date, zh_date
from hall.check_uses import value_name
from matters.keeping import kept_until
from matters.rules import Rules
from matters.spec import CheckUse, Matter
from matters.standing import Standing
from matters.words import Text


def kept_words(rules: Rules, now: Standing, use: CheckUse) -> Text | None:
    """Of one case: until when the values that people only read are kept, or since when they are gone."""
    if (gone := now.erased.get(use.key)) is not None and use.key not in now.held:
        return Text(
            zh=f"仅供查看的内容已于{zh_date(gone.on)}按保存期限删除。",
            en=f"What was only shown was erased on {en_date(gone.on)}, its time being over.",
        )
    finding = now.known.get(use.key)
    if finding is None or finding.keep is None:
        return None
    last = dict(kept_until(rules, now)).get(use.key)
    if last is not None:
        return Text(
            zh=f"仅供查看的内容保存至{zh_date(last)}。",
            en=f"What is only shown is kept until {en_date(last)}.",
        )
    if now.closed is not None:
        return None  # a later version reads it: it is kept with the decision
    return Text(
        zh=f"仅供查看的内容在办结后保存{finding.keep.text('zh')}。",
        en=f"What is only shown is kept for {finding.keep.text('en')} after the end of the case.",
    )


def kept_of(matter: Matter, use: CheckUse) -> Text | None:
    """Of the matter: which values of a check go, and when; none where all stay as long as the case."""
    told = [value_name(use.check, name) for name in matter.only_shown(use.key)]
    if not told or use.check.keep is None:
        return None
    zh, en = "、".join(one.zh for one in told), ", ".join(one.en for one in told)
    keep = use.check.keep
    return Text(
        zh=f"{zh}：仅供查看，办结后保存{keep.text('zh')}",
        en=f"{en}: only shown, kept for {keep.text('en')} after the end of the case",
    )
