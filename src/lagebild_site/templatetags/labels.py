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
    "Passport": _("Passport"),
    "Identification": _("Identity document"),
    "CryptoWallet": _("Wallet"),
    "UnknownLink": _("Link"),
    "Associate": _("Associate"),
    "Family": _("Relative"),
    "Ownership": _("Ownership"),
    "Directorship": _("Management"),
    "Membership": _("Membership"),
    "Employment": _("Employment"),
    "Representation": _("Representation"),
    "Security": _("Security"),
    "Address": _("Address"),
}
PROPERTIES: Mapping[str, Label] = {
    "imoNumber": _("IMO number"),
    "mmsi": _("MMSI"),
    "callSign": _("Call sign"),
    "leiCode": _("LEI"),
    "swiftBic": _("BIC"),
    "innCode": _("Russian tax number (INN)"),
    "ogrnCode": _("Russian register number (OGRN)"),
    "okpoCode": _("Russian statistical number (OKPO)"),
    "kppCode": _("Russian registration reason (KPP)"),
    "registrationNumber": _("Registration number"),
    "passportNumber": _("Passport number"),
    "idNumber": _("Number of an identity document"),
    "socialSecurityNumber": _("Social security number"),
    "taxNumber": _("Tax number"),
    "vatCode": _("VAT number"),
    "dunsCode": _("D-U-N-S number"),
    "serialNumber": _("Serial number"),
    "licenseNumber": _("Licence number"),
    "isinCode": _("ISIN"),
    "publicKey": _("Wallet address"),
    "birthDate": _("Date of birth"),
    "birthPlace": _("Place of birth"),
    "birthCountry": _("Country of birth"),
    "deathDate": _("Date of death"),
    "gender": _("Gender"),
    "nationality": _("Nationality"),
    "citizenship": _("Citizenship"),
    "country": _("Country"),
    "jurisdiction": _("Jurisdiction"),
    "mainCountry": _("Main country"),
    "address": _("Address"),
    "position": _("Function"),
    "title": _("Form of address"),
    "education": _("Education"),
    "religion": _("Religion"),
    "ethnicity": _("Ethnicity"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "website": _("Website"),
    "legalForm": _("Legal form"),
    "sector": _("Sector"),
    "incorporationDate": _("Founded on"),
    "dissolutionDate": _("Dissolved on"),
    "parent": _("Parent company"),
    "flag": _("Flag"),
    "pastFlags": _("Earlier flags"),
    "type": _("Type"),
    "buildDate": _("Built"),
    "tonnage": _("Tonnage"),
    "deadweightTonnage": _("Deadweight tonnage"),
    "grossRegisteredTonnage": _("Gross register tonnage"),
    "model": _("Model"),
    "owner": _("Owner"),
    "operator": _("Operator"),
    "number": _("Number"),
    "startDate": _("Valid from"),
    "endDate": _("Valid to"),
    "authority": _("Issued by"),
    "holder": _("Holder"),
    "topics": _("Topics"),
    "sourceUrl": _("Address of the source"),
    "weight": _("Weight"),
    "height": _("Height"),
    "hairColor": _("Hair colour"),
    "eyeColor": _("Eye colour"),
    "appearance": _("Appearance"),
    "currency": _("Currency"),
    "political": _("Political affiliation"),
    "status": _("Status"),
    "keywords": _("Keywords"),
    "wikidataId": _("Wikidata"),
    "motherName": _("Mother's name"),
    "fatherName": _("Father's name"),
    "alternateNames": _("Other names"),
}
GENDERS: Mapping[str, Label] = {"male": _("male"), "female": _("female"), "other": _("other gender")}
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
    "rekeyed": _("given another reference"),
    "first": _("first wording held"),
    "returned": _("back on the list"),
}
ACT_ROLES: Mapping[str, Label] = {
    "listing": _("act of listing"),
    "amendment": _("amendment, no day of listing"),
    "recast": _("recast, no day of listing"),
    "repeal": _("repeal"),
}
DATED_BY: Mapping[str, Label] = {
    "list": _("the list's own day"),
    "person": _("day given by a person"),
    "entries": _("the latest day in its entries"),
    "capture": _("day of the capture; the list states none"),
}
DATED_BY_SHORT: Mapping[str, Label] = {
    "person": _("by a person"),
    "capture": _("captured"),
}
CHECK_OUTCOMES: Mapping[str, Label] = {
    "new": _("a new edition"),
    "unchanged": _("unchanged"),
    "held_back": _("a new edition, held back"),
    "refused": _("an answer that is no such list"),
    "failed": _("no answer"),
}
JOIN_VERDICTS: Mapping[str, Label] = {
    "same": _("judged the same"),
    "different": _("judged different"),
    "unsure": _("left open"),
}
IDENTIFIER_KINDS: Mapping[str, Label] = {
    "un-reference": _("Security Council reference"),
    "imo-ship": _("IMO number of a ship"),
    "imo-company": _("IMO number of a company"),
    "lei": _("LEI"),
    "bic": _("BIC"),
    "ogrn": _("Russian register number (OGRN)"),
    "inn": _("Russian tax number (INN)"),
    "isin": _("ISIN"),
    "registration-number": _("Registration number"),
    "passport": _("Passport number"),
    "national-id": _("National identity number"),
    "tax-number": _("Tax number"),
}
PROBLEM_CODES: Mapping[str, Label] = {
    "join-conflict": _("The same number, but something speaks against it"),
    "join-identifier-crowded": _("One number on many entries"),
    "join-judgements-contradict": _("Judgements of persons contradict each other"),
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
    "act_role": ACT_ROLES,
    "dated_by": DATED_BY,
    "dated_by_short": DATED_BY_SHORT,
    "check_outcome": CHECK_OUTCOMES,
    "join_verdict": JOIN_VERDICTS,
    "identifier_kind": IDENTIFIER_KINDS,
    "problem_code": PROBLEM_CODES,
    "property": PROPERTIES,
    "gender": GENDERS,
    "qualifier": QUALIFIERS,
    "credibility": CREDIBILITIES,
    "verdict": VERDICTS,
    "severity": SEVERITIES,
    "may_show": MAY_SHOW,
    "reliability": RELIABILITIES,
}
