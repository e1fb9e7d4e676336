"""README.txt of a case file: for the person who opens it, in Chinese and English."""

from forms.casefile.contents import Manifest
from forms.letter_days import en_date, zh_date
from matters.happened import business_date
from matters.words import Text

_ZH = """办件档案 {case}
{rule}
事项：{matter}（第{version}版）
导出：{on}，{by}
事实：{facts}条，链尾哈希 {head}

本档案供审计、复议和诉讼使用。其中的敏感内容（身份证号等）已经还原为明文，请依法保管；导出已记入查阅记录。

内容
  facts.jsonl      全部事实，每行一条：原始记录（kept，敏感值为密文）及其哈希，还原后的内容（opened）及第二条链的哈希
  matters/         办件所依据的事项版本，全文；文件名即其 SHA-256 摘要
  office.json      部门、救济途径和文书种类；calendars.json 各时段适用的工作日历
  documents/       申请人提交的材料；list.json 为清单
  notices/         制发的文书：JSON 为文字，PDF 为送达的文件；list.json 载明送达方式、日期和回执
  derived.json     由事实推导的状态、每个时限逐日的计算（时限台账）和应发文书
  manifest.json    以上每个文件的大小和 SHA-256

核验
  onego case verify 本文件
  或者 python -m forms.casefile 本文件
核验程序不需要本机关的数据库，也不需要网络。它核对每个文件和哈希链，由事实重新推导状态、时限和文书，并逐条说明不一致之处。

哈希链能证明什么
改动任何一条事实，其后的哈希都不再相符。但掌握数据库的人可以把其后的哈希全部重算，链本身不能防止这一点。
因此每份文书的二维码地址在“#”之后载有制发时链尾哈希的前20位：申请人手中的文书（以及文书上的电子签名）固定了当时的事实链。
请以申请人提供的文书核对：扫描二维码，其“#”后的字符应与本档案中同一文书一致（核验程序会对照档案内的文书）；
如另行掌握链尾哈希（例如上次导出时记下的），请用 onego case verify 本文件 --head 哈希。
密文由本机关的密钥封存，核验程序不能自行解开：还原后的敏感值由导出机关负责，并受第二条链保护。
"""

_EN = """Case file {case}
{rule}
Matter: {matter} (version {version})
Exported: {on}, {by}
Facts: {facts}; the chain ends in {head}

This file is for audit, reconsideration and court. Sensitive values (identity numbers and the like) are opened in it:
keep it as the law asks. The export left its row in the record of readings.

What is in it
  facts.jsonl      every fact, one a line: as it was kept (sensitive values sealed) with its hash, and opened with
                   the hash of a second chain
  matters/         the whole published version that the case follows; its name is its SHA-256 digest
  office.json      departments, remedies, kinds of letters; calendars.json the working calendars and when each counted
  documents/       what the applicant handed in; list.json names it
  notices/         what was issued: the text as JSON, the PDF as it was delivered; list.json tells how each arrived
  derived.json     what follows from the facts: where the case stands, each clock day by day, the notices called for
  manifest.json    size and SHA-256 of each of these

To verify
  onego case verify THIS-FILE
  or: python -m forms.casefile THIS-FILE
That program needs neither the office's database nor a network. It checks each member and the hash chain, derives state,
clocks and notices from the facts again, and tells each difference in words.

What the chain proves, and what it does not
Alter one fact, and no later hash fits. But who holds the database could compute all later hashes anew; the chain alone
does not stop that. Therefore the address in the QR code of every notice carries, behind the “#”, the first 20 digits of
the chain's last hash at that moment: the paper in the applicant's hands, and the signature on the file, hold the chain
as it was. Ask for that paper, scan its code, and compare what stands behind the “#” with the same notice in this file
(the program compares the notices of this file). If you know an earlier end of the chain from elsewhere, give it:
onego case verify THIS-FILE --head HASH.
Sealed values are opened with the office's keys, which the program has not: for what they say the exporting office
answers, and the second chain protects it.
"""


def readme(manifest: Manifest, matter: Text, version: int) -> bytes:
    """The text for this file."""
    day = business_date(manifest.exported_at)
    words = {
        "case": manifest.case,
        "version": version,
        "by": manifest.exported_by,
        "facts": manifest.facts,
        "head": manifest.head,
        "rule": "=" * 40,
    }
    zh = _ZH.format(matter=matter.zh, on=zh_date(day), **words)
    en = _EN.format(matter=matter.en, on=en_date(day), **words)
    return f"{zh}\n\n{en}".encode()
