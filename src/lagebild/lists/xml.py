"""XML of publishers: parsed without entities, network or DTD, and every element accounted for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from lagebild.errors import SourceChangedError, UnreadableError
from lagebild.lists.account import FieldCounts, FieldRule, Log, close_accounts
from lagebild.lists.content import refuse_wrong_kind
from lagebild.lists.source import FieldAccount
from lagebild.model.listing import ListEntry

PLACEHOLDERS = frozenset({"na", "null"})
"""Words that stand for nothing, in exactly this lower case.

Source: UN list of 2026-08-01, TAi.153 (fourth name `na`), SDi.001 (nationality `na`, which is also
Namibia's code); of 2024-11-30, alias dates of birth `null`. In capitals `NA` is a Korean surname and stays.
"""


class ReadingLog(Log[etree._Element]):  # noqa: SLF001  - lxml's stubs name its elements so
    """What a reader notes while it reads one XML file; places are elements."""

    def locate(self, place: etree._Element) -> str:
        """The line and the element's path."""
        return f"line {place.sourceline}: {path_of(place)}"


def path_of(element: etree._Element) -> str:
    """The element names from the root down, joined by slashes."""
    names = [str(element.tag), *(str(parent.tag) for parent in element.iterancestors())]
    return "/".join(reversed(names))


def strip_space(text: str | None) -> str:
    """The text without outer space; every inner run of space or line breaks is one space."""
    return " ".join((text or "").split())


def parse_xml(content: bytes, *, source: str, root_tag: str) -> etree._Element:
    """The root element, parsed without entities, network or DTD.

    Args:
        content: The file's bytes.
        source: What to call the file in messages.
        root_tag: The root that the format has.

    Raises:
        EmptyTextError: There is nothing in it.
        UnreadableError: It is no well-formed XML, is too large, or declares a document type.
        SourceChangedError: It is XML of another kind.
    """
    refuse_wrong_kind(content, source, wanted="XML")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,  # a comment inside a value would cut its text in two
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        refuse_entities(content, source)
        line, column = error.position
        raise UnreadableError(
            f"{source} is no well-formed XML at line {line}, column {column}: {error.msg}. "
            "The file may be cut off; fetch it again.",
        ) from error
    refuse_entities(content, source)
    if has_document_type(root):
        raise UnreadableError(
            f"{source} declares a document type, which no list needs and attacks do; it is not read."
        )
    if root.tag != root_tag:
        raise SourceChangedError(
            f"{source} has the root element <{root.tag}> where <{root_tag}> is expected; "
            "the last good version stays in force."
        )
    return root


def refuse_entities(content: bytes, source: str) -> None:
    """Refuse a document type that defines entities, whether the parser met them, stopped at them, or left them."""
    ascii_only = content.replace(b"\x00", b"")  # UTF-16 too
    document_type = ascii_only.find(b"<!DOCTYPE")
    if document_type >= 0 and ascii_only.find(b"<!ENTITY", document_type) >= 0:
        raise UnreadableError(
            f"{source} declares a document type that defines entities, which can blow up to gigabytes when they are "
            "read; no list needs them. It is refused; take the list from the publisher's own address."
        )


def has_document_type(root: etree._Element) -> bool:
    """Whether the file declares a document type, with or without entities."""
    document_type: object = (
        root.getroottree().docinfo.internalDTD
    )  # a `<!DOCTYPE … SYSTEM …>` counts as one too
    return document_type is not None


def note_wrong_encoding(content: bytes, root: etree._Element, log: ReadingLog) -> None:
    """Warn where the declared encoding is not Unicode but the bytes are UTF-8: the names are then garbled."""
    declared = (root.getroottree().docinfo.encoding or "utf-8").lower()
    if declared.startswith("utf") or content.isascii():
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return
    message = f"The file declares the encoding {declared} but its bytes are UTF-8; names may be garbled."
    log.note(root, "xml-encoding-doubtful", message, severity="warning")


@dataclass(slots=True)
class _Field:
    """One path while it is counted, with the paths under it: looked up once, not once for each occurrence."""

    path: str
    rule: FieldRule | None
    counts: FieldCounts
    attributes: dict[str, "_Field"] = field(default_factory=dict)
    children: dict[str, "_Field"] = field(default_factory=dict)


@dataclass(slots=True)
class Accountant:
    """Counts what became of each element and attribute, over a whole file or part after part of it."""

    rules: Mapping[str, FieldRule]
    log: ReadingLog
    counts: dict[str, FieldCounts] = field(default_factory=dict)
    unknown: dict[str, etree._Element] = field(default_factory=dict)

    roots: dict[str, _Field] = field(default_factory=dict)

    def field_of(self, path: str) -> _Field:
        """The field of a path at which a visit begins, looked up once."""
        if path not in self.roots:
            self.roots[path] = self.open(path)
        return self.roots[path]

    def mark_filled(self, path: str) -> None:
        """Count an element that was empty when it was visited as what it was: its parts were visited before."""
        found = self.field_of(path).counts
        if found.empty and path in self.rules:
            found.empty -= 1
            found.mapped += 1

    def open(self, path: str) -> _Field:
        """The field of a path, from now on in the accounts."""
        counts = self.counts.setdefault(path, FieldCounts())
        return _Field(path=path, rule=self.rules.get(path), counts=counts)

    def visit(self, element: etree._Element, own: _Field, *, lost: bool) -> None:
        """Count an element, its attributes and everything under it."""
        lost = lost or element in self.log.lost
        raw = element.text
        text = strip_space(raw) if raw and not raw.isspace() else ""
        if "\ufffd" in text:
            self._note_damage(element, text)
            lost = True
        if own.rule is None:
            self.unknown.setdefault(own.path, element)
        elif text and own.rule.kind == "group":
            message = f"Text {text!r} stands in <{element.tag}>, which holds only elements; it is not read."
            self.log.note(element, "xml-text-unexpected", message, severity="warning")
            lost = True
        has_value = bool(len(element)) or (bool(text) and text not in PLACEHOLDERS)
        own.counts.count(own.rule, lost=lost, has_value=has_value)
        self._visit_attributes(element, own, lost=lost)
        for child in element:
            if isinstance(child.tag, str):
                self.visit(child, self._child_of(own, child.tag), lost=lost)
                self._check_tail(child)

    def close(self, *, prefix: str) -> dict[str, FieldAccount]:
        """The accounts of all that was visited; one Problem for each path without a rule."""
        for path, element in self.unknown.items():
            what = "attribute" if "/@" in path else "element"
            message = (
                f"The {what} {path} is not known; its {self.counts[path].problem} value(s) are not read. "
                "The format has changed: extend the reader."
            )
            self.log.note(element, f"{prefix}-{what}-unknown", message, severity="warning")
        return close_accounts(self.counts, self.rules)

    def _child_of(self, own: _Field, tag: str) -> _Field:
        found = own.children.get(tag)
        if found is None:
            found = own.children[tag] = self.open(f"{own.path}/{tag}")
        return found

    def _visit_attributes(self, element: etree._Element, own: _Field, *, lost: bool) -> None:
        for raw_name, raw_value in element.items():
            name, value = str(raw_name), str(raw_value)
            found = own.attributes.get(name)
            if found is None:
                found = own.attributes[name] = self.open(f"{own.path}/@{name}")
            if found.rule is None:
                self.unknown.setdefault(found.path, element)
            is_damaged = "\ufffd" in value
            if is_damaged:
                self._note_damage(element, value)
            found.counts.count(found.rule, lost=lost or is_damaged, has_value=bool(value.strip()))

    def _note_damage(self, element: etree._Element, text: str) -> None:
        message = f"{text!r} holds characters that were lost before publication."
        self.log.note(element, "xml-text-damaged", message, severity="warning")

    def _check_tail(self, element: etree._Element) -> None:
        tail = element.tail
        if tail and not tail.isspace():
            message = (
                f"Text {strip_space(tail)!r} stands after <{element.tag}>, between elements; it is not read."
            )
            self.log.note(element, "xml-text-unexpected", message, severity="warning")


def account_for(
    root: etree._Element, rules: Mapping[str, FieldRule], log: ReadingLog, *, prefix: str
) -> dict[str, FieldAccount]:
    """What became of each element and attribute under a root; one Problem for each path without a rule.

    Args:
        root: The whole file.
        rules: What the reader does, by path.
        log: What the reader noted; elements that it lost count as problems, with all that is under them.
        prefix: What the codes of the problems begin with, such as `un`.
    """
    accountant = Accountant(rules=rules, log=log)
    accountant.visit(root, accountant.open(str(root.tag)), lost=False)
    return accountant.close(prefix=prefix)


def keep_first_of_each(
    found: Iterator[tuple[etree._Element, ListEntry]], log: ReadingLog, *, code: str
) -> Iterator[ListEntry]:
    """The entries without those whose reference stands before them already; each of these is a Problem of that code."""
    first_lines: dict[str, str] = {}
    for element, entry in found:
        reference = entry.listing.reference
        if reference in first_lines:
            message = (
                f"The reference {reference} stands already at {first_lines[reference]}; "
                f"this entry, {entry.entity.caption!r}, is not read. Compare the two."
            )
            log.note(element, code, message, severity="error")
            continue
        first_lines[reference] = log.locate(element)
        yield entry
