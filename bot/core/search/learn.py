"""A linear classifier (multinomial logistic regression) learned from phrasings.

Each class weighs only the features that its own examples have, so the model is as sparse as its examples and every
weight can be shown. Learning is by stochastic gradient with AdaGrad's rates (Duchi, Hazan, Singer 2011), in the order
that the examples come in: the same examples always give the same weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.core.search.postings import Floats, Ints, Postings

_EPOCHS = 5
_RATE = 4.0
_SOFTENER = 1.0
"""What AdaGrad's sums of squares begin with: smaller is faster at first, and rasher."""
_MOST_ROUNDS, _RATE_AFTER = 200, 2.0
"""For what is taught later: how often it is gone through at most, and in what steps."""
_LEARNT = 0.02
"""An example that is told this surely already teaches nothing more."""


@dataclass(frozen=True)
class Example:
    """The rows of an example's features with their weights, and its classes; `against` where it is none of them."""

    rows: Ints
    weights: Floats
    classes: tuple[int, ...]
    against: bool = False


def learn(postings: Postings, examples: Sequence[Example], open_classes: Floats) -> Postings:
    """`postings` with values under which the classes of `examples` come out likeliest.

    `open_classes` holds 0 for each class that there is and minus infinity for the others.
    """
    values = np.zeros(len(postings.keys), np.float32)
    squares = np.full(len(values), _SOFTENER, np.float32)
    order = examples
    for epoch in range(_EPOCHS):
        teaching = []
        for example in order:
            places, lengths = postings.places(example.rows)
            keys, weights, own = postings.keys.take(places), example.weights.repeat(lengths), values.take(places)
            scores = np.bincount(keys, weights=own * weights, minlength=len(open_classes))
            error = _error(softmax(scores + open_classes), example)
            if error is not None:
                teaching.append(example)
                step = error.astype(np.float32).take(keys) * weights
                spent = squares.take(places) + step * step
                squares[places] = spent
                values[places] = own - _RATE * step / np.sqrt(spent)
        # What is known already rests for a while: the last round asks everything once more.
        order = examples if epoch == _EPOCHS - 2 else teaching
    return replace(postings, values=values)


def learn_more(postings: Postings, examples: Sequence[Example], open_classes: Floats) -> Postings:
    """`postings` that also tell `examples`, each as surely as `_LEARNT` asks; what was learned before stays near."""
    values = postings.values.copy()
    for _ in range(_MOST_ROUNDS):
        taught = [_step(values, postings, example, open_classes) for example in examples]
        if not any(taught):
            break
    return replace(postings, values=values)


def _step(values: NDArray[np.float32], postings: Postings, example: Example, open_classes: Floats) -> bool:
    """One step of `values` towards `example`; False where there is nothing left to learn."""
    places, lengths = postings.places(example.rows)
    keys, weights = postings.keys[places], np.repeat(example.weights, lengths)
    scores = np.bincount(keys, weights=values[places] * weights, minlength=len(open_classes))
    error = _error(softmax(scores + open_classes), example)
    if error is None:
        return False
    values[places] -= _RATE_AFTER * error.astype(np.float32)[keys] * weights
    return True


def softmax(scores: Floats) -> Floats:
    """Probabilities in proportion to the exponentials of `scores`."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _error(likely: Floats, example: Example) -> Floats | None:
    """How far each class is from where the example wants it; None where the example teaches nothing."""
    own = list(example.classes)
    sure = likely[own].sum()
    if example.against:
        wanted = likely.copy()
        wanted[own] = 0.0
        return None if sure < _LEARNT else likely - wanted / wanted.sum()
    if 1.0 - sure < _LEARNT:
        return None
    likely[own] -= 1.0 / len(own)
    return likely
