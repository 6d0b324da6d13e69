import argparse
import glob
import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))

import numpy as np
from PIL import Image
from net.denoise import Denoiser

parser = argparse.ArgumentParser(description="Denoise all images of a folder")
parser.add_argument("--input_folder", "-i", type=str, default="./demo_images")
parser.add_argument("--result_folder", "-r", type=str, default="./results")
parser.add_argument("--sigma", type=int, choices=[15, 25, 50], default=25)
parser.add_argument("--ext", default="png", help="extension of the images")
args = parser.parse_args()

os.makedirs(args.result_folder, exist_ok=True)
model = Denoiser(args.sigma)
paths = sorted(glob.glob(os.path.join(args.input_folder, "*." + args.ext)))
if not paths:
    raise SystemExit("no images in " + args.input_folder)
for i, path in enumerate(paths):
    img = np.asarray(Image.open(path).convert("RGB")).astype(np.float32)
    out = model(img)
    name = os.path.splitext(os.path.basename(path))[0]
    Image.fromarray(out.astype(np.uint8)).save(os.path.join(args.result_folder, name + "_denoised.png"))
    print(f"{(i + 1) / len(paths):.0%} {name}")
