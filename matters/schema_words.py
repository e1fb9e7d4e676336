"""What every key of a matter's file means, in Chinese and English: the one table that editors show.

A line is `Model.key | 中文 | English`; a test holds that every key of the language stands here once, and no other.
"""

from matters.words import Text

_TABLE = """
Text.zh | 中文 | in Chinese
Text.en | 英文；不写即同中文 | in English; the Chinese when left out
Matter.matter | 事项的键，与文件名相同（小写字母、数字、连字符） | its name, the same as the file's
Matter.version | 版本号，每次发布的改动都加一 | 1, 2, 3 …; raise it for every change that is published
Matter.name | 事项名称 | how people call the matter
Matter.summary | 一句话说明办什么、给谁办 | one sentence on what is done, and for whom
Matter.audience | 服务对象：person 自然人，company 经营主体 | who applies: a person or a company
Matter.lead | 牵头部门的键 | the department that leads
Matter.tags | 便于查找的标签 | words by which it is found
Matter.ex_officio | 依职权发起：不发收件、受理、办结文书 | begun by the authorities: applicants' notices are not sent
Matter.basis | 整件事的法律依据 | the legal basis of the whole
Matter.promise | 整件事的承诺办结时限 | how long the whole may take by promise
Matter.before | 改革前的环节、天数、材料、跑动次数 | what the errand cost before it was bundled
Matter.visits | 申请人需要到现场的次数 | how often the applicant has to come
Matter.privacy | 个人信息处理的告知 | what the applicant is told about personal information
Matter.questions | 情形引导的问题 | the guided questions
Matter.not_applicable | 不能在此办理的情形、原因和去向 | when nothing can be done here, why, and where to go
Matter.form | 一张表单 | the one form
Matter.checks | 数据核验 | the questions put to registers
Matter.materials | 材料及其无证明阶梯 | the papers, each with its ladder
Matter.promises | 可以签署的告知承诺 | the promises that may be signed
Matter.fees | 收费项目 | what has to be paid
Matter.tables | 判定表 | decision tables
Matter.steps | 各部门的环节 | the steps of the departments
Matter.letters | 各事件使用的文书 | the letter that tells of each event
Baseline.steps | 改革前的环节数 | steps before
Baseline.days | 改革前的天数 | days before
Baseline.materials | 改革前的材料数 | papers before
Baseline.visits | 改革前的跑动次数 | visits before
NotApplicable.when | 什么情形 | in which situation
NotApplicable.why | 为什么不能在此办理 | why it cannot be done here
NotApplicable.go | 应当去哪里 | where to go instead
Question.ask | 问题的名称，条件中用它 | its name, by which conditions know it
Question.text | 向申请人提出的问题 | the question as people read it
Question.type | 回答的类型 | what kind of answer it takes
Question.help | 对申请人的提示 | help beside it
Question.options | 可以选择的答案 | the answers to choose from
Question.when | 什么情形才问；不写即总是问 | asked only when this holds; always when left out
Question.from | 由哪个核验的哪个值回答：checks.核验.值 | answered by a check's value: checks.check.value
Question.unit | 计量单位 | the unit of the number
Question.least | 最小值 | the least number
Question.most | 最大值 | the greatest number
Field.key | 字段的名称 | its name
Field.label | 字段的标题 | how people call it
Field.type | 填写的类型 | what is written in it
Field.help | 填写提示 | help beside it
Field.options | 可以选择的值 | the values to choose from
Field.when | 什么情形才填写 | asked only when this holds
Field.from | 由哪个核验的哪个值填写 | filled by a check's value
Field.unit | 计量单位 | the unit of the number
Field.least | 最小值 | the least number
Field.most | 最大值 | the greatest number
Field.required | 是否必填，默认必填 | whether it must be filled in; it must unless said
Field.required_when | 只在此条件成立时必填 | required only while this holds
Field.confirm | 登记信息须经申请人确认才算数 | what a register filled in counts only once the applicant confirms it
Field.produced_by | 由哪个环节得出，不向申请人询问 | the step that finds it out; never asked
Field.born | 出生日期的路径，环节产生的身份号码须与之一致 | the date of birth with which the number must agree
Field.sex | 性别（1男、2女）的路径，号码须与之一致 | the sex (1 male, 2 female) with which the number must agree
Field.purpose | 用途，写给申请人看 | what it is needed for, in the applicant's words
Field.sensitive | 敏感信息：加密保存，显示时遮挡 | kept encrypted and shown masked
Field.for | 供哪些环节使用 | the steps that may read it
Field.derive | 由其他回答计算得出，不询问 | computed from other answers, never asked
Field.longest | 最多多少个字 | how many characters at most
Option.value | 保存的值，条件中用它 | the value that is kept and that conditions name
Option.label | 显示的文字 | how people read it
Block.key | 表单块的名称 | the block's name
Block.name | 表单块的标题 | how people call it
Block.for | 哪些环节可以查看；字段另有写明的从其写明 | the steps that may read its fields, unless a field names its own
Block.when | 什么情形才填写 | asked only when this holds
Block.for | 供哪些环节使用 | the steps that may read it
Block.fields | 其中的字段 | its fields
Group.group | 一组多行的名称，如 shareholders | its name, such as shareholders
Group.name | 标题 | how people call it
Group.row | 每一行叫什么 | what one row is called
Group.called | 以哪个字段称呼每一行 | the field by whose answer the rows are told apart
Group.least | 最少多少行 | how many rows at least
Group.most | 最多多少行 | how many rows at most
Group.when | 什么情形才填写 | asked only when this holds
Group.for | 供哪些环节使用 | the steps that may read it
Group.fields | 每一行的字段 | the fields of every row
Form.blocks | 共用的表单块 | the shared blocks
Form.fields | 本事项自己的字段 | the matter's own fields
Form.groups | 一组多行的内容 | what is asked for each of several
CheckUse.check | 用哪一个核验 | which check is used
CheckUse.with | 用什么去查：输入名到字段或核验值 | what it is asked with: input to field, or to another check's value
CheckUse.when | 什么情形才核验 | asked only when this holds
CheckUse.fills | 用返回的值填写哪些字段 | the fields that its values fill in
CheckUse.stops_if | 返回什么时不能受理 | the answer at which the case cannot be accepted
CheckUse.stops_because | 不能受理的原因 | why, as people read it
DataCheck.key | 核验的键 | its name
DataCheck.name | 核验名称 | how people call it
DataCheck.register | 数据源的键 | the register that is asked
DataCheck.holder | 数据所属单位 | who keeps the register
DataCheck.basis | 查询的法律依据 | the legal basis of asking
DataCheck.inputs | 可以用什么查询 | what it can be asked with
DataCheck.gives | 返回哪些值 | the values that it gives
DataCheck.labels | 这些值叫什么 | how people call the values
DataCheck.sensitive | 哪些值显示时遮挡 | the values that are masked
DataCheck.max_age | 结果多久后过时 | how old an answer may be
DataCheck.keep | 仅供查看的内容在办件办结后保存多久 | how long after the end of the case what was only shown is kept
DataCheck.replaces | 可以免交的证明 | the certificate that it makes needless
DataCheck.consent | 没有法定依据，须申请人同意才查询 | asked only with the applicant's consent
DataCheck.next | 查不到时通常走哪一级 | the rung that mostly comes next
Material.key | 材料的键 | its name
Material.name | 材料名称 | how people call it
Material.basis | 要求提交的法律依据；没有依据不得要求 | the legal basis; without one it may not be asked for
Material.issuer | 由谁出具 | who issues it
Material.when | 什么情形才需要 | needed only when this holds
Material.for | 供哪些环节使用 | the steps that need it
Material.ladder | 无证明阶梯，从前到后 | what satisfies it: first what comes first
Material.required | 是否必需，默认必需 | whether it must be there; it must unless said
Material.help | 对申请人的提示 | help beside it
Rung.kind | 这一级是哪一种：核验、证照、部门核验、承诺、证明、容缺、上传 | which way to satisfy it
Rung.key | 哪一个核验、承诺或部门 | which check, promise or department
Rung.within | 多久之内答复或者补交 | how long it may take to answer or to hand in
Rung.name | 可以证明的其他材料 | the other paper that proves it
Promise.key | 承诺的键 | its name
Promise.name | 承诺书名称 | how people call it
Promise.basis | 法律依据 | its legal basis
Promise.text | 申请人承诺的全文 | the whole text that is signed
Promise.verify_within | 多久之内核查 | within what time it is verified
Promise.consequence | 不实的后果 | what follows if it is untrue
Promise.barred_if | 什么情形不适用告知承诺 | who may not sign it
Promise.barred_because | 为什么不适用 | why they may not
Fee.fee | 收费项目的键 | its name
Fee.name | 收费项目名称 | how people call it
Fee.basis | 收费依据 | its legal basis
Fee.amount | 金额（元），或者算式 | how much in yuan, or an expression
Fee.when | 什么情形才收 | due only when this holds
Fee.for | 为哪些环节收取 | the steps for which it is due
DecisionTable.table | 判定表的名称，条件中写 tables.名称 | its name; expressions say tables.name
DecisionTable.name | 结果的叫法，用于说明 | what people call its result
DecisionTable.gives | 得出的值的类型 | what kind of value it gives
DecisionTable.options | 可能得出的选项 | the options that it may give
DecisionTable.rows | 各行，从上到下，先符合的为准 | its rows: the first that holds decides
DecisionTable.otherwise | 都不符合时的值 | the value when no row holds
TableRow.when | 什么情形 | what must hold
TableRow.gives | 得出的值，或者 =算式 | the value, or =expression
Step.step | 环节的键 | its name
Step.name | 环节名称；不写即用事项名称 | how people call it; the item's name when left out
Step.kind | 环节的种类，默认审查决定 | what kind of step it is; decide unless said
Step.department | 由哪个部门办理 | the department that does it
Step.departments | 参加的各部门 | the departments that take part
Step.when | 什么情形才办理，受理时确定 | applies only when this holds; fixed at acceptance
Step.why_not | 不办理时告诉申请人的原因 | told to the applicant when it does not apply
Step.after | 等哪些环节办结；其中未办成的，本环节终止 | the steps that must be done; if one fails this ends
Step.soft_after | 也等这些环节，但结果如何不影响 | waits for these too, however they end
Step.before | 哪些环节等本环节 | the steps that wait for it
Step.enough | 其中几个办成即可 | how many of after suffice
Step.cancels | 开始后，哪些环节不再办理 | what is set aside when it opens
Step.provided | 轮到时的条件，不符合即不再办理 | looked at when its turn comes; otherwise it is set aside
Step.only_while | 只在此条件成立期间办理 | open only while this holds
Step.rivals | 与哪些环节择一，先着手的为准 | the first taken in hand sets the others aside
Step.mutex | 同名的不同时办理 | steps of one mutex are not open at the same time
Step.section | 同一段内的可以同时办理 | within one section they may be
Step.again | 结束后退回重新办理的条件 | a loop: where work goes back to, and when
Step.ends_case | 办成即结案，以及结果 | when it ends well, the case ends so
Step.optional | 不予的，不影响整件事全部办成 | its refusal does not make the bundle less than granted
Step.advisory | 仅供参考，不影响其他环节 | its failing ends nothing and counts nothing
Step.follow_up | 结案之后进行 | done after the outcome
Step.item | 所决定的政务服务事项 | the legal service that it decides
Step.promise | 按哪一份告知承诺办理 | the promise on which it is decided
Step.recheck | 开始前须重新核验的核验 | the checks asked again before it opens
Step.needs | 开始前须有的回答 | answers that must be there before it opens
Step.officers | 每个部门至少几名执法人员 | how many officers of each department
Step.officers_from | 人员由哪次抽取产生 | the draw that names the officers, or several, one for each department
Step.each | 按什么逐一办理：一组多行、数字或算式 | one part for each: a group, a number, an expression
Step.quorum | 多少方同意：all、any、数字或算式 | how many parts must agree: all, any, a number, an expression
Step.rest | 达到人数后，其余各方如何 | what becomes of the other parts once enough have agreed
Step.adds | 办理中可以加签 | people may add parts while it is open
Step.apart_from | 在哪些环节经办过的人不得在此决定 | who acted there may not decide here
Step.same_as | 由哪个环节的决定人办理 | only who decided there decides here
Step.approval | 由部门负责人批准 | an officer proposes, a head approves
Step.within | 没有事项的环节的时限 | how long a step without an item may take
Step.silence | 逾期未表态的意义 | what it means when an opinion does not come in time
Step.silence_basis | 上述默认的法律依据 | the legal basis of that
Step.excluded | 所需时间不计入期限的法律依据 | the law by which its days are not counted
Step.lasts | 公示多久 | how long the publicity lasts
Step.first | 等待什么，先发生的为准 | what is waited for: the first wins
Step.call | 请哪个系统办理 | what another system is asked to do
Step.matter | 另立哪个事项办理 | another matter, carried as a case of its own
Step.draw | 随机抽取 | a random draw
Step.issues | 核发的证照 | the certificate that it issues
Step.letters | 本环节自己的文书 | letters of its own, by event
Step.guide | 给经办人的提示 | what the officer looks at
Item.name | 事项名称 | the legal service's name
Item.code | 事项编码 | its code
Item.kind | 事项类型 | its kind in law
Item.basis | 设定依据 | its legal basis
Item.conditions | 准予的条件 | what must be met to grant it
Item.limit | 法定办结时限 | the time limit by law
Item.promise | 承诺办结时限 | the promised time limit
Item.extend | 可以延长多久 | by how much it may be extended
Item.fee | 收费说明 | what it costs, in words
Certificate.key | 证照的键 | its name
Certificate.name | 证照名称 | how people call it
Certificate.letter | 使用的文书种类 | the kind of letter that shows it
Certificate.number | 编号方式 | how it is numbered
Certificate.series | 编号中的字 | the word inside its number
Certificate.valid | 有效期 | how long it is valid
Certificate.combines | 集成哪些环节的证照 | the steps whose certificates it integrates
Again.to | 退回哪个环节 | the step to which work goes back
Again.when | 什么情形退回 | when it does
Again.most | 最多几次 | how often at most
Wait.until | 到哪一天 | a day, or an expression that gives one
Wait.signal | 收到什么 | an act of the applicant, or word of another system
Wait.check | 等哪个核验的结果 | a register whose answer fulfils when
Wait.answered | 等哪个字段填写 | the path of an answer that has to be there
Wait.when | 核验结果应当符合的条件 | what the register's answer must fulfil
Wait.text | 人们怎样称呼它 | what people call it
Wait.keep | 开始之前收到的是否算数 | whether a signal that came before counts
Wait.as | 先发生时 steps.环节.by 的值 | what steps.step.by says when this one won
Call.system | 系统的键 | the system
Call.sends | 发送哪些回答 | the answers that it is sent
Call.gives | 答复哪些值 | the values that it answers
SubMatter.key | 子事项的键 | the other matter
SubMatter.answers | 把哪些回答带过去 | what passes there: path there to path here
SubMatter.takes | 把哪些结果带回来 | what comes back: path here to path there
Draw.from | 从谁当中抽取 | from whom
Draw.count | 抽取几个 | how many
Draw.weight | 权重 | the weight of each
Draw.unless | 谁不能被抽取 | who may not be drawn
"""


def words_in(table: str) -> dict[str, Text]:
    """The words of a table by `Model.key`."""
    rows = (line.split(" | ") for line in table.strip().splitlines())
    return {key: Text(zh=zh, en=en) for key, zh, en in rows}


KEYS: dict[str, Text] = words_in(_TABLE)
"""By `Model.key`, with the key as it is written in the file."""
