"""An entry's bytes are found by its reference, and nothing else is taken for it."""

from lagebild.lists.un_sc.place import locate_entry

FIRST = b"<ENTITY><DATAID>1</DATAID><REFERENCE_NUMBER>KPe.001</REFERENCE_NUMBER><FIRST_NAME>A</FIRST_NAME></ENTITY>"
SECOND = b"<INDIVIDUAL>\n<REFERENCE_NUMBER> KPe.0011 </REFERENCE_NUMBER><COMMENTS1>see KPe.001</COMMENTS1></INDIVIDUAL>"
LIST = b"<CONSOLIDATED_LIST><INDIVIDUALS>" + SECOND + b"</INDIVIDUALS><ENTITIES>" + FIRST + b"</ENTITIES>"


def test_locate_entry_gives_the_whole_element():
    start, end = locate_entry(LIST, "KPe.001")
    assert LIST[start:end] == FIRST
    start, end = locate_entry(LIST, "KPe.0011")
    assert LIST[start:end] == SECOND


def test_locate_entry_unknown_or_cut_off_is_none():
    assert locate_entry(LIST, "KPe.002") is None
    assert locate_entry(LIST, "KPe.00") is None
    assert locate_entry(LIST[: LIST.index(b"</ENTITY>")], "KPe.001") is None
    assert locate_entry(b"", "KPe.001") is None
