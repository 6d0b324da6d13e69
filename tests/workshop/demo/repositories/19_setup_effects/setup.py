import os
import pathlib

from setuptools import find_packages, setup

pathlib.Path(os.environ.get("INROAD_DEMO_TRAP", "trap"), "setup-ran").write_text("setup.py was run")
REQUIRES = ["numpy>=1.20", 'importlib-metadata; python_version < "3.8"']
setup(name="rower", version="1.0", packages=find_packages(), install_requires=REQUIRES, license="MIT")
