from absl import app, flags
from ml_collections import config_flags
import numpy as np
from PIL import Image

FLAGS = flags.FLAGS
config_flags.DEFINE_config_file("config", "configs/default.py", "Sampling configuration.", lock_config=True)
flags.DEFINE_string("workdir", None, "Where samples go.")
flags.mark_flags_as_required(["workdir"])


def main(argv):
    config = FLAGS.config
    rng = np.random.default_rng(config.seed + len(config.prompt))
    x = rng.random((config.model.width, config.model.width, 3))
    for _ in range(config.sampling.steps):
        x = 0.9 * x + 0.05
    Image.fromarray((x * 255).astype("uint8")).save(FLAGS.workdir + "/sample.png")


if __name__ == "__main__":
    app.run(main)
