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
    names = rules.matter.only_shown.get(use.key, frozenset())
    finding = now.known.get(use.key)
    if use.check.keep is None or finding is None or names.isdisjoint(finding.values):
        return None
    last = dict(kept_until(rules, now)).get(use.key)
    if last is None:
        return Text(
            zh=f"仅供查看的内容在办结后保存{use.check.keep.text('zh')}。",
            en=f"What is only shown is kept for {use.check.keep.text('en')} after the end of the case.",
        )
    return Text(
        zh=f"仅供查看的内容保存至{zh_date(last)}。",
        en=f"What is only shown is kept until {en_date(last)}.",
    )


def kept_of(matter: Matter, use: CheckUse) -> Text | None:
    """Of the matter: which values of a check go, and when; none where all stay as long as the case."""
    names = matter.only_shown.get(use.key)
    if not names or use.check.keep is None:
        return None
    told = [value_name(use.check, name) for name in use.check.gives if name in names]
    zh, en = "、".join(one.zh for one in told), ", ".join(one.en for one in told)
    keep = use.check.keep
    return Text(
        zh=f"{zh}：仅供查看，办结后保存{keep.text('zh')}",
        en=f"{en}: only shown, kept for {keep.text('en')} after the end of the case",
    )
