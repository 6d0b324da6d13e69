"""All settings; other files of this folder import it and change some."""


class Config:
    image_size = 64
    steps = 20
    guidance = 3.5
    palette = "sunset"
    seed = 7
