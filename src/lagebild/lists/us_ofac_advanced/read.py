"""The sections of OFAC's advanced files, read one item at a time into records."""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from lagebild.lists.us_ofac_advanced.names import read_identity
from lagebild.lists.us_ofac_advanced.records import (
    Event,
    Item,
    Location,
    Party,
    Relation,
    SanctionsEntry,
    Spot,
)
from lagebild.lists.us_ofac_advanced.values import ReferenceValues, read_period, read_point
from lagebild.lists.us_ofac_xml.label import make_clause
from lagebild.lists.us_ofac_xml.root import line_of, strip_namespaces
from lagebild.lists.xml import ReadingLog, path_of, strip_space

ADDRESS_ORDER = (
    "ADDRESS1",
    "ADDRESS2",
    "ADDRESS3",
    "CITY",
    "REGION",
    "STATE/PROVINCE",
    "POSTAL CODE",
    "Unknown",
)
"""Types of a location's parts in the order of an address. Source: LocPartType values of sdn_advanced.xml, 2025."""

UNDETERMINED = "undetermined"
"""OFAC's word for a country that is not known."""

LOCATION_FEATURE = "Location"

LABELS = {"Birthdate": "DOB"}
"""Types of features that the remarks of the CSV form call otherwise; the others bear the same names."""

RELIABILITY_FALSE = "False"

PROGRAMME = "Program"


def spot_of(element: etree._Element) -> Spot:
    """Where an element stands."""
    return Spot(line_of(element), strip_namespaces(path_of(element)))


def text_of(element: etree._Element, tag: str) -> str:
    """The text of a child without outer space; empty where there is none."""
    return strip_space(element.findtext(tag))


@dataclass(slots=True)
class AdvancedReader:
    """Reads the items of all sections, in the order of the file.

    Attributes:
        log: Where problems go.
        values: The file's own sets of values.
        parties: Profile number to party, in the file's order.
        dated_at: Day of the edition, or None.
        dated_raw: As published.
    """

    log: ReadingLog
    values: ReferenceValues
    parties: dict[str, Party] = field(default_factory=dict)
    dated_at: str | None = None
    dated_raw: str | None = None
    locations: dict[str, Location] = field(default_factory=dict)
    documents: defaultdict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    references: dict[str, int] = field(default_factory=dict)

    def read_date_of_issue(self, element: etree._Element) -> None:
        """The day of the edition."""
        parts = [text_of(element, tag) for tag in ("Year", "Month", "Day")]
        self.dated_raw = "-".join(filter(None, parts)) or None
        value = read_point(element)
        if value is None or len(value) != len("YYYY-MM-DD"):
            message = f"DateOfIssue is {self.dated_raw!r}, not a day; give the day of this edition by hand."
            self.log.note(element, "us-edition-undated", message, severity="warning")
            return
        self.dated_at = value

    def read_location(self, element: etree._Element) -> None:
        """A place, kept under its number."""
        parts: dict[str, list[str]] = defaultdict(list)
        others: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for part in element.iterfind("LocationPart"):
            kind = self.values.name("LocPartType", part, "LocPartTypeID")
            for index, value in enumerate(part.iterfind("LocationPartValue")):
                text, script = text_of(value, "Value"), text_of(value, "Comment")
                if value.get("Primary") == "false" or index:
                    others[script].append((kind, text))
                else:
                    parts[kind].append(text)
        country = self._read_country(element)
        told = [("Comment", text_of(element, "Comment")), ("COUNTRY", country)]
        told += [(kind, text) for kind, texts in parts.items() for text in texts]
        told += [(f"{kind} ({script})", text) for script, pairs in others.items() for kind, text in pairs]
        self.locations[element.get("ID", "")] = Location(
            country="" if country == UNDETERMINED else country,
            parts=_arrange(parts),
            others=tuple(", ".join(_arrange(_group(pairs))) for pairs in others.values()),
            raw="; ".join(f"{kind}: {text}" for kind, text in told if text),
        )

    def _read_country(self, element: etree._Element) -> str:
        names = [
            self.values.name("Country", found, "CountryID") for found in element.iterfind("LocationCountry")
        ]
        for area in element.iterfind("LocationAreaCode"):
            found = self.values.find("AreaCode", area, "AreaCodeID")
            if found is not None and not any(names):
                names.append(found.attributes.get("Description", "") or found.text)
        told = list(dict.fromkeys(name for name in names if name))
        if len(told) > 1:
            message = (
                f"The place lies in {' and '.join(told)}; the first is read, and all stand in the raw fields."
            )
            self.log.note(element, "us-location-countries", message)
        return told[0] if told else ""

    def read_document(self, element: etree._Element) -> None:
        """A document or entry in a register, kept under the number of its identity."""
        label = self.values.name("IDRegDocType", element, "IDRegDocTypeID")
        number = text_of(element, "IDRegistrationNo")
        country = self.values.name("Country", element, "IssuedBy-CountryID")
        country = "" if country == UNDETERMINED else country
        issued_in = self._find_location(element, "IssuedIn-LocationID")
        dates = self._read_document_dates(element)
        validity = self.values.name("Validity", element, "ValidityID")
        added = [
            validity if validity.lower() != "valid" else "",
            text_of(element, "IssuingAuthority"),
            f"issued in {issued_in.text}" if issued_in and issued_in.text != country else "",
            text_of(element, "Comment"),
        ]
        clause = make_clause(
            label,
            number,
            country=country,
            issued=dates.get("Issue Date", ""),
            expires=dates.get("Expiration Date", ""),
        )
        added += [
            f"{kind} {text}" for kind, text in dates.items() if kind not in {"Issue Date", "Expiration Date"}
        ]
        note = "; ".join(filter(None, added))
        self.documents[element.get("IdentityID", "")].append(
            Item(spot_of(element), label, clause, None, note, "; ".join(filter(None, (clause.text, note))))
        )

    def _read_document_dates(self, element: etree._Element) -> dict[str, str]:
        dates = {}
        for part in element.iterfind("DocumentDate"):
            kind = self.values.name("IDRegDocDateType", part, "IDRegDocDateTypeID")
            period = part.find("DatePeriod")
            text = read_period(period, self.values).text if period is not None else ""
            if text:
                dates[kind or "dated"] = text
        return dates

    def _find_location(self, element: etree._Element, attribute: str) -> Location | None:
        number = element.get(attribute)
        if not number:
            return None
        found = self.locations.get(number)
        if found is None:
            message = f"{attribute} {number!r} is no number of a Location; the place is not read."
            self.log.note(element, "us-location-unknown", message, severity="warning")
        return found

    def read_party(self, element: etree._Element) -> None:
        """A party, each of its profiles as an entry."""
        profiles = element.findall("Profile")
        fixed = element.get("FixedRef", "")
        if not profiles:
            message = f"The party {fixed!r} has no Profile and is not read."
            self.log.note(element, "us-profile-missing", message, severity="error")
        for profile in profiles:
            number = profile.get("ID", "")
            reference = fixed if len(profiles) == 1 else number
            if not (reference.isascii() and reference.isdecimal() and number):
                message = f"The party has the FixedRef {fixed!r} and profile {number!r}; it is not read."
                self.log.note(profile, "us-reference-unreadable", message, severity="error")
            elif reference in self.references or number in self.parties:
                message = (
                    f"The number {reference} stands already in line {self.references.get(reference)}; this party is "
                    "not read. Compare the two."
                )
                self.log.note(profile, "us-reference-repeated", message, severity="error")
            else:
                self.references[reference] = line_of(element)
                self._read_profile(element, profile, reference)

    def _read_profile(self, element: etree._Element, profile: etree._Element, reference: str) -> None:
        comments = (text_of(element, "Comment"), text_of(profile, "Comment"))
        party = Party(
            spot=spot_of(element),
            reference=reference,
            profile=profile.get("ID", ""),
            kind=self._read_kind(profile),
            comment=" ".join(filter(None, comments)),
        )
        for identity in profile.iterfind("Identity"):
            read_identity(party, identity, self.values, is_person=party.kind == "Individual")
            party.items.extend(self.documents.pop(identity.get("ID", ""), []))
        if not party.names:
            message = f"The party ({reference}) has no name and is not read; ask the publisher."
            self.log.note(element, "us-name-missing", message, severity="error")
            return
        party.items.extend(self._read_feature(feature) for feature in profile.iterfind("Feature"))
        for found in profile.iterfind("ExternalReference"):
            kind = self.values.name("ExRefType", found, "ExRefTypeID")
            texts = [strip_space("".join(str(part) for part in found.itertext()))]
            party.notes.append(": ".join(filter(None, (kind or "External reference", *texts))))
        self.parties[party.profile] = party

    def _read_kind(self, profile: etree._Element) -> str:
        """`Vessel` or `Aircraft`, else `Individual` or `Entity`, which stand in the type above."""
        sub_type = self.values.find("PartySubType", profile, "PartySubTypeID")
        if sub_type is None:
            return ""
        if sub_type.text != "Unknown":
            return sub_type.text
        parent = self.values.sets.get("PartyType", {}).get(sub_type.attributes.get("PartyTypeID", ""))
        return parent.text if parent else ""

    def _read_feature(self, feature: etree._Element) -> Item:
        label = self.values.name("FeatureType", feature, "FeatureTypeID")
        texts: list[str] = []
        notes: list[str] = []
        location: Location | None = None
        is_false = False
        for version in feature.iterfind("FeatureVersion"):
            reliability = self.values.name("Reliability", version, "ReliabilityID")
            is_false = is_false or reliability == RELIABILITY_FALSE
            notes += [
                reliability if reliability not in {"", "Unknown", "Confirmed"} else "",
                text_of(version, "Comment"),
            ]
            location = location or self._read_version(version, texts)
        if location is not None and label != LOCATION_FEATURE and not any(texts):
            texts.append(location.text)
        value = "; ".join(dict.fromkeys(filter(None, texts)))
        is_address = label == LOCATION_FEATURE and location is not None
        is_read = bool(value) and not is_false and not is_address
        clause = make_clause(LABELS.get(label, label), value, is_document=False) if is_read else None
        note = "; ".join(filter(None, notes))
        raw = location.raw if location is not None and not value else value
        return Item(
            spot_of(feature),
            label,
            clause,
            location if is_address and not is_false else None,
            note if clause or is_address else "; ".join(filter(None, (value or raw, note))),
            "; ".join(filter(None, (f"{label} {raw}".strip(), note))),
        )

    def _read_version(self, version: etree._Element, texts: list[str]) -> Location | None:
        """The place of one version; its dates and details go to the texts."""
        location = None
        for found in version.iterfind("VersionLocation"):
            location = location or self._find_location(found, "LocationID")
        for period in version.iterfind("DatePeriod"):
            texts.append(read_period(period, self.values).text)
            texts.append(text_of(period, "Comment"))
        for detail in version.iterfind("VersionDetail"):
            texts.append(self.values.name("DetailReference", detail, "DetailReferenceID"))
            texts.append(strip_space(detail.text))
        return location

    def read_relation(self, element: etree._Element) -> None:
        """How a party stands to another."""
        party = self.parties.get(element.get("From-ProfileID", ""))
        target = element.get("To-ProfileID", "")
        if party is None:
            message = (
                f"The relation is of profile {element.get('From-ProfileID')!r}, which is not read; nor is it."
            )
            self.log.note(element, "us-relation-orphan", message, severity="warning")
            return
        period = element.find("DatePeriod")
        span = read_period(period, self.values, is_open=True) if period is not None else None
        party.relations.append(
            Relation(
                spot=spot_of(element),
                to_profile=target,
                role=self.values.name("RelationType", element, "RelationTypeID"),
                is_former=element.get("Former") == "true",
                quality=self.values.name("RelationQuality", element, "RelationQualityID"),
                comment="; ".join(
                    filter(None, (text_of(element, "Comment"), text_of(element, "DatePeriod/Comment")))
                ),
                low=span.low if span else None,
                high=span.high if span else None,
                period=span.text if span else "",
            )
        )

    def read_sanctions_entry(self, element: etree._Element) -> None:
        """A party's place on a list, with what happened to it and what it entails."""
        party = self.parties.get(element.get("ProfileID", ""))
        if party is None:
            message = f"The listing is of profile {element.get('ProfileID')!r}, which is not read; nor is it."
            self.log.note(element, "us-sanctions-entry-orphan", message, severity="warning")
            return
        entry = SanctionsEntry(spot_of(element), self.values.name("List", element, "ListID"))
        notes = [text_of(element, "Comment"), text_of(element, "LimitationsToListing")]
        notes.extend(
            strip_space(" ".join(str(part) for part in info.itertext()))
            for info in element.iterfind("SupportingInfo")
        )
        entry.notes.extend(filter(None, notes))
        entry.events.extend(self._read_event(event) for event in element.iterfind("EntryEvent"))
        for measure in element.iterfind("SanctionsMeasure"):
            self._read_measure(entry, measure)
        told = [
            f"{event.kind} {event.value or ''} {event.act}{': ' if event.comment else ''}{event.comment}".strip()
            for event in entry.events
        ]
        entry.raw = [*told, *entry.programmes, *entry.measures, *entry.notes]
        party.entries.append(entry)

    def _read_event(self, event: etree._Element) -> Event:
        day = event.find("Date")
        value = read_point(day)
        calendar = self.values.name("CalendarType", day, "CalendarTypeID") if day is not None else ""
        if value is None or calendar not in {"", "Gregorian"}:
            message = "The event has no day of the Gregorian calendar; when it was stays unknown."
            self.log.note(event if day is None else day, "us-event-undated", message, severity="warning")
            value = None
        return Event(
            self.values.name("EntryEventType", event, "EntryEventTypeID"),
            value,
            self.values.name("LegalBasis", event, "LegalBasisID"),
            text_of(event, "Comment"),
        )

    def _read_measure(self, entry: SanctionsEntry, measure: etree._Element) -> None:
        kind = self.values.name("SanctionsType", measure, "SanctionsTypeID")
        comment = text_of(measure, "Comment")
        period = measure.find("DatePeriod")
        span = read_period(period, self.values, is_open=True).text if period is not None else ""
        span = "; ".join(filter(None, (span, text_of(measure, "DatePeriod/Comment"))))
        if kind == PROGRAMME and comment:
            entry.programmes.append(comment)
            if span:
                entry.notes.append(f"{kind} {comment}: {span}")
            return
        if kind == PROGRAMME:
            self.log.note(measure, "us-programme-unnamed", "The programme has no name.", severity="warning")
            return
        text = ": ".join(filter(None, (kind, comment)))
        if text:
            entry.measures.append(f"{text} ({span})" if span else text)

    def read_links(self, element: etree._Element) -> None:
        """Nothing: no edition seen has a link between listings, and one would be told of as an unknown element."""

    def close(self, source: str) -> list[tuple[Spot, str, str]]:
        """Documents of identities that no party has: spot, code and message of a problem for each."""
        return [
            (item.spot, "us-document-orphan", f"{item.raw!r} is of no party in {source}; it is not read.")
            for items in self.documents.values()
            for item in items
        ]


def _group(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for kind, text in pairs:
        grouped[kind].append(text)
    return grouped


def _arrange(parts: dict[str, list[str]]) -> tuple[str, ...]:
    """The parts of a place as an address, in the form of sdn.xml: the postal code goes with the town."""
    lines = [text for kind in ADDRESS_ORDER[:3] for text in parts.get(kind, [])]
    town = ", ".join(text for kind in ("CITY", "REGION", "STATE/PROVINCE") for text in parts.get(kind, []))
    town = " ".join((*filter(None, (town,)), *parts.get("POSTAL CODE", [])))
    rest = [text for kind, texts in parts.items() if kind not in ADDRESS_ORDER[:-1] for text in texts]
    return tuple(filter(None, (*lines, town, *rest)))
