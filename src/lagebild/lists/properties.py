"""FollowTheMoney's properties as lists give them: which hold names, and which hold numbers that can be checked."""

from lagebild.lists.identifiers import IDENTIFIER_KINDS, IdentifierKind
from lagebild.model.listing import NameKind

NAME_KINDS: dict[str, NameKind] = {
    "name": "primary",
    "alias": "alias",
    "previousName": "former",
    "weakAlias": "weak",
}
"""Properties that hold whole names, and the kind of each."""

NUMBER_KINDS: dict[str, IdentifierKind] = {
    rule.properties[0]: kind
    for kind, rule in IDENTIFIER_KINDS.items()
    if rule.properties and not rule.is_document and (rule.rigour or rule.shape or kind == "imo")
}
"""Properties whose numbers can be checked, and the kind of each: `imoNumber`, `leiCode`, `innCode` and so on."""
