#!/usr/bin/env python
"""Summarise a text with the sentences that weigh most."""
import logging
import sys
from dataclasses import dataclass, field
from typing import Optional

from transformers import HfArgumentParser

logger = logging.getLogger(__name__)


@dataclass
class ModelArguments:
    """
    Arguments pertaining to which model we are going to use.
    """

    scorer: str = field(default="frequency", metadata={"help": "How sentences are weighed.", "choices": ["frequency", "position"]})
    use_stopwords: bool = field(default=True, metadata={"help": "Leave out the commonest words."})


@dataclass
class DataArguments:
    input_file: str = field(metadata={"help": "The text file to summarise (.txt)."})
    num_sentences: int = field(default=2, metadata={"help": "Length of the summary in sentences."})
    output_file: Optional[str] = field(default=None, metadata={"help": "Where the summary is written (.txt)."})
    prefix: Optional[str] = field(default="", metadata={"help": "Text before the summary."})


def summarise(text, model_args, data_args):
    sentences = [s.strip() for s in text.replace("\n", " ").split(".") if s.strip()]
    stop = {"the", "a", "of", "and"} if model_args.use_stopwords else set()
    words = [w for w in text.lower().split() if w not in stop]
    weight = {s: sum(words.count(w) for w in s.lower().split()) for s in sentences}
    best = sorted(sentences, key=lambda s: -weight[s] if model_args.scorer == "frequency" else sentences.index(s))
    return ". ".join(best[: data_args.num_sentences]) + "."


def main():
    parser = HfArgumentParser((ModelArguments, DataArguments))
    if len(sys.argv) == 2 and sys.argv[1].endswith(".json"):
        model_args, data_args = parser.parse_json_file(json_file=sys.argv[1])
    else:
        model_args, data_args = parser.parse_args_into_dataclasses()
    with open(data_args.input_file) as f:
        text = f.read()
    summary = data_args.prefix + summarise(text, model_args, data_args)
    if data_args.output_file:
        with open(data_args.output_file, "w") as f:
            f.write(summary)
    print(summary)


if __name__ == "__main__":
    main()
