from yacs.config import CfgNode as CN

_C = CN()
_C.INPUT = CN()
_C.INPUT.SIZE = 64
_C.INPUT.MEAN = [0.5, 0.5, 0.5]
_C.MODEL = CN()
_C.MODEL.NAME = "edge"
_C.MODEL.THRESHOLD = 0.2
_C.OUTPUT_DIR = "output"


def get_cfg_defaults():
    return _C.clone()
