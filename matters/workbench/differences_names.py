"""What the keys of a matter are called when a change of them is told, and whom each concerns."""

from typing import Literal, NamedTuple

from matters.words import Text

Whom = Literal["applicants", "departments", "dates"]
Refers = Literal["words", "step", "department", "check", "promise", "event", "letter", "answer"]


class Trait(NamedTuple):
    """One key of a model: its name, whom a change of it concerns, and what its value names."""

    name: Text
    whom: Whom = "departments"
    refers: Refers = "words"
    told: bool = False
    """Said of something new, so that a reader sees what it is."""


def _trait(
    zh: str, en: str, whom: Whom = "departments", refers: Refers = "words", *, told: bool = False
) -> Trait:
    return Trait(Text(zh=zh, en=en), whom, refers, told)


_FOR: Whom = "applicants"
_ON: Whom = "dates"

TRAITS: dict[tuple[str, str], Trait] = {
    ("Matter", "name"): _trait("名称", "name", _FOR),
    ("Matter", "summary"): _trait("简介", "summary", _FOR),
    ("Matter", "audience"): _trait("办理对象", "for whom it is", _FOR),
    ("Matter", "lead"): _trait("牵头部门", "lead", "departments", "department"),
    ("Matter", "tags"): _trait("标签", "tags", _FOR),
    ("Matter", "ex_officio"): _trait("依职权发起", "begun by the authorities"),
    ("Matter", "basis"): _trait("依据", "legal basis"),
    ("Matter", "promise"): _trait("承诺办结期限", "promised time", _ON),
    ("Matter", "before"): _trait("改革前", "before the bundle"),
    ("Matter", "visits"): _trait("跑动次数", "visits to the counter", _FOR),
    ("Matter", "privacy"): _trait("个人信息告知", "privacy notice", _FOR),
    ("Matter", "letters"): _trait("文书", "letters", _FOR, "event"),
    ("Baseline", "steps"): _trait("环节数", "steps"),
    ("Baseline", "days"): _trait("天数", "days"),
    ("Baseline", "materials"): _trait("材料数", "papers"),
    ("Baseline", "visits"): _trait("跑动次数", "visits"),
    ("Question", "text"): _trait("问题", "text", _FOR),
    ("Question", "type"): _trait("回答方式", "kind of answer", _FOR),
    ("Question", "when"): _trait("提问条件", "asked when", _FOR, told=True),
    ("Question", "options"): _trait("选项", "choices", _FOR),
    ("Question", "help"): _trait("说明", "help", _FOR),
    ("Question", "source"): _trait("取自", "taken from", _FOR),
    ("Question", "unit"): _trait("单位", "unit", _FOR),
    ("Question", "least"): _trait("最小值", "least", _FOR),
    ("Question", "most"): _trait("最大值", "most", _FOR),
    ("Field", "label"): _trait("名称", "label", _FOR),
    ("Field", "type"): _trait("填写方式", "kind of answer", _FOR),
    ("Field", "required"): _trait("必填", "required", _FOR),
    ("Field", "sensitive"): _trait("敏感信息", "sensitive", _FOR),
    ("Field", "readers"): _trait(
        "可以查看的环节", "who reads it", "departments", "step", told=True
    ),
    ("Field", "when"): _trait("填写条件", "asked when", _FOR, told=True),
    ("Field", "options"): _trait("选项", "choices", _FOR),
    ("Field", "help"): _trait("说明", "help", _FOR),
    ("Field", "source"): _trait("取自", "taken from", _FOR),
    ("Field", "unit"): _trait("单位", "unit", _FOR),
    ("Field", "least"): _trait("最小值", "least", _FOR),
    ("Field", "most"): _trait("最大值", "most", _FOR),
    ("Field", "longest"): _trait("字数上限", "longest", _FOR),
    ("Field", "derive"): _trait("计算方法", "computed as", _FOR),
    ("Field", "required_when"): _trait("必填情形", "required when", _FOR),
    ("Field", "confirm"): _trait("须申请人确认", "confirmed by the applicant", _FOR),
    ("Field", "produced_by"): _trait("由环节产生", "found out by", "departments", "step"),
    ("Field", "born"): _trait("须一致的出生日期", "agrees with the date of birth", _FOR),
    ("Field", "sex"): _trait("须一致的性别", "agrees with the sex", _FOR),
    ("Field", "purpose"): _trait("用途", "purpose", _FOR),
    ("Option", "label"): _trait("名称", "label", _FOR),
    ("Block", "name"): _trait("名称", "name", _FOR),
    ("Block", "when"): _trait("填写条件", "asked when", _FOR),
    ("Block", "readers"): _trait("可以查看的环节", "who reads it", "departments", "step"),
    ("CheckUse", "check"): _trait("核验", "check"),
    ("CheckUse", "inputs"): _trait("查询条件", "asked with", "departments", "answer"),
    ("CheckUse", "when"): _trait("核验条件", "asked when", told=True),
    ("CheckUse", "fills"): _trait("自动填写", "fills", _FOR, "answer"),
    ("CheckUse", "stops_if"): _trait("不予受理的情形", "stops the case if", _FOR, told=True),
    ("CheckUse", "stops_because"): _trait("不予受理的原因", "stops because", _FOR),
    ("DataCheck", "name"): _trait("核验名称", "name of the check"),
    ("DataCheck", "key"): _trait("核验编码", "key of the check"),
    ("DataCheck", "register_key"): _trait("数据来源", "register"),
    ("DataCheck", "inputs"): _trait("可用查询条件", "what it can be asked with"),
    ("DataCheck", "gives"): _trait("返回数据", "what it gives"),
    ("DataCheck", "labels"): _trait("返回数据名称", "names of what it gives"),
    ("DataCheck", "sensitive"): _trait("敏感数据", "sensitive values"),
    ("DataCheck", "replaces"): _trait("可以免交的证明", "certificate that it makes needless", _FOR),
    ("DataCheck", "consent"): _trait("须经同意", "asked only with consent", _FOR),
    ("DataCheck", "next"): _trait("查不到时的下一级", "rung that comes next"),
    ("DataCheck", "holder"): _trait("数据提供部门", "holder of the register"),
    ("DataCheck", "basis"): _trait("核验依据", "legal basis of the check"),
    ("DataCheck", "max_age"): _trait("结果有效期", "how long an answer counts", _ON),
    ("DataCheck", "keep"): _trait(
        "仅供查看内容的保存期限", "how long what is only shown is kept", _FOR
    ),
    ("Material", "name"): _trait("名称", "name", _FOR),
    ("Material", "basis"): _trait("依据", "legal basis", _FOR),
    ("Material", "issuer"): _trait("出具单位", "issuer", _FOR),
    ("Material", "when"): _trait("需要的情形", "needed when", _FOR, told=True),
    ("Material", "readers"): _trait("使用的环节", "for which steps", "departments", "step"),
    ("Material", "ladder"): _trait("提供方式", "how it is satisfied", _FOR, told=True),
    ("Material", "required"): _trait("必需", "required", _FOR),
    ("Material", "help"): _trait("说明", "help", _FOR),
    ("Promise", "name"): _trait("名称", "name", _FOR),
    ("Promise", "basis"): _trait("依据", "legal basis", _FOR),
    ("Promise", "text"): _trait("承诺内容", "text", _FOR),
    ("Promise", "verify_within"): _trait("核查期限", "verified within", _ON),
    ("Promise", "consequence"): _trait("不实承诺的后果", "consequence", _FOR),
    ("Promise", "barred_if"): _trait("不适用的情形", "who may not sign", _FOR, told=True),
    ("Promise", "barred_because"): _trait("不适用的理由", "why they may not", _FOR),
    ("Step", "name"): _trait("名称", "name", _FOR),
    ("Step", "kind"): _trait("类型", "kind"),
    ("Step", "department"): _trait(
        "办理部门", "department", "departments", "department", told=True
    ),
    ("Step", "departments"): _trait(
        "参与部门", "departments", "departments", "department", told=True
    ),
    ("Step", "when"): _trait("适用情形", "applies when", _FOR, told=True),
    ("Step", "why_not"): _trait("不适用的说明", "why it does not apply", _FOR),
    ("Step", "optional"): _trait("可选", "optional", _FOR),
    ("Step", "follow_up"): _trait("办结后办理", "after the outcome"),
    ("Step", "promise"): _trait("告知承诺", "decided on a promise", _FOR, "promise"),
    ("Step", "recheck"): _trait("重新核验", "checks asked again", "departments", "check"),
    ("Step", "officers"): _trait("人数", "officers"),
    ("Step", "letters"): _trait("文书", "letters", _FOR, "event"),
    ("Step", "guide"): _trait("审查要点", "what the officer looks at"),
    ("Step", "soft_after"): _trait(
        "等待（不论结果）", "waits for, however they end", "departments", "step"
    ),
    ("Step", "enough"): _trait("前置环节满足数", "how many of those before suffice"),
    ("Step", "cancels"): _trait("开始时取消的环节", "steps it sets aside", "departments", "step"),
    ("Step", "provided"): _trait("办理前提", "done only if", _FOR),
    ("Step", "only_while"): _trait("可办期间", "open only while"),
    ("Step", "rivals"): _trait("择一办理的环节", "rivals", "departments", "step"),
    ("Step", "mutex"): _trait("互斥", "never together with"),
    ("Step", "section"): _trait("互斥分段", "section of the mutex"),
    ("Step", "again"): _trait("重复办理", "done again"),
    ("Step", "ends_case"): _trait("终结全案", "ends the case"),
    ("Step", "advisory"): _trait("仅供参考", "advisory"),
    ("Step", "needs"): _trait("需先有的数据", "data it needs first", "departments", "answer"),
    ("Step", "officers_from"): _trait("人员抽取", "officers drawn by", "departments", "step"),
    ("Step", "each"): _trait("分别办理", "one part for each"),
    ("Step", "quorum"): _trait("同意数", "how many must agree"),
    ("Step", "adds"): _trait("可加签", "parts may be added"),
    ("Step", "apart_from"): _trait("须由他人办理", "by others than", "departments", "step"),
    ("Step", "same_as"): _trait("须由同一人办理", "by the same person as", "departments", "step"),
    ("Step", "approval"): _trait("审批层级", "approval"),
    ("Step", "within"): _trait("办理期限", "how long it may take", _ON, told=True),
    ("Step", "silence"): _trait("逾期未答复", "silence"),
    ("Step", "silence_basis"): _trait("逾期未答复的依据", "basis of silence"),
    ("Step", "excluded"): _trait("不计入期限的依据", "basis of excluded time", _ON),
    ("Step", "lasts"): _trait("公示期", "how long it lasts", _ON, told=True),
    ("Step", "first"): _trait("等待事项", "waits for the first of"),
    ("Group", "least"): _trait("最少", "least rows", _FOR),
    ("Group", "most"): _trait("最多", "most rows", _FOR),
    ("Group", "when"): _trait("填写条件", "asked when", _FOR),
    ("Group", "readers"): _trait("可以查看的环节", "who reads it", "departments", "step"),
    ("DecisionTable", "gives"): _trait("结果类型", "kind of value"),
    ("DecisionTable", "options"): _trait("可选结果", "what it may give"),
    ("DecisionTable", "rows"): _trait("判定行", "rows"),
    ("DecisionTable", "otherwise"): _trait("其他情形", "otherwise"),
    ("Group", "name"): _trait("名称", "name", _FOR),
    ("Group", "row"): _trait("每行名称", "name of a row", _FOR),
    ("Group", "called"): _trait("称呼每一行的字段", "field that names a row", "departments"),
    ("NotApplicable", "why"): _trait("原因", "why", _FOR),
    ("NotApplicable", "go"): _trait("办理去向", "where to go", _FOR),
    ("Fee", "name"): _trait("名称", "name", _FOR),
    ("Fee", "steps"): _trait("对应环节", "for which steps", _FOR, "step"),
    ("Fee", "amount"): _trait("金额（元）", "amount in yuan", _FOR, told=True),
    ("Fee", "basis"): _trait("收费依据", "legal basis", _FOR),
    ("Fee", "when"): _trait("收取条件", "asked when", _FOR, told=True),
    ("Step", "item"): _trait("事项", "item"),
    ("Step", "rest"): _trait("其余部分", "what becomes of the other parts"),
    ("Step", "call"): _trait("外部系统办理", "call to another system"),
    ("Step", "matter"): _trait("子事项", "other matter"),
    ("Step", "draw"): _trait("随机抽取", "draw"),
    ("Step", "issues"): _trait("核发证照", "issues", _FOR),
    ("Again", "to"): _trait("重复办理：退回到", "done again from", "departments", "step"),
    ("Again", "when"): _trait("重复办理的条件", "done again when"),
    ("Again", "most"): _trait("重复次数上限", "done again at most"),
    ("Call", "system"): _trait("外部系统", "other system"),
    ("Call", "sends"): _trait("发送数据", "sends"),
    ("Call", "gives"): _trait("返回数据", "gives"),
    ("SubMatter", "key"): _trait("子事项编码", "key of the other matter"),
    ("SubMatter", "answers"): _trait("带入子事项的答案", "answers it is given"),
    ("SubMatter", "takes"): _trait("取自子事项的数据", "data taken from it"),
    ("Draw", "pool"): _trait("抽取范围", "drawn from"),
    ("Draw", "count"): _trait("抽取数量", "how many are drawn"),
    ("Draw", "weight"): _trait("抽取权重", "weight of the draw"),
    ("Draw", "unless"): _trait("不予抽取的情形", "not drawn if"),
    ("Item", "name"): _trait("事项名称", "name of the item"),
    ("Item", "code"): _trait("事项编码", "code of the item"),
    ("Item", "kind"): _trait("事项类型", "kind of item"),
    ("Item", "basis"): _trait("依据", "legal basis"),
    ("Item", "conditions"): _trait("许可条件", "conditions", _FOR),
    ("Item", "limit"): _trait("法定期限", "statutory limit", _ON, told=True),
    ("Item", "promise"): _trait("承诺期限", "promised time", _ON, told=True),
    ("Item", "extend"): _trait("可延长", "extension", _ON),
    ("Item", "fee"): _trait("收费", "fee", _FOR),
    ("Certificate", "key"): _trait("证照编码", "key of the certificate"),
    ("Certificate", "name"): _trait("证照名称", "name of the certificate", _FOR),
    ("Certificate", "letter"): _trait("证照样式", "form of the certificate", _FOR),
    ("Certificate", "number"): _trait("证照编号方式", "numbering of the certificate"),
    ("Certificate", "series"): _trait("证照字号", "series of the certificate"),
    ("Certificate", "valid"): _trait("证照有效期", "validity of the certificate", _ON),
    ("Certificate", "combines"): _trait("合并的环节", "steps it combines", _FOR, "step"),
}
"""Keys that are not here are told by their own name, to departments."""


def trait_of(model: str, key: str) -> Trait:
    """How a change of the key is told."""
    return TRAITS.get((model, key)) or Trait(Text.same(f"“{key}”"))
