"""The tools on the administrators' pages that answer at once, on both shipped matters and on drafts."""

import io
import re
import zipfile

import pytest

from hall.admin.drafts import read_draft
from hall.house import Hall
from matters.workbench.packing import unpacked
from storage import published
from tests.hall.calling import a_small_matter, publish, shipped, source
from tests.hall.desk import Browser, signed_in

MATTERS = ("open-a-restaurant", "new-resident")
TOOLS = (
    "check", "form", "graph", "guide", "explain", "feasible", "test", "mutate", "savings", "simulate",
    "replay", "export",
)  # fmt: skip


def opened(admin: Browser, text: str, **more: str) -> str:
    """A text opened as a draft; the address of its tools."""
    answer = admin.submit("/admin/drafts", text=text, **more)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removesuffix("/check")


@pytest.mark.parametrize("key", MATTERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_tool_opens_on_a_published_matter(
    hall: Hall, admin: Browser, key: str, language: str
):
    here = shipped(hall, key)
    admin.client.cookies.set("language", language)
    for tool in (*TOOLS, "migrate"):
        page = admin.get(f"{here}/{tool}")
        assert page.status_code == 200, (tool, page.text[-2000:])
        assert page.text.count("<h1>") == 1
        assert page.text.count('aria-current="page"') >= 2


@pytest.mark.parametrize("key", MATTERS)
def test_every_tool_opens_on_a_draft(admin: Browser, key: str):
    here = opened(admin, source(key))
    for tool in (*TOOLS, "text", "diff"):
        assert admin.get(f"{here}/{tool}").status_code == 200, tool


@pytest.mark.parametrize("account", ["chen", "fire-rescue", "supervisor"])
def test_the_tools_are_for_administrators_only(hall: Hall, account: str):
    here = shipped(hall, "open-a-restaurant")
    browser = signed_in(hall, account)
    for path in (
        f"{here}/check",
        f"{here}/export.zip",
        "/admin/drafts",
        "/admin/new",
        "/admin/import",
    ):
        assert browser.get(path).status_code == 403


def test_a_supervisor_reads_a_matter_without_its_tools(hall: Hall):
    shipped(hall, "open-a-restaurant")
    browser = signed_in(hall, "supervisor")
    page = browser.get("/admin/matters/open-a-restaurant").text
    assert "总览" in page
    assert "/admin/workbench/" not in page


def test_the_graph_and_the_guide_are_given_as_files(hall: Hall, admin: Browser):
    here = shipped(hall, "open-a-restaurant")
    files = {
        "graph.svg": b"<svg", "graph.mmd": b"flowchart", "graph.bpmn": b"bpmn",
        "guide.html": b"<!doctype html>", "guide.md": "开办餐饮店".encode(),
        "source.yaml": b"matter: open-a-restaurant",
    }  # fmt: skip
    for name, begins in files.items():
        answer = admin.get(f"{here}/{name}")
        assert begins in answer.content[:4000], name
        stem, _, kind = name.partition(".")
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert answer.headers["content-disposition"].endswith(f'.{kind}"'), stem
    assert admin.get(f"{here}/graph.exe").status_code == 404


def test_the_promise_of_a_restaurant_is_proved(hall: Hall, admin: Browser):
    page = admin.get(f"{shipped(hall, 'open-a-restaurant')}/feasible").text
    assert "承诺可以兑现" in page


def test_a_promise_that_is_too_short_is_a_mistake_that_names_the_chain(admin: Browser):
    here = opened(
        admin,
        source("open-a-restaurant").replace(
            "promise: 7 working days", "promise: 1 working days", 1
        ),
    )
    assert "承诺1个工作日办结，但下列环节依次办理须更久" in admin.get(f"{here}/check").text


def test_a_published_promise_that_is_too_short_shows_the_chain_that_breaks_it(
    hall: Hall, admin: Browser
):
    matter = a_small_matter()
    short = matter.model_copy(update={"promise": matter.promise.model_copy(update={"count": 1})})
    publish(hall, short)
    page = admin.get("/admin/workbench/test-matter@1/feasible").text
    assert "承诺无法兑现" in page
    assert "须更正" in page


def test_savings_show_both_variants_of_time(hall: Hall, admin: Browser):
    page = admin.get(f"{shipped(hall, 'new-resident')}/savings").text
    assert "与逐项办理相比" in page
    assert "与必办环节法定时限的最长路径相比" in page


def test_the_answers_that_were_chosen_are_explained(hall: Hall, admin: Browser):
    here = shipped(hall, "open-a-restaurant")
    open_yet = admin.get(f"{here}/explain").text
    small = admin.submit(f"{here}/explain", do="answers", business_form="restaurant", area_m2="30")
    assert small.status_code == 200
    assert 'value="30"' in small.text
    assert re.findall(r'class="(yes|no|open)"', small.text) != re.findall(
        r'class="(yes|no|open)"', open_yet
    )


def test_a_scenario_is_explained_and_filled_in_in_english(hall: Hall, admin: Browser):
    here = shipped(hall, "open-a-restaurant")
    admin.client.cookies.set("language", "en")
    page = admin.submit(f"{here}/explain", do="scenario", scenario="small-shop").text
    assert "working days" in page
    form = admin.submit(f"{here}/form", do="scenario", scenario="small-shop").text
    assert 'value="small-shop" selected' in form


def test_a_scenario_that_nobody_wrote_is_refused_on_the_page(hall: Hall, admin: Browser):
    here = shipped(hall, "open-a-restaurant")
    page = admin.submit(f"{here}/explain", do="scenario", scenario="nothing")
    assert page.status_code == 404
    assert "情景“nothing”" in page.text


def test_a_draft_with_mistakes_shows_them_at_their_lines_and_no_tool_works(admin: Browser):
    text = source("open-a-restaurant").replace("audience: company", "audiense: company", 1)
    here = opened(admin, text)
    line = 1 + text.split("\n").index("audiense: company")
    page = admin.get(f"{here}/check").text
    assert f'href="#L{line}"' in page
    assert "您是否想写“audience”？" in page
    for tool in ("form", "graph", "guide", "explain", "feasible", "savings", "export", "diff"):
        refused = admin.get(f"{here}/{tool}")
        assert refused.status_code == 409, tool
        assert "请先按“检查”页列出的错误逐项更正" in refused.text
    assert admin.submit(f"{here}/test", on=f"{here}/text").status_code == 409
    assert admin.get(f"{here}/guide.md").status_code == 409


def test_a_changed_text_is_another_draft_and_the_first_stays(admin: Browser):
    here = opened(admin, source("open-a-restaurant"))
    changed = source("open-a-restaurant").replace(
        "promise: 7 working days", "promise: 6 working days", 1
    )
    answer = admin.submit(f"{here}/text", text=changed)
    there = answer.headers["location"].removesuffix("/check")
    assert there != here
    assert "promise: 6 working days" in admin.get(f"{there}/text").text
    assert "promise: 7 working days" in admin.get(f"{here}/text").text


def test_a_draft_is_compared_with_what_is_published(hall: Hall, admin: Browser):
    shipped(hall, "open-a-restaurant")
    text = source("open-a-restaurant").replace("version: 1", "version: 2", 1)
    here = opened(admin, text.replace("promise: 7 working days", "promise: 6 working days", 1))
    page = admin.get(f"{here}/diff?version=1").text
    assert "承诺办结期限由7个工作日改为6个工作日" in page
    assert admin.get(f"{here}/diff?version=9").status_code == 404


def test_a_draft_is_handed_in_from_its_check(admin: Browser):
    here = opened(admin, source("open-a-restaurant"))
    page = admin.get(f"{here}/check").text
    text = re.search(r"<textarea name=\"text\" hidden>\n?(.*?)</textarea>", page, re.DOTALL)
    assert text is not None
    assert (
        admin.submit("/admin/publish", text=source("open-a-restaurant"), do="hand-in").status_code
        == 303
    )
    assert "open-a-restaurant" in admin.get("/admin/drafts").text


def test_a_handed_in_draft_opens_with_its_tools(admin: Browser):
    admin.submit("/admin/publish", text=source("open-a-restaurant"), do="hand-in")
    way = re.search(r'href="(/admin/drafts/handed-in/\w+)"', admin.get("/admin/drafts").text)
    assert way is not None
    answer = admin.get(way[1])
    assert admin.get(answer.headers["location"]).status_code == 200
    assert admin.get("/admin/drafts/handed-in/nothing").status_code == 404


@pytest.mark.parametrize("of", ["nothing@1", "open-a-restaurant@9", "0" * 64, "x", "..%2f.."])
def test_what_is_not_there_is_not_found(hall: Hall, admin: Browser, of: str):
    shipped(hall, "open-a-restaurant")
    assert admin.get(f"/admin/workbench/{of}/check").status_code == 404


def test_no_file_of_an_applicant_is_ever_shown_as_a_draft(hall: Hall, admin: Browser):
    digest = hall.installation.files.put(b'{"name": "somebody"}')
    assert admin.get(f"/admin/workbench/{digest}/text").status_code == 404
    answer = admin.submit("/admin/import", do="open", package=digest)
    assert answer.status_code == 400
    assert "somebody" not in answer.text


def test_nothing_sent_opens_no_draft(admin: Browser):
    answer = admin.submit("/admin/drafts", text=" ")
    assert answer.status_code == 409
    assert "没有收到内容" in answer.text


def test_a_new_matter_begins_with_a_draft_that_passes_its_check(admin: Browser):
    mark = admin.mark("/admin/new")
    form = {
        "mark": mark, "name_zh": "开办宠物诊所", "name_en": "Open a pet clinic", "key": "pet-clinic",
        "lead": "market-regulation", "audience": "company",
        "departments": ["market-regulation", "fire-rescue"], "items": "",
    }  # fmt: skip
    answer = admin.client.post("/admin/new", data=form)
    assert answer.status_code == 303
    here = answer.headers["location"].removesuffix("/text")
    assert "pet-clinic" in admin.get(f"{here}/text").text
    assert "没有发现错误" in admin.get(f"{here}/check").text


def test_a_new_matter_without_what_is_needed_is_refused_and_nothing_is_lost(admin: Browser):
    answer = admin.submit("/admin/new", name_zh="宠物诊所", key="Pet Clinic", lead="fire-rescue")
    assert answer.status_code == 422
    assert 'value="宠物诊所"' in answer.text
    assert 'role="alert"' in answer.text


def test_an_exported_matter_is_imported_after_its_differences_were_seen(hall: Hall, admin: Browser):
    here = shipped(hall, "open-a-restaurant")
    archive = admin.get(f"{here}/export.zip").content
    assert unpacked(archive).manifest.matter == "open-a-restaurant"
    page = sent_package(admin, archive)
    assert "与本单位相同" in page.text
    kept = re.search(r'name="package" value="(\w+)"', page.text)
    assert kept is not None
    answer = admin.submit("/admin/import", do="open", package=kept[1])
    assert answer.status_code == 303
    draft = admin.get(answer.headers["location"])
    assert "没有发现错误" in draft.text
    with hall.database.transaction() as connection:
        assert len(published.versions(connection)) == 1


def test_an_archive_that_was_changed_is_refused(hall: Hall, admin: Browser):
    archive = admin.get(f"{shipped(hall, 'open-a-restaurant')}/export.zip").content
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text + b"\n# changed" if name.startswith("matter/") else text)
    page = sent_package(admin, changed.getvalue())
    assert page.status_code == 400
    assert "可能被改动" in page.text


def sent_package(admin: Browser, archive: bytes):
    mark = admin.mark("/admin/import")
    files = {"file": ("matter.zip", archive)}
    return admin.client.post("/admin/import", data={"mark": mark}, files=files)


def test_a_version_whose_text_was_not_kept_says_so(hall: Hall, admin: Browser):
    publish(hall, a_small_matter())
    here = "/admin/workbench/test-matter@1"
    assert "没有保存 YAML 原文" in admin.get(f"{here}/export").text
    assert admin.get(f"{here}/export.zip").status_code == 404
    assert "没有情景文件" in admin.get(f"{here}/test").text
    answer = admin.submit(f"{here}/test")
    assert answer.status_code == 409
    assert "没有情景文件" in answer.text


def test_any_two_versions_can_be_chosen_to_compare(hall: Hall, admin: Browser):
    shipped(hall, "open-a-restaurant")
    for version in (2, 3):
        text = source("open-a-restaurant").replace("version: 1", f"version: {version}", 1)
        matter = read_draft(text).matter
        assert matter is not None
        with hall.database.transaction() as connection:
            published.publish(connection, matter, text, "admin", hall.clock())
    page = admin.get("/admin/matters/open-a-restaurant?part=versions").text
    assert page.count("<option") == 6
    assert admin.get("/admin/matters/open-a-restaurant/compare?from=1&to=3").status_code == 200
