"""Great Expectations' Data Docs of one night, made from the check results that its manifests keep.

Nothing is checked again and no row is read. Great Expectations renders every result into its own blocks; what stands
around them is ours, because its pages load styles and scripts from six hosts, and an office's machine reaches none.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from expectations import engine
from expectations.checks import CheckResult

HERE = Path(__file__).parent

_COLUMNS = ["结果 Status", "检查 Expectation", "性质 Kind and reason"]
"""Headings of a page's tables. Great Expectations' last one is the observed value, which no result keeps."""


def write_data_docs(folder: Path, found: Mapping[str, Sequence[CheckResult]], as_of: date) -> list[Path]:
    """One page per table and an index into a folder that is made; `found` are the night's results by table.

    Pages hold what the results hold (columns, bounds, whether they held) and nothing else; they have no script and load
    nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    style = (HERE / "page.css").read_text(encoding="utf-8")
    render = _page_renderer()
    pages = []
    for table, results in sorted(found.items()):
        page = folder / f"{table}.html"
        unmade = [result for result in results if result.passed is None]
        page.write_text(render(table, results, style=style, as_of=as_of.isoformat(), unmade=unmade), encoding="utf-8")
        pages.append(page)
    ours = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    lines = [_line(table, results) for table, results in sorted(found.items())]
    index = folder / "index.html"
    index.write_text(
        ours.get_template("index.html").render(style=style, lines=lines, as_of=as_of.isoformat()), encoding="utf-8"
    )
    return [index, *pages]


def _line(table: str, results: Sequence[CheckResult]) -> dict[str, Any]:
    missed = [result for result in results if result.passed is False]
    return {
        "table": table,
        "checks": len(results),
        "failed": sum(result.severity == "fail" for result in missed),
        "warned": sum(result.severity == "warn" for result in missed),
        "unmade": sum(result.passed is None for result in results),
        "missed": missed,
    }


def _page_renderer() -> Any:
    """A function from a table's results to its page."""
    engine.context()
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    renderer, view = ValidationResultsPageRenderer(), DefaultJinjaPageView()
    # Its frame with links to other hosts gives way to ours; the blocks inside are its own.
    frame = DictLoader({"page.j2": (HERE / "page.html").read_text(encoding="utf-8")})
    view.env.loader = ChoiceLoader([frame, view.env.loader])

    def render(table: str, results: Sequence[CheckResult], **around: Any) -> str:
        document = renderer.render(_suite_result(table, results))
        overview, *sections = document.sections
        # What else stands there is a link to a page of the suite and the clock time of a run: we have neither.
        overview.content_blocks = [block for block in overview.content_blocks if hasattr(block, "table")]
        for section in sections:
            its = iter(
                result for result in results if result.passed is not None and _section(result) == section.section_name
            )
            for block in (block for block in section.content_blocks if getattr(block, "header_row", None)):
                block.header_row = _COLUMNS
                block.table = [[*row[:-1], _said(result)] for row, result in zip(block.table, its, strict=True)]
        return str(view.render(document, table=table, **around))

    return render


def _section(result: CheckResult) -> str:
    """The section of a page that Great Expectations puts a result into."""
    return str(_named(result).get("column", "Table-Level Expectations"))


def _said(result: CheckResult) -> str:
    """How grave it is, of what kind and why, and what Great Expectations' own sentence has no place for."""
    known = engine.expectation_class(result.expectation).__fields__
    beside = [f"{name.replace('_', ' ')} {value}" for name, value in result.bounds.items() if name not in known]
    return escape(" · ".join(filter(None, [result.severity, result.check, *beside, result.note])))


def _suite_result(table: str, results: Sequence[CheckResult]) -> Any:
    from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult

    made = [result for result in results if result.passed is not None]
    passed = sum(bool(result.passed) for result in made)
    return ExpectationSuiteValidationResult(
        success=passed == len(made),
        results=[_validation_result(result) for result in made],
        suite_name=table,
        statistics={
            "evaluated_expectations": len(made),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(made) - passed,
            "success_percent": 100 * passed / len(made) if made else None,
        },
        meta={},
    )


def _validation_result(result: CheckResult) -> Any:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    kind = engine.expectation_class(result.expectation)
    known = {name: value for name, value in result.bounds.items() if name in kind.__fields__}
    configuration = ExpectationConfiguration(type=kind.expectation_type, kwargs={**_named(result), **known})
    return ExpectationValidationResult(success=result.passed, expectation_config=configuration)


def _named(result: CheckResult) -> dict[str, Any]:
    columns = list(result.columns)
    if result.check == "schema":
        return {"column_set": columns}
    if result.expectation == "ExpectCompoundColumnsToBeUnique":
        return {"column_list": columns}
    return {"column": columns[0]} if columns else {}
