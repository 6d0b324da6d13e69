import ml_collections


def get_config():
    config = ml_collections.ConfigDict()
    config.prompt = "a red fox"
    config.seed = 0
    config.model = ml_collections.ConfigDict()
    config.model.width = 32
    config.model.dropout = 0.1
    config.sampling = sampling = ml_collections.ConfigDict()
    sampling.steps = 10
    sampling.method = "ddim"
    return config
