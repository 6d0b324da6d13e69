import sys
import wave

from .args import get_args


def main():
    args = get_args()
    with wave.open(args.wav_in) as f:
        rate, frames = f.getframerate(), f.readframes(f.getnframes())
    with wave.open(args.wav_out, "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(int(rate * args.rate))
        f.writeframes(frames)
    print("wrote", args.wav_out, file=sys.stderr)


if __name__ == "__main__":
    main()
