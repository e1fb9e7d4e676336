"""What mistakes call the things that names point to."""

from matters.words import Text

BLOCK = Text(zh="表单块", en="form block")
CHECK = Text(zh="数据核验", en="check")
CONNECTOR = Text(zh="连接方式", en="connector")
DEPARTMENT = Text(zh="部门", en="department")
FIELD = Text(zh="字段", en="field")
INPUT = Text(zh="查询条件", en="input")
KEYWORD = Text(zh="键", en="key")
KIND_OF_CONNECTOR = Text(zh="连接种类", en="kind of connector")
LETTER = Text(zh="文书种类", en="kind of letter")
NAME_OF_JMESPATH = Text(zh="名称", en="name")
OPTION = Text(zh="选项", en="option")
PATH = Text(zh="字段或核验结果", en="field or check value")
PROMISE = Text(zh="告知承诺", en="promise")
REGISTER = Text(zh="数据源", en="register")
STEP = Text(zh="环节", en="step")
VALUE = Text(zh="核验结果", en="value of the check")
UNIT = Text(zh="内设机构", en="unit")
