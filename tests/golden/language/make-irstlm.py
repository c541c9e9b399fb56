"""Writes irstlm.json: what IRSTLM finds in ARPA files, ours and one of its own.

Run from anywhere with Debian's irstlm (6.00.05) and this repository's node_modules, after make.py:
/usr/bin/python3 tests/golden/language/make-irstlm.py

For each smoothing `lm train --order 3` learns the text "syllables" of ngram.json, and `compile-lm --score=yes` reads the ARPA
file and prints ln P of each word of the tests from the fourth token on (IRSTLM gives none for shorter N-grams), in full. It
keeps weights as float32. Unknown words are left out (null): IRSTLM spreads their probability over a dictionary of 10^7.

The file of its own is by `tlm -lm=wb -n=3` from the text "short". Its smoothing differs from ours (it prunes, and gives <s>
a probability), so it is only read.
"""

import json
import os
import re
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../../..")
IRSTLM = "/usr/lib/irstlm"
SMOOTHINGS = ["add-k", "witten-bell", "absolute", "kneser-ney"]
ENV = {**os.environ, "IRSTLM": IRSTLM}


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))


def with_ends(sentences):
    return [f"<s> {sentence} </s>" for sentence in sentences]


def score(folder, arpa, sentences):
    """ln P of each word and of </s>, by sentence; None where IRSTLM gives none, and for unknown words."""
    command = [f"{IRSTLM}/bin/compile-lm", arpa, os.path.join(folder, "x.blm"), "--score=yes"]
    text = "\n".join(with_ends(sentences)) + "\n"
    out = subprocess.run(command, env=ENV, input=text, capture_output=True, text=True, check=True).stdout
    rows, found = [], re.findall(r"^> (.*)\t\d+ p= (\S+)", out, flags=re.MULTILINE)
    for sentence in sentences:
        row = []
        for _ in range(len(sentence.split()) + 1):
            gram, value = found.pop(0)
            is_known = value != "NULL" and not gram.endswith("<unk>")
            row.append(float.fromhex(value) if is_known else None)
        rows.append(row)
    assert not found
    return rows


def main():
    with open(os.path.join(HERE, "ngram.json"), encoding="utf-8") as file:
        golden = json.load(file)
    document = {"header": {"library": "IRSTLM", "version": "6.00.05", "madeBy": "tests/golden/language/make-irstlm.py"}}
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        write(path("text"), golden["texts"]["syllables"].split("\n"))
        document["ours"] = {}
        for smoothing in SMOOTHINGS:
            options = ["--order", "3", "--smoothing", smoothing, "--out", path("arpa")]
            command = ["npx", "tsx", "src/cli/main.ts", "lm", "train", path("text"), *options]
            subprocess.run(command, cwd=ROOT, check=True)
            document["ours"][smoothing] = score(folder, path("arpa"), golden["tests"]["syllables"])
        write(path("short"), with_ends(golden["texts"]["short"].split("\n")))
        command = [f"{IRSTLM}/bin/tlm", f"-tr={path('short')}", "-n=3", "-lm=wb", f"-o={path('theirs')}"]
        subprocess.run(command, env=ENV, check=True)
        with open(path("theirs"), encoding="utf-8") as file:
            document["theirs"] = {"arpa": file.read()}
        document["theirs"]["ln"] = score(folder, path("theirs"), golden["tests"]["short"])
    with open(os.path.join(HERE, "irstlm.json"), "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


main()
