"""A page that waits says so, shows what comes as soon as it is there, and leaves the reader's hands alone."""

import threading
from contextlib import closing, nullcontext

import corpus
import pytest
import uvicorn
from playwright.sync_api import expect
from windows import looking

from inroad.web.app import create_app
from inroad.web.pages import home, openings
from inroad.web.serve import listening


@pytest.fixture
def gate():
    made = threading.Event()
    yield made
    made.set()


@pytest.fixture
def slow(tmp_path, gate, monkeypatch):
    """A server in this process whose long work waits for ``gate``."""
    for module, name in ((openings, "_found"), (home, "rising")):
        made = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, made=made: gate.wait(30) and made(*a))
    app = create_app(corpus.home(tmp_path / "home", corpus.papers()))
    with closing(listening(0)) as door:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        # Signals belong to the main thread.
        server.capture_signals = nullcontext
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        yield f"http://localhost:{door.getsockname()[1]}"
        gate.set()
        server.should_exit = True
        thread.join(20)


@pytest.mark.parametrize("script", [True, False])
def test_openings_come_when_they_are_found(slow, gate, browser, script):
    with looking(browser, java_script_enabled=script) as page:
        assert page.goto(f"{slow}/openings?q=TiRA").status == 202
        expect(page.get_by_role("heading", level=1)).to_have_text("Openings in “TiRA”")
        gate.set()
        expect(page.get_by_role("heading", level=1)).to_have_text("TiRA", timeout=20_000)


def test_what_comes_into_home_leaves_what_is_typed(slow, gate, page):
    page.goto(slow)
    expect(page.locator("#rising")).to_contain_text("Being looked for")
    page.get_by_label("A field, in your own words").fill("half a wo")
    gate.set()
    expect(page.locator("#rising")).not_to_contain_text("Being looked for", timeout=20_000)
    assert page.get_by_label("A field, in your own words").input_value() == "half a wo"
