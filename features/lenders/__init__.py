"""Features of lenders: how they lend, deliver, sue, secure, collect and hang together.

Nothing here is of a borrower, and nothing counts that a lender reported. Fund flows are never read.
"""

from __future__ import annotations

from features.declaration import Declared
from features.lenders.collection import COLLECTION_FEATURES
from features.lenders.hearings import HEARING_FEATURES
from features.lenders.judgments import JUDGMENT_FEATURES
from features.lenders.loans import LOAN_FEATURES
from features.lenders.renewals import RENEWAL_FEATURES
from features.lenders.security import SECURITY_FEATURES
from features.lenders.suits import SUIT_FEATURES
from features.lenders.ties import TIE_FEATURES

FEATURES: tuple[Declared, ...] = (
    *SUIT_FEATURES,
    *HEARING_FEATURES,
    *JUDGMENT_FEATURES,
    *LOAN_FEATURES,
    *RENEWAL_FEATURES,
    *SECURITY_FEATURES,
    *COLLECTION_FEATURES,
    *TIE_FEATURES,
)
"""Every column of features.lenders after the named ones."""
