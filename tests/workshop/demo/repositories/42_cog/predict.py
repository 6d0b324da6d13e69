from cog import BasePredictor, Input, Path
import numpy as np
from PIL import Image


class Predictor(BasePredictor):
    def setup(self):
        self.kernel = np.ones((3, 3)) / 9

    def predict(
        self,
        image: Path = Input(description="Picture to soften"),
        strength: float = Input(description="How soft", ge=0, le=2, default=1.0),
        mode: str = Input(description="What is done", choices=["soften", "sharpen"], default="soften"),
        seed: int = Input(description="Random seed, blank for any", default=None),
    ) -> Path:
        """Soften or sharpen a picture."""
        x = np.asarray(Image.open(image).convert("RGB")).astype(float)
        soft = (x + np.roll(x, 1, 0) + np.roll(x, 1, 1)) / 3
        out = soft if mode == "soften" else x + strength * (x - soft)
        Image.fromarray(np.clip(out, 0, 255).astype("uint8")).save("/tmp/out.png")
        return Path("/tmp/out.png")
