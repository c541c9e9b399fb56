"""Writes hmm.json: what NLTK's hidden Markov models say about random models and sequences.

Run from anywhere with Debian's python3-nltk 3.8 and python3-numpy 1.24:
  /usr/bin/python3 tests/golden/language/hmm/make.py

For each model: the forward and backward passes, ln P and the likeliest path of some sequences, and the transitions and
emissions after one iteration of Baum and Welch over all of them. NLTK works in log2; here all is ln. It leaves the
initial probabilities as they are, so these are not compared.
"""

import contextlib
import json
import math
import os

import nltk
import numpy
from nltk.tag.hmm import HiddenMarkovModelTrainer, _create_hmm_tagger

SEED = 20261126
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hmm.json")
LN2 = math.log(2)


def market():
    """Huang, Acero & Hon, Spoken Language Processing, page 381: bull, bear, static; up, down, unchanged."""
    initial = numpy.array([0.5, 0.2, 0.3])
    transition = numpy.array([[0.6, 0.2, 0.2], [0.5, 0.3, 0.2], [0.4, 0.1, 0.5]])
    emission = numpy.array([[0.7, 0.1, 0.2], [0.1, 0.6, 0.3], [0.3, 0.3, 0.4]])
    return initial, transition, emission, [[0, 0], [0, 1, 0], [1] * 5, [2] * 5 + [0]]


def random_case(rng, num_states, num_symbols, lengths):
    draw = lambda rows, columns: rng.dirichlet([0.7] * columns, rows)
    sequences = [[int(s) for s in rng.integers(0, num_symbols, n)] for n in lengths]
    return draw(1, num_states)[0], draw(num_states, num_states), draw(num_states, num_symbols), sequences


def pairs(sequence):
    return [(symbol, None) for symbol in sequence]


def describe(initial, transition, emission, sequences):
    states, symbols = list(range(len(initial))), list(range(emission.shape[1]))
    make = lambda: _create_hmm_tagger(states, symbols, transition, emission, initial)
    model = make()
    results = []
    for sequence in sequences:
        results.append(
            {
                "symbols": sequence,
                "forward": (model._forward_probability(pairs(sequence)) * LN2).ravel().tolist(),
                "backward": (model._backward_probability(pairs(sequence)) * LN2).ravel().tolist(),
                "logProb": model.log_probability(pairs(sequence)) * LN2,
                "path": [int(state) for state in model.best_path(sequence)],
            }
        )
    with contextlib.redirect_stdout(None):
        learnt = HiddenMarkovModelTrainer(states, symbols).train_unsupervised(
            [pairs(sequence) for sequence in sequences], model=make(), max_iterations=1
        )
    return {
        "initial": initial.tolist(),
        "transition": transition.ravel().tolist(),
        "emission": emission.ravel().tolist(),
        "sequences": results,
        "learntTransition": [learnt._transitions[i].prob(j) for i in states for j in states],
        "learntEmission": [learnt._outputs[i].prob(k) for i in states for k in symbols],
    }


def main():
    rng = numpy.random.default_rng(SEED)
    cases = [market(), random_case(rng, 2, 3, [1, 7]), random_case(rng, 5, 7, [30, 12, 4]), random_case(rng, 8, 4, [200])]
    made_with = f"nltk {nltk.__version__}, numpy {numpy.__version__}, seed {SEED}"
    with open(OUT, "w", encoding="utf-8") as file:
        json.dump({"madeWith": made_with, "cases": [describe(*case) for case in cases]}, file)
        file.write("\n")


main()
