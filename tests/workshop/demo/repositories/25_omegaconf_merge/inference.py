import argparse
import os

from omegaconf import OmegaConf
import numpy as np
from PIL import Image


def get_parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", "-c", default="configs/v1-inference.yaml", help="path to config")
    parser.add_argument("--prompt", type=str, nargs="?", default="a painting of a virus monster playing guitar",
                        help="the prompt to render")
    parser.add_argument("--outdir", type=str, nargs="?", help="dir to write results to",
                        default="outputs/txt2img-samples")
    return parser


def render(prompt, cfg):
    rng = np.random.default_rng([ord(c) for c in prompt])
    x = rng.random((cfg.sampler.height, cfg.sampler.width, 3)) ** cfg.sampler.contrast
    return Image.fromarray((x * 255).astype("uint8"))


def main():
    opt, unknown = get_parser().parse_known_args()
    config = OmegaConf.load(opt.base)
    cli = OmegaConf.from_dotlist(unknown)
    config = OmegaConf.merge(config, cli)
    os.makedirs(opt.outdir, exist_ok=True)
    for i in range(config.sampler.n_samples):
        render(opt.prompt, config).save(os.path.join(opt.outdir, f"{i:05}.png"))


if __name__ == "__main__":
    main()
