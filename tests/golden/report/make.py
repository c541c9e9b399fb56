"""Writes report.json: scikit-learn's confusion matrices and classification reports.

Run from anywhere with Debian's python3-sklearn:  /usr/bin/python3 tests/golden/report/make.py

scikit-learn 1.2 prints "micro avg" instead of "accuracy" where `labels` holds more than occurs in the data;
from 1.5 on it prints the accuracy there too. For such sets this script renames the entry: over all labels the
micro average of the F1 score is the accuracy, and the line of text is built as 1.5 builds it.

One thing is not taken over: where no pair agrees, scikit-learn counts in floats and prints a support of 3 as "3.0".
Here it stays "3".
"""

import json
import os
import random
import re
import warnings

import sklearn
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix

SEED = 20240607
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "report.json")
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def random_set(rng):
    """1,000 unbalanced pairs over 14 labels: two never occur, one is never predicted, one is only predicted."""
    labels = WORDS + ["_unknown_", "_silence_", "never", "only-predicted"]
    weights = [2.0**-i for i in range(12)] + [0, 0]
    # Each of the first twelve occurs at least once, however rare it is.
    actual = labels[:12] + rng.choices(labels, weights, k=988)
    heard = [name for name in labels if name not in ("never", "nine")]
    predicted = [name if name != "nine" and rng.random() < 0.7 else rng.choice(heard) for name in actual]
    labels.append("absent")
    return actual, predicted, labels


def sets():
    rng = random.Random(SEED)
    yield ("random-1000",) + random_set(rng)
    actual, predicted, _ = random_set(rng)
    yield "random-1000-sorted", actual, predicted, None
    yield "superset", ["a", "a", "b"], ["a", "b", "b"], ["d", "a", "b", "c"]
    yield "never-predicted", ["a", "a", "b", "c"], ["a", "a", "a", "c"], None
    yield "one-class", ["yes"] * 5, ["yes"] * 5, None
    yield "one-class-of-two", ["yes"] * 5, ["yes"] * 5, ["yes", "no"]
    yield "all-wrong", ["a", "b", "b"], ["b", "a", "a"], None
    yield "one-clip", ["a"], ["b"], None
    # 1/8, 3/8, 5/8 and 7/8 are the ties when two digits are printed.
    eighths = [(f"c{k}", k) for k in (1, 3, 5, 7)]
    yield (
        "ties",
        [name for name, _ in eighths for _ in range(8)],
        [name if i < k else "rest" for name, k in eighths for i in range(8)],
        None,
    )
    yield (
        "strange-names",
        ["__proto__", "constructor", "שלום", "مرحبا", "零", "😀", "\uff41", "a,b", '"q"', "=1+1", " ", "toString", "10", "9"] * 3,
        ["__proto__", "__proto__", "שלום", "שלום", "零", "\uff41", "\uff41", "a,b", "=1+1", "=1+1", " ", "toString", "10", "10"] * 3,
        None,
    )
    yield "long-name", ["a" * 40, "😀" * 13, "b"], ["a" * 40, "b", "b"], None
    yield (
        "names-of-averages",
        ["accuracy", "accuracy", "macro avg", "weighted avg", "micro avg", "x"],
        ["accuracy", "x", "macro avg", "x", "micro avg", "x"],
        None,
    )


def with_accuracy(report, text, accuracy, num_clips):
    """Gives a 1.2 report over a superset of labels the accuracy entry and line of 1.5."""
    report = dict(report)
    del report["micro avg"]
    report["accuracy"] = accuracy
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line.lstrip().startswith("micro avg"))
    width = len(lines[0]) - 1 - 4 * 10
    lines[at] = f"{'accuracy':>{width}s}  {'':>9.2} {'':>9.2} {accuracy:>9.2f} {num_clips:>9}"
    return report, "\n".join(lines)


def golden(name, actual, predicted, labels):
    order = labels if labels is not None else sorted(set(actual) | set(predicted))
    options = {"labels": labels, "zero_division": 0}
    report = classification_report(actual, predicted, output_dict=True, **options)
    text = classification_report(actual, predicted, **options)
    if labels is not None and set(labels) != set(actual) | set(predicted):
        report, text = with_accuracy(report, text, accuracy_score(actual, predicted), len(actual))
    text = re.sub(r"  (\d+)\.0$", r"    \1", text, flags=re.MULTILINE)
    return {
        "name": name,
        "actual": actual,
        "predicted": predicted,
        "labels": order,
        "labelsGiven": labels is not None,
        "confusion": confusion_matrix(actual, predicted, labels=order).tolist(),
        # Pairs, because no parser then has to make an object with strange keys.
        "report": [[key, value] for key, value in report.items()],
        "text": text,
    }


def main():
    warnings.simplefilter("error")
    header = {
        "library": "scikit-learn",
        "version": sklearn.__version__,
        "functions": "classification_report(labels, zero_division=0), confusion_matrix(labels), accuracy_score",
        "seed": SEED,
        "madeBy": "tests/golden/report/make.py",
    }
    document = {"header": header, "sets": [golden(*one) for one in sets()]}
    with open(OUT, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=None, separators=(",", ":"), default=float)
        file.write("\n")


main()
