import hydra
import numpy as np
from hydra.utils import instantiate, to_absolute_path
from omegaconf import DictConfig, OmegaConf
from PIL import Image


@hydra.main(version_base="1.3", config_path="../configs", config_name="generate.yaml")
def main(cfg: DictConfig) -> None:
    print(OmegaConf.to_yaml(cfg))
    image = np.asarray(Image.open(to_absolute_path(cfg.data.image)).convert("RGB")) / 255.0
    if cfg.model.name == "wave":
        x = image * (1 + cfg.model.amplitude * np.sin(np.arange(image.shape[1]) * cfg.model.frequency))[None, :, None]
    else:
        x = np.round(image * cfg.model.levels) / cfg.model.levels
    if cfg.sampler.invert:
        x = 1 - x
    Image.fromarray((np.clip(x, 0, 1) * 255).astype("uint8")).save(to_absolute_path(cfg.output_path))


if __name__ == "__main__":
    main()
