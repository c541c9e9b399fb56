#!/usr/bin/python3
"""Golden log-mel features and resampled signals, from Debian's python3-torch and python3-torchaudio.

    /usr/bin/python3 tests/golden/features/make.py

Features: torch.stft with a float64 window, times a float64 mel bank from the formula of librosa's documentation
(librosa itself is not in Debian): torchaudio's own transform builds window and bank in float32 and is off by up to
0.03 dB. Resampling: torchaudio.functional.resample. Signals are made here by arithmetic, and one word by espeak-ng.
"""
import json, math, pathlib, subprocess, tempfile, wave
import numpy as np
import torch, torchaudio

HERE = pathlib.Path(__file__).parent
SEED = 20261123
RATE = 16000


def word(rate):
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/word.wav"
        subprocess.run(["espeak-ng", "-v", "en-gb", "-w", path, "seven"], check=True)
        with wave.open(path) as f:
            samples = np.frombuffer(f.readframes(f.getnframes()), dtype="<i2").astype(np.float64) / 32768
            source = f.getframerate()
    resampled = torchaudio.functional.resample(torch.from_numpy(samples), source, rate)
    return (resampled.numpy()[: rate // 2] * 0.8).astype(np.float32)


def chirp(rate, seconds=0.5):
    t = np.arange(int(rate * seconds)) / rate
    return (0.5 * np.sin(2 * np.pi * (50 * t + (0.45 * rate - 50) / (2 * seconds) * t**2))).astype(np.float32)


def noise(n):
    return (np.random.default_rng(SEED).standard_normal(n) * 0.1).astype(np.float32)


def hz_to_mel(hz, scale):
    hz = np.asarray(hz, dtype=np.float64)
    if scale == "htk":
        return 2595 * np.log10(1 + hz / 700)
    return np.where(hz < 1000, hz * 3 / 200, 15 + np.log(np.maximum(hz, 1e-9) / 1000) / (np.log(6.4) / 27))


def mel_to_hz(mel, scale):
    if scale == "htk":
        return 700 * (10 ** (mel / 2595) - 1)
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


def bank(o):
    corners = mel_to_hz(np.linspace(hz_to_mel(o["minHz"], o["melScale"]), hz_to_mel(o["maxHz"], o["melScale"]), o["numBands"] + 2), o["melScale"])
    bins = np.arange(o["fftSize"] // 2 + 1) * o["sampleRate"] / o["fftSize"]
    rows = []
    for left, centre, right in zip(corners, corners[1:], corners[2:]):
        row = np.maximum(0, np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre)))
        rows.append(row * (2 / (right - left) if o["melNorm"] == "slaney" else 1))
    return np.array(rows)


DEFAULTS = dict(sampleRate=RATE, windowSamples=400, hopSamples=160, fftSize=512, window="hann", centered=True, padMode="reflect",
                power=2, numBands=40, minHz=20, maxHz=7600, melScale="slaney", melNorm="slaney", log="db", logOffset=0)
WINDOWS = {"hann": torch.hann_window, "hamming": torch.hamming_window, "rect": lambda n, **k: torch.ones(n, dtype=torch.float64)}


def features(samples, options):
    o = {**DEFAULTS, **options}
    amin = o.get("amin", 1e-10 if o["power"] == 2 else 1e-5)
    x = torch.from_numpy(samples.astype(np.float64))
    if not o["centered"] and len(x) < o["fftSize"]:
        x = torch.nn.functional.pad(x, (0, o["fftSize"] - len(x)))
    mode = o["padMode"] if len(x) > o["fftSize"] // 2 else "constant"
    window = WINDOWS[o["window"]](o["windowSamples"], **({"periodic": True, "dtype": torch.float64} if o["window"] != "rect" else {}))
    spectrum = torch.stft(x, o["fftSize"], o["hopSamples"], o["windowSamples"], window, center=o["centered"], pad_mode=mode, return_complex=True)
    mel = bank(o) @ (spectrum.abs().numpy() ** o["power"])
    if o["log"] == "db":
        mel = (10 if o["power"] == 2 else 20) * np.log10(np.maximum(mel, amin))
    elif o["log"] == "ln":
        mel = np.log(np.maximum(mel + o["logOffset"], amin))
    return mel.T


OPTION_SETS = [
    {}, {"power": 1}, {"melScale": "htk", "melNorm": "none"}, {"melScale": "htk"}, {"log": "ln", "logOffset": 1e-6},
    {"log": "none"}, {"centered": False}, {"padMode": "constant"}, {"window": "hamming"}, {"window": "rect"},
    {"windowSamples": 480, "minHz": 60}, {"windowSamples": 1024, "fftSize": 1024, "hopSamples": 256, "numBands": 64, "maxHz": 8000, "minHz": 0},
]


def main():
    signals = {"word": word(RATE), "chirp": chirp(RATE), "noise": noise(4000), "short": noise(100)}
    cases = []
    for i, options in enumerate(OPTION_SETS):
        for name in signals if i in (0, 6) else ["word", "chirp"]:
            values = features(signals[name], options)
            cases.append({"signal": name, "options": options, "shape": list(values.shape), "file": f"case-{len(cases):02d}.npy"})
            np.save(HERE / cases[-1]["file"], np.ascontiguousarray(values))
    for name, samples in signals.items():
        np.save(HERE / f"signal-{name}.npy", samples)
    resampled = []
    for source, target in [(8000, 16000), (44100, 16000), (48000, 16000), (22050, 16000), (11025, 16000), (16000, 8000)]:
        samples = chirp(source, 0.1)
        values = torchaudio.functional.resample(torch.from_numpy(samples.astype(np.float64)), source, target, lowpass_filter_width=64,
                                                rolloff=0.9476, resampling_method="sinc_interpolation").numpy()
        stem = f"resample-{source}-{target}"
        np.save(HERE / f"{stem}-in.npy", samples)
        np.save(HERE / f"{stem}-out.npy", values)
        resampled.append({"fromHz": source, "toHz": target, "input": f"{stem}-in.npy", "output": f"{stem}-out.npy"})
    header = {"torch": torch.__version__, "torchaudio": torchaudio.__version__, "numpy": np.__version__, "seed": SEED}
    (HERE / "golden.json").write_text(json.dumps({"made with": header, "features": cases, "resampled": resampled}, indent=1) + "\n")


main()
