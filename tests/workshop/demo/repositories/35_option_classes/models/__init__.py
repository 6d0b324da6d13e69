import importlib


def get_option_setter(name):
    return importlib.import_module('models.' + name + '_model').modify_commandline_options


def create_model(opt):
    return importlib.import_module('models.' + opt.model + '_model').Model(opt)
