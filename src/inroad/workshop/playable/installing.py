"""Can a stranger install it: what is needed, in which versions, from where, by which way?"""

from __future__ import annotations

import re

from inroad.types import Seen
from inroad.workshop.playable.answers import Answered, no, several, unknown, yes
from inroad.workshop.playable.finding import same
from inroad.workshop.playable.readme import Line
from inroad.workshop.playable.requirements import Requirement, needs_nothing
from inroad.workshop.playable.survey import Survey

_SECTION = re.compile(
    r"requirement|required|depend[ae]nc|pre-?requisite|install|set-?\s?up|environment"
    r"|getting[ _-]started|libraries|packages|software|prepar(?:e|ation)\b|docker",
    re.I,
)
_NEEDS = re.compile(
    r"\b(?:pytorch|torch(?:vision)?|tensorflow|keras|jax|numpy|scipy|scikit-learn|sklearn|pandas|theano|mxnet"
    r"|chainer|matlab|gurobi|anaconda|conda|python|matplotlib|opencv|cuda|gym|mujoco|eigen|cython|fairseq|dgl"
    r"|transformers|vllm|sglang|diffusers|accelerate|peft|deepspeed|lightning|timm|spacy|nltk|langchain|openai|trl"
    r"|networkx|lightgbm|xgboost|openmpi|mpi4py|baselines|R packages?|julia)(?=\b|\d)",
    re.I,
)
_SAYS = re.compile(
    r"\brequired (?:packages|libraries|modules|software)|\brequirements?\s+(?:are|is|include)"
    r"|\bdependenc(?:y|ies)\b|\bdepends? on\b"
    r"|\b(?:is|are) required\b|\brecommended to use\b|\brel(?:y|ies) on the following"
    r"|\b(?:will|you) need to install|\binstall(?:ed|ing)?\b.{0,120}\b(?:pip|conda|packages?)\b"
    r"|\bpackages? (?:required|needed)|\btested\b.{0,80}\d\.\d.{0,40}(?:\band\b|,).{0,40}\d\.\d",
    re.I,
)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s*\W{0,3}[\w-]+\W{0,3}\s*(?:[=<>~(]+|\bv)?\s*\d+(?:\.\d+)+")
"""A name with its version in a list."""
_INSTALLS = re.compile(r"pip|conda|apt|docker\s+(?:build|pull)")
_SCRIPT = re.compile(
    r"(?:bash|sh|source)\s+(?:\./)?([\w./-]{0,80}(?:install|set_?-?up|requirements?|env)[\w-]{0,60}\.sh)\b",
    re.I,
)
"""A script that installs what is needed."""


_CODE = re.compile(r"\.(?:sh|m|r|jl|lua|cpp|cc|c|cu|java|scala|go|rs|js|ts|swift|f90|lean)\Z", re.I)
_LOCK = re.compile(
    r"(?:^|/)(?:poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|conda-lock\.yml|[\w-]*lock\.txt)\Z", re.I
)


def dependencies(s: Survey) -> Answered:
    """What is needed is listed."""
    empty = [each for each in s.listings if each.needs == ()]
    told = [each for each in s.listings if each not in empty]
    if told:
        count = sum(len(each.needs or ()) for each in told)
        listed = (
            f"{several(count, 'dependency', 'dependencies')} in " if count else "Dependencies are listed in "
        )
        return yes(
            f"{listed}{', '.join(each.path for each in told[:3])}.",
            [Seen(each.path, None, "lists dependencies") for each in told],
        )
    for each in empty:
        if each.path.endswith("pyproject.toml") and needs_nothing(s.tree.text(each.path) or ""):
            return yes(
                f"{each.path} says that nothing else is needed.", [Seen(each.path, None, "needs nothing")]
            )
    named = _named(s)
    if named:
        return yes("Dependencies are named in the README or another page only.", named)
    if empty:
        return unknown(
            "It is a package that lists no dependencies; perhaps it has none.",
            [Seen(empty[0].path, None, "lists none")],
        )
    if not s.python and not s.notebooks and any(_CODE.search(path) for path in s.paths):
        return unknown("There is no Python, and no list of what is needed.")
    return no("Nothing lists what is needed.", "List the dependencies in requirements.txt", 20)


def _named(s: Survey) -> list[Seen]:
    """Places in pages that name what is needed.

    A sentence counts below a heading that announces it, or where it says so itself; that something was tried
    with one version of one thing is no list.
    """
    found = [
        Seen(s.readme.path, line.number, line.text.strip()[:100])
        for line, kind in s.commands
        if s.readme and kind == "install" and _INSTALLS.search(line.text) and not _own(line.text, s)
    ]
    paths = frozenset(s.paths)
    found += [
        Seen(s.readme.path, line.number, line.text.strip()[:100])
        for line, kind in s.commands
        if s.readme and kind == "run" and (ran := _SCRIPT.search(line.text)) and ran[1] in paths
    ]
    for page in (*((s.readme,) if s.readme else ()), *s.pages):
        found += [
            Seen(page.path, line.number, line.text.strip()[:100])
            for line in page.lines
            if _names_needs(line, bool(_SECTION.search(page.path)))
        ]
    return found


def _names_needs(line: Line, whole: bool) -> bool:
    """Whether a line names what is needed; ``whole``: its page is about nothing else."""
    words = re.sub(r"https?://\S+", "", line.text)
    return bool(
        _NEEDS.search(words)
        and (
            whole
            or _SECTION.search(line.heading)
            or _ITEM.match(words)
            or (_SAYS.search(words) and not line.code)
        )
        and not line.is_heading
        and not line.text.lstrip().startswith(("![", "[![", "<img", "<a"))
    )


def _own(line: str, s: Survey) -> bool:
    """Whether a line installs nothing but the repository itself."""
    told = re.search(r"install\s+(?:-\S+\s+)*[\"']?([A-Za-z][\w.-]*)", line)
    return bool(told and (same(told[1], s) or told[1] == "git")) or line.lstrip().startswith("#")


def needs(s: Survey) -> tuple[Requirement, ...]:
    """All requirements that could be read; of a tree with several lists, all of them."""
    return tuple(one for each in s.listings for one in each.needs or ())


def pinned(s: Survey) -> Answered:
    """Versions that work together are written down."""
    locks = s.fitting(_LOCK)
    if locks:
        return yes("A lock file fixes every version.", [Seen(path, None, "lock file") for path in locks])
    listed = _main_list(s)
    if not listed:
        return unknown("No list of dependencies could be read.")
    loose = [each for each in listed if not each.pinned]
    where = listed[0].path
    if not loose:
        return yes(
            f"All {several(len(listed), 'dependency', 'dependencies')} in {where} are pinned.",
            [Seen(where, listed[0].line, "first of them")],
        )
    seen = [Seen(each.path, each.line, f"{each.name} {each.wanted}".strip()[:100]) for each in loose]
    found = f"Not pinned: {len(loose)} of {several(len(listed), 'dependency', 'dependencies')} in {where}."
    if where.endswith((".toml", "setup.py", "setup.cfg")):
        # A package has to leave versions open, or nothing else could be installed beside it.
        return no(
            found,
            f"Add a lock file with versions that work together; leave {where} as open as it is",
            20,
            seen,
        )
    what = "the unpinned dependency" if len(loose) == 1 else f"the {len(loose)} unpinned dependencies"
    return no(found, f"Pin {what} in {where}", 20, seen)


def _main_list(s: Survey) -> tuple[Requirement, ...]:
    """The list that is best pinned: an application pins in one place and leaves the package open."""
    lists = [each.needs for each in s.listings if each.needs]
    return max(lists, key=lambda each: (sum(one.pinned for one in each) / len(each), len(each)), default=())


def resolvable(s: Survey) -> Answered:
    """Names that somebody else can install too."""
    listed = needs(s)
    if not listed:
        return unknown("No list of dependencies could be read.")
    bad = [each for each in listed if each.problem]
    if bad:
        seen = [
            Seen(each.path, each.line, f"{each.name or each.wanted} {each.problem}"[:120]) for each in bad
        ]
        first = bad[0]
        fix = f"Replace {first.name or first.wanted[:60]} in {first.path} by a name that pip can install"
        return no(
            f"{several(len(bad), 'dependency', 'dependencies')} cannot be installed by others.",
            fix,
            10 * len(bad[:6]),
            seen,
        )
    return yes(
        "All are names that an index could have (none was asked).",
        [Seen(listed[0].path, listed[0].line, "first of them")],
    )


def install(s: Survey) -> Answered:
    """A way to install it."""
    paths = [
        each.path
        for each in s.listings
        if re.search(
            r"(?:pyproject\.toml|setup\.py|setup\.cfg|\.ya?ml|dockerfile[\w.-]*|pipfile)\Z", each.path, re.I
        )
    ]
    if paths:
        paths.sort(
            key=lambda path: (path.count("/"), not path.endswith(("pyproject.toml", "setup.py")), path)
        )
        return yes(f"{paths[0]} installs it.", [Seen(path, None, "way to install") for path in paths])
    told = [
        line for line, kind in s.commands if kind == "install" and not re.search(r"git\s+clone", line.text)
    ]
    if told and s.readme:
        seen = [Seen(s.readme.path, line.number, line.text.strip()[:100]) for line in told]
        return yes("The README gives the commands that install what is needed.", seen)
    plain = [each.path for each in s.listings if each.path.endswith(".txt")]
    if plain:
        fix = f"Add `pip install -r {plain[0]}` to the README, or a pyproject.toml"
        return no(
            f"There is {plain[0]}, but nothing says how to install.",
            fix,
            10,
            [Seen(plain[0], None, "list only")],
        )
    return no(
        "Nothing says how to install it.", "Add a pyproject.toml, or the install command to the README", 30
    )
