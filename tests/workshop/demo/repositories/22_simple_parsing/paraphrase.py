from dataclasses import dataclass, field
from typing import List, Literal, Optional

from simple_parsing import ArgumentParser

SYNONYMS = {"big": "large", "small": "little", "fast": "quick"}


@dataclass
class ModelOptions:
    """How the paraphraser works."""

    strength: float = 0.5  # Share of words that may change, 0-1
    beams: int = 4
    """Candidates that are kept."""


@dataclass
class Options:
    """What to paraphrase."""

    sentence: str  # The sentence to say in other words
    language: Literal["en", "de"] = "en"  # Language of the sentence
    keep: List[str] = field(default_factory=list)  # Words that stay as they are
    prefix: Optional[str] = None
    upper: bool = False  # Shout


def paraphrase(options: Options, model: ModelOptions) -> str:
    words = options.sentence.split()
    out = [w if w in options.keep else SYNONYMS.get(w, w) for w in words]
    text = " ".join(out)
    text = (options.prefix or "") + text
    return text.upper() if options.upper else text


def main():
    parser = ArgumentParser(description="Say a sentence in other words.")
    parser.add_arguments(Options, dest="options")
    parser.add_arguments(ModelOptions, dest="model")
    args = parser.parse_args()
    print(paraphrase(args.options, args.model))


if __name__ == "__main__":
    main()
