"""What a post's reading says, in words; text and page share them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inroad.report import words
from inroad.report.clean import clean
from inroad.types import DemandLevel, Role, RoleAxis, RoleCue, RoleDemand, RolesReport, RoleStep

STEPS = {
    "pure-applied": ("pure", "rather pure", "between pure and applied", "rather applied", "applied"),
    "models-infrastructure": (
        "models",
        "rather models",
        "between models and infrastructure",
        "rather infrastructure",
        "infrastructure",
    ),
}
LEVELS: dict[DemandLevel, str] = {
    "must": "Must have",
    "nice": "Nice to have",
    "named": "Named in the work",
    "not needed": "Said not to be needed",
}
SECTIONS = {
    "title": "in the title",
    "tasks": "among the tasks",
    "must": "among what is asked for",
    "nice": "among what would be nice",
    "team": "about the team",
    "about": "about the employer",
    "plain": "in the text",
    "left out": "in the wrapping",
}
FACTS = ("location", "contract", "on-call", "years")
NONE_KNOWN = 'Say what you can do with --have "python, pytorch", or in your profile, to see what is missing.'
AXES = "1 is all pure or all models, 5 all applied or all infrastructure."


def place(axis: RoleAxis) -> str:
    """``rather applied (4 of 5)``."""
    return "could not tell" if axis.step is None else f"{STEPS[axis.axis][axis.step - 1]} ({axis.step} of 5)"


def ruler(axis: RoleAxis) -> str:
    """``pure ·──·──·──●──· applied``."""
    marks = ["●" if number == axis.step else "·" for number in range(1, 6)]
    return f"{axis.low} {'──'.join(marks)} {axis.high}"


def name(role: Role) -> str:
    """The post's title, else its file."""
    return clean(role.title, 120) if role.title else role.name


def head(role: Role) -> str:
    """Where it stands, in a sentence."""
    first, second = role.pure_applied, role.models_infrastructure
    if first.step is None and second.step is None:
        return "Where this post stands could not be told."
    return f"{place(first).capitalize()}; {place(second)}."


def balance(axis: RoleAxis) -> str:
    """``weight 3.1 for pure, 0.4 for applied``."""
    return f"weight {axis.low_weight:.1f} for {axis.low}, {axis.high_weight:.1f} for {axis.high}"


def carrying(axis: RoleAxis, most: int) -> list[RoleCue]:
    """The weightiest cues, one a sentence."""
    seen, kept = set[int](), list[RoleCue]()
    for cue in axis.cues:
        if cue.sentence_start not in seen:
            seen.add(cue.sentence_start)
            kept.append(cue)
    return kept[:most]


def cue(found: RoleCue) -> str:
    """``for infrastructure, 2.0: “kernels”, close to the machine``."""
    said = f"“{clean(found.words, 80)}”"
    why = f"it says the opposite of {said}" if found.negated else f"{said}: {found.reason}"
    return f"{found.toward} +{found.weight:.1f}, {why}"


def asked(role: Role, level: DemandLevel) -> list[RoleDemand]:
    """What it asks for at one level, without mere facts."""
    return [each for each in role.demands if each.level == level and each.kind not in FACTS]


def facts(role: Role) -> str:
    """Years, place, contract, on call: in one line; empty if nothing is said."""
    return ", ".join(_fact(each) for each in role.demands if each.kind in FACTS)


def _fact(demand: RoleDemand) -> str:
    said = f"{demand.name} of experience" if demand.kind == "years" else demand.name
    return {"must": said, "named": said, "nice": f"{said} would be nice", "not needed": f"not {said}"}[
        demand.level
    ]


def demand(found: RoleDemand) -> str:
    """``Python ✓``, ``statistics ✓ shown``, ``Rust (open)``: neither shown nor said."""
    if not found.have:
        return f"{found.name}{' (open)' if found.have is False else ''}"
    return f"{found.name} ✓{' shown' if found.how == 'shown' else ''}"


def gap(role: Role) -> str:
    """What of the musts is missing."""
    musts = [each for each in asked(role, "must") if each.have is not None]
    if not musts:
        return ""
    lacking = [each.name for each in musts if not each.have]
    if not lacking:
        return (
            f"You have all {len(musts)} that it must have{_by(musts)}."
            if len(musts) > 1
            else f"You have what it must have{_by(musts)}."
        )
    return (
        f"You have {len(musts) - len(lacking)} of {len(musts)} that it must have{_by(musts)}; neither "
        f"shown nor said: {listed(lacking)}."
    )


def _by(musts: Sequence[RoleDemand]) -> str:
    """How what one has is known."""
    shown = sum(each.how == "shown" for each in musts)
    said = sum(each.how == "said" for each in musts)
    if not shown:
        return ", by your own word" if said else ""
    return f", {shown} shown by evidence" + (f" and {said} by your own word" if said else "")


def mine(report: RolesReport) -> Iterator[str]:
    """What is known of the reader, evidence first."""
    for how, title in (("shown", "By evidence"), ("said", "By your own word")):
        found = [f"{each.name} ({each.why})" for each in report.mine if each.how == how]
        if found:
            yield f"{title}: {'; '.join(found)}."


def step(found: RoleStep, known: bool) -> str:
    """What lies between."""
    far = f"{words.plural(found.distance, 'step')} away" if found.distance else "at the same place"
    whose = "neither shown nor said:" if known else "it asks beyond this post for"
    lacks = f"{whose} {listed(found.lacking)}" if found.lacking else "nothing it usually asks for is missing"
    return f"{far}; {lacks}"


def listed(names: Sequence[str] | Iterable[str]) -> str:
    """``a, b and c``."""
    all_ = list(names)
    return all_[0] if len(all_) == 1 else f"{', '.join(all_[:-1])} and {all_[-1]}" if all_ else ""


def side_by_side(report: RolesReport) -> list[tuple[str, str, str, str]]:
    """A row a post: name, both places, what of the musts is missing or asked."""
    rows = []
    for each in report.roles:
        musts = asked(each, "must")
        lacking = [one.name for one in musts if one.have is False]
        last = (
            listed(lacking) or "nothing"
            if report.have
            else listed(one.name for one in musts) or "nothing named"
        )
        rows.append((name(each), place(each.pure_applied), place(each.models_infrastructure), last))
    return rows
