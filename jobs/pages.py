"""Notebooks to pages: executed in one kernel, each becomes one HTML file without code, scripts or links out."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

from jobs.run import Run

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
CELL_SECONDS = 300
"""A cell that takes longer has hung: the largest page takes seconds."""


@dataclass(frozen=True)
class Page:
    """One page that was written: its title in both languages, and the seconds its notebook took."""

    name: str
    title_zh: str
    title_en: str
    path: Path
    seconds: float

    @property
    def bytes(self) -> int:
        """Size of the file."""
        return self.path.stat().st_size


TITLES: dict[str, tuple[str, str]] = {
    "index": ("当晚目录", "The night's index"),
    "ranked_lists": ("风险名单", "Ranked lists"),
    "lender_groups": ("关联放贷群体", "Lender groups"),
    "candidate_checks": ("候选人资格核查", "Candidate checks"),
    "clue_map": ("线索地图", "Clue map"),
    "identity_doubts": ("身份疑点", "Identity doubts"),
    "data_quality": ("数据质量", "Data quality"),
    "algorithm_record": ("算法与谱系", "Algorithms and lineage"),
}
"""The notebooks that a night publishes; `index` links the others."""


def write_pages(run: Run, names: tuple[str, ...] = tuple(TITLES)) -> list[Page]:
    """Execute notebooks for the night into `run.pages`; the first page's seconds hold the kernel's start.

    Raises RuntimeError that names the notebook when one fails; a page with a failed cell is never written.
    """
    environment = {
        # A kernel inherits what Python and the system need; what it reads is told here.
        **os.environ,
        "MINGJING_HOME": str(run.settings.home),
        "MINGJING_WAREHOUSE": run.settings.warehouse,
        "MINGJING_AS_OF": run.as_of.isoformat(),
        "MINGJING_PAGES": str(run.pages),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([str(NOTEBOOKS.parent), *filter(None, sys.path)])),
    }
    # A thread of its own: the caller may have an event loop, and nbclient takes over signals in the main thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _execute(names, run.pages, environment)).result()


async def _execute(names: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> list[Page]:
    pages = []
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mingjing-") as sockets:
        kernel = AsyncKernelManager(
            # The interpreter that runs us runs the kernel, whatever kernels are installed under that name.
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            # Sockets in a folder of our own: no port is open to others on the machine.
            transport="ipc",
            connection_file=f"{sockets}/kernel.json",
        )
        await kernel.start_kernel(env=dict(environment), cwd=str(folder))
        try:
            for name in names:
                body = await _body(name, kernel)
                zh, en = TITLES[name]
                path = folder / f"{name}.html"
                path.write_text(_filled("page.html", name=name, title=f"{zh} {en}", body=body), encoding="utf-8")
                pages.append(Page(name, zh, en, path, time.monotonic() - begun))
                begun = time.monotonic()
        finally:
            await kernel.shutdown_kernel(now=True)
    return pages


async def _body(name: str, kernel: AsyncKernelManager) -> str:
    """One notebook's outputs as HTML. The kernel is shared, for its imports cost more than all cells together."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    client = NotebookClient(notebook, km=kernel, timeout=CELL_SECONDS)
    try:
        await client.async_execute()
        # No notebook may lean on a name that another one left behind.
        await client.kc.execute("%reset -f", silent=True, store_history=False, reply=True, timeout=CELL_SECONDS)
    except CellExecutionError as error:
        raise RuntimeError(f"{name}.ipynb failed: {error.ename}: {error.evalue}") from None
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
    exporter = HTMLExporter(template_name="basic", exclude_input=True, exclude_output_prompt=True)
    body, _ = exporter.from_notebook_node(notebook)
    return str(body)


def _filled(template: str, **held: Any) -> str:
    loader = FileSystemLoader(NOTEBOOKS / "templates")
    # What is filled in comes from our own notebooks, which escape every value, and from ids.
    environment = Environment(loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template(template).render(**held)
