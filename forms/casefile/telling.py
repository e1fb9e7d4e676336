"""A report on a case file in words, and as JSON."""

import json
from collections.abc import Iterator

from forms.casefile.verifying import Report
from matters.words import Language


def report_json(name: str, report: Report) -> str:
    """The report for machines."""
    said = report.model_dump(mode="json", exclude={"manifest"})
    head = report.manifest.head if report.manifest else None
    return json.dumps(
        {"file": name, "agrees": report.agrees, "head": head, **said}, ensure_ascii=False
    )


def report_lines(name: str, report: Report, language: Language) -> Iterator[str]:
    """The report for people: what was looked at, then each difference."""
    zh = language == "zh"
    counts = (report.facts, report.notices, report.documents, report.clocks)
    if zh:
        yield (
            f"{name}：办件 {report.case or '—'}，事实{counts[0]}条、文书{counts[1]}份、"
            f"材料{counts[2]}份、时限{counts[3]}个。"
        )
    else:
        yield (
            f"{name}: case {report.case or '—'}, {counts[0]} facts, {counts[1]} notices,"
            f" {counts[2]} documents, {counts[3]} clocks."
        )
    for one in report.differences:
        yield f"  ✗ {one.where}：{one.says.zh}" if zh else f"  ✗ {one.where}: {one.says.en}"
    for one in report.remarks:
        yield f"  · {one.where}：{one.says.zh}" if zh else f"  · {one.where}: {one.says.en}"
    yield from _verdict(report, zh=zh)


def _verdict(report: Report, *, zh: bool) -> Iterator[str]:
    if not report.agrees:
        count = len(report.differences)
        yield f"不一致：{count}处。" if zh else f"It does not agree: {count} difference(s)."
        return
    head = report.manifest.head if report.manifest else ""
    yield f"一致。链尾哈希 {head}" if zh else f"It agrees. The chain ends in {head}"
