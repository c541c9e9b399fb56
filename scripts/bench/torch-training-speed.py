"""Prints how many milliseconds a training step of the networks of training-speed.ts takes in PyTorch on one thread."""

import json
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(0)


def conv(*args, norm=nn.BatchNorm2d, activation=nn.ReLU, layer=nn.Conv2d, **options):
    return nn.Sequential(layer(*args, bias=False, **options), norm(args[1]), activation())


def cnn():
    layers = []
    for before, after in ((1, 16), (16, 32), (32, 64)):
        layers += [conv(before, after, 3, padding=1), nn.MaxPool2d(2, ceil_mode=True)]
    # The bands stay apart: [batch, channels, frames, bands] -> mean over frames.
    return nn.Sequential(*layers, Mean(2), nn.Flatten(), nn.Linear(64 * 5, 12))


class Mean(nn.Module):
    def __init__(self, *axes):
        super().__init__()
        self.axes = axes

    def forward(self, x):
        return x.mean(self.axes)


def ds_cnn():
    layers = [conv(1, 64, (10, 4), stride=2, padding=(4, 1))]
    for _ in range(4):
        layers += [conv(64, 64, 3, padding=1, groups=64), conv(64, 64, 1)]
    return nn.Sequential(*layers, Mean(2, 3), nn.Linear(64, 12))


class SubSpectralNorm(nn.Module):
    def __init__(self, channels, sub_bands=5):
        super().__init__()
        self.sub_bands = sub_bands
        self.norm = nn.BatchNorm2d(channels * sub_bands)

    def forward(self, x):
        batch, channels, bands, frames = x.shape
        cut = x.view(batch, channels * self.sub_bands, bands // self.sub_bands, frames)
        return self.norm(cut).view(x.shape)


class Block(nn.Module):
    def __init__(self, before, after, stage, stride):
        super().__init__()
        self.is_transition = before != after
        width = [conv(before, after, 1)] if self.is_transition else []
        bands = nn.Conv2d(after, after, (3, 1), (stride, 1), (1, 0), groups=after, bias=False)
        self.image = nn.Sequential(*width, bands, SubSpectralNorm(after))
        reach = 2**stage
        time_conv = conv(after, after, (1, 3), padding=(0, reach), dilation=(1, reach), groups=after, activation=nn.SiLU)
        self.time = nn.Sequential(time_conv, nn.Conv2d(after, after, 1, bias=False))

    def forward(self, x):
        image = self.image(x)
        total = self.time(image.mean(2, keepdim=True)) + image
        return torch.relu(total if self.is_transition else total + x)


def bc_resnet(base=8):
    layers = [conv(1, 2 * base, 5, stride=(2, 1), padding=2)]
    width = 2 * base
    for stage, (count, after) in enumerate(((2, base), (2, base * 3 // 2), (4, base * 2), (4, base * 5 // 2))):
        for index in range(count):
            layers.append(Block(width, after, stage, 2 if stage in (1, 2) and index == 0 else 1))
            width = after
    tail = nn.Conv2d(width, width, 5, padding=(0, 2), groups=width, bias=False)
    return nn.Sequential(*layers, tail, conv(width, 4 * base, 1), Mean(2, 3), nn.Linear(4 * base, 12))


class Residual(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        options = {"norm": nn.BatchNorm1d, "layer": nn.Conv1d}
        self.long = nn.Sequential(
            conv(before, after, 9, stride=2, padding=4, **options),
            conv(after, after, 9, padding=4, activation=nn.Identity, **options),
        )
        self.short = conv(before, after, 1, stride=2, **options)

    def forward(self, x):
        return torch.relu(self.long(x) + self.short(x))


def tc_resnet():
    stem = conv(40, 16, 3, padding=1, norm=nn.BatchNorm1d, layer=nn.Conv1d)
    blocks = [Residual(before, after) for before, after in ((16, 24), (24, 32), (32, 48))]
    return nn.Sequential(stem, *blocks, Mean(2), nn.Linear(48, 12))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(40, 64, batch_first=True)
        self.dense = nn.Linear(64, 12)

    def forward(self, x):
        return self.dense(self.lstm(x)[0].mean(1))


def step_ms(model, shape, min_steps=12, min_sec=6.0):
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    features = torch.randn(64, *shape)
    labels = torch.randint(0, 12, (64,))
    best = float("inf")
    first = time.perf_counter()
    steps = 0
    while steps < min_steps or time.perf_counter() - first < min_sec:
        steps += 1
        start = time.perf_counter()
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(features), labels).backward()
        optimizer.step()
        best = min(best, 1000 * (time.perf_counter() - start))
    return best


networks = {
    "cnn": (cnn(), (1, 98, 40)),
    "ds-cnn": (ds_cnn(), (1, 98, 40)),
    "bc-resnet": (bc_resnet(), (1, 40, 98)),
    "tc-resnet": (tc_resnet(), (40, 98)),
    "lstm": (Lstm(), (98, 40)),
}
print(json.dumps({
    "version": torch.__version__,
    "steps": [
        {
            "name": name,
            "ms": step_ms(model, shape),
            "parameters": sum(weights.numel() for weights in model.parameters()),
        }
        for name, (model, shape) in networks.items()
    ],
}))
