"""Other sites cannot ask, post or embed; this page can."""

import httpx
import pytest
from starlette.datastructures import Headers

from inroad.web.guard import refused

HERE = "localhost:8734"


@pytest.mark.parametrize("host", ["localhost:8734", "127.0.0.1:1", "localhost", "[::1]:8734"])
def test_own_names_pass(host):
    assert refused("GET", Headers({"host": host})) is None


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[", "10.0.0.2"]
)
def test_bent_names_are_refused(host):
    assert refused("GET", Headers({"host": host}))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"origin": "https://localhost:8734"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_posts_from_elsewhere_are_refused(headers):
    assert refused("POST", Headers({"host": HERE, **headers}))


@pytest.mark.parametrize("headers", [{"origin": f"http://{HERE}"}, {"sec-fetch-site": "same-origin"}, {}])
def test_own_posts_pass(headers):
    assert refused("POST", Headers({"host": HERE, **headers})) is None


def test_links_from_elsewhere_open_but_nothing_is_embedded():
    far = {"host": HERE, "sec-fetch-site": "cross-site"}
    assert refused("GET", Headers({**far, "sec-fetch-mode": "navigate"})) is None
    assert refused("GET", Headers({**far, "sec-fetch-mode": "no-cors"}))


def test_the_server_refuses_as_the_rule_does(site):
    assert httpx.get(f"{site}/", headers={"host": "evil.example"}).status_code == 403
    answer = httpx.get(f"{site}/")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
