"""Faults of ours: what went wrong in one line and what to do about it, for a person who has no stack trace to read."""

from __future__ import annotations

from pathlib import Path

from identifiers.pseudonyms import KeyFileError


class Fault(Exception):
    """A cause and its remedy. The command line prints both on one line and exits with 1; `--debug` shows the trace."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause}. {remedy}")
        self.cause = cause
        self.remedy = remedy


_KNOWN_CAUSES: tuple[tuple[str, str, str], ...] = (
    (
        "No space left on device",
        "the disk is full",
        "Free space under MINGJING_HOME (or point it, and SPARK_LOCAL_DIRS, at a larger disk) and run the job again",
    ),
    (
        "Disk quota exceeded",
        "the disk quota is used up",
        "Free space under MINGJING_HOME (or point it, and SPARK_LOCAL_DIRS, at a larger disk) and run the job again",
    ),
    (
        "database or disk is full",
        "the disk is full",
        "Free space under MINGJING_HOME (or point it, and SPARK_LOCAL_DIRS, at a larger disk) and run the job again",
    ),
    (
        "Permission denied",
        "a file or folder may not be used",
        "See that the user who runs the night may read the extracts and write under MINGJING_HOME",
    ),
    (
        "Java gateway process exited",
        "Java did not start",
        "Install Java 17 (Debian: apt-get install openjdk-17-jre-headless); JAVA_HOME, if set, must point at it",
    ),
    (
        "java.lang.OutOfMemoryError",
        "Spark's driver ran out of memory",
        "Give it more with MINGJING_DRIVER_MEMORY (default 4g) and run the job again",
    ),
)


def as_fault(error: BaseException) -> Fault | None:
    """The fault that stands behind an error of the system, or None where we know no remedy."""
    # Here and not above: a database's library is loaded for a review or a fault, not for every command.
    from law.loading import LawError
    from review.database import ReviewError

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, Fault):
            return seen
        if isinstance(seen, KeyFileError):
            return Fault(str(seen), "Without the old key every pseudonymous id would change")
        if isinstance(seen, PermissionError) and seen.filename:
            # A file that was delivered may be named after somebody; its folder is named after its delivery.
            return Fault(
                f"something in {Path(seen.filename).parent} may not be used ({seen.strerror})",
                "Give the user who runs the night the right to all that lies there, or point MINGJING_HOME elsewhere",
            )
        if isinstance(seen, ReviewError):
            return Fault(str(seen), "Nothing was recorded")
        if isinstance(seen, LawError):
            return Fault(str(seen), "Correct the table under law/; no job guesses a law")
        text = str(seen)
        for sign, cause, remedy in _KNOWN_CAUSES:
            if sign in text:
                return Fault(cause, remedy)
        seen = seen.__cause__ or seen.__context__
    return None
