import hydra
import numpy as np
from omegaconf import DictConfig
from PIL import Image


@hydra.main(config_path="conf", config_name="sample", version_base=None)
def main(cfg: DictConfig):
    """Draw a sample of noise."""
    rng = np.random.default_rng(cfg.seed)
    x = rng.normal(cfg.noise.mean, cfg.noise.std, (cfg.size, cfg.size, 3))
    Image.fromarray((np.clip(x, 0, 1) * 255).astype("uint8")).save(cfg.out_path)


if __name__ == "__main__":
    main()
