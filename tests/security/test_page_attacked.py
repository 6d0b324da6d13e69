"""The page attacked as docs/security.md tells: rebinding, cross-site, traversal, templates, headers, size."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import corpus
import pytest
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.testclient import TestClient

from inroad.config import Config
from inroad.web import pages
from inroad.web.app import create_app
from inroad.web.guard import MOST_BYTES

NOW = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
HOSTILE = (
    "TiRA {{7*191}} {%set x=7%} ${7*191} #{7*191} <%=7*191%> <script>alert(1)</script> \" onload=alert(1) x='"
)
SECRET = "the-secret-beside-the-home"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The made-up field with a paper whose every text attacks; a secret lies beside the home."""
    place = tmp_path_factory.mktemp("attacked")
    (place / "secret.txt").write_text(SECRET)
    more = corpus.made(dt.date(2021, 9, 1), HOSTILE, f"We extend TiRA. {HOSTILE}", "cs.LG")
    return corpus.home(place / "home", [*corpus.papers(), more])


@pytest.fixture(scope="module")
def web(home: Config) -> Iterator[TestClient]:
    app = create_app(home, lambda: NOW)
    with TestClient(
        app, "http://localhost:8734", raise_server_exceptions=False, follow_redirects=False
    ) as made:
        yield made


def routes(web: TestClient, method: str) -> list[str]:
    known = (import_module(f"{pages.__name__}.{each.name}").router for each in iter_modules(pages.__path__))
    found = {route.path for router in known for route in _all(router) if method in (route.methods or ())}
    return sorted(found)


def _all(router) -> Iterator[Route]:
    """A router's routes, and those of the routers in it."""
    for each in router.routes:
        if isinstance(each, Route):
            yield each
        elif inner := getattr(each, "original_router", None):
            yield from _all(inner)


def _no_failure(path, answer) -> None:
    """No traceback; a home without a map or vectors says so with 503, our own status for what is not there."""
    assert answer.status_code < 500 or answer.status_code == 503, (path, answer.text[-900:])


def filled(path: str, value: str) -> str:
    return re.sub(r"{\w+(:\w+)?}", lambda _: value, path)


def test_there_are_routes_to_attack(web):
    assert len(routes(web, "GET")) > 30
    assert len(routes(web, "POST")) > 20


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example:8734", "[::1].evil", "evil.example@localhost", "169.254.169.254", "user@localhost@evil.example"])  # fmt: skip
def test_a_name_that_was_bent_to_this_machine_reaches_no_page(web, host):
    for path in routes(web, "GET"):
        answer = web.get(filled(path, "x"), headers={"host": host})
        assert answer.status_code == 403, path
        assert "access-control-allow-origin" not in answer.headers
    for path in routes(web, "POST"):
        assert web.post(filled(path, "x"), headers={"host": host}).status_code == 403, path


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:8734.evil.example"},
        {"origin": "http://localhost"},
        {"sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
def test_no_form_of_another_site_is_taken(web, home, headers):
    before = home.journal.exists()
    for path in routes(web, "POST"):
        forms = {"q": "a", "length": "10m", "kind": "intense", "words": "lora", "name": "Ada", "what": "x"}
        assert web.post(filled(path, "x"), data=forms, headers=headers).status_code == 403, path
    assert home.journal.exists() == before
    assert web.options("/log/add", headers=headers).status_code in (403, 405)


@pytest.mark.parametrize(
    "name",
    [
        "../../secret.txt", "..%2f..%2fsecret.txt", "%2e%2e/%2e%2e/secret.txt", "..%5c..%5csecret.txt", "....//....//secret.txt",
        "..%252f..%252fsecret.txt", "%00", "secret.txt%00.md", "/etc/passwd", "%2fetc%2fpasswd", "file:%2f%2f%2fetc%2fpasswd",
        "~", ".", "%2e%2e", "CON", "a" * 3000, "%ff%fe", "%f0%9f%98%80", "%0d%0aset-cookie:a=b", "-rf", "$(id)", "'%20OR%201=1--", "{{7*191}}",
    ],
)  # fmt: skip
def test_no_name_in_an_address_leads_out_of_its_place(web, home, name):
    beside = set(home.home.parent.rglob("*")) if name.startswith(("..", "%2e")) else set()
    for path in routes(web, "GET"):
        if "{" not in path:
            continue
        answer = web.get(filled(path, name))
        _no_failure(path, answer)
        assert SECRET not in answer.text, path
        assert "root:x:" not in answer.text, path
        assert "1337" not in answer.text, path
        assert "set-cookie" not in answer.headers, path
    if beside:
        outside = {
            each for each in set(home.home.parent.rglob("*")) - beside if home.home not in each.parents
        }
        assert not outside


@pytest.mark.parametrize("name", ["../../out", "..%2f..%2fout", "%2e%2e%2f%2e%2e%2fout", "%00", "a" * 300])
def test_no_form_writes_outside_the_home(web, home, name):
    before = set(home.home.parent.iterdir())
    for path in routes(web, "POST"):
        if "{" in path:
            form = {
                "answer": "x = 1",
                "anew": "true",
                "name": "../../out",
                "id": "../../out",
                "folder": "../../out",
            }
            assert web.post(filled(path, name), data=form).status_code < 500, path
    assert set(home.home.parent.iterdir()) == before


FIELDS = (
    "q",
    "name",
    "words",
    "note",
    "skill",
    "a",
    "b",
    "id",
    "field",
    "sort",
    "as",
    "part",
    "after",
    "of",
    "to",
    "kind",
)


def test_what_a_query_says_is_only_text(web):
    for path in routes(web, "GET"):
        if "{" in path:
            continue
        for form in ("", "json"):
            answer = web.get(
                path,
                params={**dict.fromkeys(FIELDS, HOSTILE), "as": form}
                if form
                else dict.fromkeys(FIELDS[:9], HOSTILE),
            )
            _only_text(path, answer)


def test_what_a_paper_says_is_only_text(web):
    for path in (
        "/method/tira",
        "/field?q=tira",
        "/search?q=tira",
        "/openings?q=tira",
        "/feed",
        "/paper/2109.90000",
        "/people?q=tira",
        "/compare?a=tira&b=dent",
    ):
        _only_text(path, web.get(path))


class _Running(HTMLParser):
    """What in a page would run: attributes like onload, scripts without a file, addresses with a program."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        names = dict(attrs)
        self.found += [f"{tag} {name}" for name in names if name.startswith("on")]
        self.found += (
            [tag]
            if tag == "script" and "src" not in names and names.get("type") != "application/json"
            else []
        )
        self.found += [
            f"{tag} {value}" for value in names.values() if (value or "").strip().startswith("javascript:")
        ]


def _runs(page: str) -> list[str]:
    reader = _Running()
    reader.feed(page)
    return reader.found


def _only_text(path, answer):
    _no_failure(path, answer)
    assert "1337" not in answer.text, path
    if "text/html" in answer.headers.get("content-type", ""):
        assert _runs(answer.text) == [], path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


SPLIT = "a\r\nSet-Cookie: stolen=1\r\n\r\n<script>"


def test_nothing_typed_becomes_a_header(web):
    for path in routes(web, "POST"):
        form = dict.fromkeys(
            (
                "length",
                "kind",
                "skill",
                "note",
                "on",
                "name",
                "words",
                "to",
                "back",
                "q",
                "what",
                "whom",
                "url",
                "id",
            ),
            SPLIT,
        )
        answer = web.post(filled(path, "x"), data={**form, "length": "10m", "kind": "intense", "on": ""})
        _no_failure(path, answer)
        assert "stolen" not in answer.headers.get("set-cookie", "").partition(";")[2], path
        assert all("\n" not in value and "\r" not in value for value in answer.headers.values())
        assert answer.headers.get("location", "/").startswith("/"), path
        assert not answer.headers.get("location", "/").startswith(("//", "/\\")), path


def test_a_cookie_is_shown_as_text_and_once(web):
    web.cookies.set("said", "%3Cscript%3Ealert(1)%3C/script%3E{{7*191}}")
    web.cookies.set("theme", '"><script>alert(1)</script>')
    answer = web.get("/log")
    web.cookies.clear()
    _only_text("/log", answer)
    assert "&lt;script&gt;alert(1)" in answer.text


def test_forms_too_large_too_many_or_too_deep_are_refused(web, home):
    huge = "a" * (MOST_BYTES + 1)
    many = "&".join(f"f{number}=1" for number in range(5000))
    parts = (
        b"".join(b'--x\r\ncontent-disposition: form-data; name="f%d"\r\n\r\n1\r\n' % n for n in range(3000))
        + b"--x--\r\n"
    )
    form = {"content-type": "application/x-www-form-urlencoded"}
    before = home.journal.stat().st_size if home.journal.exists() else 0
    for body, headers in (
        (f"length=10m&kind=intense&note={huge}", form),
        (f"length=10m&kind=intense&{many}", form),
        (parts, {"content-type": "multipart/form-data; boundary=x"}),
        (b"--x\r\n" * 50_000, {"content-type": "multipart/form-data; boundary=x"}),
        ("length=10m", {"content-type": "multipart/form-data"}),
        (b"\xff\xfe" * 1000, form),
        ("%" * 100_000, form),
    ):
        try:
            answer = web.post("/log/add", content=body, headers=headers)
        except ClientDisconnect:  # the connection is closed on a body beyond the limit
            continue
        assert 400 <= answer.status_code < 500, (answer.status_code, body[:40])
    after = home.journal.stat().st_size if home.journal.exists() else 0
    assert after == before
    assert web.get("/about").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_do_nothing(web, method):
    for path in ("/", "/log/add", "/practice/attention"):
        assert web.request(method, path).status_code in (403, 405), (method, path)


def test_texts_of_a_drill_of_ones_own_are_only_text(tmp_path):
    folder = tmp_path / "drills" / "mine"
    shipped = Path(__file__).parents[2] / "src" / "inroad" / "data" / "drills" / "networks" / "attention"
    folder.mkdir(parents=True)
    for each in shipped.iterdir():
        if each.is_file():
            (folder / each.name).write_bytes(each.read_bytes())
    manifest = (folder / "drill.toml").read_text()
    (folder / "drill.toml").write_text(
        re.sub(
            r'^title = ".*"$', "title = '<script>alert(1)</script>{{7*191}}'", manifest, flags=re.M
        ).replace('id = "attention"', 'id = "mine"')
    )
    (folder / "task.md").write_text(
        "# T\n\n<script>alert(1)</script> [a](javascript:alert(1)) ![x](http://evil.example/x.png) {{7*191}}\n"
    )
    app = create_app(Config(tmp_path), lambda: NOW)
    with TestClient(app, "http://localhost:8734", raise_server_exceptions=False) as web:
        for path in ("/practice/mine", "/practice"):
            answer = web.get(path)
            _only_text(path, answer)
            assert 'href="javascript:' not in answer.text
            assert 'src="http' not in answer.text
        assert "alert(1)" in web.get("/practice/mine").text
