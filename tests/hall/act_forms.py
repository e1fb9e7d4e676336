"""The forms of acts on a page, as people read them, fill them in and send them."""

import re
from html import unescape

import httpx

from tests.hall.desk import Browser


def forms_in(page: str) -> list[str]:
    """Every form that is sent, as it is written."""
    return re.findall(r"<form method=\"post\".*?</form>", page, re.DOTALL)


def hidden_in(form: str) -> dict[str, str]:
    """The hidden fields of a form."""
    pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {key: unescape(value) for key, value in pairs}


def forms_on(page: str) -> list[dict[str, str]]:
    """The hidden fields of every act's form."""
    return [hidden for hidden in map(hidden_in, forms_in(page)) if "form" in hidden]


def acts_on(page: str) -> set[str]:
    return {one["form"] for one in forms_on(page)}


def form_of(page: str, act: str) -> str:
    """The first form of an act, as it is written."""
    return next(one for one in forms_in(page) if hidden_in(one).get("form") == act)


def form_on(page: str, act: str, step: str = "acceptance", place: str = "") -> dict[str, str]:
    """The hidden fields of one form of a page."""
    for one in forms_on(page):
        if (one["form"], one["step"], one.get("place", "")) == (act, step, place):
            return one
    raise AssertionError(f"no form {act} for {step} {place}")


def do(
    browser: Browser, number: str, act: str, step: str = "acceptance", place: str = "", **typed
) -> httpx.Response:
    """Fill in a form of the case page and send it; `__` in a name stands for a colon, a tuple for a file."""
    form = form_on(browser.get(f"/cases/{number}").text, act, step, place)
    said = {key.replace("__", ":"): value for key, value in typed.items()}
    files = {key: value for key, value in said.items() if isinstance(value, tuple)}
    written = {key: value for key, value in said.items() if key not in files}
    return browser.client.post(
        f"/cases/{number}/acts", data={**form, **written}, files=files or None
    )


def said_after(browser: Browser, answer: httpx.Response) -> str:
    """The page after an act that was done."""
    assert answer.status_code == 303, re.findall(r'role="alert".*?</div>', answer.text, re.DOTALL)
    return browser.get(answer.headers["location"]).text


def why(page: str) -> str:
    """The words of the alert above a form that was not taken."""
    found = re.search(r'<div class="alert wrong" role="alert".*?</div>', page, re.DOTALL)
    assert found
    words = re.sub(r"<h2>.*?</h2>|<[^>]+>", "", found[0])
    return "".join(unescape(words).split())


def marked(page: str) -> dict[str, str]:
    """What is said beside each place that is marked as wrong, by its id; each is described by what is said."""
    said = {}
    for field in re.findall(
        r'<(?:div|fieldset) class="field[^"]* wrong".*?</(?:div|fieldset)>', page, re.DOTALL
    ):
        described = re.search(r'aria-describedby="([^"]+)"[^>]*aria-invalid="true"', field)
        assert described
        (error,) = [one for one in described[1].split() if one.endswith("-error")]
        beside = re.search(rf'id="{re.escape(error)}">([^<]+)<', field)
        assert beside
        said[error.removesuffix("-error")] = unescape(beside[1])
    return said
