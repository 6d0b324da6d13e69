"""Writes a caption under a picture, with the words that its colours suggest."""
import json

from absl import app, flags, logging
import numpy as np
from PIL import Image

FLAGS = flags.FLAGS
flags.DEFINE_string("image_path", None, "Picture to be described.", required=True)
flags.DEFINE_enum("style", "plain", ["plain", "poem", "headline"], "How the caption is to sound.")
flags.DEFINE_integer("max_words", 6, "Longest caption.", lower_bound=1, upper_bound=12)
flags.DEFINE_float("temperature", 0.7, "How freely words are drawn.", lower_bound=0.0)
flags.DEFINE_bool("lowercase", False, "Whether to write without capitals.")
flags.DEFINE_multi_string("avoid", [], "Words that must not occur.")
flags.DEFINE_string("output_json", "/tmp/captions.json", "Where the caption is written.")

WORDS = {0: "warm", 1: "green", 2: "cold"}


def describe(pixels, rng):
    mean = pixels.reshape(-1, 3).mean(0)
    words = ["a", WORDS[int(mean.argmax())], "scene", "with", "some", "shadow"]
    rng.shuffle(words[3:])
    return [w for w in words if w not in FLAGS.avoid][: FLAGS.max_words]


def main(argv):
    if len(argv) > 1:
        raise app.UsageError("Too many arguments.")
    image = Image.open(FLAGS.image_path).convert("RGB")
    rng = np.random.default_rng(int(FLAGS.temperature * 100))
    text = " ".join(describe(np.asarray(image), rng))
    text = text.lower() if FLAGS.lowercase else text.capitalize()
    if FLAGS.style == "headline":
        text = text.upper()
    logging.info("caption: %s", text)
    with open(FLAGS.output_json, "w") as f:
        json.dump({"caption": text}, f)


if __name__ == "__main__":
    app.run(main)
