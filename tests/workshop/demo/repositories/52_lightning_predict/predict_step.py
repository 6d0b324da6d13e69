import argparse

import pytorch_lightning as pl
import torch
from PIL import Image
from torchvision import transforms


class Segmenter(pl.LightningModule):
    def __init__(self, classes=3):
        super().__init__()
        self.net = torch.nn.Conv2d(3, classes, 1)

    def forward(self, x):
        return self.net(x).argmax(1)

    def training_step(self, batch, _):
        return torch.nn.functional.cross_entropy(self.net(batch[0]), batch[1])


def load_model(ckpt):
    return Segmenter.load_from_checkpoint(ckpt).eval()


@torch.no_grad()
def segment_image(model, path):
    x = transforms.ToTensor()(Image.open(path).convert("RGB"))[None].cuda()
    return model(x)[0].byte().cpu().numpy()


if __name__ == "__main__":
    ap = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    ap = pl.Trainer.add_argparse_args(ap)
    ap.add_argument("image", type=argparse.FileType("rb"), help="picture to segment")
    ap.add_argument("--ckpt", default="checkpoints/best.ckpt", help="weights")
    ap.add_argument("-o", "--out-mask", default="mask.png")
    hparams = ap.parse_args()
    mask = segment_image(load_model(hparams.ckpt).cuda(), hparams.image.name)
    Image.fromarray(mask * 80).save(hparams.out_mask)
