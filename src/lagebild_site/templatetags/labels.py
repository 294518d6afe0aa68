"""What readers see instead of our keys: kinds, layers, statuses, each in the page's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise

DOCUMENT_KINDS: Mapping[str, Label] = {
    "joint_statement": _("Joint statement"),
    "statement": _("Statement"),
    "press_release": _("Press release"),
    "readout": _("Readout"),
    "press_briefing": _("Press briefing"),
    "mfa_briefing": _("Foreign ministry briefing"),
    "fact_sheet": _("Fact sheet"),
    "parliamentary_qa": _("Question to a member of parliament"),
    "government_answer": _("Government answer"),
    "parliamentary_motion": _("Parliamentary motion"),
    "parliamentary_question": _("Parliamentary question"),
    "committee_report": _("Committee report"),
    "chamber_resolution": _("Resolution of a chamber"),
    "executive_notice": _("Executive notice"),
    "report": _("Report"),
    "news": _("News"),
    "list": pgettext_lazy("sanctions", "List"),
    "other": _("Other document"),
}
LAYERS: Mapping[str, Label] = {
    "mention": _("State or body"),
    "citation": _("Cited rule"),
    "date": pgettext_lazy("layer", "Date"),
    "figure": _("Figure"),
    "event": _("Event"),
    "position": _("Position"),
}
FACTUALITIES: Mapping[str, Label] = {
    "asserted": _("stated as fact"),
    "assessed": _("assessed"),
    "reported": _("reported from others"),
    "planned": _("planned"),
    "reported_planned": _("reported as planned"),
    "proposed": _("proposed"),
    "possible": _("called possible"),
    "conditional": _("under a condition"),
    "alleged": _("alleged"),
    "negated": _("denied"),
}
LEVELS: Mapping[str, Label] = {
    "document": _("the issuers of the document"),
    "zone": _("who speaks in this passage"),
    "quoted": _("a source that the document quotes"),
}
ZONES: Mapping[str, Label] = {
    "header": _("Head of the page"),
    "dateline": _("Date line"),
    "issuer": _("Issuers"),
    "body": _("Text"),
    "question": _("Question"),
    "answer": _("Answer"),
    "signature": _("Signature"),
    "quotation": _("Quotation"),
    "boilerplate": _("Page furniture, not read"),
}
PROVISION_STATUS: Mapping[str, Label] = {
    "verified": _("verified"),
    "sourced": _("sourced"),
    "unverified": _("unverified"),
}
PROVISION_STATUS_MEANING: Mapping[str, Label] = {
    "verified": _("A person compared number and content with the published text."),
    "sourced": _(
        "Number and content were read in a named source; nobody compared them with the published text yet."
    ),
    "unverified": _("Number or content could not be confirmed; no finding that rests on it can be released."),
}
FORCES: Mapping[str, Label] = {
    "binds": _("The Council decides: binding"),
    "asks": _("The Council asks: not binding"),
    "clarifies": _("Clarifies another paragraph"),
    "allows": _("Allows an exception"),
}
ADDRESSEES: Mapping[str, Label] = {
    "AMS": _("all Member States"),
    "flag": _("flag states"),
    "port": _("port states"),
    "committee": _("the Sanctions Committee"),
}
DIRECTIONS: Mapping[str, Label] = {
    "to": _("deliveries to the target"),
    "from": _("deliveries from the target"),
    "serv": _("services"),
    "fin": _("finance"),
    "ppl": _("persons"),
    "ship": _("ships"),
    "air": _("aircraft"),
    "dipl": _("diplomacy"),
}
FINDING_STATES: Mapping[str, Label] = {
    "proposed": _("proposed by machine"),
    "reviewed": _("reviewed, not released"),
    "released": _("released"),
    "rejected": _("rejected"),
    "withdrawn": _("withdrawn"),
}
RESPONSE_KINDS: Mapping[str, Label] = {
    "statement": pgettext_lazy("response", "Statement"),
    "demand": pgettext_lazy("response", "Demand"),
    "summons": pgettext_lazy("response", "Summons"),
    "listing": pgettext_lazy("response", "Listing"),
    "mechanism": pgettext_lazy("response", "Mechanism"),
    "vote": pgettext_lazy("response", "Vote"),
}
SCHEMAS: Mapping[str, Label] = {
    "Person": _("Person"),
    "Organization": _("Organisation"),
    "Company": _("Company"),
    "LegalEntity": _("Legal entity"),
    "Vessel": _("Vessel"),
    "Airplane": _("Aircraft"),
    "PublicBody": _("Public body"),
}
NAME_KINDS: Mapping[str, Label] = {
    "primary": _("main name"),
    "alias": _("alias"),
    "former": _("former name"),
    "weak": _("low-quality alias"),
    "original_script": _("original script"),
}
LISTING_DATES: Mapping[str, Label] = {
    "designated_on": _("Designated"),
    "legal_act_on": _("Legal act"),
    "amended_on": _("Amended"),
    "delisted_on": _("Delisted"),
}
CHANGES: Mapping[str, Label] = {
    "added": _("added"),
    "amended": _("amended"),
    "gone": _("gone"),
}
QUALIFIERS: Mapping[str, Label] = {
    "exact": _("exactly as told"),
    "approx": _("about"),
    "up_to": _("up to"),
    "more_than": _("more than"),
    "at_least": _("at least"),
    "additional": _("in addition"),
    "none": _("none"),
    "dozens": _("dozens"),
    "hundreds": _("hundreds"),
    "thousands": _("thousands"),
}
CREDIBILITIES: Mapping[str, Label] = {
    "1": _("confirmed by other sources"),
    "2": _("probably true"),
    "3": _("possibly true"),
    "4": _("doubtful"),
    "5": _("improbable"),
    "6": _("cannot be judged"),
}
VERDICTS: Mapping[str, Label] = {
    "same": _("confirmed by a person"),
    "not_same": _("judged not the same"),
    "unsure": _("undecided"),
    "": _("not judged yet"),
}
SEVERITIES: Mapping[str, Label] = {"note": _("note"), "warning": _("warning"), "error": _("error")}
MAY_SHOW: Mapping[str, Label] = {
    "full_text": _("full text"),
    "quote_only": _("quotes only"),
    "internal": _("internal"),
}
RELIABILITIES: Mapping[str, Label] = {
    "A": _("completely reliable"),
    "B": _("usually reliable"),
    "C": _("fairly reliable"),
    "D": _("not usually reliable"),
    "E": _("unreliable"),
    "F": _("cannot be judged"),
}

TABLES: Mapping[str, Mapping[str, Label]] = {
    "document_kind": DOCUMENT_KINDS,
    "layer": LAYERS,
    "factuality": FACTUALITIES,
    "level": LEVELS,
    "zone": ZONES,
    "provision_status": PROVISION_STATUS,
    "provision_status_meaning": PROVISION_STATUS_MEANING,
    "force": FORCES,
    "addressee": ADDRESSEES,
    "direction": DIRECTIONS,
    "finding_state": FINDING_STATES,
    "response_kind": RESPONSE_KINDS,
    "schema": SCHEMAS,
    "name_kind": NAME_KINDS,
    "listing_date": LISTING_DATES,
    "change": CHANGES,
    "qualifier": QUALIFIERS,
    "credibility": CREDIBILITIES,
    "verdict": VERDICTS,
    "severity": SEVERITIES,
    "may_show": MAY_SHOW,
    "reliability": RELIABILITIES,
}
