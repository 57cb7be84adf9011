"""Who is who: crosswalk, entities, the vault of identities, and what linking has to show."""

from __future__ import annotations

from expectations.layers.declaration import LayerTable

CROSSWALK = LayerTable(
    "linked.crosswalks",
    "one mention (source row and role) and the entity it was linked to",
    ("source_row_id", "role"),
    (
        ("source_row_id", "string", "row of a bronze table"),
        ("table", "string", "bronze table without its layer"),
        ("role", "string", "role of the mention in the contract"),
        ("known_on", "date", "delivery of the record's version that was linked"),
        ("entity_id", "string", "pseudonymous id; P... a person, C... a company"),
        ("entity_kind", "string", "person or company"),
        ("links_only", "boolean", "true: a reporter or victim; the row links to the entity and goes no further"),
        ("method", "string", "how it was linked: citizen_id or credit_code by its own number, alone by nothing"),
        (
            "probability",
            "double",
            "weakest link on its surest way to the entity's core; 1 for a number, 0.5 for alone and for a number under "
            "two names",
        ),
        ("explanation_zh", "string", "the levels that made it, in Chinese"),
        ("explanation_en", "string", "the same in English"),
    ),
)

ENTITIES = LayerTable(
    "linked.entities",
    "one person or company",
    ("entity_id",),
    (
        ("entity_id", "string", "pseudonymous, stable over nights"),
        ("entity_kind", "string", "person or company"),
        ("records", "bigint", "rows that say something of it, links_only rows left out"),
        ("departments", "array<string>", "departments those rows come from, sorted"),
        ("weakest_link", "double", "least probability among its rows"),
        ("has_valid_number", "boolean", "a valid citizen id or credit code stands behind it"),
        ("conflict", "boolean", "not scored until a reviewer looked: see linked.review_items"),
    ),
)

LINKS = LayerTable(
    "linked.links",
    "one pair of mentions that were compared and are likelier one entity than the threshold",
    ("left_id", "right_id", "level"),
    (
        ("left_id", "string", "mention (source_row_id/role), the smaller of the two"),
        ("right_id", "string", "the other mention"),
        ("probability", "double", "that they are one entity, rounded to 1e-6; whether they became one, see crosswalks"),
        ("level", "string", "what agreed, keys of its words joined by +"),
        ("version", "string", "rules or model that compared them"),
        (
            "entity_id",
            "string",
            "that it holds together; null where it was cut, attaches a reporter or victim, or a guard holds the entity",
        ),
    ),
)

REVIEW_ITEMS = LayerTable(
    "linked.review_items",
    "one doubt about who is who, for a reviewer",
    ("kind", "left_id", "right_id"),
    (
        (
            "kind",
            "string",
            "two_numbers, anothers_number, torn_number, surname_alone, size, density, bridge, verdict_without_effect",
        ),
        ("left_id", "string", "mention (source_row_id/role) at one end of the link in question"),
        ("right_id", "string", "mention at the other end"),
        ("probability", "double", "of that link; 1 where it is a reviewer's, 0.5 of one number under two names"),
        ("entity_ids", "array<string>", "entities that it concerns, sorted"),
        ("held_ids", "array<string>", "those of them that are not scored until somebody looked, sorted"),
        ("explanation_zh", "string", "what to look at, in Chinese"),
        ("explanation_en", "string", "the same in English"),
        (
            "agreed_zh",
            "string",
            "what agreed between the two, in Chinese; null where only one number or a verdict brings them together",
        ),
        ("agreed_en", "string", "the same in English"),
    ),
)

ENTITY_CHANGES = LayerTable(
    "linked.entity_changes",
    "one entity of the night before, of which mentions are with another one now",
    ("from_id", "to_id"),
    (
        ("kind", "string", "merge, split or renamed"),
        ("from_id", "string", "entity in which the mentions were"),
        ("to_id", "string", "entity in which they are"),
        ("mentions", "bigint", "mentions that went from one to the other"),
        ("why", "string", "record_changed, verdict or new_links"),
        ("explanation_zh", "string", "why, in Chinese"),
        ("explanation_en", "string", "the same in English"),
    ),
)

ADDRESSES = LayerTable(
    "linked.addresses",
    "one address that a row gives, of somebody it mentions or of the place it is about, and its standard address",
    ("source_row_id", "role"),
    (
        ("source_row_id", "string", "row of a bronze table"),
        ("table", "string", "bronze table without its layer"),
        ("role", "string", "role of the mention in the contract; place: what the row is about, as the house mortgaged"),
        ("links_only", "boolean", "true: a reporter's or victim's; the row has the address and it goes no further"),
        ("address_id", "string", "pseudonymous id of a standard address; null: none fits, or several as well"),
        ("method", "string", "address_code: the department's own code; address_text; none: no standard address"),
        ("probability", "double", "that this is the address meant; null without one"),
        ("explanation_zh", "string", "what made it, or why there is none, in Chinese"),
        ("explanation_en", "string", "the same in English"),
    ),
)

STANDARD_ADDRESSES = LayerTable(
    "linked.standard_addresses",
    "one standard address of the housing bureau, without its text and code",
    ("address_id",),
    (
        ("address_id", "string", "pseudonymous, made from the address code, stable over nights"),
        ("district_code", "string", "district it lies in"),
        ("street", "string", "street or town"),
        ("community", "string", "community or village"),
        ("use", "string", "residential or business; null when not recorded"),
    ),
)

IDENTITIES = LayerTable(
    "linked.identities",
    "THE VAULT: one mention (source row and role) in normal form, with the entity it says something of",
    ("source_row_id", "role"),
    (
        ("source_row_id", "string", "row of a bronze table"),
        ("table", "string", "bronze table without its layer"),
        ("department", "string", "department of the row"),
        ("role", "string", "role of the mention in the contract"),
        ("links_only", "boolean", "true: a reporter or victim; the row links to the entity and goes no further"),
        ("known_on", "date", "delivery of the record's version that was linked"),
        ("registration_no", "string", "as the market register writes it; null in other departments' tables"),
        ("organisation_code", "string", "what a company's number is or holds, valid or not; null where it holds none"),
        ("kind", "string", "person or company"),
        ("name", "string", "null when it tells nobody apart"),
        ("number", "string", "valid citizen id or credit code; null without one"),
        ("phone", "string", "null when missing, wrong or a service number"),
        ("address", "string", "null when missing"),
        ("birth_on", "date", "the valid id's before the recorded one; null where neither says"),
        ("own_id", "string", "entity behind the valid number; null without one"),
        ("alone_id", "string", "entity that the mention is when nothing links it"),
        ("id_seen", "string", "what can be read of a person's masked or wrong number; null without one"),
        ("masked_name", "string", "a person's name as somebody hid it; null where nobody did"),
        ("context", "string", "home, company or office that the row shows a person with; null where it shows none"),
        ("sound", "string", "how a person's name sounds; null without a name"),
        ("door", "string", "door that a person's address means; null where it names none"),
        ("building", "string", "building of that door, else of the home shown; null where it names none"),
        (
            "number_of_another",
            "string",
            "valid number of the row that is another's by all other rows or by a verdict; null where none is",
        ),
        ("recorded_birth_on", "date", "as the row records it; null where it does not"),
        ("stem", "string", "company's name without place, form and group; null where brackets or a form stand inside"),
        ("former_name", "string", "what a note behind a company's name says it was called before; null: nothing"),
        ("entity_id", "string", "pseudonymous id; null for reporters and victims, of whom nothing is kept together"),
        (
            "link_level",
            "string",
            "level of the link that put it there; null where its number did, where it is alone "
            "under an id of its own, and for reporters and victims",
        ),
        ("link_probability", "double", "that it is this entity; null where link_level is"),
    ),
)

DISPUTES = LayerTable(
    "linked.disputes",
    "one event of one dispute; a dispute is the events between the same two parties",
    ("source_row_id",),
    (
        ("dispute_id", "string", "pseudonymous id of the dispute"),
        ("source_row_id", "string", "row of a bronze table"),
        ("table", "string", "bronze table without its layer"),
        ("department", "string", "department of the row"),
        ("event_on", "date", "when it happened; null when not recorded"),
        ("known_on", "date", "when it was delivered"),
        ("parties_known", "boolean", "false: a party is anonymous, so the event is a dispute of its own"),
    ),
)
