"""Feature columns made ready for a linear model, the same way in training and in the night."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_array, check_is_fitted, validate_data

from models.linear import CLIP, Matrix, shaped


class Preparation(TransformerMixin, BaseEstimator):
    """Turns n x f feature values into n x 2f inputs: standardised values, then indicators that a value is missing.

    `shapes` has one entry per feature (see `models.measures.Measure`); None means plain for all. Where a declaration
    says that no rows mean zero, the feature already is 0: a null that arrives here is not known or does not apply. It
    stands at the average, so that it speaks through its indicator alone; indicators are centred, and those of features
    that were never missing in training, or always, are constantly 0.
    """

    def __init__(self, shapes: Sequence[str] | None = None) -> None:
        self.shapes = shapes

    def __sklearn_tags__(self):  # type: ignore[no-untyped-def]
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def fit(self, X: npt.ArrayLike, y: npt.ArrayLike | None = None) -> Self:
        """Learn centre and scale of every feature from rows where it is known."""
        values = validate_data(self, X, ensure_all_finite="allow-nan", dtype=np.float64)
        self.log_ = self._log(values.shape[1])
        held = shaped(values, self.log_)
        missing = np.isnan(held)
        known = (~missing).sum(axis=0)
        filled = np.where(missing, 0.0, held)
        self.centre_ = np.where(known > 0, filled.sum(axis=0) / np.maximum(known, 1), 0.0)
        away = np.where(missing, 0.0, held - self.centre_)
        spread = np.sqrt((away**2).sum(axis=0) / np.maximum(known, 1))
        self.scale_ = np.where(spread > 1e-9, spread, 1.0)
        self.missing_centre_ = missing.mean(axis=0)
        return self

    def transform(self, X: npt.ArrayLike) -> Matrix:
        """n x 2f: values in standard deviations from the average (clipped), then centred missing indicators."""
        check_is_fitted(self)
        values = validate_data(self, X, reset=False, ensure_all_finite="allow-nan", dtype=np.float64)
        held = shaped(values, self.log_)
        missing = np.isnan(held)
        standard = np.clip((np.where(missing, self.centre_, held) - self.centre_) / self.scale_, -CLIP, CLIP)
        # An indicator that never varied in training has no coefficient worth the name: it stays silent.
        varied = (self.missing_centre_ > 0) & (self.missing_centre_ < 1)
        indicators = np.where(varied, missing - self.missing_centre_, 0.0)
        return np.asarray(check_array(np.hstack([standard, indicators])))

    def _log(self, features: int) -> npt.NDArray[np.bool_]:
        shapes = ["plain"] * features if self.shapes is None else list(self.shapes)
        if len(shapes) != features:
            raise ValueError(f"{features} features need as many shapes, not {len(shapes)}")
        return np.array([shape == "log" for shape in shapes])
