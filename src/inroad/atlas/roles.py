"""What a name stands for, told from the nouns beside it: "the GLUE benchmark", "a dataset called X"."""

from __future__ import annotations

import re

from inroad.atlas.introductions import Introduced, Reading
from inroad.atlas.schema import ROLES

_NOUNS = {
    "dataset": r"datasets?|data sets?|corpus|corpora|collection|treebank|image set|knowledge graph|lexicon|annotations",
    "benchmark": r"benchmarks?|bench|test ?beds?|test suites?|evaluation (?:suite|set|framework|benchmark)s?|leaderboards?|test sets?|metrics?|challenge sets?",
    "task": r"tasks?|challenges?|shared tasks?|competitions?|track",
    "tool": r"librar(?:y|ies)|tool ?kits?|tools?|packages?|software|simulators?|plat?forms?|systems?|engines?|compilers?|plug-?ins?|applications?|apps?"
    r"|open-source (?:framework|project|implementation)s?|repositor(?:y|ies)|programming language|environments?|interfaces?|chatbots?|assistants?|ontology|ontologies",
    "model": r"(?:language |foundation |vision |base |generative |pre-?trained |reasoning |multimodal |large |embedding |reward )*models?|[LVM]*LMs?|LLMs|families|family|checkpoints?"
    r"|backbones?|encoders?|networks?|neural nets?|architectures?|detectors?|tokenizers?|classifiers?|series",
    "method": r"frameworks?|methods?|methodolog(?:y|ies)|approach(?:es)?|algorithms?|techniques?|strateg(?:y|ies)|mechanisms?|modules?|losses|loss|objectives?|optimi[sz]ers?|paradigms?"
    r"|pipelines?|procedures?|schemes?|protocols?|policy|policies|attacks?|defenses?|layers?|blocks?|attention|prompting|decoding|sampling|training|fine-?tuning|tuning|quantization"
    r"|distillation|pruning|optimization|regulari[sz]ation|estimators?|agents?|solvers?|adapters?|theory|search|planner|controller|kernels?|schedulers?|strategy|variants?|recipe",
}
_ORDER = ("benchmark", "dataset", "task", "tool", "method", "model")
_AFTER = re.compile(r"[\"”’')]* (?:\w+[- ]){0,1}?(?:" + "|".join(rf"(?P<{kind}>{_NOUNS[kind]})" for kind in _ORDER) + r")\b")
_WITHIN = re.compile(r"\b(?:" + "|".join(rf"(?P<{kind}>{_NOUNS[kind]})" for kind in _ORDER) + r")\b", re.IGNORECASE)
_ENDS = (
    (re.compile(r"(?i)bench(?:mark)?(?:[-_ ]?[\d.]+|-\w{1,5})?$|[- ]eval(?:uator)?$|Eval$|arena$|(?<=[a-z])GLUE$"), "benchmark"),
    (re.compile(r"(?i)(?:data|dataset|corpus|corpora|treebank|[- ]\d+[kKM]|Set|DB)$"), "dataset"),
    (re.compile(r"(?i)(?:lib|toolkit|kit|studio|hub|[-]py|gym|sim)$"), "tool"),
    (re.compile(r"(?i)(?:net|former|LM|BERT|GPT|LLaMA|VLM|LLM|Mamba|GAN|VAE|unet|GNN|CNN|ViT|MLLM)(?:[-_ ]?v?\d[\d.]*|\+\+)?$"), "model"),
)
_INDEX = {kind: number for number, kind in enumerate(ROLES)}


def role_after(text: str, end: int) -> int | None:
    """The kind that the noun after a name suggests (index into ``ROLES``), None if it suggests none."""
    if text[end : end + 1] not in (" ", '"', "”", "'", ")"):
        return None
    found = _AFTER.match(text, end)
    return _INDEX[str(found.lastgroup)] if found else None


def role_of(reading: Reading, item: Introduced) -> int:
    """The kind of a name that this paper introduces: votes of its ending, the title, and nearby nouns."""
    votes = dict.fromkeys(_ORDER, 0.0)
    votes["method"] += 0.5
    for pattern, kind in _ENDS:
        if pattern.search(item.name):
            votes[kind] += 2.0
            break
    if "heads title" in item.signs:
        _vote(votes, reading.title[item.end : item.end + 120], 1.0, first=False)
    _vote_places(votes, reading, item)
    if item.long_form:
        _vote(votes, item.long_form[-24:], 1.5, first=False)
    return _INDEX[max(_ORDER, key=lambda kind: votes[kind])]


def _vote(votes: dict[str, float], text: str, weight: float, *, first: bool = True) -> None:
    for found in _WITHIN.finditer(text):
        votes[str(found.lastgroup)] += weight
        if first:
            return


def _vote_places(votes: dict[str, float], reading: Reading, item: Introduced) -> None:
    """Nouns just after each place where the name stands, and just before the first in its sentence."""
    text, shown = reading.abstract, 0
    for found in re.finditer(re.escape(item.name), text):
        if (role := role_after(text, found.end())) is not None:
            votes[ROLES[role]] += 1.5
        if shown < 2:
            start = max(text.rfind(". ", 0, found.start()), found.start() - 90, 0)
            _vote_last(votes, text[start : found.start()], 1.2)
            described = re.match(r"[\"”’')]*(?: \([^)]*\))?,? (?:is |are )?(?:an?|the first|our|the) ", text[found.end() : found.end() + 120])
            if described:
                after = found.end() + described.end()
                _vote(votes, re.split(r"\b(?:for|that|to|which|of|with|in)\b|[,.;]", text[after : after + 100])[0], 2.0)
        shown += 1


def _vote_last(votes: dict[str, float], text: str, weight: float) -> None:
    last = None
    for found in _WITHIN.finditer(text):
        last = found
    if last is not None and last.end() > len(text) - 40:
        votes[str(last.lastgroup)] += weight
