"""Chinese questions turned into statements about their answers: 您要开办的是哪一种？→ 要开办的是单位食堂. Pure.

A question that follows no known pattern is quoted with its answer: never pretty and wrong.
"""

import re

_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_END = "？?。 "

_NO_FORMS: tuple[tuple[str, str], ...] = (
    (r"已经有", "没有"),
    (r"已经|已", "尚未"),
    (r"(?=[\u4e00-\u9fff]{2}过)", "没有"),
    (r"需要", "不需要"),
    (r"会(?=[\u4e00-\u9fff])", "不会"),
    (r"可以", "不可以"),
    (r"能够", "不能够"),
    (r"愿意|同意|属于|符合|申请(?!人)|选择|委托", r"不\g<0>"),
    (r"设有|装有|带有", r"未\g<0>"),
    (r"(?<![所自持拥享])有", "没有"),
    (r"销售|经营|使用|制售|由|是", r"不\g<0>"),
)  # fmt: skip
"""How a statement becomes its contrary: the first that fits, once."""

_WHICH = re.compile(r"^(?P<before>.*?)(?:哪一种|哪一类|哪种|哪类|什么)(?P<noun>.*)$")
_WHICH_OF = re.compile(r"^(?P<before>.*?)(?:下列|以下)?(?:哪一项|哪项|哪一个|哪个)$")
_SOME = re.compile(r"^(?P<before>.*?)哪些(?P<noun>.*)$")
_FITS = re.compile(r"^(?P<before>.*?)(?P<verb>符合|属于|适用)$")
_OR = re.compile(r"^(?P<before>[^是]*)是[^是]+还是.+$")
_WHERE = re.compile(r"^(?P<before>.*?)(?P<at>(?:住|位于|设|开|存放)?在)(?:哪里|哪儿|何处)$")
_WHO = re.compile(r"^(?P<before>.*由)谁(?P<after>.+)$")
_WHETHER = re.compile(r"^(?P<before>.*?)是否(?P<after>.+)$")
_YES_OR_NO = re.compile(r"^(?P<before>.*?)(?P<verb>[是有要能会])(?:不|没)(?P=verb)(?P<after>.+)$")

_AMOUNTS: tuple[tuple[str, str], ...] = (
    (r"^(?P<of>.+?)(?:是|为|有)?(?:多少|多大|几)$", r"\g<of>"),
    (r"^(?P<of>.*?)有?(?:几|多少)[名个人家台件间层户份辆](?P<what>.*)$", r"\g<of>\g<what>的数量"),
    (r"^从(?:哪一天|哪天|何时)起(?P<of>[^了]+)了?(?P<rest>.*)$", r"\g<of>\g<rest>的起始日期"),
    (r"^(?P<of>.+?)(?:是|在)?(?:哪一天|哪天|何时|什么时候)$", r"\g<of>的日期"),
)


def bare(question: str) -> str:
    """The question without its mark, its asides and the polite address."""
    words = _ASIDE.sub("", question).rstrip(_END)
    words = re.sub(r"^(?:请问)?您(?:的|们)?", "", words)
    return re.sub(r"您的", "", words).replace("您", "申请人")


def statement(question: str, *, yes: bool) -> str:
    """What a yes or a no to the question says."""
    words = bare(question).removesuffix("呢")
    words = words.replace("可否", "是否可以", 1)
    if found := _WHETHER.match(words):
        return found["before"] + (found["after"] if yes else _denied(found["after"]))
    if found := _YES_OR_NO.match(words):
        no = "没有" if found["verb"] == "有" else f"不{found['verb']}"
        return found["before"] + (found["verb"] if yes else no) + found["after"]
    said = re.sub(r"了?吗$", "", words)
    if said == words:  # no question of yes or no: nothing is known of its grammar
        return f"“{words}”为{'是' if yes else '否'}"
    return said if yes else _contrary(said)


def _denied(words: str) -> str:
    """The contrary of what follows 是否."""
    for verb, no in (
        ("已经", "尚未"),
        ("已", "未"),
        ("有", "没有"),
        ("设", "未设"),
        ("安装", "未安装"),
    ):
        if words.startswith(verb):
            return no + words[len(verb) :]
    return f"不{words}"


def _contrary(said: str) -> str:
    for pattern, no in _NO_FORMS:
        changed, count = re.subn(pattern, no, said, count=1)
        if count:
            return changed
    return f"不属于“{said}”的情形"


def chosen(question: str, options: str, *, yes: bool) -> str:
    """That the choice is, or is not, among the options (their labels, already joined)."""
    words = bare(question)
    verb = "是" if yes else "不是"
    if found := _OR.match(words):
        return f"{found['before']}{verb}{options}"
    if found := _WHERE.match(words):
        return f"{found['before']}{'' if yes else '不'}{found['at']}{options}"
    if found := _WHO.match(words):
        return f"{'' if yes else '不'}{found['before']}{options}{found['after']}"
    if (found := _WHICH.match(words)) and found["noun"]:
        return f"{_of(found['before'])}{found['noun']}{verb}{options}"
    if found := _WHICH.match(words) or _WHICH_OF.match(words):
        return _is(found["before"], options, yes=yes)
    return f"“{words}”的回答{verb}{options}"


def _is(before: str, options: str, *, yes: bool) -> str:
    """要开办的是 + 食堂, 符合 + 有稳定的工作."""
    if found := _FITS.match(before):
        return f"{found['before']}{'' if yes else '不'}{found['verb']}{options}"
    verb = "是" if yes else "不是"
    return (
        f"{before[:-1]}{verb}{options}" if before.endswith("是") else f"{before}的{verb}{options}"
    )


def _of(before: str) -> str:
    """The beginning of a clause that stands before its noun: 准备经营 → 准备经营的."""
    return f"{before}的" if before and before[-1] not in "的是" else before.removesuffix("是")


def included(question: str, options: str, *, yes: bool) -> str:
    """That what was chosen includes, or does not include, the option."""
    return f"{several(question)}{'' if yes else '不'}包括{options}"


def several(question: str) -> str:
    """What was chosen, as a noun."""
    words = bare(question)
    if found := _SOME.match(words):
        return f"{_of(found['before'])}{found['noun']}" if found["noun"] else f"{found['before']}的"
    return f"“{words}”的选择"


def noun(question: str) -> str:
    """What the answer is called: 经营场所的建筑面积是多少？→ 经营场所的建筑面积."""
    words = bare(question)
    for pattern, called in _AMOUNTS:
        changed, count = re.subn(pattern, called, words)
        if count:
            return changed
    is_question = question.rstrip().endswith(("？", "?")) or words.endswith("吗")
    return f"“{words}”的回答" if is_question else words
