#!/usr/bin/python3
"""Golden values of the training mathematics, from Debian's python3-torch.

    /usr/bin/python3 tests/golden/training/make.py      writes training.json beside this file

Optimizers: ten steps of a small network (flatten, dense, ReLU, dense) from the same weights on the same batches, weight
decay for the two kernels alone. Losses: value and gradient by the logits. Schedules: the learning rate of each step.
"""
import json, pathlib
import numpy as np
import torch
from torch import nn
from torch.optim import lr_scheduler

SEED = 20261123
FRAMES, BANDS, HIDDEN, LABELS, CLIPS, STEPS = 4, 3, 6, 3, 8, 10
rng = np.random.default_rng(SEED)


def float32(values):
    return np.asarray(values, dtype=np.float32)


def plain(values):
    return [float(v) for v in np.asarray(values).reshape(-1)]


# Kernels are [in, out], as in TensorFlow.js.
START = [float32(rng.standard_normal(shape) * 0.5) for shape in
         [(FRAMES * BANDS, HIDDEN), (HIDDEN,), (HIDDEN, LABELS), (LABELS,)]]
FEATURES = float32(rng.standard_normal((STEPS, CLIPS, FRAMES, BANDS)))
CHOSEN = rng.integers(0, LABELS, (STEPS, CLIPS))

OPTIMIZERS = [
    dict(name="sgd", learningRate=0.1),
    dict(name="sgd", learningRate=0.1, weightDecay=0.05),
    dict(name="momentum", learningRate=0.05, momentum=0.9),
    dict(name="momentum", learningRate=0.05, momentum=0.8, weightDecay=0.02),
    dict(name="nesterov", learningRate=0.05, momentum=0.9),
    dict(name="nesterov", learningRate=0.05, momentum=0.9, weightDecay=0.02),
    dict(name="adagrad", learningRate=0.05),
    dict(name="adagrad", learningRate=0.05, weightDecay=0.05),
    dict(name="rmsprop", learningRate=0.01),
    dict(name="rmsprop", learningRate=0.01, momentum=0.9, weightDecay=0.05),
    dict(name="adam", learningRate=0.02),
    dict(name="adam", learningRate=0.02, weightDecay=0.05),
    dict(name="adamw", learningRate=0.02, weightDecay=0.05),
    dict(name="adam", learningRate=0.02, gradientClip=0.5),
]


def torch_optimizer(options, groups):
    name, lr, momentum = options["name"], options["learningRate"], options.get("momentum", 0)
    if name in ("sgd", "momentum", "nesterov"):
        return torch.optim.SGD(groups, lr=lr, momentum=momentum, nesterov=name == "nesterov")
    if name == "rmsprop":
        return torch.optim.RMSprop(groups, lr=lr, momentum=momentum)
    return dict(adagrad=torch.optim.Adagrad, adam=torch.optim.Adam, adamw=torch.optim.AdamW)[name](groups, lr=lr)


def ten_steps(options):
    weights = [torch.from_numpy(w.copy()).requires_grad_() for w in START]
    decay = options.get("weightDecay", 0)
    groups = [dict(params=[weights[0], weights[2]], weight_decay=decay), dict(params=[weights[1], weights[3]], weight_decay=0)]
    optimizer = torch_optimizer(options, groups)
    losses = []
    for features, labels in zip(FEATURES, CHOSEN):
        hidden = torch.relu(torch.from_numpy(features).flatten(1) @ weights[0] + weights[1])
        loss = nn.CrossEntropyLoss()(hidden @ weights[2] + weights[3], torch.from_numpy(labels))
        optimizer.zero_grad()
        loss.backward()
        if "gradientClip" in options:
            nn.utils.clip_grad_norm_(weights, options["gradientClip"])
        optimizer.step()
        losses.append(loss.item())
    return dict(options=options, losses=losses, weights=[x for w in weights for x in plain(w.detach())])


N = 5
LOGITS = float32(rng.standard_normal((6, N)) * 2)
LABEL_OF = rng.integers(0, N, 6)
ONE_HOT = np.eye(N, dtype=np.float32)[LABEL_OF]
MIXED = float32(0.7 * ONE_HOT + 0.3 * np.roll(ONE_HOT, 1, axis=0))
WEIGHTS = float32(rng.uniform(0.2, 3, N))


def loss_case(name, targets, module, expected_by, smoothing=0.0, weights=None):
    logits = torch.from_numpy(LOGITS.copy()).requires_grad_()
    loss = module(logits)
    loss.backward()
    return dict(name=name, torch=expected_by, targets=targets, labelSmoothing=smoothing,
                classWeights=None if weights is None else plain(weights), loss=loss.item(), gradient=plain(logits.grad))


def losses():
    labels, one_hot, mixed = torch.from_numpy(LABEL_OF), torch.from_numpy(ONE_HOT), torch.from_numpy(MIXED)
    weights = torch.from_numpy(WEIGHTS)
    entropy = lambda target, **options: lambda x: nn.CrossEntropyLoss(**options)(x, target)
    return [
        loss_case("cross-entropy", "oneHot", entropy(labels), "CrossEntropyLoss, class indices"),
        loss_case("cross-entropy", "oneHot", entropy(labels, label_smoothing=0.1),
                  "CrossEntropyLoss, class indices", 0.1),
        loss_case("cross-entropy", "oneHot", entropy(labels, weight=weights),
                  "CrossEntropyLoss, class indices", 0.0, WEIGHTS),
        loss_case("cross-entropy", "oneHot", entropy(labels, weight=weights, label_smoothing=0.2),
                  "CrossEntropyLoss, class indices", 0.2, WEIGHTS),
        loss_case("cross-entropy", "mixed", entropy(mixed), "CrossEntropyLoss, probabilities"),
        loss_case("cross-entropy", "mixed", entropy(mixed, label_smoothing=0.1),
                  "CrossEntropyLoss, probabilities", 0.1),
        loss_case("mse", "oneHot", lambda x: nn.MSELoss()(x.softmax(1), one_hot), "MSELoss of softmax"),
        loss_case("mse", "mixed", lambda x: nn.MSELoss()(x.softmax(1), mixed), "MSELoss of softmax"),
        loss_case("kl", "oneHot", lambda x: nn.KLDivLoss(reduction="batchmean")(x.log_softmax(1), one_hot),
                  "KLDivLoss batchmean"),
        loss_case("kl", "mixed", lambda x: nn.KLDivLoss(reduction="batchmean")(x.log_softmax(1), mixed),
                  "KLDivLoss batchmean"),
    ]


RATE, NUM_STEPS, PER_EPOCH = 0.1, 60, 6


def rates(make, warm_up):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    after = make(optimizer, NUM_STEPS - warm_up)
    scheduler = after
    if warm_up > 0:
        rise = lr_scheduler.LinearLR(optimizer, start_factor=1 / warm_up, total_iters=warm_up - 1)
        scheduler = lr_scheduler.SequentialLR(optimizer, [rise, after], milestones=[warm_up])
    values = []
    for _ in range(NUM_STEPS):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return values


SHAPES = [
    (dict(name="constant"), lambda o, n: lr_scheduler.ConstantLR(o, factor=1)),
    (dict(name="step", everyEpochs=2, factor=0.3), lambda o, n: lr_scheduler.StepLR(o, 2 * PER_EPOCH, 0.3)),
    (dict(name="exponential", factor=0.8), lambda o, n: lr_scheduler.StepLR(o, PER_EPOCH, 0.8)),
    (dict(name="cosine", finalShare=0.01), lambda o, n: lr_scheduler.CosineAnnealingLR(o, n, eta_min=0.01 * RATE)),
]


def exponential_by_epoch():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    scheduler = lr_scheduler.ExponentialLR(optimizer, 0.8)
    values = []
    for step in range(NUM_STEPS):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step % PER_EPOCH == PER_EPOCH - 1:
            scheduler.step()
    return values


PLATEAUS = [
    dict(factor=0.1, patience=10, threshold=1e-4, cooldown=0, minLearningRate=0),
    dict(factor=0.5, patience=1, threshold=0.01, cooldown=2, minLearningRate=0.004),
    dict(factor=0.3, patience=0, threshold=0, cooldown=0, minLearningRate=1e-9),
]


def plateau(options, observed):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    scheduler = lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=options["factor"], patience=options["patience"], threshold=options["threshold"],
        cooldown=options["cooldown"], min_lr=options["minLearningRate"])
    values = []
    for loss in observed:
        scheduler.step(loss)
        values.append(optimizer.param_groups[0]["lr"])
    return dict(options=options, rates=values)


OBSERVED = [float(x) for x in np.round(1 / (1 + np.minimum(np.arange(45), 12) / 3) + 0.2 + rng.uniform(0, 0.1, 45), 4)]

golden = dict(
    header=dict(library="torch", version=torch.__version__, numpy=np.__version__, seed=SEED, dtype="float32",
                script="tests/golden/training/make.py"),
    network=dict(numFrames=FRAMES, numBands=BANDS, hidden=HIDDEN, numLabels=LABELS, numClips=CLIPS,
                 start=[x for w in START for x in plain(w)], features=[plain(f) for f in FEATURES], labels=CHOSEN.tolist()),
    optimizers=[ten_steps(options) for options in OPTIMIZERS],
    losses=dict(numLabels=N, logits=plain(LOGITS), oneHot=plain(ONE_HOT), mixed=plain(MIXED), cases=losses()),
    schedules=dict(learningRate=RATE, numSteps=NUM_STEPS, stepsPerEpoch=PER_EPOCH, cases=[
        *[dict(shape=shape, warmUpSteps=warm, rates=rates(make, warm)) for shape, make in SHAPES for warm in (0, 9)],
        dict(shape=dict(name="exponential", factor=0.8), warmUpSteps=0, rates=exponential_by_epoch()),
    ]),
    plateaus=dict(learningRate=RATE, losses=OBSERVED, cases=[plateau(options, OBSERVED) for options in PLATEAUS]),
)


def rounded(value):
    """Nine digits name a float32 exactly."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


path = pathlib.Path(__file__).with_name("training.json")
path.write_text(json.dumps(rounded(golden), separators=(",", ":")) + "\n")
print(path.stat().st_size, "bytes")
