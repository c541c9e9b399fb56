"""Writes word-errors.json: how NIST's sclite aligns and counts words.

Run from anywhere with Debian's sctk (2.4.10):  /usr/bin/python3 tests/golden/evaluation/make.py
SCLITE names the program where it is not /usr/lib/sctk/bin/sclite.

sclite looks for the least 4 S + 3 D + 3 I, not for the fewest errors, so that for a few pairs of sentences it counts more
errors than there need be. Each case says both: `path` is sclite's (C, S, D, I, one for each step), `fewest` the edit distance
by a recursion of this script's own.
"""

import json
import os
import random
import re
import subprocess
import tempfile
from functools import lru_cache

HERE = os.path.dirname(os.path.abspath(__file__))
SCLITE = os.environ.get("SCLITE", "/usr/lib/sctk/bin/sclite")
SEED = 20260801

WRITTEN = [
    ("one two three", "one two three"),
    ("one two three", ""),
    ("", "one two"),
    ("one two three", "one three"),
    ("one two", "one three two"),
    ("one two three", "four five six"),
    ("one two", "two one"),
    ("Yes no", "yes NO"),
    ("\u4e00 \u4e8c \u4e09", "\u4e00 \u4e09"),
    ("one one one", "one one"),
    ("a b c a b c a", "a c b b a c"),
    ("one two three a b", "a b four five six"),
]


def random_cases(count):
    draw = random.Random(SEED)
    for _ in range(count):
        words = "abcde"[: draw.randint(2, 5)]
        yield tuple(" ".join(draw.choice(words) for _ in range(draw.randint(0, 9))) for _ in range(2))


def fewest_errors(reference, hypothesis):
    @lru_cache(maxsize=None)
    def rest(i, j):
        if i == len(reference) or j == len(hypothesis):
            return len(reference) - i + len(hypothesis) - j
        if reference[i] == hypothesis[j]:
            return rest(i + 1, j + 1)
        return 1 + min(rest(i + 1, j + 1), rest(i + 1, j), rest(i, j + 1))

    return rest(0, 0)


def run_sclite(cases):
    with tempfile.TemporaryDirectory() as folder:
        for name, side in (("ref", 0), ("hyp", 1)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.writelines(f"{case[side]} (s_{i})\n" for i, case in enumerate(cases))
        command = [SCLITE, "-r", "ref", "trn", "-h", "hyp", "trn", "-i", "rm", "-e", "utf-8", "-o", "sgml", "stdout"]
        out = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    paths = {}
    for number, body in re.findall(r'<PATH id="\(s_(\d+)\)"[^>]*>\n?(.*?)</PATH>', out, re.S):
        paths[int(number)] = "".join(step[0] for step in body.strip().split(":") if step)
    return [paths[i] for i in range(len(cases))]


cases = WRITTEN + list(random_cases(300))
results = [
    {
        "reference": reference,
        "hypothesis": hypothesis,
        "path": path,
        "fewest": fewest_errors(reference.lower().split(), hypothesis.lower().split()),
    }
    for (reference, hypothesis), path in zip(cases, run_sclite(cases))
]
header = {"sclite": "2.4 (sctk 2.4.10)", "options": "-i rm -e utf-8, case ignored", "seed": SEED}
with open(os.path.join(HERE, "word-errors.json"), "w", encoding="utf-8") as file:
    json.dump({"header": header, "cases": results}, file, ensure_ascii=False, indent=1)
    file.write("\n")
