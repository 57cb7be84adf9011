"""Faults of ours: what went wrong in one line and what to do about it, for a person who has no stack trace to read."""

from __future__ import annotations

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
        "Permission denied",
        "a folder under MINGJING_HOME may not be written",
        "Make its owner the user who runs the night, or point MINGJING_HOME elsewhere",
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
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, Fault):
            return seen
        if isinstance(seen, KeyFileError):
            return Fault(str(seen), "Without the old key every pseudonymous id would change")
        text = str(seen)
        for sign, cause, remedy in _KNOWN_CAUSES:
            if sign in text:
                return Fault(cause, remedy)
        seen = seen.__cause__ or seen.__context__
    return None
