import argparse


def add_model_args(parser):
    group = parser.add_argument_group("model")
    group.add_argument("--layers", type=int, default=2, help="number of layers")
    group.add_argument("--rate", type=float, default=1.0, help="speed of speech, between 0.5 and 2")


def get_args(argv=None):
    parser = argparse.ArgumentParser("speechkit", description="Change the speed of speech")
    parser.add_argument("wav_in", metavar="IN.wav", help="recording, 16-bit .wav")
    parser.add_argument("wav_out", metavar="OUT.wav")
    add_model_args(parser)
    parser.add_argument("--gain", type=float, default=1.0)
    return parser.parse_args(argv)
