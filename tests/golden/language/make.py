"""Writes ngram.json: log10 probabilities of N-gram models, from NLTK and from the formulae of modified Kneser-Ney.

Run from anywhere with Debian's python3-nltk:  /usr/bin/python3 tests/golden/language/make.py

NLTK 3.8 gives maximum likelihood, add-k (Lidstone), Witten-Bell and absolute discounting, the last two interpolated.
Where its definitions differ from ours, this script sets it right:

- NLTK's models take counts as they come: it is given all N-grams of <s> words </s> with a single <s>, but <s> alone.
- NLTK's Witten-Bell and absolute discounting end in the relative frequency of a word. Ours go on to 1/V (V: words, </s>,
  <unk>), by the same rule as at the other lengths: `unigram_score` below.
- NLTK has one discount; ours is n1 / (n1 + 2 n2) for each length: `discount` is set before each step.
- NLTK's ML and Lidstone have no shorter history to fall to: histories not in the text are left out for ML. Lidstone gives
  them 1/V, as ours.

Modified Kneser-Ney is written here anew, from Chen & Goodman 1998 and Heafield et al. 2013 (KenLM), without a trie: each
probability is worked out by recursion from dictionaries of whole N-grams, straight from the text.
"""

import json
import math
import os
from collections import Counter, defaultdict

import nltk
from nltk.lm import MLE, Lidstone, Vocabulary
from nltk.lm.models import AbsoluteDiscountingInterpolated, WittenBellInterpolated

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ngram.json")
K = 0.3

SHORT = """the cat sat on the mat
the dog sat on the log
a cat and a dog sat
the cat saw the dog on the mat
dogs and cats
no"""

STRANGE = """__proto__ constructor __proto__
零 一 二 三 零 一
toString __proto__ 零
零 一 二 😀"""

# A language of 60 syllables, with N-grams of every count, so that Kneser-Ney's own discounts are used at each length.
SYLLABLES = [c + v for c in "bdfgklmnprst" for v in "aeiou"]


def syllables(num_lines):
    state = 12345
    lines = []
    for _ in range(num_lines):
        line, at = [], 0
        for _ in range(1 + len(lines) % 7):
            state = (state * 1103515245 + 12345) % 2**31
            # A high power of a uniform number: small steps from one syllable to the next are the likely ones.
            at = (at + int((state / 2**31) ** 3 * 60)) % 60
            line.append(SYLLABLES[at])
        lines.append(" ".join(line))
    return "\n".join(lines)


TESTS = {
    "short": ["the cat sat on the log", "a zebra sat", "dogs", "the the the", "no no"],
    "strange": ["零 一 二 __proto__", "hasOwnProperty constructor 😀", "三 三"],
    "syllables": ["ba be bi", "ba ba ba ba", "ta zo te bu", "ku ku mo pe na"],
}


def padded(text):
    return [["<s>", *line.split(), "</s>"] for line in text.split("\n")]


def grams(sentence, length):
    return [tuple(sentence[i : i + length]) for i in range(len(sentence) - length + 1)]


def raw_counts(sentences, order):
    counts = Counter(g for s in sentences for length in range(1, order + 1) for g in grams(s, length))
    del counts[("<s>",)]
    return counts


def words_of(sentences):
    return sorted({w for s in sentences for w in s} - {"<s>"})


def nltk_model(kind, sentences, order):
    counts = raw_counts(sentences, order)
    vocabulary = Vocabulary(words_of(sentences), unk_cutoff=1)
    size = len(vocabulary)  # words, </s> and NLTK's <UNK>
    if kind == "ml":
        model = MLE(order, vocabulary)
    elif kind == "add-k":
        model = Lidstone(K, order, vocabulary)
    elif kind == "witten-bell":
        model = WittenBellInterpolated(order, vocabulary=vocabulary)
    else:
        model = AbsoluteDiscountingInterpolated(order, vocabulary=vocabulary)
    model.counts.update([g for g, count in counts.items() for _ in range(count)] for _ in range(1))

    if kind == "witten-bell":
        unigrams = model.counts.unigrams
        types, total = len(unigrams), unigrams.N()
        model.estimator.unigram_score = lambda w: (unigrams[w] + types / size) / (total + types)
    if kind == "absolute":
        discounts = {length: absolute_discount(counts, length) for length in range(1, order + 1)}
        unigrams = model.counts.unigrams
        left = discounts[1] * len(unigrams) / unigrams.N()
        model.estimator.unigram_score = (
            lambda w: max(unigrams[w] - discounts[1], 0) / unigrams.N() + left / size
        )
        alpha_gamma = model.estimator.alpha_gamma

        def with_discount(word, context):
            model.estimator.discount = discounts[len(context) + 1]
            return alpha_gamma(word, context)

        model.estimator.alpha_gamma = with_discount
    return model


def absolute_discount(counts, length):
    n = Counter(count for g, count in counts.items() if len(g) == length)
    return n[1] / (n[1] + 2 * n[2]) if n[1] and n[2] else 0.5


class ModifiedKneserNey:
    def __init__(self, sentences, order):
        raw = raw_counts(sentences, order)
        left = defaultdict(set)
        for s in sentences:
            for length in range(1, order):
                for g in grams(s, length + 1):
                    left[g[1:]].add(g[0])
        self.counts = {g: raw[g] if len(g) == order or g[0] == "<s>" else len(left[g]) for g in raw}
        self.size = len(words_of(sentences)) + 1
        self.discounts, self.own = {}, []
        for length in range(1, order + 1):
            self.discounts[length] = self.find_discounts(length)
        self.order = order

    def find_discounts(self, length):
        n = Counter(count for g, count in self.counts.items() if len(g) == length)
        if n[1] and n[2] and n[3]:
            y = n[1] / (n[1] + 2 * n[2])
            found = {j: j - (j + 1) * y * n[j + 1] / n[j] for j in (1, 2, 3)}
            if all(0 <= d <= j for j, d in found.items()):
                self.own.append(length)
                return found
        return {1: 0.5, 2: 1.0, 3: 1.5}

    def score(self, word, history):
        length = len(history) + 1
        lower = 1 / self.size if length == 1 else None
        followers = {g[-1]: c for g, c in self.counts.items() if len(g) == length and g[:-1] == history}
        if lower is None:
            lower = self.score(word, history[1:])
        if not followers:
            return lower
        taken = {w: self.discounts[length][min(c, 3)] for w, c in followers.items()}
        total = sum(followers.values())
        own = followers[word] - taken[word] if word in followers else 0
        return own / total + sum(taken.values()) / total * lower


def score_text(score, order, sentences, known):
    """[[log10 of each word and of </s>]]; None for a probability of 0."""
    rows = []
    for sentence in sentences:
        words = [w if w in known else "<unk>" for w in sentence.split()] + ["</s>"]
        history = ["<s>"]
        row = []
        for word in words:
            p = score(word, tuple(history[max(0, len(history) - order + 1) :] if order > 1 else []))
            row.append(None if p is None else math.log10(p) if p > 0 else "zero")
            history.append(word)
        rows.append(row)
    return rows


def nltk_score(model, kind):
    def score(word, context):
        # Unmasked: the context holds <s>, which is no word of the vocabulary.
        word = "<UNK>" if word == "<unk>" else word
        if kind == "ml" and context and not model.counts[context]:
            return None
        return model.unmasked_score(word, context)

    return score


def main():
    sets = []
    texts = {"short": SHORT, "strange": STRANGE, "syllables": syllables(400)}
    for name, text in texts.items():
        sentences = padded(text)
        known = set(words_of(sentences)) - {"</s>"}
        for order in range(1, 6):
            for kind in ("ml", "add-k", "witten-bell", "absolute"):
                model = nltk_model(kind, sentences, order)
                scores = score_text(nltk_score(model, kind), order, TESTS[name], known)
                sets.append({"text": name, "order": order, "smoothing": kind, "log10": scores})
            model = ModifiedKneserNey(sentences, order)
            scores = score_text(model.score, order, TESTS[name], known)
            own = model.own
            sets.append({"text": name, "order": order, "smoothing": "kneser-ney", "log10": scores, "own": own})
    document = {
        "header": {
            "library": "NLTK",
            "version": nltk.__version__,
            "functions": "MLE, Lidstone(gamma=k), WittenBellInterpolated, AbsoluteDiscountingInterpolated: unmasked_score",
            "k": K,
            "kneser-ney": "own recursion, see make.py; own = lengths whose discounts are computed, not the fallback",
            "madeBy": "tests/golden/language/make.py",
        },
        "texts": texts,
        "tests": TESTS,
        "sets": sets,
    }
    with open(OUT, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


main()
