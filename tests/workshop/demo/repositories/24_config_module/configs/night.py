from configs.base import Config as Base


class Config(Base):
    palette = "night"
    steps = 40
