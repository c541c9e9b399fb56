#!/usr/bin/python3
"""Golden features and resampled signals, from Debian's python3-torch, -torchaudio, -scipy and -pil.

    /usr/bin/python3 tests/golden/features/make.py                     the committed values
    /usr/bin/python3 tests/golden/features/make.py FOLDER SIGNAL.npy…  the same option sets for other signals (16 kHz)

torch.stft with a float64 window, times a float64 mel bank from the formula of librosa's documentation (librosa itself
is not in Debian): torchaudio's own transform builds window and bank in float32 and is off by up to 0.03 dB, so it is
kept apart as "transform". HPSS by scipy.ndimage, MFCC by scipy.fft, modulation by scipy.signal.lfilter, deltas by
scipy.signal.savgol_filter, resizing by Pillow. Meyda's bands are the formula of its documentation and source, read, not run.
Signals are made here by arithmetic, and one word by espeak-ng.
"""
import json, pathlib, subprocess, sys, tempfile, wave
import numpy as np
import PIL, PIL.Image, scipy, scipy.fft, scipy.ndimage, scipy.signal
import torch, torchaudio

HERE = pathlib.Path(__file__).parent
OPTION_SETS = json.loads((HERE / "option-sets.json").read_text())
SEED = 20261123
RATE = 16000
DEFAULTS = dict(kind="mel", sampleRate=RATE, windowSamples=400, hopSamples=160, fftSize=512, window="hann", centered=True,
                padMode="reflect", power=2, numBands=40, minHz=20, maxHz=7600, melScale="slaney", melNorm="slaney", log="db",
                logOffset=0, topDb=None, ref=1, stages=[], normalise="none", maxFrames=None, padValue=0, resizeBands=None,
                numCoefficients=13, lifter=0)


def word(rate):
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/word.wav"
        subprocess.run(["espeak-ng", "-v", "en-gb", "-w", path, "seven"], check=True)
        with wave.open(path) as f:
            samples = np.frombuffer(f.readframes(f.getnframes()), dtype="<i2").astype(np.float64) / 32768
            source = f.getframerate()
    resampled = torchaudio.functional.resample(torch.from_numpy(samples), source, rate).numpy()
    return (resampled[rate // 10 : rate // 10 + 6000] * 0.8).astype(np.float32)


def chirp(rate, seconds):
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
    scale = o["melScale"]
    corners = mel_to_hz(np.linspace(hz_to_mel(o["minHz"], scale), hz_to_mel(o["maxHz"], scale), o["numBands"] + 2), scale)
    bins = np.arange(o["fftSize"] // 2 + 1) * o["sampleRate"] / o["fftSize"]
    rows = []
    for left, centre, right in zip(corners, corners[1:], corners[2:]):
        row = np.maximum(0, np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre)))
        rows.append(row * (2 / (right - left) if o["melNorm"] == "slaney" else 1))
    return np.array(rows)


def window(o):
    if o["window"] == "rect":
        return torch.ones(o["windowSamples"], dtype=torch.float64)
    make = {"hann": torch.hann_window, "hamming": torch.hamming_window}[o["window"]]
    return make(o["windowSamples"], periodic=True, dtype=torch.float64)


def frames_of(x, o):
    """The clip with its ends as the frames see them."""
    if not o["centered"]:
        return torch.nn.functional.pad(x, (0, max(0, o["fftSize"] - len(x))))
    half = o["fftSize"] // 2
    mode = o["padMode"] if len(x) > half else "constant"
    return torch.nn.functional.pad(x[None, None], (half, half), mode=mode)[0, 0]


def hpss(magnitude, part):
    """librosa.decompose.hpss with its defaults."""
    harmonic = scipy.ndimage.median_filter(magnitude, size=(1, 31), mode="reflect")
    percussive = scipy.ndimage.median_filter(magnitude, size=(31, 1), mode="reflect")
    kept, other = (harmonic, percussive) if part == "harmonic" else (percussive, harmonic)
    larger = np.maximum(kept, other)
    bad = larger < np.finfo(np.float64).tiny
    larger[bad] = 1
    a, b = (kept / larger) ** 2, (other / larger) ** 2
    mask = np.where(bad, 0.5, a / np.where(bad, 1, a + b))
    return magnitude * mask


def meyda_bands(x, o):
    """melBands of meyda 5.6.3: symmetric Hann window, peak-1 triangles with corners rounded down to bins, no Nyquist bin."""
    size, bands = o["fftSize"], o["numBands"]
    frames = frames_of(x, o).unfold(0, size, o["hopSamples"]).numpy()
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / (size - 1))
    power = (np.abs(np.fft.rfft(frames * hann, axis=1))[:, : size // 2]).astype(np.float32).astype(np.float64) ** 2
    mels = np.linspace(0, 1125 * np.log(1 + (o["sampleRate"] / 2) / 700), bands + 2)
    corners = np.floor((size + 1) * (700 * (np.exp(mels / 1125) - 1)) / o["sampleRate"]).astype(int)
    rows = np.zeros((bands, size // 2))
    for j in range(bands):
        for i in range(corners[j], corners[j + 1]):
            rows[j, i] = (i - corners[j]) / (corners[j + 1] - corners[j])
        for i in range(corners[j + 1], min(corners[j + 2], size // 2)):
            rows[j, i] = (corners[j + 2] - i) / (corners[j + 2] - corners[j + 1])
    return np.log(1 + power @ rows.T).T


def base(x, o):
    spectrum = torch.stft(frames_of(x, o), o["fftSize"], o["hopSamples"], o["windowSamples"], window(o), center=False,
                          return_complex=True).abs().numpy()
    for stage in o["stages"]:
        if stage.startswith("hpss-"):
            spectrum = hpss(spectrum, stage[5:])
    values = spectrum ** o["power"]
    return values if o["kind"] == "stft" else bank(o) @ values


def compress(values, o):
    amin = o.get("amin", 1e-10 if o["power"] == 2 else 1e-5)
    if o["log"] == "ln":
        return np.log(np.maximum(values + o["logOffset"], amin))
    if o["log"] == "none":
        return values
    factor = 10 if o["power"] == 2 else 20
    ref = values.max() if o["ref"] == "max" else o["ref"]
    db = factor * np.log10(np.maximum(values, amin)) - factor * np.log10(max(ref, amin))
    return db if o["topDb"] is None else np.maximum(db, db.max() - o["topDb"])


def features(samples, options):
    o = {**DEFAULTS, **options}
    x = torch.from_numpy(samples.astype(np.float64))
    values = meyda_bands(x, o) if o["kind"] == "meyda-mel" else compress(base(x, o), o)
    if o["kind"] == "mfcc":
        values = scipy.fft.dct(values, type=2, axis=0, norm="ortho")[: o["numCoefficients"]]
        if o["lifter"] > 0:
            n = np.arange(1, 1 + o["numCoefficients"])
            values = values * (1 + o["lifter"] / 2 * np.sin(np.pi * n / o["lifter"]))[:, None]
    if "modulation" in o["stages"]:
        values = scipy.signal.lfilter([0.2, 0.1, 0, -0.1, -0.2], [1, -0.98], values, axis=1)
    if "deltas" in o["stages"]:
        values = np.vstack([values, scipy.signal.savgol_filter(values, 9, polyorder=1, deriv=1, axis=1, mode="interp")])
    if o["normalise"] == "clip":
        values = (values - values.mean()) / max(values.std(), 1e-5)
    values = values.T
    if o["maxFrames"] is not None:
        first = max(0, (len(values) - o["maxFrames"]) // 2)
        values = values[first : first + o["maxFrames"]]
        values = np.pad(values, ((0, o["maxFrames"] - len(values)), (0, 0)), constant_values=o["padValue"])
    if o["resizeBands"] is not None:
        image = PIL.Image.fromarray(values.astype(np.float32), mode="F")
        values = np.array(image.resize((o["resizeBands"], len(values)), PIL.Image.Resampling.LANCZOS))
    return values


class Values:
    """All arrays one after the other, in one file; float32 is exact enough for bars of 1e-6 and above."""

    def __init__(self):
        self.parts, self.offset = [], 0

    def add(self, array):
        flat = np.ascontiguousarray(array, dtype="<f4").ravel()
        self.parts.append(flat)
        self.offset += len(flat)
        return self.offset - len(flat)


def all_features(signals, option_sets, store):
    cases = []
    for options in option_sets:
        for name, samples in signals.items():
            values = features(samples, options)
            cases.append({"signal": name, "options": options, "shape": list(values.shape), "offset": store.add(values)})
    return cases


def all_resampled(store):
    resampled = []
    for source, target in [(8000, 16000), (44100, 16000), (48000, 16000), (22050, 16000), (11025, 16000), (16000, 8000)]:
        samples = chirp(source, 0.1)
        values = torchaudio.functional.resample(torch.from_numpy(samples.astype(np.float64)), source, target, lowpass_filter_width=64,
                                                rolloff=0.9476, resampling_method="sinc_interpolation").numpy()
        resampled.append({"fromHz": source, "toHz": target, "inputLength": len(samples), "inputOffset": store.add(samples),
                          "outputLength": len(values), "outputOffset": store.add(values)})
    return resampled


def all_transforms(signals, store):
    """torchaudio's own MelSpectrogram and AmplitudeToDB in float32."""
    cases = []
    options = dict(fftSize=400, hopSamples=200, numBands=40, minHz=0, maxHz=8000, melScale="htk", melNorm="none")
    transform = torchaudio.transforms.MelSpectrogram(sample_rate=RATE, n_fft=400, hop_length=200, n_mels=40)
    to_db = torchaudio.transforms.AmplitudeToDB("power")
    for name, samples in signals.items():
        values = to_db(transform(torch.from_numpy(samples))).numpy().T
        cases.append({"signal": name, "options": options, "shape": list(values.shape), "offset": store.add(values)})
    return cases


def main():
    header = {"torch": torch.__version__, "torchaudio": torchaudio.__version__, "numpy": np.__version__, "scipy": scipy.__version__,
              "pillow": PIL.__version__, "seed": SEED}
    store = Values()
    if len(sys.argv) > 1:
        folder = pathlib.Path(sys.argv[1])
        signals = {pathlib.Path(path).stem: np.load(path) for path in sys.argv[2:]}
        short = {}
    else:
        folder = HERE
        signals = {"word": word(RATE), "chirp": chirp(RATE, 0.25), "noise": noise(4000)}
        short = {"short": noise(100)}
    golden = {
        "made with": header,
        "signals": {name: {"offset": store.add(samples), "length": len(samples)} for name, samples in {**signals, **short}.items()},
        "features": all_features(signals, OPTION_SETS, store) + all_features(short, [{}, {"centered": False}], store),
        "transform": all_transforms(signals, store),
        "resampled": all_resampled(store),
    }
    np.save(folder / "values.npy", np.concatenate(store.parts))
    (folder / "golden.json").write_text(json.dumps(golden) + "\n")


main()
