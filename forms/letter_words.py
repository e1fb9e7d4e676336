"""What letters call the end of a step, and how a paper came in."""

from matters.words import Text

OUTCOME_WORDS = {
    "granted": Text(zh="准予", en="granted"),
    "refused": Text(zh="不予", en="refused"),
    "issued": Text(zh="已颁发", en="issued"),
    "visited": Text(zh="已踏勘", en="visited"),
    "terminated": Text(zh="终止办理", en="terminated"),
    "waiting": Text(zh="未办理", en="not dealt with"),
    "open": Text(zh="未办结", en="not decided"),
    "agreed": Text(zh="同意", en="agreed"),
    "objected": Text(zh="不同意", en="not agreed"),
    "undisputed": Text(zh="公示无异议", en="undisputed"),
    "disputed": Text(zh="异议成立", en="disputed"),
    "held": Text(zh="已举行", en="held"),
    "answered": Text(zh="已答复", en="answered"),
    "unanswered": Text(zh="未答复", en="not answered"),
    "met": Text(zh="已具备", en="met"),
    "drawn": Text(zh="已抽取", en="drawn"),
    "paid": Text(zh="已缴费", en="paid"),
    "set-aside": Text(zh="无需办理", en="not needed"),
    "skipped": Text(zh="已跳过", en="left out"),
}
EVIDENCE_WORDS = {
    "check": Text(zh="数据共享核验（免提交）", en="Checked with the register; not handed in"),
    "promise": Text(zh="告知承诺（免提交）", en="Promise signed; not handed in"),
    "upload": Text(zh="申请人提交", en="Handed in"),
}
