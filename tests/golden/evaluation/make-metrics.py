"""Writes metrics.json: figures, curves and tests of scikit-learn, SciPy, statsmodels and NumPy.

Run from anywhere with Debian's python3-sklearn, python3-scipy and python3-statsmodels:
  /usr/bin/python3 tests/golden/evaluation/make-metrics.py

Scores are whole numbers, to be divided by `denominator`, so that both sides have the very same floats. What has no ready
function (errors by confidence, doubtful labels, the bootstrap, Brier's score of several labels) is written out here with
NumPy, in other ways than in the code under test.
"""

import json
import os
import warnings

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.decomposition import PCA
from sklearn.preprocessing import label_binarize
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = 20260914
NUM_BINS = 15
NUM_DRAWS = 20000


def whole_parts(probabilities, denominator):
    """Rounds each row to whole numbers that sum to `denominator` (largest remainders)."""
    scaled = probabilities * denominator
    parts = np.floor(scaled).astype(int)
    for row, part in zip(scaled, parts):
        missing = denominator - part.sum()
        part[np.argsort(part - row, kind="stable")[:missing]] += 1
    return parts


def draw_set(name, rng, support, num_model_labels, denominator, sharpness):
    actual = np.repeat(np.arange(len(support)), support)
    rng.shuffle(actual)
    logits = rng.normal(size=(len(actual), num_model_labels))
    known = actual < num_model_labels
    logits[np.flatnonzero(known), actual[known]] += 1.3
    logits *= sharpness
    powers = np.exp(logits)
    parts = whole_parts(powers / powers.sum(axis=1, keepdims=True), denominator)
    other = np.where(rng.random(len(actual)) < 0.5, actual, parts.argmax(axis=1))
    return {
        "name": name,
        "labels": [f"label {i:02d}" for i in range(len(support))],
        "numScores": num_model_labels,
        "denominator": denominator,
        "actual": actual,
        "parts": parts,
        "predicted": parts.argmax(axis=1),
        # What a second model says, and who speaks.
        "otherPredicted": np.where(rng.random(len(actual)) < 0.15, rng.integers(0, len(support), len(actual)), other),
        "speakers": rng.integers(0, 25, len(actual)),
    }


def sets():
    rng = np.random.default_rng(SEED)
    yield draw_set("balanced", rng, [40] * 10, 10, 1000, 2.5)
    # The last label is one that the model lacks; every seventh is absent; hundredths make ties everywhere.
    support = [0 if i % 7 == 3 else max(1, int(60 * 0.88**i)) for i in range(35)] + [6]
    yield draw_set("unbalanced", rng, support, 35, 100, 2.0)
    # An odd denominator: no clip scores the same for both, where scikit-learn breaks ties otherwise for two labels.
    yield draw_set("binary", rng, [80, 40], 2, 499, 0.8)


def points(*columns):
    return [np.asarray(column, dtype=float) for column in columns]


def one_vs_rest(truth, scores):
    """Curves and areas of one column, or of all; None where one side has no clips."""
    if truth.min() == truth.max():
        return None
    fpr, tpr, roc_thresholds = metrics.roc_curve(truth, scores)
    precision, recall, thresholds = metrics.precision_recall_curve(truth, scores)
    return {
        "roc": points(fpr, tpr, roc_thresholds[1:]),
        "precisionRecall": points(recall, precision, thresholds),
        "rocAuc": metrics.roc_auc_score(truth, scores),
        "averagePrecision": metrics.average_precision_score(truth, scores),
    }


def macro_roc(curves):
    grid = np.unique(np.concatenate([each["roc"][0] for each in curves]))
    return points(grid, np.mean([np.interp(grid, *each["roc"][:2]) for each in curves], axis=0))


def curves(data, scores):
    truth = label_binarize(data["actual"], classes=range(max(3, len(data["labels"]))))[:, : data["numScores"]]
    each = [one_vs_rest(truth[:, i], scores[:, i]) for i in range(data["numScores"])]
    known = [one for one in each if one is not None]
    areas = [one["rocAuc"] for one in known]
    if data["name"] == "balanced":
        area = metrics.roc_auc_score(data["actual"], scores, multi_class="ovr", average="macro")
        assert abs(area - np.mean(areas)) < 1e-12
    shown = [i for i, one in enumerate(each) if one is not None][:3]
    return {
        "labels": [one if one is None or i in shown else {k: one[k] for k in ("rocAuc", "averagePrecision")} for i, one in enumerate(each)],
        "micro": one_vs_rest(truth.ravel(), scores.ravel()),
        "macroRoc": macro_roc(known),
        "macroRocAuc": np.mean(areas),
        "macroAveragePrecision": np.mean([one["averagePrecision"] for one in known]),
    }


def rejection(is_right, confidence):
    thresholds = np.unique(confidence)[::-1]
    kept = [confidence >= threshold for threshold in thresholds]
    coverage = [mask.mean() for mask in kept]
    accuracy = [is_right[mask].mean() for mask in kept]
    # Equals share their errors evenly, so that each counts as a part of an error.
    share = np.array([1 - is_right[confidence == one].mean() for one in np.sort(confidence)[::-1]])
    area = np.mean(np.cumsum(share) / np.arange(1, len(share) + 1))
    return {"curve": points(coverage, accuracy, thresholds), "areaUnderRiskCoverage": area}


def reliability(is_right, confidence):
    accuracy, mean_confidence = calibration_curve(is_right, confidence, n_bins=NUM_BINS)
    bins = np.searchsorted(np.linspace(0, 1, NUM_BINS + 1)[1:-1], confidence)
    counts = np.bincount(bins, minlength=NUM_BINS)
    weights = counts[counts > 0] / counts.sum()
    return {
        "counts": counts,
        "accuracy": accuracy,
        "meanConfidence": mean_confidence,
        "error": np.sum(weights * np.abs(accuracy - mean_confidence)),
    }


def temperature(actual, scores):
    logits = np.log(np.maximum(scores, 1e-15))
    loss = lambda log_t: -np.mean(log_softmax(logits / np.exp(log_t), axis=1)[np.arange(len(actual)), actual])
    best = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20)), method="bounded", options={"xatol": 1e-12})
    return {"temperature": np.exp(best.x), "loss": best.fun, "firstRow": np.exp(log_softmax(logits[0] / 2.5))}


def doubtful(actual, scores, num_scores):
    truth = np.eye(max(num_scores, actual.max() + 1))[actual][:, :num_scores].astype(bool)
    known = truth.any(axis=1)
    means = np.array([scores[truth[:, k], k].mean() if truth[:, k].any() else np.inf for k in range(num_scores)])
    confident = np.where(scores >= means - 1e-9, scores, -1)
    suggested = np.where(confident.max(axis=1) >= 0, confident.argmax(axis=1), actual)
    own = np.where(truth, scores, 0).sum(axis=1)
    margin = own - np.where(truth, 0, scores).max(axis=1)
    found = np.flatnonzero(known & (suggested != actual))
    return [[clip, suggested[clip], margin[clip]] for clip in found[np.argsort(margin[found], kind="stable")]]


def f1_and_balanced(counts):
    """Of confusion matrices, [draws, labels, labels]."""
    right, support, said = counts.diagonal(axis1=1, axis2=2), counts.sum(axis=2), counts.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(2 * right / (support + said)).mean(axis=1), np.nanmean(right / support, axis=1)


def bootstrap(data, rng):
    """Draws clips, or speakers, one by one."""
    size = len(data["labels"])
    order = np.argsort(data["speakers"], kind="stable")
    places = np.searchsorted(data["speakers"][order], np.arange(data["speakers"].max() + 2))
    groups = {
        "clips": [np.array([i]) for i in range(len(order))],
        "speakers": [order[a:b] for a, b in zip(places, places[1:]) if b > a],
    }
    cells = [data["actual"] * size + said for said in (data["predicted"], data["otherPredicted"])]
    result = {}
    for kind, members in groups.items():
        by_group = [np.array([np.bincount(cell[each], minlength=size * size) for each in members]) for cell in cells]
        picks = rng.integers(0, len(members), (NUM_DRAWS, len(members)))
        weights = np.array([np.bincount(pick, minlength=len(members)) for pick in picks])
        a, b = [(weights @ each).reshape(-1, size, size) for each in by_group]
        (f1_a, balanced), (f1_b, _) = f1_and_balanced(a), f1_and_balanced(b)
        accuracy_a, accuracy_b = [np.trace(each, axis1=1, axis2=2) / each.sum(axis=(1, 2)) for each in (a, b)]
        ends = lambda values: np.quantile(values, [0.025, 0.975])
        result[kind] = {
            "accuracy": ends(accuracy_a),
            "macroF1": ends(f1_a),
            "balancedAccuracy": ends(balanced),
            "accuracyDifference": ends(accuracy_b - accuracy_a),
            "macroF1Difference": ends(f1_b - f1_a),
        }
    return result


def wilson(counts, totals):
    return [list(proportion_confint(k, n, method="wilson")) if n > 0 else [0, 1] for k, n in zip(counts, totals)]


def golden(data):
    actual, predicted, num_scores = data["actual"], data["predicted"], data["numScores"]
    labels = range(len(data["labels"]))
    scores = data["parts"] / data["denominator"]
    known = actual < num_scores
    is_right, confidence = actual == predicted, scores.max(axis=1)
    counts = metrics.confusion_matrix(actual, predicted, labels=labels)
    if num_scores == 2:
        top = lambda k: metrics.top_k_accuracy_score(actual, scores[:, 1], k=k)
    else:
        top = lambda k: metrics.top_k_accuracy_score(actual[known], scores[known], k=k, labels=range(num_scores)) * known.mean()
    truth = np.eye(len(labels))[actual][:, :num_scores]
    return {
        **data,
        "figures": {
            "accuracy": metrics.accuracy_score(actual, predicted),
            "balancedAccuracy": metrics.balanced_accuracy_score(actual, predicted),
            "macroF1": metrics.f1_score(actual, predicted, labels=labels, average="macro", zero_division=0),
            "cohenKappa": metrics.cohen_kappa_score(actual, predicted),
            "matthewsCorrelation": metrics.matthews_corrcoef(actual, predicted),
            "logLoss": metrics.log_loss(actual[known], scores[known], labels=range(num_scores), eps=1e-15),
            "brierScore": np.mean(np.sum((scores - truth) ** 2, axis=1)[known]),
        },
        "topK": [[k, top(k)] for k in (1, 2, 3, 5)],
        "intervals": {
            "accuracy": wilson([is_right.sum()], [len(actual)])[0],
            "recall": wilson(counts.diagonal(), counts.sum(axis=1)),
            "precision": wilson(counts.diagonal(), counts.sum(axis=0)),
        },
        "normalised": {
            name: metrics.confusion_matrix(actual, predicted, labels=labels, normalize=by)
            for name, by in (("row", "true"), ("column", "pred"), ("all", "all"))
        } if len(labels) <= 10 else None,
        "columnSumsOfRowShares": metrics.confusion_matrix(actual, predicted, labels=labels, normalize="true").sum(axis=0),
        "curves": curves(data, scores),
        "rejection": rejection(is_right, confidence),
        "reliability": reliability(is_right, confidence),
        "temperature": temperature(actual[known], scores[known]),
        "doubtful": doubtful(actual, scores, num_scores),
        "bootstrap": bootstrap(data, np.random.default_rng(SEED + 1)),
    }


def pca_cases():
    rng = np.random.default_rng(SEED + 2)
    shapes = {"tall": (60, 8), "wide": (12, 40), "two columns": (30, 2)}
    cases = {name: rng.normal(size=shape) * np.linspace(3, 0.5, shape[1]) + 5 for name, shape in shapes.items()}
    cases["line"] = np.outer(np.arange(9), [1.0, -3.0, 2.0])
    for name, rows in cases.items():
        rows = np.round(rows, 3)
        fitted = PCA(2, svd_solver="full").fit(rows)
        yield {
            "name": name,
            "shape": rows.shape,
            "rows": rows.ravel(),
            "components": fitted.components_.ravel(),
            "coordinates": fitted.transform(rows).ravel(),
            "explainedVarianceRatio": fitted.explained_variance_ratio_,
        }


def mcnemar_cases():
    for b, c in [(0, 0), (1, 0), (5, 5), (3, 14), (14, 3), (60, 31), (500, 470), (2600, 2400), (12000, 12500), (0, 300)]:
        yield [b, c, mcnemar([[0, b], [c, 0]], exact=True).pvalue]


def plain(value):
    """Twelve digits say all that a tolerance of 1e-9 needs."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(one) for one in value]
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.12g}")
    return int(value) if isinstance(value, np.integer) else value


def main():
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", message="y_pred contains classes not in y_true")
    warnings.filterwarnings("ignore", message="'k'.* greater than or equal to 'n_classes'")
    header = {
        "scikit-learn": sklearn.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "numpy": np.__version__,
        "seed": SEED,
        "draws": NUM_DRAWS,
        "madeBy": "tests/golden/evaluation/make-metrics.py",
    }
    document = {
        "header": header,
        "sets": [golden(one) for one in sets()],
        "pca": list(pca_cases()),
        "mcnemar": list(mcnemar_cases()),
    }
    with open(os.path.join(HERE, "metrics.json"), "w", encoding="utf-8") as file:
        json.dump(plain(document), file, separators=(",", ":"))
        file.write("\n")


main()
