import argparse


def diffusion_defaults():
    return dict(
        diffusion_steps=50,
        noise_schedule="linear",
        learn_sigma=False,
    )


def model_and_diffusion_defaults():
    res = dict(
        image_size=32,
        num_channels=16,
        dropout=0.0,
        class_cond=False,
    )
    res.update(diffusion_defaults())
    return res


def add_dict_to_argparser(parser, default_dict):
    for k, v in default_dict.items():
        v_type = type(v)
        if v is None:
            v_type = str
        elif isinstance(v, bool):
            v_type = str2bool
        parser.add_argument(f"--{k}", default=v, type=v_type)


def str2bool(v):
    if isinstance(v, bool):
        return v
    if v.lower() in ("yes", "true", "t", "y", "1"):
        return True
    elif v.lower() in ("no", "false", "f", "n", "0"):
        return False
    else:
        raise argparse.ArgumentTypeError("boolean value expected")
