"""Petition offices (信访局): how many answers departments owe, and nothing of who asked."""

from expectations.contracts.declaration import Column, Contract

# No petitioner, no text, no case number and no place, and a test holds it to these four columns: who turned to a
# petition office, and about what, is nobody's business here.
OVERDUE_ANSWERS = Contract(
    department="petition_offices",
    table="overdue_answers",
    title="逾期未答复统计",
    grain="one responding department in one quarter",
    key=("responding_department", "period"),
    event_on=None,
    columns=(
        Column("responding_department", "责任单位", "short_text", "never", required=True, synonyms=("办理单位",)),
        Column("period", "统计期间", "short_text", "never", required=True),
        Column("answers_due", "应答复件数", "integer", "not counted", unit="number", bounds=(0, None)),
        Column("answers_overdue", "逾期未答复件数", "integer", "not counted", unit="number", bounds=(0, None)),
    ),
    purpose="departments that do not answer: where disputes are left to grow; never a person",
    legal_basis="信访工作条例",
)

CONTRACTS = (OVERDUE_ANSWERS,)
