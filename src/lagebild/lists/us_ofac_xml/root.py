"""The root elements of OFAC's XML files, which bear one of several namespaces; everything below is read without it."""

import re
from io import BytesIO

from lxml import etree

NAMESPACES = frozenset(
    {
        "",
        "http://tempuri.org/sdnList.xsd",
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
        "http://www.un.org/sanctions/1.0",
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
    }
)
"""Namespaces of the two formats, before and since the Sanctions List Service of 2024, and none at all.

Source: the root elements of the samples of 2020 and of consolidated.xml of 2026-01-08; sdn_advanced.xsd and public
readers of the file for the other two.
"""


def find_root_tag(content: bytes, name: str) -> str:
    """The tag of the root with the namespace that the file gives it, if its local name is the one wanted.

    Returns:
        Such as `{http://tempuri.org/sdnList.xsd}sdnList`; the name alone where the root is another or unreadable.
    """
    events = etree.iterparse(
        BytesIO(content),
        events=("start",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        _, root = next(events)
    except (etree.XMLSyntaxError, StopIteration):
        return name
    return str(root.tag) if split_tag(str(root.tag))[1] == name else name


def split_tag(tag: str) -> tuple[str, str]:
    """Namespace and local name of a tag; the namespace is empty where it has none."""
    if not tag.startswith("{"):
        return "", tag
    namespace, _, name = tag[1:].partition("}")
    return namespace, name


def strip_namespace(element: etree._Element, namespace: str) -> None:
    """Take a namespace off an element and all below it; elements of other namespaces keep theirs."""
    if not namespace:
        return
    prefix, length = f"{{{namespace}}}", len(namespace) + 2
    for found in element.iter(f"{prefix}*"):
        found.tag = str(found.tag)[length:]


_NAMESPACE = re.compile(r"\{[^{}]*\}")


def strip_namespaces(path: str) -> str:
    """The path of an element whose ancestors still bear their namespace, without it."""
    return _NAMESPACE.sub("", path)


def line_of(element: etree._Element) -> int:
    """The line at which an element begins; 0 where it is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0
