"""Restore a noisy image.  python test_restore.py --input noisy.png --output clean.png --strength 2"""
import argparse

import numpy as np
from PIL import Image


def get_args():
    parser = argparse.ArgumentParser(description="Restore a noisy image with a 100% hand-made filter")
    parser.add_argument("--input", "-i", type=str, required=True, help="noisy image")
    parser.add_argument("--output", "-o", type=str, default="results/restored.png", help="where to save")
    parser.add_argument("--strength", type=int, default=1, choices=range(1, 6), help="how much to smooth")
    parser.add_argument("--task", type=str, default="denoise", choices=["denoise", "deblur"])
    # model
    parser.add_argument("--width", type=int, default=64, help="channels of the first layer")
    parser.add_argument("--depth", type=int, default=5, help="number of blocks")
    parser.add_argument("--kernel_size", type=int, default=3, choices=[1, 3, 5, 7])
    parser.add_argument("--norm", default="batch", choices=["batch", "instance", "none"], help="kind of normalisation")
    parser.add_argument("--act", default="relu", choices=["relu", "gelu", "silu"])
    parser.add_argument("--dropout", type=float, default=0.0, help="between 0 and 1")
    parser.add_argument("--init_gain", type=float, default=0.02)
    parser.add_argument("--ckpt", type=str, default=None, help="path to a checkpoint (optional)")
    # training, unused here
    parser.add_argument("--lr", type=float, default=2e-4, help="learning rate")
    parser.add_argument("--beta1", type=float, default=0.9)
    parser.add_argument("--beta2", type=float, default=0.999)
    parser.add_argument("--weight_decay", type=float, default=0.0)
    parser.add_argument("--batch_size", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--warmup", type=int, default=500)
    parser.add_argument("--scheduler", default="cosine", choices=["cosine", "linear", "step"])
    parser.add_argument("--grad_clip", type=float, default=1.0)
    parser.add_argument("--num_workers", type=int, default=4)
    parser.add_argument("--amp", action="store_true", help="mixed precision")
    parser.add_argument("--ema", action="store_true")
    parser.add_argument("--ema_decay", type=float, default=0.999)
    parser.add_argument("--seed", type=int, default=0, help="random seed")
    parser.add_argument("--deterministic", action="store_true")
    # logging
    parser.add_argument("--log_every", type=int, default=50)
    parser.add_argument("--save_every", type=int, default=1000)
    parser.add_argument("--exp_name", type=str, default="debug")
    parser.add_argument("--wandb", action="store_true")
    parser.add_argument("--verbose", "-v", action="count", default=0)
    # test-time
    parser.add_argument("--tile", type=int, default=0, help="tile size, 0 for no tiles")
    parser.add_argument("--tile_pad", type=int, default=8)
    parser.add_argument("--self_ensemble", action="store_true", help="average over flips")
    parser.add_argument("--gamma", type=float, default=1.0, help="gamma of the result [0.1-4.0]")
    parser.add_argument("--mean", type=float, nargs=3, default=[0.5, 0.5, 0.5])
    parser.add_argument("--std", type=float, nargs=3, default=[0.5, 0.5, 0.5])
    parser.add_argument("--no_clip", dest="clip", action="store_false")
    parser.add_argument("--gpu_ids", type=str, default="0")
    return parser.parse_args()


def smooth(x, times):
    for _ in range(times):
        p = np.pad(x, ((1, 1), (1, 1), (0, 0)), mode="edge")
        x = (p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:] + x) / 5
    return x


def main():
    args = get_args()
    np.random.seed(args.seed)
    x = np.asarray(Image.open(args.input).convert("RGB"), dtype=np.float64) / 255
    y = smooth(x, args.strength)
    if args.task == "deblur":
        y = x + (x - y)
    y = np.clip(y, 0, 1) ** args.gamma
    import os
    os.makedirs(os.path.dirname(args.output) or ".", exist_ok=True)
    Image.fromarray((y * 255).astype("uint8")).save(args.output)
    print(f"saved to {args.output}")


if __name__ == "__main__":
    main()
