import os

import numpy as np
from PIL import Image

from models import create_model
from options.test_options import TestOptions

if __name__ == '__main__':
    opt = TestOptions().parse()
    model = create_model(opt)
    os.makedirs(os.path.join(opt.results_dir, opt.name), exist_ok=True)
    for i, name in enumerate(sorted(os.listdir(opt.dataroot))):
        if i >= opt.num_test:
            break
        image = np.asarray(Image.open(os.path.join(opt.dataroot, name)).convert('RGB'))
        Image.fromarray(model.test(image)).save(os.path.join(opt.results_dir, opt.name, name.split('.')[0] + '.png'))
