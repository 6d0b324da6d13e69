import numpy as np
import torch
from PIL import Image


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(3, 1, 3, padding=1)

    def forward(self, x):
        return torch.sigmoid(self.conv(x))


def predict(image: Image.Image, threshold: float = 0.5) -> Image.Image:
    """Segment the foreground of an image."""
    net = Net().cuda()
    net.load_state_dict(torch.load("weights/net.pth"))
    x = torch.from_numpy(np.asarray(image.convert("RGB")) / 255).float().permute(2, 0, 1)[None].cuda()
    with torch.no_grad():
        mask = net(x)[0, 0] > threshold
    return Image.fromarray((mask.cpu().numpy() * 255).astype("uint8"))
