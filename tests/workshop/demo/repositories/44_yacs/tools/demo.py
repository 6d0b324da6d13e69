import argparse
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import numpy as np
from PIL import Image

from config import get_cfg_defaults


def main():
    parser = argparse.ArgumentParser(description="Edges of a picture")
    parser.add_argument("--config-file", default="", metavar="FILE", help="path to config file")
    parser.add_argument("--input", required=True, help="picture")
    parser.add_argument("opts", help="Modify config options using the command-line", default=None, nargs=argparse.REMAINDER)
    args = parser.parse_args()
    cfg = get_cfg_defaults()
    if args.config_file:
        cfg.merge_from_file(args.config_file)
    if args.opts:
        cfg.merge_from_list(args.opts)
    cfg.freeze()
    x = np.asarray(Image.open(args.input).convert("L").resize((cfg.INPUT.SIZE, cfg.INPUT.SIZE))) / 255.0
    edges = np.abs(x - np.roll(x, 1, 1)) > cfg.MODEL.THRESHOLD
    os.makedirs(cfg.OUTPUT_DIR, exist_ok=True)
    Image.fromarray((edges * 255).astype("uint8")).save(os.path.join(cfg.OUTPUT_DIR, "edges.png"))


if __name__ == "__main__":
    main()
