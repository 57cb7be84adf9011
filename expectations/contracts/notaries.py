"""Notary offices (公证处)."""

from expectations.contracts.declaration import MOST_PERCENT_A_YEAR, Column, Contract, Mention, party, party_mention

NOTARISED_DEBTS = Contract(
    department="notaries",
    table="notarised_debts",
    title="公证债权文书",
    grain="one notarised deed about a debt",
    key=("deed_no",),
    event_on="notarised_on",
    columns=(
        Column("deed_no", "公证书编号", "code", "never", required=True),
        Column(
            "deed_kind",
            "公证事项",
            "category",
            "never",
            required=True,
            allowed=(
                ("赋予强制执行效力", "enforceable_debt"),
                ("借款合同公证", "loan_contract"),
            ),
        ),
        Column("notarised_on", "出证日期", "date", "never", required=True),
        Column("notary_name", "公证员", "person_name", "not recorded"),
        Column("amount_fen", "债权金额（元）", "money", "not stated", bounds=(0, None)),
        Column(
            "agreed_rate_percent",
            "约定年利率（%）",
            "percent",
            "no rate agreed",
            unit="percent a year",
            bounds=(0, MOST_PERCENT_A_YEAR),
        ),
        Column("due_on", "到期日期", "date", "no term agreed"),
        *party("creditor", "债权人"),
        *party("debtor", "债务人"),
    ),
    mentions=(
        party_mention("creditor"),
        party_mention("debtor"),
        Mention("notary", "person", name="notary_name", context=("notary_office", "deed_no")),
    ),
    purpose="lending conduct of creditors; deeds that notaries may not make since 2017-08",
    legal_basis="公证法 art. 37; 司法部 2017-08 通知",
)

NOTARISED_POWERS = Contract(
    department="notaries",
    table="notarised_powers",
    title="委托公证",
    grain="one notarised power of attorney",
    key=("deed_no",),
    event_on="notarised_on",
    columns=(
        Column("deed_no", "公证书编号", "code", "never", required=True, synonyms=("公证书号",)),
        Column(
            "power_kind",
            "委托事项",
            "category",
            "never",
            required=True,
            allowed=(
                # All at once: to sell, to hand over and to take the price. What notaries may not make since 2017-08.
                ("售房全权委托", "power_to_sell_home"),
                ("不动产处分全项委托", "power_to_sell_home"),
                # To sell, without taking the price: an everyday deed of those who live elsewhere.
                ("售房委托（不含收取房款）", "limited_power_to_sell"),
                ("房屋抵押登记委托", "power_to_mortgage"),
                ("房屋出租委托", "power_to_let"),
                ("诉讼委托", "power_to_litigate"),
                ("其他委托", "other"),
            ),
        ),
        Column("notarised_on", "出证日期", "date", "never", required=True),
        Column("valid_until", "委托期限至", "date", "until the matter is done"),
        Column("may_delegate", "有无转委托权", "boolean", "not recorded", purpose="how far the power goes"),
        Column("address_code", "房屋地址编码", "code", "not about a home, or not matched by the office"),
        Column("notary_name", "公证员", "person_name", "not recorded"),
        *party("grantor", "委托人"),
        *party("attorney", "受托人"),
    ),
    mentions=(
        party_mention("attorney"),
        party_mention("grantor"),
        Mention("notary", "person", name="notary_name", context=("notary_office", "deed_no")),
    ),
    place=("address_code", None),
    purpose="powers that lenders hold over borrowers' homes; deeds that notaries may not make since 2017-08",
    legal_basis="公证法 art. 11; 司法部 2017-08 通知",
)

CONTRACTS = (NOTARISED_DEBTS, NOTARISED_POWERS)
