"""What the privacy notice says of every matter alike: who answers for the data, how long it is kept, and the rights."""

from matters.words import Text
from storage.drafts import KEPT as DRAFTS_KEPT

TITLE = Text(zh="个人信息处理告知书", en="Privacy notice")
KEPT: tuple[Text, ...] = (
    Text(
        zh="办件及其材料：按各法定事项的档案保管期限保存，期满后销毁或者依档案法移交。",
        en="The case and its papers: as long as the archive rule of each legal service says.",
    ),
    Text(
        zh="核验结果：只保存结论、办理所需的最少内容和答复摘要，加密保存，期限与办件相同；仅供工作人员查看的内容，"
        "在办结后按“向谁核验”所列期限删除。",
        en="Answers of registers: outcome, the least values needed and a digest, encrypted, as long as the case; what"
        " the staff only read is erased after the end of the case, when the table of registers says.",
    ),
    Text(
        zh=f"窗口草稿：{DRAFTS_KEPT.days}日内没有更新、也未提交的，自动删除。",
        en=f"Drafts at the counter: deleted by themselves after {DRAFTS_KEPT.days} days without a change.",
    ),
    Text(
        zh="数据查询记录和查阅记录：保存不少于三年（《网络数据安全管理条例》第十二条）。",
        en="Records of questions and of readings: at least three years (Network Data Security Regulations, art. 12).",
    ),
)
RIGHTS: tuple[Text, ...] = (
    Text(
        zh="知情和查阅：可以凭收件凭证随时查看办理进度、核验回执和本告知书（第四十四条、第四十五条）。",
        en="To know and to see: progress, receipts of checks and this notice at any time (art. 44, 45).",
    ),
    Text(
        zh="更正和异议：认为登记信息有误的，可以提出异议并提交自备材料；在人工认定之前以自备材料为准（第四十六条）。",
        en="To correct and object: against what a register says you may hand in own papers, which count until a person"
        " decides (art. 46).",
    ),
    Text(
        zh="拒绝自动决定：任何不予受理、不予许可的决定均由工作人员作出，不由系统自动作出（第二十四条）。",
        en="No decision by machine: nothing is refused without a person (art. 24).",
    ),
    Text(
        zh="撤回同意：需要同意的查询可以不同意；已经同意的，可以在查询前撤回，不受不利影响（第十五条）。",
        en="To withdraw consent: who does not agree, or no longer does, suffers no disadvantage (art. 15).",
    ),
    Text(
        zh="删除：处理目的已经实现且保管期满的，应当删除（第四十七条）。",
        en="To have it deleted once its purpose is met and its time is over (art. 47).",
    ),
)
LAW = Text(
    zh="依据《中华人民共和国个人信息保护法》", en="By the Personal Information Protection Law"
)
NOT_SHARED = Text(
    zh="除下表所列外，不向其他单位或者个人提供；各部门只能看到办理本部门事项所必需的内容。",
    en="Nothing goes to anybody else; each department sees only what its own service needs.",
)
