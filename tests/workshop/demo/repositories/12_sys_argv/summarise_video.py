#!/usr/bin/env python
# usage: python summarise_video.py INPUT_VIDEO OUTPUT_IMAGE [EVERY]
import sys

import numpy as np
from PIL import Image, ImageSequence

if len(sys.argv) < 3:
    print("usage: summarise_video.py INPUT_VIDEO OUTPUT_IMAGE [EVERY]")
    sys.exit(1)

video = Image.open(sys.argv[1])  # .gif only
every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
frames = [np.asarray(f.convert("RGB"), float) for f in ImageSequence.Iterator(video)][::every]
Image.fromarray(np.mean(frames, axis=0).astype("uint8")).save(sys.argv[2])
print(len(frames), "frames")
