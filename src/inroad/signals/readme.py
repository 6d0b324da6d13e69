"""What a README says about using a repository: how to install it, where weights and a demo are.

A README is a stranger's text.  Nothing of it is ever kept or shown: every fact is one of the few words in
the tables below, so markup, scripts and sentences that speak to a program do no harm.  Comments and scripts
are not read, because no reader sees them.

``facts`` is pure; a README that was not read to its end can show that something is there, never that it is
not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LINE = 2_000
"""Characters of a line that are read; longer ones are data."""

_HIDDEN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)")

# -- install ------------------------------------------------------------------------------------------

_PIP = re.compile(
    r"(?i)\b(?:pip[\d.]*|pipx|uv pip|python[\d.]* -m pip|uv tool)\s+install\s+(.*)"
    r"|\b(?:uv|poetry|pdm) add\s+(.*)"
)
_CONDA = re.compile(r"(?i)\b(?:conda|mamba|micromamba)\s+install\s+(.*)")
_DOCKER = re.compile(r"(?i)\bdocker(?:-compose|\s+compose)?\s+(?:pull|run|build|up)\b|\bghcr\.io/\S")
_SOURCE = re.compile(
    r"(?i)\bpython[\d.]*\s+setup\.py\s+(?:install|develop|build)|\bgit\s+clone\b|\bconda\s+env\s+(?:create|update)"
    r"|\b(?:poetry|uv|pdm)\s+(?:install|sync)\b|\bcmake\b|\bcargo\s+(?:build|install)\b"
)
_FROM_HERE = re.compile(
    r"(?:^|\s)(?:-e\b|--editable\b|-r\b|--requirement\b|git\+|\.(?:\s|$|\[|/)|\S+\.whl\b)"
)
_NOT_THIS = frozenset(
    {
        *("torch", "torchvision", "torchaudio", "tensorflow", "jax", "jaxlib", "flax", "numpy", "scipy"),
        *("pandas", "matplotlib", "scikit-learn", "sklearn", "transformers", "datasets", "accelerate"),
        *("diffusers", "peft", "tqdm", "wandb", "einops", "timm", "pip", "wheel", "setuptools", "ninja"),
        *("packaging", "flash-attn", "xformers", "deepspeed", "vllm", "bitsandbytes", "sentencepiece"),
        *("huggingface-hub", "opencv-python", "jupyter", "notebook", "ipykernel", "gradio", "openai"),
        *("pytest", "pre-commit", "black", "ruff", "mypy", "uv", "poetry", "gdown", "triton", "trl"),
    }
)
"""Packages that nearly every project needs: to install one of them is not to install the project."""

# -- weights and demos --------------------------------------------------------------------------------

_HUB = r"(?:huggingface\.co|hf\.co)/"
_NO_MODEL = (
    r"(?:datasets|spaces|papers|docs|blog|collections|join|login|settings|api|learn|organizations|posts|new)"
)
_ABOUT_WEIGHTS = re.compile(r"(?i)\b(?:weights?|check-?points?|ckpts?|pre-?trained|model zoo|models?)\b")
_WEIGHTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "Hugging Face": re.compile(
            rf"(?i){_HUB}(?!{_NO_MODEL}\b)[\w.-]+/[\w.-]+|from_pretrained\(\s*[\"'][\w.-]+/[\w.-]+[\"']"
            rf"|{_HUB}collections/\S"
        ),
        "release file": re.compile(
            r"(?i)/releases/download/\S+\.(?:pth?|ckpt|safetensors|bin|onnx|gguf|npz|pkl|tar(?:\.gz)?|zip)\b"
        ),
        "ModelScope": re.compile(r"(?i)modelscope\.(?:cn|ai)/models/\S"),
        "file": re.compile(r"(?i)https?://\S+\.(?:pth?|ckpt|safetensors|onnx|gguf)\b"),
    }
)
_STORES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "Google Drive": re.compile(r"(?i)(?:drive|docs)\.google\.com/\S"),
        "Zenodo": re.compile(r"(?i)zenodo\.org/\S"),
        "Dropbox": re.compile(r"(?i)dropbox\.com/\S"),
        "OneDrive": re.compile(r"(?i)(?:1drv\.ms|onedrive\.live\.com|sharepoint\.com)/\S"),
        "Baidu": re.compile(r"(?i)pan\.baidu\.com/\S"),
    }
)
"""Places that hold anything: they count only in a line that speaks of weights."""
_DEMO: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "Space": re.compile(rf"(?i){_HUB}spaces/\S"),
        "Colab": re.compile(r"(?i)colab\.research\.google\.com/\S"),
        "Replicate": re.compile(r"(?i)replicate\.com/[\w-]+/[\w-]"),
        "Gradio": re.compile(r"(?i)\.gradio\.(?:live|app)\b"),
        "Streamlit": re.compile(r"(?i)\.streamlit\.app\b|share\.streamlit\.io/\S"),
        "Binder": re.compile(r"(?i)mybinder\.org/\S"),
        "Kaggle": re.compile(r"(?i)kaggle\.com/(?:code|kernels)/\S"),
        "page": re.compile(r"(?i)\[[^\]\n]{0,60}\b(?:demo|playground)\b[^\]\n]{0,60}\]\(\s*https?://"),
    }
)


@dataclass(frozen=True, slots=True)
class Readme:
    """What one README says; None: it does not say, or not in the part that was read."""

    length: int
    """Characters that were read."""
    whole: bool
    """It was read to its end."""
    install: str | None
    """The easiest way it names: "pip", "conda", "docker" or "source"."""
    weights: str | None
    """Where weights are, one of a few words."""
    demo: str | None


def facts(data: bytes, repository: str, whole: bool = True) -> Readme:
    """The facts in a README.

    Args:
        data: its bytes, in any encoding.
        repository: owner/name; a package is taken for the repository's own by its name.
        whole: whether ``data`` is all of it.
    """
    words = decoded(data)
    lines = [line[:LINE] for line in _HIDDEN.sub(" ", words).splitlines()]
    return Readme(
        len(words),
        whole,
        _install(lines, repository.partition("/")[2]),
        _weights(lines),
        _first(lines, _DEMO),
    )


def decoded(data: bytes) -> str:
    """Text in whatever encoding it is; what cannot be read stands as replacement characters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The end of a text that was cut may be half a character.
        cut = error.start > len(data) - 4
        return data.decode("utf-8", "replace") if cut else data.decode("cp1252", "replace")


def _install(lines: list[str], project: str) -> str | None:
    ways = {way for line in lines if len(line) < LINE for way in _ways(line, project)}
    return next((way for way in ("pip", "conda", "docker", "source") if way in ways), None)


def _ways(line: str, project: str) -> set[str]:
    ways = set()
    if pip := _PIP.search(line):
        ways.add("pip" if _is_own(pip[1] or pip[2] or "", project) else "source")
    if conda := _CONDA.search(line):
        ways.add("conda" if _is_own(conda[1], project) else "source")
    if _DOCKER.search(line):
        ways.add("docker")
    if _SOURCE.search(line):
        ways.add("source")
    return ways


def _is_own(arguments: str, project: str) -> bool:
    """Whether one of the packages installed is the project itself."""
    command = re.split(r"[`#;|&<]", arguments)[0]
    if _FROM_HERE.search(command):
        return False
    named = [_plain(word) for word in command.split() if not word.startswith("-")]
    if any(_alike(name, _plain(project)) for name in named):
        return True
    return len(named) == 1 and bool(named[0]) and named[0] not in _NOT_THIS and "/" not in named[0]


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>~!@,\"']", package.strip("\"'"))[0]).lower().strip("-")


def _alike(package: str, project: str) -> bool:
    joined, known = package.replace("-", ""), project.replace("-", "")
    return len(joined) > 2 and (joined == known or joined in (f"py{known}", f"{known}py", f"{known}torch"))


def _weights(lines: list[str]) -> str | None:
    found = _first(lines, _WEIGHTS)
    return found or _first([line for line in lines if _ABOUT_WEIGHTS.search(line)], _STORES)


def _first(lines: list[str], places: Mapping[str, re.Pattern[str]]) -> str | None:
    return next((place for place, look in places.items() if any(map(look.search, lines))), None)
