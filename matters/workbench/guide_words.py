"""The titles of a guide's parts, and the kinds of items in the words of the law."""

from matters.words import Text

TITLES: dict[str, Text] = {
    "basics": Text(zh="基本信息", en="In brief"),
    "items": Text(zh="办理事项和时限", en="Items and time limits"),
    "conditions": Text(zh="办理条件", en="Conditions"),
    "elsewhere": Text(zh="不在此办理的情形", en="What cannot be done here"),
    "papers": Text(zh="申请材料和免提交方式", en="Papers, and what stands for them"),
    "promises": Text(zh="告知承诺", en="Promises"),
    "procedure": Text(zh="办理流程", en="Procedure"),
    "fees": Text(zh="收费", en="Fees"),
    "results": Text(zh="办理结果", en="Results"),
    "places": Text(zh="办理地点、时间和咨询电话", en="Where, when and telephone"),
    "remedies": Text(zh="救济途径", en="Remedies"),
    "privacy": Text(zh="个人信息保护", en="Personal information"),
}
ITEM_KINDS: dict[str, Text] = {
    "licence": Text(zh="行政许可", en="licence"),
    "registration": Text(zh="行政登记", en="registration"),
    "confirmation": Text(zh="行政确认", en="confirmation"),
    "benefit": Text(zh="行政给付", en="benefit"),
    "filing": Text(zh="备案", en="filing"),
    "inspection": Text(zh="行政检查", en="inspection"),
    "complaint": Text(zh="投诉处理", en="complaint"),
    "public-service": Text(zh="公共服务", en="public service"),
}
