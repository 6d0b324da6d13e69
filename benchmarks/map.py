"""How well the map keeps what lies close together, and how fast it is drawn in a real browser.

    python benchmarks/map.py HOME [--only layouts|kept|page] [--papers 20000] [--points 100000 244524]

HOME is a home with a map.  ``layouts`` lays a part of its papers out in several ways (UMAP beside, where it
is installed), ``kept`` judges the map that is there, ``page`` opens the page and, beside it, Plotly's
``scattergl`` (which must be installed) and bare WebGL with the same points.  Layouts are told by
processor time; what a browser does only by the clock, so that a busy machine shows: its load stands beside.
"""

from __future__ import annotations

import argparse
import http.server
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright
from scipy.sparse import eye_array
from scipy.sparse.csgraph import laplacian
from scipy.sparse.linalg import eigsh
from scipy.spatial import cKDTree

from inroad.config import Config
from inroad.search.map import layout
from inroad.search.map.build import _in_order
from inroad.search.map.near import Places, Rows
from inroad.search.map.stored import ARRAYS, kept_map, map_store
from inroad.search.vectors import open_vectors
from inroad.search.vectors.bags import Codes

K = 10
ASKED = 2_000
"""Papers whose neighbours are looked at; those that are never landmarks."""
SECONDS = 4_000
"""Milliseconds of panning and of zooming."""
WINDOW = {"width": 1280, "height": 900}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


# -- layouts --------------------------------------------------------------------------------------


def judged(papers: Rows, chance: Codes, places: Places) -> tuple[float, float]:
    """Part of the ten nearest that are among the ten nearest on the map, and trustworthiness at ten.

    Trustworthiness (Venna and Kaski 2001) takes off for neighbours on the map that are far in truth, by rank.
    """
    asked = np.sort(np.argsort(chance)[-ASKED:])
    whole = papers.papers.astype(np.float32)
    cosines = (whole[asked] @ whole.T) * papers.scales
    cosines[np.arange(len(asked)), asked] = np.inf
    _, near = cKDTree(places).query(places[asked], K + 1)
    recalls, ranks = [], 0
    for row, paper in enumerate(asked):
        drawn = [each for each in near[row] if each != paper][:K]
        rank = [int((cosines[row] > cosines[row, each]).sum()) for each in drawn]
        recalls.append(sum(each <= K for each in rank) / K)
        ranks += sum(max(0, each - K) for each in rank)
    n = len(places)
    return float(np.mean(recalls)), 1 - 2 * ranks / (len(asked) * K * (2 * n - 3 * K - 1))


def directions(papers: Rows) -> Places:
    return papers.papers * papers.scales[:, None].astype(np.float64)


def pca(papers: Rows, chance: Codes) -> Places:
    x = directions(papers)
    x -= x.mean(0)
    _, axes = np.linalg.eigh(x.T @ x)
    return x @ axes[:, -2:]


def spectral(papers: Rows, chance: Codes) -> Places:
    """Laplacian eigenmaps (Belkin and Niyogi 2003) of the same graph of neighbours."""
    joined = layout._joined(papers, lambda *_: None, "")
    joined.data[:] = 1
    normal = laplacian(joined, normed=True)
    _, vectors = eigsh(2 * eye_array(len(papers)) - normal, k=3, which="LA", v0=np.ones(len(papers)))
    return vectors[:, :2]


def umap(papers: Rows, chance: Codes) -> Places:
    from umap import UMAP

    return (
        UMAP(n_neighbors=15, metric="cosine", random_state=1).fit_transform(directions(papers)).astype(float)
    )


def landmarks_only(papers: Rows, chance: Codes) -> Places:
    """A quarter laid out, the others put among them and left there."""
    chosen = np.sort(np.argsort(chance, kind="stable")[: len(papers) // 4])
    places = layout._landmarks(papers.of(chosen), lambda *_: None)
    return layout.placed(papers, papers.of(chosen), places, chance)


WAYS: dict[str, Callable[[Rows, Codes], Places]] = {
    "Inroad (t-SNE)": lambda papers, chance: layout.lay_out(papers, chance),
    "a quarter by t-SNE, the rest put among them": landmarks_only,
    "UMAP": umap,
    "Laplacian eigenmaps": spectral,
    "PCA": pca,
}


def layouts(config: Config, count: int) -> None:
    papers, chance = _papers(config)
    part = np.sort(np.argsort(chance, kind="stable")[:count])
    some, theirs = papers.of(part), chance[part]
    print(f"{count:,} papers: way, recall@10, trustworthiness, processor seconds")
    for name, way in WAYS.items():
        start = time.process_time()
        try:
            places = way(some, theirs)
        except ImportError as error:
            print(f"{name:<46} not installed ({error.name})")
            continue
        spent = time.process_time() - start
        recall, trust = judged(some, theirs, places)
        print(f"{name:<46}{recall:8.3f}{trust:8.3f}{spent:9.1f}", flush=True)


def _papers(config: Config) -> tuple[Rows, Codes]:
    vectors = open_vectors(config)
    if vectors is None:
        raise SystemExit("no vectors in this home: inroad index build")
    found = _in_order(vectors)
    return found.rows, found.chance


def kept(config: Config) -> None:
    found = kept_map(config)
    if found is None:
        raise SystemExit("no map in this home: inroad index build --map")
    papers, chance = _papers(config)
    print(f"the map of {len(papers):,} papers: recall@10, trustworthiness")
    for name, places in (("Inroad", np.asarray(found.places, dtype=float)), ("PCA", pca(papers, chance))):
        recall, trust = judged(papers, chance, places)
        print(f"{name:<46}{recall:8.4f}{trust:8.3f}", flush=True)


# -- pages ----------------------------------------------------------------------------------------


@contextmanager
def cut(config: Config, points: int) -> Iterator[Path]:
    """A home that differs from another one only in that its map has so many points."""
    store = map_store(config)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "search").mkdir()
        for name in ("corpus", "atlas", "search/text", "search/vectors"):
            if (config.home / name).exists():
                (home / name).symlink_to(config.home / name)
        arrays = {name: np.asarray(store.open(store.manifest().arrays[name])) for name in ARRAYS}
        rows = np.sort(np.random.default_rng(1).permutation(len(arrays["months"]))[:points])
        ends = arrays["id_ends"]
        ids = [bytes(arrays["ids"][ends[row - 1] if row else 0 : ends[row]]) for row in rows]
        arrays |= {name: arrays[name][rows] for name in ("places", "months", "area")}
        arrays["ids"] = np.frombuffer(b"".join(ids), np.uint8)
        arrays["id_ends"] = np.cumsum([len(each) for each in ids])
        made = map_store(Config(home))
        with made.lock():
            made.write(arrays, {"papers": points})
        yield home


@contextmanager
def serving(home: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "inroad.cli", "--home", str(home), "serve", "--no-open", "--port", "0"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True, env=env) as server:
        assert server.stdout is not None
        found = re.search(r"http://localhost:\d+", server.stdout.readline())
        assert found is not None
        yield found[0]
        server.send_signal(signal.SIGINT)


@contextmanager
def peers(points: bytes) -> Iterator[str]:
    """Plotly and bare WebGL with the same points, from a server of plain files."""
    import plotly

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "points").write_bytes(points)
        shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", path)
        (path / "plotly.html").write_text(PLOTLY)
        (path / "webgl.html").write_text(WEBGL)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


_READ = """
const buffer = await (await fetch("points")).arrayBuffer(), n = buffer.byteLength / 7;
const places = new Int16Array(buffer, 0, 2 * n), areas = new Uint8Array(buffer, 6 * n, n);
"""
_LOOP = """
window.frames_in = async (kind, ms) => {
  const end = performance.now() + ms; let count = 0;
  while (performance.now() < end) { await step(kind, count++); await new Promise(requestAnimationFrame); }
  return count * 1000 / ms; };
document.body.dataset.ready = "true";
"""
PLOTLY = f"""<!doctype html><body style="margin:0"><div id="p" style="width:1230px;height:620px"></div>
<script src="plotly.min.js"></script><script type="module">{_READ}
const x = new Float32Array(n), y = new Float32Array(n), colour = Array.from(areas, (a) => a % 12);
for (let i = 0; i < n; i++) {{ x[i] = places[2 * i]; y[i] = places[2 * i + 1]; }}
const points = {{type: "scattergl", mode: "markers", x, y, marker: {{size: 2, color: colour}}}};
await Plotly.newPlot("p", [points],
  {{dragmode: "pan", xaxis: {{range: [-65000, 65000]}}, yaxis: {{range: [-32768, 32768]}},
    margin: {{l: 0, r: 0, t: 0, b: 0}}}},
  {{scrollZoom: true, displayModeBar: false}});
const step = (kind, i) => {{
  const s = kind === "zoom" ? 1 + 0.6 * Math.sin(i / 8) : 1, d = kind === "pan" ? 9000 * Math.sin(i / 8) : 0;
  const across = [-65000 * s + d, 65000 * s + d], up = [-32768 * s, 32768 * s];
  return Plotly.relayout("p", {{"xaxis.range": across, "yaxis.range": up}});
}};
{_LOOP}</script>"""
WEBGL = f"""<!doctype html><body style="margin:0"><canvas id="c" width="1230" height="620"></canvas>
<script type="module">{_READ}
const gl = document.getElementById("c").getContext("webgl", {{antialias: false}});
const made = (type, text) => {{
  const s = gl.createShader(type); gl.shaderSource(s, text); gl.compileShader(s); return s; }};
const program = gl.createProgram();
gl.attachShader(program, made(gl.VERTEX_SHADER, `
  attribute vec2 at; attribute float hue; uniform vec3 view; varying float h;
  void main() {{ h = hue / 12.0; gl_PointSize = 2.0;
    gl_Position = vec4((at.x + view.x) * view.z / 2.0, (at.y + view.y) * view.z, 0, 1); }}`));
gl.attachShader(program, made(gl.FRAGMENT_SHADER, `precision mediump float; varying float h;
  void main() {{ gl_FragColor = vec4(h, 0.4, 1.0 - h, 0.8); }}`));
gl.linkProgram(program); gl.useProgram(program);
gl.enable(gl.BLEND); gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
const put = (name, data, size, type) => {{
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer()); gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
  const at = gl.getAttribLocation(program, name);
  gl.enableVertexAttribArray(at); gl.vertexAttribPointer(at, size, type, false, 0, 0); }};
put("at", places, 2, gl.SHORT); put("hue", areas.map((a) => a % 12), 1, gl.UNSIGNED_BYTE);
const view = gl.getUniformLocation(program, "view"), one = new Uint8Array(4);
const step = (kind, i) => {{
  const s = kind === "zoom" ? 1 + 0.6 * Math.sin(i / 8) : 1, d = kind === "pan" ? 9000 * Math.sin(i / 8) : 0;
  gl.uniform3f(view, d, 0, s / 32768); gl.clear(gl.COLOR_BUFFER_BIT); gl.drawArrays(gl.POINTS, 0, n);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, one); }};
step("pan", 0);
{_LOOP}</script>"""

OURS = """([kind, ms]) => new Promise((done) => {
  const sheet = document.getElementById("map-over"), root = document.getElementById("map");
  const key = (name) => sheet.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
  const first = Number(root.dataset.frames), end = performance.now() + ms; let i = 0;
  const step = () => {
    if (performance.now() > end) return done((Number(root.dataset.frames) - first) * 1000 / ms);
    const back = Math.floor(i++ / 12) % 2;
    key(kind === "pan" ? (back ? "ArrowLeft" : "ArrowRight") : (back ? "-" : "+"));
    requestAnimationFrame(step); };
  step(); })"""


def opened(browser: Browser, address: str, ready: str) -> tuple[Page, float]:
    """A window, and milliseconds until one can move what is drawn."""
    window = browser.new_context(viewport=WINDOW).new_page()
    start = time.perf_counter()
    window.goto(address, wait_until="commit")
    window.wait_for_selector(ready, timeout=120_000)
    return window, 1000 * (time.perf_counter() - start)


def page(config: Config, points: int, runs: int) -> None:
    import httpx

    print(
        f"{points:,} points, load {os.getloadavg()[0]:.1f}: interactive after ms, frames/s panning, zooming"
    )
    with cut(config, points) as home, serving(home) as site, sync_playwright() as playwright:
        generation = httpx.get(f"{site}/map?as=json", timeout=60).json()["generation"]
        data = httpx.get(f"{site}/map/points/{generation}").content
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with peers(data) as other:
            theirs = "([kind, ms]) => frames_in(kind, ms)"
            cases = (
                ("Inroad", f"{site}/map", "#map[data-ready]", OURS),
                ("Plotly scattergl", f"{other}/plotly.html", "body[data-ready]", theirs),
                ("bare WebGL", f"{other}/webgl.html", "body[data-ready]", theirs),
            )
            for name, address, ready, script in cases:
                told = [_measured(browser, address, ready, script) for _ in range(runs)]
                middle = [statistics.median(each) for each in zip(*told, strict=True)]
                print(f"{name:<46}{middle[0]:8.0f}{middle[1]:8.1f}{middle[2]:8.1f}", flush=True)
        browser.close()


def _measured(browser: Browser, address: str, ready: str, script: str) -> tuple[float, float, float]:
    window, waited = opened(browser, address, ready)
    try:
        pan, zoom = (window.evaluate(script, [kind, SECONDS]) for kind in ("pan", "zoom"))
        return waited, pan, zoom
    finally:
        window.context.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("--only", choices=("layouts", "kept", "page"))
    parser.add_argument("--papers", type=int, default=20_000)
    parser.add_argument("--points", type=int, nargs="+", default=[100_000, 244_524])
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    config = Config(chosen.home.absolute())
    if chosen.only in (None, "layouts"):
        layouts(config, chosen.papers)
    if chosen.only in (None, "kept"):
        kept(config)
    for points in chosen.points if chosen.only in (None, "page") else ():
        page(config, points, chosen.runs)


if __name__ == "__main__":
    main()
