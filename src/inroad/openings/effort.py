"""What taking up a piece of work would cost, told from what its paper says and from nothing else.

The question answered is: on what machine could the *smallest* experiment that supports the paper's main
claim be done again?  Figures that the text states (GPUs, GPU hours, parameters) come first; then what is
trained, and how; then what kind of work it is.  What the text does not let one tell is "unknown".  Hours
are wide ranges for an engineer who is new to the field, set by hand and the same for all work of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from inroad.types import Effort, Machine

_ORDER: tuple[Machine, ...] = ("laptop", "one GPU", "several GPUs", "cluster")

_HOURS: dict[tuple[Machine, bool], tuple[int, int]] = {
    ("laptop", False): (15, 60),
    ("laptop", True): (20, 80),
    ("one GPU", False): (20, 60),
    ("one GPU", True): (30, 100),
    ("several GPUs", False): (40, 120),
    ("several GPUs", True): (60, 200),
    ("cluster", False): (80, 300),
    ("cluster", True): (200, 800),
}
"""By machine, and whether something must be trained."""

FEW_GPUS = 8
"""More than this many is a cluster."""


@dataclass(frozen=True, slots=True)
class Told:
    """A machine, and the words that tell it."""

    machine: Machine
    words: str
    training: bool = True


def estimate(title: str, abstract: str | None = None) -> Effort:
    """Hours and least machine of work on what a paper describes.

    Args:
        title: of the paper.
        abstract: None if it is not at hand; the title alone then tells less.
    """
    text = f"{title}\n{abstract or ''}"
    told = next((found for rule in _RULES if (found := rule(text))), None)
    if told is None:
        lacking = "" if abstract else " (there is no abstract here)"
        return Effort(None, "unknown", f"the text does not say what it takes{lacking}")
    hours = _HOURS[told.machine, told.training]
    source = "text" if abstract else "title"
    return Effort(hours, told.machine, f"its {source} says: {told.words}")


def most_costly(efforts: Iterable[Effort]) -> Effort:
    """The one that needs the largest machine; unknown if any is, for it may need more."""
    known = list(efforts)
    if not known:
        return Effort(None, "unknown", "there is nothing to tell it from")
    if any(effort.machine == "unknown" for effort in known):
        return next(effort for effort in known if effort.machine == "unknown")
    return max(known, key=lambda effort: _ORDER.index(effort.machine))


# -- figures --------------------------------------------------------------------------------------

_CARD = r"(?:NVIDIA |Nvidia )?(?:RTX|GTX|A100|H100|H800|H200|H20|V100|A6000|A40|L40S?|T4|P100|TPU|GPU)"
_CARDS = (
    "GPU",
    "TPU",
    "RTX",
    "GTX",
    "A100",
    "H100",
    "H800",
    "H20",
    "V100",
    "A6000",
    "A40",
    "L40",
    "T4",
    "P100",
)
_GPU_HOURS = re.compile(
    rf"(?<!\d)(?<!\d[,.])(\d[\d,.]*)\s?([kK]\b)?[ -]*(?:{_CARD}[ -]?)+hours", re.IGNORECASE
)
_GPUS = re.compile(
    rf"\b(\d{{1,4}}|one|single|two|four|eight|sixteen)[ -]?(?:x |× ?|\$\\times\$ ?)?(?:consumer-grade "
    rf"|consumer |commodity )?"
    rf"{_CARD}(?![ -]?hours)\w*",
    re.IGNORECASE,
)
_REST = re.compile(r"\w*")
_WORDS = {"one": 1, "single": 1, "two": 2, "four": 4, "eight": 8, "sixteen": 16}
_SIZE = re.compile(r"\b(\d{1,4}(?:\.\d+)?)\s?(B|billion|M|million)(?:[ -]param\w*|\b)")


def _of_gpu_hours(text: str) -> Told | None:
    if not _names_card(text):
        return None
    found = _GPU_HOURS.search(text)
    if not found:
        return None
    number = found[1].replace(",", "").rstrip(".")
    hours = float(number) * (1000 if found[2] else 1) if number.count(".") <= 1 else 0.0
    machine: Machine = "one GPU" if hours <= 100 else "several GPUs" if hours <= 2000 else "cluster"
    return Told(machine, f"“{found[0]}”")


def _names_card(text: str) -> bool:
    """Whether any card is named: looking for numbers first takes twenty times as long."""
    upper = text.upper()
    return any(card in upper for card in _CARDS)


def _of_gpus(text: str) -> Told | None:
    if not _names_card(text):
        return None
    counts = [(_WORDS.get(found[1].lower()) or int(found[1]), found[0]) for found in _GPUS.finditer(text)]
    # "4090 GPU" is a card, not a number of cards.
    counts = [(count, words) for count, words in counts if 0 < count <= 1024]
    if not counts:
        return None
    count, words = min(counts)
    machine: Machine = "one GPU" if count == 1 else "several GPUs" if count <= FEW_GPUS else "cluster"
    return Told(machine, f"“{words}”")


def billions(text: str) -> tuple[float, str] | None:
    """The smallest model size that a text states, in billions of parameters, and its words."""
    sizes = [
        (float(found[1]) / (1000 if found[2][0] in "Mm" else 1), found[0]) for found in _SIZE.finditer(text)
    ]
    sizes = [size for size in sizes if size[1][-1] in "Bs" or size[0] < 1]
    return min(sizes) if sizes else None


def _quoted(found: re.Match[str]) -> str:
    """What was found, its last word to the end: many rules look for the beginnings of words."""
    rest = _REST.match(found.string, found.end())
    return f"“{found[0]}{rest[0] if rest else ''}”"


# -- kinds of work --------------------------------------------------------------------------------

_LANGUAGE = re.compile(
    r"\b(?:[LVM]?LLMs?|[LM]?V?LMs?|VLMs?|MLLMs?|LVLMs?|LALMs?|LMMs?|VLAs?|GPT|[Ll]anguage [Mm]odel"
    r"|[Vv]ision-[Ll]anguage(?:-[Aa]ction)?|[Mm]ultimodal (?:[Ll]arge|LLM)|ChatGPT|[Rr]easoning models?)"
)
_TUNES = re.compile(
    r"\bfine-?tun|\bpost-?train|\bGRPO\b|\bPPO\b|\bDPO\b|\bRLHF\b|\bRLVR\b|\bSFT\b|preference (?:optimi"
    r"|learn)"
    r"|\binstruction[- ]tun|\balignment train|reinforcement learning|\bdistill|\btrain(?:s|ed"
    r"|ing)?\b(?!-free)",
    re.IGNORECASE,
)
_SPARING = re.compile(
    r"\b(?:Q?LoRA|low-rank adapt\w*|parameter-efficient|PEFT|adapters?|prompt[- ]tuning|prefix[- ]tuning)\b",
    re.IGNORECASE,
)
_BY_HAND = re.compile(
    r"training-free|without (?:any )?(?:additional |further |re)?(?:training|fine-tuning)|inference-time"
    r"|test-time (?:scaling|compute)|zero-shot|few-shot|in-context|\bprompt(?:ing|s)?\b|benchmark"
    r"|evaluat|assess"
    r"|\bagents?\b|\bagentic\b|retrieval-augmented|\bRAG\b|jailbreak|\bprob(?:e|ing)\b",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"\bGPT-?[345]|ChatGPT|\bClaude\b|\bGemini\b|proprietary|closed-source|\bAPIs?\b|frontier (?:model"
    r"|LLM)|commercial"
)


def _of_language_models(text: str) -> Told | None:
    if not _LANGUAGE.search(text):
        return None
    tuned, by_hand = _TUNES.search(text), _BY_HAND.search(text)
    if tuned and not re.search(
        r"training-free|without (?:any |additional |further )*(?:training|fine)", text
    ):
        made = re.search(
            r"\b(?:we|ours?|is|are|by) (?:\w+ ){0,6}?(?:fine-?tun|post-?train|train|distill|optimi)\w*"
            r"|\b(?:GRPO|DPO|PPO|SFT|RLVR|RLHF)\b|reinforcement learning|instruction[- ]tun|fine-tuning",
            text,
            re.IGNORECASE,
        )
        if made or not by_hand:
            return _tuning(text, _quoted(made or tuned))
    if not by_hand:
        return None
    served = _SERVED.search(text)
    if served:
        return Told("laptop", f"{_quoted(served)}, models that are asked over the network", training=False)
    return Told("one GPU", f"{_quoted(by_hand)} of language models, none trained", training=False)


def _tuning(text: str, words: str) -> Told:
    sparing, size = _SPARING.search(text), billions(text)
    if sparing and (size is None or size[0] <= 14):
        return Told("one GPU", _quoted(sparing))
    if size and size[0] <= 3:
        return Told("one GPU", f"“{size[1]}” parameters, tuned")
    if size and size[0] > 80:
        return Told("cluster", f"“{size[1]}” parameters, tuned")
    stated = f", “{size[1]}” parameters" if size else ""
    return Told("several GPUs", f"{words} of a language model{stated}")


def _when(
    pattern: str, machine: Machine, *, training: bool, title: bool = False
) -> Callable[[str], Told | None]:
    """A rule: these words (of the title alone if ``title``) tell this machine."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def rule(text: str) -> Told | None:
        found = compiled.search(text, 0, text.index("\n") if title else len(text))
        return Told(machine, _quoted(found), training) if found else None

    return rule


_RULES: tuple[Callable[[str], Told | None], ...] = (
    _of_gpu_hours,
    _of_gpus,
    _when(
        r"\b(?:on|using|with) (?:a |an |one |only )?(?:standard |commodity |single )?(?:CPUs?|laptop)\b",
        "laptop",
        training=True,
    ),
    _when(
        r"\bsurvey\b|\boverview\b|systematic review|literature review|position paper|^position:|tutorial"
        r"|^perspective",
        "laptop",
        training=False,
        title=True,
    ),
    _when(
        r"comprehensive survey|this survey|this review|position paper|systematic review|literature review"
        r"|epistemolog|philosoph",
        "laptop",
        training=False,
    ),
    _when(
        r"technical report|trillion tokens|trillion-token|foundation models? series|embedding series"
        r"|TPU pods?"
        r"|large-scale (?:unsupervised )?pre-?training",
        "cluster",
        training=True,
    ),
    _when(
        r"semi-structured|interviews with|we interview|participatory|questionnaire|focus groups?|user "
        r"study with",
        "laptop",
        training=False,
    ),
    _when(
        r"video (?:generation|diffusion|synthesis)|text-to-video|generat\w+ (?:\w+ ){0,4}videos|world models?"
        r"|video language model|autoregressive video",
        "several GPUs",
        training=True,
    ),
    _when(
        r"(?:language model(?:ing|s)?|LLMs?)\b.{0,300}\bpre-?train(?:ing|ed from)|pre-?train(?:ing)? "
        r"(?:\w+ ){0,3}?"
        r"(?:language models?|LLMs?)|linear attention|state[- ]space language",
        "several GPUs",
        training=True,
    ),
    _of_language_models,
    _when(
        r"reproducing kernel|\bkernel (?:learning|regression|ridge|method)|gaussian process|tabular|xgboost"
        r"|random forest|gradient[- ]boost|counterfactual explanation|occupancy grid|recommender simulation"
        r"|feedback loops?|lasso|logistic regression|linear regression|bandit|quadrotor|optimal control"
        r"|game[- ]theor|agent-based simulation|mechanism design|auction|decision tree|bayesian inference"
        r"|causal discovery",
        "laptop",
        training=True,
    ),
    _when(
        r"we (?:also |further |then )?(?:prove|derive|establish|show theoretically)|theorem|lower bound"
        r"|upper bound"
        r"|\bregret\b|minimax|sample complexity|polynomial[- ]time|identifiab|convergence rate|sparsest "
        r"solution"
        r"|generali[sz]ation bound|model selection|theoretical understanding|interval analysis",
        "laptop",
        training=False,
    ),
    _when(
        r"diffusion|gaussian splatting|\bnerf\b|radiance field|transformers?\b|neural network|deep "
        r"learning|\bcnns?\b|\bresnet"
        r"|\bvit\b|segmentation|object detection|imagenet|cifar|speech|speaker|audio|self-supervised"
        r"|contrastive|\bGNNs?\b|graph (?:neural|convolution)|point cloud|reinforcement learning"
        r"|polic(?:y|ies)\b"
        r"|adversarial training|distillation|\bvideo|image|3D|encoder|embedding|fine-tun|pre-?trained|retriev"
        r"|federated|unlearning|deepfake|robot|backbone",
        "one GPU",
        training=True,
    ),
)


@cache
def machines() -> tuple[Machine, ...]:
    """From the smallest on."""
    return _ORDER
