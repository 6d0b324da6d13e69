"""Where trained weights are: on hubs, in releases, on drives, in the tree itself, and how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from inroad.types import Seen, Weights
from inroad.workshop.playable.code import Code
from inroad.workshop.playable.ownership import Names, is_own, names_of
from inroad.workshop.playable.readme import Line, Readme, links
from inroad.workshop.source.tree import File, Tree

WeightsKind = Literal["hub", "release", "drive", "file", "pointer", "link"]
SUFFIXES = frozenset(
    {
        ".pt",
        ".pth",
        ".ckpt",
        ".safetensors",
        ".h5",
        ".hdf5",
        ".keras",
        ".onnx",
        ".pb",
        ".tflite",
        ".caffemodel",
    }
    | {".params", ".pdparams", ".gguf", ".ggml", ".msgpack", ".joblib", ".weights", ".mar", ".pkl", ".model"}
)
_MANY = frozenset({".h5", ".hdf5", ".pkl", ".joblib", ".pb", ".msgpack", ".model"})
"""Endings that data have too; they count where folder or name speak of models."""
SPEAKS = re.compile(
    r"pre-?trained|check-?points?\b|\bckpts?\b|trained (?:\w+ ){0,3}(?:models?|networks?|weights)|model zoo"
    r"|(?:model|network|our|download|released?) weights|weights (?:of|for|can|are|from)"
    r"|\.(?:pth|ckpt|safetensors)\b"
    r"|pre-?train\b.{0,120}\bdownload|download.{0,120}\bpre-?train\b"
    r"|\bmodels? (?:\w+ ){0,2}(?:are |is )?(?:publicly )?available"
    r"|released? (?:\w+ ){0,2}models?|download (?:\w+ ){0,3}models?|\bmodel downloads?\b",
    re.I,
)
_DATA = re.compile(r"\b(?:data ?sets?|subset|corpus|images)\b", re.I)
_FOLDER = re.compile(r"pre_?-?trained|check_?-?points?|ckpt|weights|saved_?models?|trained|model_?zoo", re.I)
_LENT = re.compile(
    r"lpips|perceptual|arcface|shape_predictor|(?:^|/)(?:inception|vgg)\w*\.|raft-(?:things|sintel|kitti)"
    r"|(?:^|/)tests?/",
    re.I,
)
"""Weights that many carry along and nobody made for it: those of measures and faces, and those of tests."""
_BARE = re.compile(
    r"(?:^|/)(?:\w+_)?(?:models?|weights|checkpoints?|pre_?trained)/(?:model|weights|checkpoint|ckpt)[\w-]*\Z",
    re.I,
)
"""Weights without an ending, as Keras and pickle are told to write them."""
_BY_ITSELF = re.compile(
    r"(?:pre-?trained|trained) (?:models?|weights)[^.\n]{0,60}\b(?:are|is|be)\b"
    r" (?:automatically )?downloaded",
    re.I,
)
_DRIVES = (
    "drive.google",
    "dropbox",
    "onedrive",
    "1drv",
    "pan.baidu",
    "mega.nz",
    "box.com",
    "sharepoint",
    "figshare",
)
_NOT_OURS = re.compile(
    r"tfevents|tensorboard|download\.pytorch\.org|openaipublic|bert_models|openmmlab\.com|keras-applications"
    r"|arxiv\.org|doi\.org|shields\.io|/badge|paperswithcode|openreview|wikipedia|\.(?:png|jpe?g|gif|svg|pdf|bib)(?:\?|\Z)",
    re.I,
)
_POINTER = re.compile(r"version https://git-lfs[^\n]*\noid [^\n]*\nsize (\d{1,15})")
_PROMISED = re.compile(
    r"\[\s?\]|coming soon|\b(?:will|to) be (?:\w+ ){0,2}(?:released|available|uploaded|published)|\bTODO\b"
    r"|\bwill (?:release|publish|upload)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\bteacher\b|\bbackbones?\b|\bbase models?\b|\bofficial\b|\binitiali[sz]\w+"
    r"|\bprovided by\b|\bobtained from\b",
    re.I,
)
"""Words beside weights that somebody else made."""
_OWN_CALL = re.compile(r"from_pretrained\(\s*[\"']([\w.-]{2,80})[\"']")
_HUB_CALL = re.compile(
    r"(?:from_pretrained\(\s*[\"']|hf_hub:|(?:cli|hf) download )([A-Za-z][\w.-]{0,60}/[\w.-]{1,100})",
    re.I,
)

_SET = re.compile(
    r"(?:\bmodel\w{0,40}\s{0,9}=|\bserve|--model(?:[-_]\w{1,40})?[ =])\s{0,9}[\"']?"
    r"([A-Za-z][\w.-]{0,60}/[\w.-]{1,100})",
    re.I,
)
"""A model that is given to a call or a command; it may be any."""


def found(tree: Tree, readme: Readme | None, code: Code) -> tuple[Weights, ...]:
    """Weights that the tree holds, its README leads to or its code loads by a name of its own, each once."""
    made: dict[str, Weights] = {}
    names = names_of(tree, readme)
    told = [*_linked(readme, names), *_by_name(readme, tree)] if readme else []
    for each in [*_in_tree(tree), *told, *_in_code(code, names)]:
        made.setdefault(each.where, each)
    return tuple(made[key] for key in sorted(made))


def _in_tree(tree: Tree) -> Iterator[Weights]:
    for file in tree.files:
        if _is_weights(file) and not _LENT.search(file.path):
            pointed = _pointed(tree, file)
            if pointed is None:
                yield Weights(file.path, "file", file.size, Seen(file.path, None, "weights"))
            else:
                yield Weights(file.path, "pointer", pointed, Seen(file.path, None, "LFS pointer"))


def _is_weights(file: File) -> bool:
    if file.path.lower().endswith((".pth.tar", ".ckpt.index", ".pt.tar")):
        return True
    bare = file.name.lower()
    if bare in ("pytorch_model.bin", "diffusion_pytorch_model.bin", "adapter_model.bin"):
        return True
    if _BARE.search(file.path):
        return True
    if file.suffix not in SUFFIXES or (file.suffix == ".weights" and not file.size):
        return False
    folders = file.path.rpartition("/")[0]
    named = re.search(r"model|weight|net(?![a-z])", bare)
    return file.suffix not in _MANY or bool(_FOLDER.search(folders) or named)


def _pointed(tree: Tree, file: File) -> int | None:
    """The size that a Git LFS pointer tells; None if the file is none."""
    if file.size > 1024:
        return None
    text = tree.text(file.path, 1024)
    told = _POINTER.match(text) if text else None
    return int(told[1]) if told else None


def _linked(readme: Readme, names: Names) -> Iterator[Weights]:
    near = _near(readme)
    for line, address in links(readme):
        if kind := _leads(line, address, near.get(line.number, False), names):
            yield Weights(address, kind, _size(line.text), Seen(readme.path, line.number, "link to weights"))
    for line in readme.lines:
        for name in _SET.findall(line.text):
            if is_own(name, names):
                yield Weights(name, "hub", None, Seen(readme.path, line.number, "named as its model"))
        for name in _HUB_CALL.findall(line.text):
            if is_own(name, names) is not False:
                yield Weights(name, "hub", None, Seen(readme.path, line.number, "loaded from a hub"))


def _leads(line: Line, address: str, near: bool, names: Names) -> WeightsKind | None:
    """The kind of place, if a link leads to weights of the repository."""
    kind = _kind(address)
    own = is_own(address, names) if kind == "hub" else None
    if kind is None or own is False or (kind == "hub" and own is None and _OTHERS.search(line.text)):
        return None
    data = _DATA.search(line.text) and not SPEAKS.search(line.text)
    return kind if own or _certain(address) or (near and not data) else None


def _in_code(code: Code, names: Names) -> Iterator[Weights]:
    """Models of its own that the code loads from a hub."""
    for facts in code.files:
        for line, name in facts.hub:
            if is_own(name, names):
                yield Weights(
                    name, "hub", None, Seen(facts.path.partition("#")[0], line, "loaded from a hub")
                )


def _by_name(readme: Readme, tree: Tree) -> Iterator[Weights]:
    """Weights that the README loads by a name that begins with the repository's own."""
    own = re.sub(r"[^a-z]", "", re.sub(r"-v?\d[\w.]*\Z", "", tree.name.lower()))[:8]
    for line in readme.lines:
        if hit := _BY_ITSELF.search(line.text):
            yield Weights(hit[0][:80], "link", None, Seen(readme.path, line.number, "fetched by the code"))
        told = _OWN_CALL.search(line.text)
        if told and len(own) > 3 and re.sub(r"[^a-z]", "", told[1].lower()).startswith(own):
            yield Weights(told[1], "link", None, Seen(readme.path, line.number, "loaded by its name"))


def _near(readme: Readme) -> dict[int, bool]:
    """Lines that speak of weights: themselves, by their heading, or by the two lines before."""
    spoken: dict[int, bool] = {}
    last = -9
    for line in readme.lines:
        if SPEAKS.search(line.text) and not (_used_only(line) or _PROMISED.search(line.text)):
            last = line.number
        spoken[line.number] = line.number - last <= 2 or bool(SPEAKS.search(line.heading))
    return spoken


def _used_only(line: Line) -> bool:
    """Whether weights are spoken of that somebody else made, to begin with."""
    return bool(
        re.search(
            r"(?:imagenet|vgg|resnet|bert|glove|word2vec|inception)\S*[- ]pre-?trained"
            r"|pre-?trained (?:on imagenet|vgg|resnet|glove|word2vec|inception|bert)",
            line.text,
            re.I,
        )
    )


def _certain(address: str) -> bool:
    path = urlsplit(address).path.lower() if "://" in address else address.lower()
    return path.endswith(
        (".pth", ".pt", ".ckpt", ".safetensors", ".pth.tar", ".onnx", ".caffemodel", ".gguf")
    )


def _kind(address: str) -> WeightsKind | None:
    if (
        _NOT_OURS.search(address)
        or address.startswith(("#", "mailto:"))
        or re.search(r"[<>\"'=]\S{0,200}[\"']", address)
    ):
        return None
    host = urlsplit(address).netloc.lower() if "://" in address else ""
    if "huggingface.co" in host or "tfhub" in host or "modelscope" in host:
        page = not urlsplit(address).path.strip("/") or re.search(
            r"/(?:datasets|spaces|papers|docs|blog)/", address
        )
        return None if page else "hub"
    if "github.com" in host:
        return "release" if "/releases/" in address else ("link" if _certain(address) else None)
    if any(each in host for each in _DRIVES):
        return "drive"
    if not host:
        return "link" if _certain(address) or _FOLDER.search(address) else None
    return (
        "link"
        if _certain(address)
        or re.search(r"\.(?:zip|tar|gz|tgz|h5|pkl|bin|npz)\b|s3|storage|download|model", address)
        else None
    )


def _size(text: str) -> int | None:
    """A size that stands beside a link (``1.2 GB``)."""
    told = re.search(r"(\d{1,5}(?:\.\d+)?)\s?(K|M|G|T)i?B\b", text, re.I)
    return int(float(told[1]) * 1000 ** ("KMGT".index(told[2].upper()) + 1)) if told else None
