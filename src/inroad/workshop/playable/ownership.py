"""Whose model a name on a hub is: the repository's own, or one of others that it builds on.

A repository names many models of others: backbones, base models, judges.  Its own ones mostly lie with its
owner, or carry its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from inroad.workshop.playable.readme import Readme
from inroad.workshop.source.tree import Tree

_COPY = re.compile(r"-(?:main|master|v?\d[\w.]*|[0-9a-f]{40})\Z")
"""What archives add to the name of a repository."""
_CLONED = re.compile(r"github\.com[/:]([\w.-]{1,60})/([\w.-]{1,100})")
_HUB = re.compile(r"(?:huggingface\.co|hf\.co|modelscope\.\w+)/(?:models/|collections/)?([^?#\s]{1,200})")
_PUBLISHERS = frozenset(
    re.findall(
        r"\w+",
        "facebook meta metallama facebookresearch google googlebert openai microsoft mistralai qwen "
        "stabilityai runwayml compvis eleutherai bigscience bigcode allenai sentencetransformers nvidia "
        "huggingface huggingfaceh4 lmsys deepseekai thudm zaiorg laion timm openbmb opengvlab internlm "
        "baai intfloat salesforce tiiuae databricks mosaicml togethercomputer llavahf liuhaotian wanai "
        "blackforestlabs cardiffnlp distilbert dslim xlmroberta albert",
    )
)
"""Owners on hubs whose models others build on."""
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "model models large small medium tiny base chat instruct vision image images video audio speech "
        "text language multimodal network networks neural learning deep paper code official "
        "implementation dataset benchmark detection segmentation generation classification transformer "
        "transformers diffusion pytorch tensorflow repository research project training inference "
        "evaluation agent agents graph llama bert roberta resnet clip whisper gemma mistral qwen with "
        "from using towards",
    )
)
"""Words in names that say nothing on whose a model is."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a repository is called."""

    name: str
    """Folded: letters and digits only, in lower case."""
    owners: frozenset[str]
    words: frozenset[str]
    """Telling words of its name and title."""


def names_of(tree: Tree, readme: Readme | None) -> Names:
    """What a repository is called, from its folder, its title and the address that is to be cloned."""
    name = _COPY.sub("", tree.name.rpartition("__")[2])
    owners = {tree.name.partition("__")[0]} if "__" in tree.name else set()
    title = ""
    if readme is not None:
        title = next((line.heading for line in readme.lines if line.is_heading), "")
        cloned = _CLONED.findall(readme.text)
        owners |= {owner for owner, of in cloned if _folded(of.removesuffix(".git")) == _folded(name)}
    return Names(_folded(name), frozenset(_folded(each) for each in owners), _words(f"{name} {title[:200]}"))


def is_own(named: str, names: Names) -> bool | None:
    """Whether ``OWNER/NAME``, or an address on a hub, is a model of the repository; None: cannot be told."""
    found = _HUB.search(named)
    path = (found[1] if found else named).strip("/").split("/")
    owner, of = (_folded(path[0]), " ".join(path[1:3])) if len(path) > 1 else ("", path[0])
    if owner and any(_same(owner, each) for each in names.owners):
        return True
    large = not owner or owner in _PUBLISHERS
    if len(names.name) >= (6 if large else 4) and names.name in _folded(of):
        return True
    if large:
        return False
    return True if names.words & _words(of) else None


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 3 and long.startswith(short))


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _words(text: str) -> frozenset[str]:
    """Words of five letters and more, also those that capitals set apart."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    found = {each.lower() for each in re.findall(r"[A-Za-z]{5,40}", f"{text} {apart}")}
    return frozenset(found - _COMMON)
