"""Can a stranger find what they need: commands, weights, data, a demo, a package?"""

from __future__ import annotations

import re

from inroad.types import Seen
from inroad.workshop.playable.answers import Answered, no, several, unknown, yes
from inroad.workshop.playable.readme import links
from inroad.workshop.playable.survey import Survey
from inroad.workshop.playable.weights import SPEAKS

_DATA = re.compile(r"\bdata\s?-?sets?\b|\bdata\b|\bcorpus\b|\bcorpora\b", re.I)
_GET = re.compile(
    r"download|\bobtain|can be found|are found|available (?:at|from|here|on|in|for)|provided|included|\bfetch"
    r"|generat(?:e|ing) (?:\w+ ){0,3}data|prepar|unpack|unzip|\.(?:zip|tar|tgz|tar\.gz)\b",
    re.I,
)
_CITED = re.compile(r"\s*(?:@\w+\{|\w+\s*=\s*[{\"])")
_DATA_FILE = re.compile(
    r"(?:^|/)(?:download[\w-]*|(?:get|fetch|prepare|prepro\w*|make|build|create)[\w-]*(?:data|corpus)[\w-]*)\.(?:sh|py)\Z",
    re.I,
)
_LOADS_BY_NAME = re.compile(
    r"torchvision\.datasets|keras\.datasets|load_dataset\(|tfds\.|fetch_openml|sklearn\.datasets|gym\.make"
)
_DEMO = re.compile(
    r"(?:^|/)(?:[\w-]*[_-]demo|demos?|examples?|tutorials?|quick_?start|getting_?started|playground|app|gradio)"
    r"(?:[_-][\w-]*)?(?:\.(?:py|ipynb|sh)\Z|/)",
    re.I,
)
_UNIT = re.compile(r"(?:^|/)tests?/|(?:^|/)test_", re.I)


def commands(s: Survey) -> Answered:
    """A README with lines that can be typed."""
    if s.readme is None:
        return no("There is no README.", "Write a README with the commands that install it and run it", 60)
    runs = [line for line, kind in s.commands if kind == "run"]
    if runs:
        told = [Seen(s.readme.path, line.number, line.text.strip()[:100]) for line in runs]
        return yes(f"The README shows {several(len(runs), 'command')} to run.", told)
    snippets = [
        line
        for line in s.readme.lines
        if line.code and re.match(r"\s*(?:>>> )?(?:import|from)\s+\w", line.text)
    ]
    if snippets:
        told = [Seen(s.readme.path, line.number, line.text.strip()[:100]) for line in snippets]
        return yes("The README shows how to call it from Python.", told)
    found = "The README has no command that runs anything."
    return no(
        found, "Add the exact command that runs it to the README", 15, [Seen(s.readme.path, None, "README")]
    )


def weights(s: Survey) -> Answered:
    """Trained weights, where and how large."""
    if s.weights:
        known = [each.size for each in s.weights if each.size]
        size = f", {_megabytes(sum(known))} in all where sizes are told" if known else ", of unknown size"
        kinds = sorted({_PLACES[each.kind] for each in s.weights})
        return yes(
            f"{several(len(s.weights), 'place')} with trained weights ({', '.join(kinds)}{size}).",
            [each.seen for each in s.weights],
        )
    spoken = [line for line in s.readme.lines if SPEAKS.search(line.text)] if s.readme else []
    loads = [Seen(f.path, f.loads, "loads weights") for f in s.code.files if f.loads]
    if spoken and s.readme:
        seen = [Seen(s.readme.path, line.number, "speaks of weights") for line in spoken]
        return no("The README speaks of weights, but leads to none.", _PUBLISH, 45, seen)
    if not loads and not any(each.trains for each in s.code.files) and not s.code.unread:
        # Nothing here has weights, so that publishing them would be no advice.
        return Answered("no", "No trained weights are in the tree or linked, and nothing here trains any.")
    return no("No trained weights are in the tree or linked.", _PUBLISH, 45, loads)


_PUBLISH = "Publish trained weights on a hub or as a release, and link them in the README"
_PLACES = {
    "hub": "on a hub",
    "release": "as a release",
    "drive": "on a drive",
    "file": "in the tree",
    "pointer": "with Git LFS",
    "link": "behind a link",
}


def _megabytes(size: int) -> str:
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            return f"{size / unit:,.3g} {name}"
    return several(size, "byte")


def data(s: Survey) -> Answered:
    """How to get the data."""
    scripts = [path for path in s.paths if _DATA_FILE.search(path) and "test" not in path.lower()]
    page = s.readme
    near = [
        line
        for line in (page.lines if page else ())
        if (
            _DATA.search(line.text)
            and _GET.search(line.text)
            and not line.is_heading
            and not _CITED.match(line.text)
        )
        or (_DATA.search(line.heading) and re.search(r"https?://|download", line.text))
    ]
    if near and page:
        seen = [Seen(page.path, line.number, line.text.strip()[:100]) for line in near]
        return yes("The README says where data come from.", seen)
    if scripts:
        return yes(
            "A script fetches or makes the data.",
            [Seen(path, None, "makes or fetches data") for path in scripts],
        )
    if any(
        re.search(r"(?:^|/)(?:data|datasets?)/[^/]+\.(?:csv|tsv|txt|json|npz?|mat|pkl|zip|gz)\Z", p, re.I)
        for p in s.paths
    ):
        return yes(
            "Data lie in the tree.", [Seen(p, None, "data") for p in s.paths if re.search(r"(?:^|/)data", p)]
        )
    if page is None:
        return unknown("There is no README that could say where data come from.")
    if not s.python and not s.notebooks:
        return unknown("There is no code in Python that would need data.")
    return no(
        "Nothing says how to get the data.",
        "Say in the README where the data come from and where they go",
        20,
    )


def package(s: Survey) -> Answered:
    """A package on an index."""
    page = s.readme
    for line, kind in s.commands:
        told = re.search(r"pip[\d.]*\s+install\s+(?:-U\s+|--upgrade\s+)?[\"']?([A-Za-z][\w.-]+)", line.text)
        if kind == "install" and told and page and same(told[1], s):
            return yes(
                f"The README installs it by its name, {told[1]}.",
                [Seen(page.path, line.number, line.text.strip()[:100])],
            )
    for line, address in links(page) if page else ():
        if re.search(r"pypi\.org/project/|pypi\.python\.org/pypi/|anaconda\.org/", address) and page:
            return yes(
                "The README links its package on an index.", [Seen(page.path, line.number, address[:100])]
            )
    if "PKG-INFO" in s.paths:
        return yes(
            "It is the source of a package as an index keeps it.",
            [Seen("PKG-INFO", None, "package description")],
        )
    built = [
        each.path
        for each in s.listings
        if each.path.rpartition("/")[2] in ("pyproject.toml", "setup.py", "setup.cfg")
    ]
    if built:
        return unknown(
            "It can be built as a package; whether an index has it cannot be told offline.",
            [Seen(built[0], None, "builds a package")],
        )
    return no(
        "It is no package.",
        "Make it a package that pip installs: a pyproject.toml with name, version and dependencies",
        60,
    )


def same(name: str, s: Survey) -> bool:
    """Whether an installed name is that of the repository, not of something that it needs."""
    bare = re.sub(r"[-_.]", "", name).lower()
    names = {
        s.tree.name,
        *(
            path.partition("/")[0]
            for path in s.paths
            if path.count("/") == 1 and path.endswith("/__init__.py")
        ),
    }
    folded = {re.sub(r"[-_.]", "", re.sub(r"-v?\d[\w.]*\Z", "", each)).lower() for each in names}
    return any(
        bare == each or (len(bare) > 3 and (bare in each or each in bare) and len(each) > 3)
        for each in folded
    )


def demo(s: Survey) -> Answered:
    """A demo or a notebook."""
    shown = [
        path
        for path in s.paths
        if _DEMO.search(path) and path.endswith((".py", ".ipynb", ".sh")) and not _UNIT.search(path)
    ]
    books = [each.path for each in s.notebooks]
    if shown or books:
        first = [*books[:2], *[p for p in shown if p not in books[:2]]]
        what = (
            several(len(books), "notebook")
            if books
            else several(len(shown), "example or demo", "examples or demos")
        )
        return yes(f"There is something to try: {what}.", [Seen(path, None, "to try") for path in first])
    for line, address in links(s.readme) if s.readme else ():
        if (
            re.search(r"huggingface\.co/spaces/|gradio|streamlit\.app|replicate\.(?:com|ai)", address)
            and s.readme
        ):
            return yes("The README links a demo.", [Seen(s.readme.path, line.number, address[:100])])
    return no(
        "There is no demo and no notebook.",
        "Add one notebook or script that shows a result within a minute",
        60,
    )


def colab(s: Survey) -> Answered:
    """A link that opens a notebook without installing anything."""
    pages = [(s.readme.path, line.number, line.text) for line in s.readme.lines] if s.readme else []
    hits = [
        Seen(path, at, "opens in Colab") for path, at, text in pages if "colab.research.google.com" in text
    ]
    if hits:
        return yes("The README opens a notebook in Colab.", hits)
    for book in s.notebooks[:5]:
        text = s.tree.head(book.path, 2**20) or ""
        if "colab.research.google.com" in text:
            return yes("A notebook has its own Colab link.", [Seen(book.path, None, "Colab link")])
    minutes = 15 if s.notebooks else 60
    fix = "Link the notebook in Colab" if s.notebooks else "Add a notebook and link it in Colab"
    return no("There is no Colab link.", fix, minutes)
