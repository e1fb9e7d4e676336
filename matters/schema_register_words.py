"""What every key of `registers.yaml` means, in Chinese and English: the one table that editors and the manual show."""

from matters.schema_words import words_in
from matters.words import Text

_TABLE = """
RegisterList.connectors | 通往数据源的连接方式 | the ways to registers
RegisterList.registers | 数据源 | the registers
OverHttp.connector | 连接方式的键 | its name
OverHttp.kind | 种类：http | its kind: http
OverHttp.name | 名称 | how people call it
OverHttp.address | 地址所在的环境变量名 | the environment variable that holds the address
OverHttp.sign | 怎样签名 | how calls are signed
OverHttp.authority | 受信任证书文件的环境变量名 | the variable that holds the path of trusted certificates
LicenceStore.connector | 连接方式的键 | its name
LicenceStore.kind | 种类：licences，电子证照库 | its kind: licences, a store of e-licences
LicenceStore.name | 名称 | how people call it
LicenceStore.address | 地址所在的环境变量名 | the environment variable that holds the address
LicenceStore.sign | 怎样签名 | how calls are signed
LicenceStore.authority | 受信任证书文件的环境变量名 | the variable that holds the path of trusted certificates
ForeignDatabase.connector | 连接方式的键 | its name
ForeignDatabase.kind | 种类：sql，对方数据库，只读 | its kind: sql, somebody else's database, read only
ForeignDatabase.name | 名称 | how people call it
ForeignDatabase.address | 数据库 URL（含口令）所在的环境变量名 | the variable that holds the URL with its password
HandedOverLists.connector | 连接方式的键 | its name
HandedOverLists.kind | 种类：table，部门移交的名单 | its kind: table, lists that departments hand over
HandedOverLists.name | 名称 | how people call it
OtherPeople.connector | 连接方式的键 | its name
OtherPeople.kind | 种类：people，其他部门的人员（部门核验） | its kind: people of another department
OtherPeople.name | 名称 | how people call it
Unsigned.kind | none：不签名 | none: calls are not signed
OnegoSign.kind | onego：本平台的签名（HMAC-SHA256） | onego: HMAC-SHA256 over the whole call
OnegoSign.app_key | 应用标识所在的环境变量名 | the variable that holds the app key
OnegoSign.secret | 密钥所在的环境变量名 | the variable that holds the secret
ProvincialSign.kind | provincial：省平台（密钥轮换） | provincial: rotating secrets of 48 h and 15 min
ProvincialSign.app_key | 应用标识所在的环境变量名 | the variable that holds the app key
ProvincialSign.secret | 应用密钥所在的环境变量名 | the variable that holds the app's secret
ProvincialSign.by_key | 用应用密钥领取密钥的路径 | where secrets are fetched with the app's own
ProvincialSign.by_refresh | 用刷新密钥领取密钥的路径 | where secrets are fetched with the refresh secret
OAuth2Sign.kind | oauth2：客户端凭证 | oauth2: client credentials
OAuth2Sign.token | 领取令牌的路径 | the path at which the token is fetched
OAuth2Sign.client_id | 客户端标识所在的环境变量名 | the variable that holds the client's name
OAuth2Sign.client_secret | 客户端密钥所在的环境变量名 | the variable that holds the client's secret
OAuth2Sign.scope | 授权范围 | the scope that is asked for
ApiKeySign.kind | api-key：请求头中的固定密钥 | api-key: one secret in a header
ApiKeySign.header | 请求头名称 | the header's name; X-Api-Key unless said
ApiKeySign.secret | 密钥所在的环境变量名 | the variable that holds the secret
MutualTls.kind | mtls：双向证书 | mtls: both sides show a certificate
MutualTls.certificate | 我方证书文件路径所在的环境变量名 | the variable that holds the path of our certificate
MutualTls.key | 我方私钥文件路径所在的环境变量名 | the variable that holds the path of its key
Register.register | 数据源的键，核验的 register 写它 | its name; a check's register says it
Register.name | 数据源名称 | how people call it
Register.holder | 数据所属单位 | who keeps it
Register.sharing | 共享属性：unconditional 无条件，conditional 有条件 | shared unconditionally or on conditions
Register.approval | 批准共享的文号，有条件共享必填 | the number of the approval; needed where sharing is conditional
Register.connector | 用哪个连接方式 | the way to it
Register.timeout | 最多等多久，默认 5 seconds | how long it is waited for; 5 seconds unless said
Register.at_once | 每个进程同时最多几次调用，默认8 | calls at the same time from one process; 8 unless said
Register.rate | 所有进程合计的调用频率上限 | how often it may be asked by all processes together
Register.retries | 没有应答时立即重试几次，默认0 | how often a call without an answer is repeated at once; 0 unless said
Register.path | 接口路径 | where it is asked, below the address
Register.send | 请求体格式：json 或 form，默认 json | the body: json or form; json unless said
Register.ask | 请求体的每个键，值为 JMESPath | each key of the body, with JMESPath for its value
Register.answer | 怎样理解回答 | how an answer is understood
Register.poll | 稍后才有回答时怎样取得 | how an answer comes that is pending
Register.query | 一句查询（select），:名称 代表查询条件 | one select; :name stands for an input
Register.keyed_by | 名单按哪些查询条件查找 | the inputs that find a row of a list
Register.columns | 名单的列名 | what inputs and values are called in the list
Register.licence | 证照类型代码 | the code of the kind of licence
Register.held_by | 表示持证主体的查询条件 | the input that names the holder
Register.department | 由哪个部门核验 | the department that looks it up
Register.within | 部门核验的时限 | within what time
AnswerShape.answered_if | 真正的回答应符合的条件，否则视为没有应答 | holds for every real answer; otherwise it is none
AnswerShape.denied_if | 什么情形是无权查询 | holds if we have no right
AnswerShape.pending_if | 什么情形是稍后才有结果 | holds if the answer comes later
AnswerShape.ticket | 取后到结果的凭据 | the ticket with which it is fetched
AnswerShape.records | 记录在哪里；多条即为多条记录 | where the records stand; several are MULTIPLE
AnswerShape.found_if | 什么情形是查到了记录 | holds if a record was found
AnswerShape.compares | 各查询条件与记录何处比较，不同即不一致 | by input, where the record says the same
AnswerShape.mismatch_if | 什么情形是与申请不一致 | holds if the register itself says that the record differs
AnswerShape.as_of | 数据日期 | the day on which the record was true
AnswerShape.valid_until | 结果有效期至 | the last day on which the answer may be used
AnswerShape.request | 数据源给的查询编号 | the register's number of the question
AnswerShape.values | 核验要的每个值在哪里 | where each value of the check stands
Later.path | 取结果的路径 | where the answer is fetched
Later.ask | 取结果的请求体，可用 ticket | the body of that call; ticket may be used
Later.callback | 由数据源主动送来 | the register sends it by itself
Later.secret | 送来结果时签名密钥所在的环境变量名 | the variable that holds the secret it signs with
"""

KEYS: dict[str, Text] = words_in(_TABLE)
"""By `Model.key`, with the key as it is written in the file."""
