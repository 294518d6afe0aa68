"""A mapping file's YAML, read as texts."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from lagebild.errors import UnreadableError

MAX_MAPPING_BYTES = 256 * 1024
"""Longest mapping file read; the longest that FollowTheMoney's own documentation shows has 4 kB."""

HEAD = "lagebild"
"""Key of the head. FollowTheMoney's own tools pass over it, since it has no `queries`."""


class _PlainLoader(yaml.SafeLoader):
    """YAML of texts, `true`, `false` and nothing: no aliases, by which a short file grows, and no key twice.

    YAML 1.1 would read the heading `No` and Norway's code `NO` as false, and `2016` as a number.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML declares it

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not read; write the values out")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002  # PyYAML's signature
        keys = [key.value for key, _value in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.YAMLError(f"{twice!r} stands twice (line {node.start_mark.line + 1} and after)")
        return super().construct_mapping(node, deep)


_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""])


def load_mapping(content: bytes, source: str) -> Mapping[str, Any]:
    """The keys and values of a mapping file; scalars are texts, truth values or None.

    Raises:
        UnreadableError: It is too large, no YAML in UTF-8, has aliases or a key twice, or holds no keys.
    """
    if len(content) > MAX_MAPPING_BYTES:
        raise UnreadableError(
            f"{source} has {len(content)} bytes, more than a mapping of {MAX_MAPPING_BYTES} may have."
        )
    try:
        raw = yaml.load(content.decode("utf-8-sig"), Loader=_PlainLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise UnreadableError(
            f"{source} is no YAML that can be read: {error}. Correct the mapping."
        ) from error
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise UnreadableError(
            f"{source} is no mapping: it must hold {HEAD!r} and one dataset with its queries."
        )
    return raw
