import sys

sys.path.append('..')
import numpy as np
from lib.ops import edges
from PIL import Image


def detect_edges(img_path, out_path="edges.png"):
    img = np.asarray(Image.open(img_path).convert("L"), dtype=int)
    out = Image.fromarray(edges(img))
    out.save(out_path)
    return out_path


if __name__ == "__main__":
    print(detect_edges(sys.argv[1]))
