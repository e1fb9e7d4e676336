"""The words of comparisons, signs and functions in Chinese and English: one row for each, so that none is forgotten."""

from matters.expression_tree import Comparison
from matters.words import Text

CONTRARY: dict[Comparison, Comparison] = {
    "eq": "ne", "ne": "eq", "lt": "gteq", "gteq": "lt", "lteq": "gt", "gt": "lteq",
}  # fmt: skip
MIRRORED: dict[Comparison, Comparison] = {
    "eq": "eq", "ne": "ne", "lt": "gt", "gt": "lt", "lteq": "gteq", "gteq": "lteq",
}  # fmt: skip

RELATIONS: dict[Comparison, Text] = {
    "eq": Text(zh="为", en="is"),
    "ne": Text(zh="不为", en="is not"),
    "lt": Text(zh="小于", en="is less than"),
    "lteq": Text(zh="不大于", en="is at most"),
    "gt": Text(zh="大于", en="is more than"),
    "gteq": Text(zh="不小于", en="is at least"),
}
ORDER_OF_DAYS: dict[Comparison, Text] = {
    "eq": Text(zh="为", en="is"),
    "ne": Text(zh="不为", en="is not"),
    "lt": Text(zh="早于", en="is before"),
    "lteq": Text(zh="不晚于", en="is on or before"),
    "gt": Text(zh="晚于", en="is after"),
    "gteq": Text(zh="不早于", en="is on or after"),
}
SPAN_RELATIONS: dict[Comparison, Text] = {
    "eq": Text(zh="正好{0}", en="exactly {0}"),
    "ne": Text(zh="不是{0}", en="not {0}"),
    "lt": Text(zh="未满{0}", en="less than {0}"),
    "lteq": Text(zh="不超过{0}", en="at most {0}"),
    "gt": Text(zh="超过{0}", en="more than {0}"),
    "gteq": Text(zh="已满{0}", en="{0} or more"),
}
"""How a length of time compares; {0} is the length with its unit."""

SPANS: dict[str, tuple[Text, Text]] = {
    "months_between": (Text(zh="从{0}到{1}", en="from {0} to {1} it is"), Text(zh="个月", en=" months")),
    "days_between": (Text(zh="从{0}到{1}", en="from {0} to {1} it is"), Text(zh="日", en=" days")),
    "age_on": (Text(zh="按{0}计算，到{1}", en="by {0}, the age on {1} is"), Text(zh="周岁", en=" years")),
}  # fmt: skip
"""Functions that give a length of time: how a comparison with them begins, and their unit."""

FUNCTIONS_AS_NOUNS: dict[str, Text] = {
    "months_between": Text(zh="从{0}到{1}的整月数", en="the whole months from {0} to {1}"),
    "days_between": Text(zh="从{0}到{1}的天数", en="the days from {0} to {1}"),
    "age_on": Text(zh="按{0}计算、到{1}的周岁年龄", en="the age on {1} by {0}"),
    "year_of": Text(zh="{0}的年份", en="the year of {0}"),
    "month_of": Text(zh="{0}的月份", en="the month of {0}"),
    "date_after": Text(zh="{0}后{1}{2}之日", en="the day {1} {2} after {0}"),
    "length": Text(zh="{0}的数量", en="the number of {0}"),
    "sum": Text(zh="{*}之和", en="the sum of {*}"),
    "min": Text(zh="{*}中的最小者", en="the least of {*}"),
    "max": Text(zh="{*}中的最大者", en="the greatest of {*}"),
    "count": Text(zh="{0}中为“是”的个数", en="how many of {0} are yes"),
    "round": Text(zh="{0}（四舍五入）", en="{0} (rounded)"),
}
"""How the result of a function is called; {*} stands for all arguments."""

FUNCTIONS_AS_CLAIMS: dict[str, tuple[Text, Text]] = {
    "starts_with": (
        Text(zh="{0}以{1}开头", en="{0} begins with {1}"),
        Text(zh="{0}不以{1}开头", en="{0} does not begin with {1}"),
    ),
    "any": (
        Text(zh="{0}中至少有一项为“是”", en="at least one of {0} is yes"),
        Text(zh="{0}中没有一项为“是”", en="none of {0} is yes"),
    ),
    "all": (
        Text(zh="{0}全部为“是”", en="all of {0} are yes"),
        Text(zh="{0}不全为“是”", en="not all of {0} are yes"),
    ),
}
"""Functions that say yes or no: their yes, their no."""

SPAN_UNITS = {"days": "日", "months": "个月", "years": "年"}

SIGNS: dict[str, Text] = {
    "+": Text(zh="加", en=" plus "),
    "-": Text(zh="减", en=" minus "),
    "*": Text(zh="乘以", en=" times "),
    "/": Text(zh="除以", en=" divided by "),
}
