"""A large XML file in sections, read item by item: what was read and counted is let go, so that memory stays small."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from lxml import etree

from lagebild.errors import SourceChangedError, UnreadableError
from lagebild.lists.account import load_field_rules
from lagebild.lists.content import refuse_wrong_kind
from lagebild.lists.source import FieldAccount
from lagebild.lists.us_ofac_xml.root import split_tag, strip_namespace, strip_namespaces
from lagebild.lists.xml import (
    Accountant,
    ReadingLog,
    has_document_type,
    note_wrong_encoding,
    path_of,
    refuse_entities,
    strip_space,
)

CHUNK_LENGTH: Final = 1 << 20
"""Bytes given to the parser at once."""

ReadItem = Callable[[etree._Element], None]  # noqa: SLF001  - lxml's stubs name its elements so
"""Reads one item; it must keep nothing of the element."""


class StreamLog(ReadingLog):
    """Notes about elements whose ancestors still bear their namespace."""

    def locate(self, place: etree._Element) -> str:
        """The line and the element's path without namespaces."""
        return strip_namespaces(f"line {place.sourceline}: {path_of(place)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A child of the root, in the order in which they must stand.

    Attributes:
        tag: Its name.
        item_tag: Name of its items; empty where the section itself is one item.
        read: What reads an item.
        needed: Whether a file without it is refused; without another one, that is a problem.
        may_miss: Whether a file without it is nothing to tell.
    """

    tag: str
    item_tag: str
    read: ReadItem
    needed: bool = True
    may_miss: bool = False


@dataclass(slots=True)
class SectionStream:
    """One pass over a file.

    Attributes:
        content: The file's bytes.
        source: What to call it in messages.
        root_tag: Local name of its root.
        sections: In the order of the format.
        log: Where problems go.
        rules_name: Name of the field table.
        namespace: The root's namespace, once it is known.
    """

    content: bytes
    source: str
    root_tag: str
    sections: tuple[Section, ...]
    log: ReadingLog
    rules_name: str
    namespace: str = ""
    _root: etree._Element | None = None
    _done: etree._Element | None = None
    _filled: set[str] = field(default_factory=set)
    _started: list[str] = field(default_factory=list)

    def read(self) -> dict[str, FieldAccount]:
        """Give each item to its section's reader, and count every element and attribute.

        Raises:
            DocumentError: It is empty, no well-formed XML, too large, or declares a document type.
            SourceChangedError: It is XML of another kind; a section is missing or stands in another order.
        """
        refuse_wrong_kind(self.content, self.source, wanted="XML")
        refuse_entities(self.content, self.source)
        accountant = Accountant(rules=load_field_rules(self.rules_name), log=self.log)
        by_tag = {section.item_tag or section.tag: section for section in self.sections}
        for event, element in self._parse(by_tag):
            if event == "start":
                self._start(element)
            else:
                self._take(element, by_tag, accountant)
        return self._finish(accountant)

    def _parse(self, by_tag: Mapping[str, Section]) -> Iterator[tuple[str, etree._Element]]:
        wanted = {self.root_tag, *by_tag, *(section.tag for section in self.sections)}
        parser = etree.XMLPullParser(
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in sorted(wanted)],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for start in range(0, len(self.content), CHUNK_LENGTH):
                parser.feed(self.content[start : start + CHUNK_LENGTH])
                yield from self._events(parser)
            root = parser.close()
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise UnreadableError(
                f"{self.source} is no well-formed XML at line {line}, column {column}: {error.msg}. "
                "The file may be cut off; fetch it again.",
            ) from error
        yield from self._events(parser)
        if self._root is None:
            self._refuse_root(str(root.tag))

    @staticmethod
    def _events(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
        for event, element in parser.read_events():
            yield str(event), cast("etree._Element", element)  # noqa: SLF001  - as above

    def _refuse_root(self, tag: str) -> None:
        raise SourceChangedError(
            f"{self.source} has the root element <{split_tag(tag)[1]}> where <{self.root_tag}> is expected; "
            "the last good version stays in force."
        )

    def _start(self, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is None:
            self._root = element
            self.namespace, name = split_tag(str(element.tag))
            if name != self.root_tag:
                self._refuse_root(str(element.tag))
            if element.get("DeltaBaseVersion"):
                raise SourceChangedError(
                    f"{self.source} holds only what changed since version {element.get('DeltaBaseVersion')}, "
                    "not the whole list; fetch the whole one. The last good version stays in force."
                )
            if has_document_type(element):
                raise UnreadableError(
                    f"{self.source} declares a document type, which no list needs and attacks do; it is not read."
                )
        elif self._root is None:
            self._refuse_root(str(element.getroottree().getroot().tag))
        elif parent is self._root:
            self._check_order(self._name(element))

    def _check_order(self, name: str) -> None:
        order = [section.tag for section in self.sections]
        if name not in order:
            return
        before = self._started[-1] if self._started else None
        if before is not None and order.index(name) <= order.index(before):
            raise SourceChangedError(
                f"{self.source} holds <{name}> after <{before}>; its sections stand in another order or twice. "
                "The last good version stays in force."
            )
        self._started.append(name)

    def _name(self, element: etree._Element) -> str:
        """The name without the root's namespace; of another namespace, the whole tag."""
        namespace, name = split_tag(str(element.tag))
        return name if namespace == self.namespace else str(element.tag)

    def _take(self, element: etree._Element, by_tag: Mapping[str, Section], accountant: Accountant) -> None:
        section = by_tag.get(self._name(element))
        parent = element.getparent()
        if section is None or parent is None:
            return
        holder = parent if section.item_tag else element
        if holder.getparent() is not self._root or self._name(holder) != section.tag:
            return
        strip_namespace(element, self.namespace)
        section.read(element)
        path = "/".join(filter(None, (self.root_tag, section.tag, section.item_tag)))
        accountant.visit(element, accountant.field_of(path), lost=False)
        self._filled.add(section.tag)
        self._let_go()
        element.clear(keep_tail=True)  # type: ignore[call-arg]  # not in lxml's stubs
        self._done = element

    def _let_go(self) -> None:
        """Take the item before the last out of the tree: the parser still works on the last one."""
        if self._done is None:
            return
        if strip_space(self._done.tail):
            message = f"Text {strip_space(self._done.tail)!r} stands between elements; it is not read."
            self.log.note(self._done, "xml-text-unexpected", message, severity="warning")
        parent = self._done.getparent()
        if parent is not None:
            parent.remove(self._done)
        self._done = None

    def _finish(self, accountant: Accountant) -> dict[str, FieldAccount]:
        self._let_go()
        missing = [section for section in self.sections if section.tag not in self._started]
        needed = [section.tag for section in missing if section.needed]
        if needed or self._root is None:
            raise SourceChangedError(
                f"{self.source} holds no {', '.join(needed)}; the last good version stays in force."
            )
        note_wrong_encoding(self.content, self._root, self.log)
        strip_namespace(self._root, self.namespace)
        accountant.visit(self._root, accountant.field_of(self.root_tag), lost=False)
        for section in self.sections:
            if section.item_tag and section.tag in self._filled:
                accountant.mark_filled(f"{self.root_tag}/{section.tag}")
        for section in missing:
            if not section.may_miss:
                message = (
                    f"The file has no {section.tag}; what they hold of the parties is unknown, not absent."
                )
                self.log.note(self._root, "us-section-missing", message, severity="error")
        return accountant.close(prefix="us")
