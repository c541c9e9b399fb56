#!/usr/bin/python3
"""Golden values for augmentation on samples, from Debian's python3-scipy.

    /usr/bin/python3 tests/golden/augmentation/make.py

Writes values.npy, float64 rows one after another, and golden.json with the length of each row and the versions.
"""
import json, pathlib
import numpy as np
import scipy, scipy.signal

HERE = pathlib.Path(__file__).parent
SEED, RATE, LENGTH = 20261123, 16000, 1500
random = np.random.default_rng(SEED)

noise = (random.standard_normal(LENGTH) * 0.1).astype(np.float32)
# A room: the direct sound after 12 samples, then a decay.
response = np.concatenate([np.zeros(12), [0.8], random.standard_normal(700) * 0.3 * 10 ** (-3 * np.arange(700) / 900)])
response = response.astype(np.float32)
# Nothing above 5 kHz, and silent ends, so that a finite filter can be as good as an ideal one.
band = scipy.signal.firwin(255, 4400, fs=RATE)
smooth = scipy.signal.fftconvolve(random.standard_normal(LENGTH), band, mode="same") * scipy.signal.windows.tukey(LENGTH, 0.3)
smooth = (0.2 * smooth / np.std(smooth)).astype(np.float32)


def low_pass(hz):
    return scipy.signal.sosfilt(scipy.signal.cheby1(8, 0.5, hz, fs=RATE, output="sos"), noise.astype(np.float64))


def room():
    tail = response[12:].astype(np.float64) / float(response[12])
    return scipy.signal.fftconvolve(noise.astype(np.float64), tail)[:LENGTH]


def speed(step):
    # 128 places between two samples; a long Kaiser filter, 100 dB.
    taps = scipy.signal.firwin(128 * 200 + 1, min(1 / 128, 1 / step) * 0.9, window=("kaiser", 10.0))
    return scipy.signal.resample_poly(smooth.astype(np.float64), 128, step, window=taps)


rows = {"noise": noise, "response": response, "smooth": smooth, "lowPass3400": low_pass(3400), "lowPass1200": low_pass(1200),
        "room": room(), "speed113": speed(113), "speed147": speed(147)}
np.save(HERE / "values.npy", np.concatenate([np.asarray(row, dtype=np.float64) for row in rows.values()]))
golden = {"library": {"numpy": np.__version__, "scipy": scipy.__version__}, "seed": SEED, "rate": RATE,
          "rows": {name: len(row) for name, row in rows.items()}}
(HERE / "golden.json").write_text(json.dumps(golden, indent=2) + "\n")
