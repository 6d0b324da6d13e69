from options.train_options import TrainOptions

if __name__ == '__main__':
    opt = TrainOptions().parse()
    for epoch in range(opt.n_epochs):
        print('epoch', epoch)
