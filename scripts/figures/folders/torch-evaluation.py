"""Evaluates a folder FOLDER/label/clip.wav with PyTorch as one would there, and prints {clips, right, seconds} as JSON.

usage: torch-evaluation.py FOLDER WEIGHTS

WEIGHTS is what export-network.ts wrote: the shipped network (TC-ResNet, norms folded) and its front end (log-mel-16k). Two
workers of a DataLoader read, resample and make features, this process runs the network on batches of 64. The time goes from
listing the folder to the last prediction; imports and the network's start are outside of it.
"""

import json
import os
import sys
import time

import numpy as np
import torch
import torchaudio
from torch.nn import functional

BATCH = 64


def read_network(file):
    with open(file, "rb") as stream:
        head = json.loads(stream.readline())
        values = np.frombuffer(stream.read(), dtype="<f4")
    tensors, start = {}, 0
    for spec in head["specs"]:
        size = int(np.prod(spec["shape"]))
        tensors[spec["name"]] = torch.tensor(values[start : start + size].reshape(spec["shape"]))
        start += size
    return head["metadata"], tensors


class Network:
    """Kernels come as [frames, 1, before, after]; clips as [clips, bands, frames]."""

    def __init__(self, tensors, encoder):
        self.tensors, self.encoder = tensors, encoder

    def conv(self, x, name, stride=1):
        kernel = self.tensors[f"{name}/kernel"][:, 0].permute(2, 1, 0).contiguous()
        return functional.conv1d(x, kernel, self.tensors[f"{name}/bias"], stride, kernel.shape[-1] // 2)

    def __call__(self, x):
        x = self.conv(x, "stem-conv").relu()
        for index in range(1, len(self.encoder["blockFilters"]) + 1):
            inner = self.conv(x, f"block{index}-first-conv", 2).relu()
            inner = self.conv(inner, f"block{index}-second-conv")
            x = (inner + self.conv(x, f"block{index}-shortcut-conv", 2).relu()).relu()
        return x.mean(-1) @ self.tensors["logits/kernel"] + self.tensors["logits/bias"]


class Clips(torch.utils.data.Dataset):
    """The front end log-mel-16k: mean of channels, resample, level, place, log-mel in dB, normalise."""

    def __init__(self, files, metadata):
        front = metadata["frontEnd"]
        self.files, self.front = files, front
        self.mean = torch.tensor(metadata["normalisation"]["mean"])[:, None]
        self.std = torch.tensor(metadata["normalisation"]["std"])[:, None]
        self.resamplers = {}
        self.mel = torchaudio.transforms.MelSpectrogram(
            sample_rate=front["sampleRate"], n_fft=front["fftSize"], win_length=front["windowSamples"],
            hop_length=front["hopSamples"], f_min=front["minHz"], f_max=front["maxHz"], n_mels=front["numBands"],
            norm="slaney", mel_scale="slaney",
        )

    def __len__(self):
        return len(self.files)

    def resample(self, samples, rate):
        if rate == self.front["sampleRate"]:
            return samples
        if rate not in self.resamplers:
            self.resamplers[rate] = torchaudio.transforms.Resample(
                rate, self.front["sampleRate"], lowpass_filter_width=64, rolloff=0.9476
            )
        return self.resamplers[rate](samples)

    def level(self, samples):
        level = self.front["level"]
        rms = samples.double().square().mean().sqrt()
        if rms == 0:
            return samples
        gain_db = min(level["targetDbfs"] - 20 * torch.log10(rms).item(), level["maxGainDb"])
        return samples * 10 ** (gain_db / 20)

    def place(self, samples):
        size = self.front["clipSamples"]
        missing = size - len(samples)
        if missing >= 0:
            return functional.pad(samples, (missing // 2, missing - missing // 2))
        energy = functional.pad(samples.double().square().cumsum(0), (1, 0))
        loudest = int((energy[size // 2 :] - energy[: -(size // 2)]).argmax())
        start = max(0, min(-missing, loudest + size // 4 - size // 2))
        return samples[start : start + size]

    def __getitem__(self, index):
        file, label = self.files[index]
        samples, rate = torchaudio.load(file)
        heard = self.place(self.level(self.resample(samples.mean(0), rate)))
        decibels = 10 * torch.log10(self.mel(heard).clamp(min=self.front["amin"]))
        return (decibels - self.mean) / self.std, label


def list_files(folder, labels):
    return [
        (os.path.join(folder, label, name), labels.index(label))
        for label in sorted(os.listdir(folder))
        for name in sorted(os.listdir(os.path.join(folder, label)))
    ]


def evaluate(folder, metadata, network):
    files = list_files(folder, metadata["labels"])
    loader = torch.utils.data.DataLoader(Clips(files, metadata), batch_size=BATCH, num_workers=2)
    right = 0
    for features, labels in loader:
        right += int((network(features).argmax(1) == labels).sum())
    return {"clips": len(files), "right": right}


metadata, tensors = read_network(sys.argv[2])
network = Network(tensors, metadata["architecture"]["encoder"])
with torch.inference_mode():
    network(torch.zeros(BATCH, metadata["frontEnd"]["numBands"], 101))
    start = time.perf_counter()
    result = evaluate(sys.argv[1], metadata, network)
    seconds = time.perf_counter() - start
print(json.dumps({**result, "seconds": seconds, "torch": torch.__version__, "torchaudio": torchaudio.__version__}))
