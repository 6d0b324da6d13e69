"""
Generate a picture from noise and save it as a PNG file.
"""
import argparse
import os

import numpy as np
from PIL import Image

from diffusion.script_util import add_dict_to_argparser, model_and_diffusion_defaults


def main():
    args = create_argparser().parse_args()
    rng = np.random.default_rng(args.seed)
    x = rng.normal(size=(args.image_size, args.image_size, 3))
    for _ in range(args.diffusion_steps):
        x = x * (1 - 1 / args.diffusion_steps)
    os.makedirs(args.save_dir, exist_ok=True)
    x = 1 / (1 + np.exp(-x * (2 if args.class_cond else 30)))
    Image.fromarray((x * 255).astype("uint8")).save(os.path.join(args.save_dir, "sample.png"))


def create_argparser():
    defaults = dict(
        clip_denoised=True,
        seed=0,
        save_dir="./samples",
    )
    defaults.update(model_and_diffusion_defaults())
    parser = argparse.ArgumentParser()
    add_dict_to_argparser(parser, defaults)
    return parser


if __name__ == "__main__":
    main()
