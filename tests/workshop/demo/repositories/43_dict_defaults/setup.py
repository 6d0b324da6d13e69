from setuptools import setup
setup(name="diffusion", py_modules=["diffusion"], install_requires=["numpy", "pillow"])
