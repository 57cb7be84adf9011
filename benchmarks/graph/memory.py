"""How much memory a measurement takes, with everything it starts."""

from __future__ import annotations

from threading import Event, Thread
from types import TracebackType

import psutil

LOOK_EVERY_SECONDS = 0.2


class Peak:
    """A context that watches the resident memory of this process and its children; what they share counts for each.

    `mb` is the largest sum seen, in MiB.
    """

    def __init__(self) -> None:
        self.mb = 0
        self._done = Event()
        self._looking = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Peak:
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self._done.set()
        self._looking.join()

    def _look(self) -> None:
        own = psutil.Process()
        while True:
            self.mb = max(self.mb, sum(map(_resident, (own, *own.children(recursive=True)))) // 2**20)
            if self._done.wait(LOOK_EVERY_SECONDS):
                return


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
