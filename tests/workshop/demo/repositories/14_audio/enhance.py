"""Speech enhancement."""
import argparse
from pathlib import Path

import numpy as np
from scipy.io import wavfile


def enhance(audio, sr, gain=1.0, floor=0.01):
    gate = np.abs(audio) > floor
    return audio * gate * gain


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("wav", type=Path, help="16-bit mono .wav")
    ap.add_argument("--out_dir", type=Path, default=Path("enhanced"))
    ap.add_argument("--gain", type=float, default=1.0)
    ap.add_argument("--floor", type=float, default=0.01)
    args = ap.parse_args()
    sr, x = wavfile.read(args.wav)
    y = enhance(x.astype(np.float64) / 32768, sr, args.gain, args.floor)
    args.out_dir.mkdir(parents=True, exist_ok=True)
    wavfile.write(args.out_dir / args.wav.name, sr, (np.clip(y, -1, 1) * 32767).astype(np.int16))


if __name__ == "__main__":
    main()
