"""Values of OFAC's advanced files: what a number stands for, and dates in OFAC's own words."""

from calendar import monthrange
from dataclasses import dataclass, field

from lxml import etree

from lagebild.lists.dates import parse_partial_date
from lagebild.lists.xml import ReadingLog, strip_space

GREGORIAN = "Gregorian"

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_YEAR_LENGTH, _MONTH_LENGTH = len("YYYY"), len("YYYY-MM")


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """One value of a set: its words, and its attributes."""

    text: str
    attributes: dict[str, str]


@dataclass(slots=True)
class ReferenceValues:
    """The file's own sets of values; nothing of them is known beforehand.

    Attributes:
        log: Where problems go.
        sets: Name of the set, such as `AliasType`, to number to value.
    """

    log: ReadingLog
    sets: dict[str, dict[str, ReferenceValue]] = field(default_factory=dict)

    def read(self, element: etree._Element) -> None:
        """Take over all sets of a ReferenceValueSets element."""
        for holder in element:
            for item in holder:
                values = self.sets.setdefault(str(item.tag), {})
                number = item.get("ID", "")
                if number in values:
                    message = f"{item.tag} {number} is given twice; the first is used."
                    self.log.note(item, "us-reference-value-repeated", message, severity="warning")
                    continue
                attributes = {str(name): str(value) for name, value in item.items()}
                values[number] = ReferenceValue(strip_space(item.text), attributes)

    def find(self, set_name: str, element: etree._Element, attribute: str) -> ReferenceValue | None:
        """The value whose number an attribute of an element holds; None, with a Problem, where the set lacks it."""
        number = element.get(attribute)
        if not number:
            return None
        found = self.sets.get(set_name, {}).get(number)
        if found is None:
            message = (
                f"{attribute} {number!r} is no number of the file's own {set_name} values; it is not read."
            )
            self.log.note(element, "us-reference-value-unknown", message, severity="warning")
        return found

    def name(self, set_name: str, element: etree._Element, attribute: str) -> str:
        """The words of the value that an attribute names; empty where it names none or an unknown one."""
        found = self.find(set_name, element, attribute)
        return found.text if found else ""


def read_point(element: etree._Element | None) -> str | None:
    """The ISO 8601 prefix of an element with Year, Month and Day; None where it is missing or no such day.

    Month and day may be left out; a day without a month is none.
    """
    if element is None:
        return None
    year, month, day = (strip_space(element.findtext(tag)) for tag in ("Year", "Month", "Day"))
    if not year or (day and not month):
        return None
    parts = [year.zfill(4), *(part.zfill(2) for part in (month, day) if part)]
    return parse_partial_date("-".join(parts))


def format_us_date(value: str) -> str:
    """An ISO 8601 prefix as OFAC writes days: `10 Dec 1948`, `Dec 1948`, `1948`."""
    if len(value) == _YEAR_LENGTH:
        return value
    month = MONTHS[int(value[5:7]) - 1]
    return f"{month} {value[:4]}" if len(value) == _MONTH_LENGTH else f"{value[8:]} {month} {value[:4]}"


def format_span(low: str, high: str) -> str:
    """Two days in OFAC's words: one day, a month, a year, or `1955 to 1957`.

    OFAC's database has no days known in part: it gives the first and last day of a year or month instead.

    Source: OFAC's notes on the advanced model (2015); the same dates in sdn.xml and in the advanced samples.
    """
    if low == high:
        return format_us_date(low)
    if low[:_MONTH_LENGTH] == high[:_MONTH_LENGTH] and _is_first(low) and _is_last(high):
        return format_us_date(low[:_MONTH_LENGTH])
    first, last = _shorten(low, "first"), _shorten(high, "last")
    if first == last:
        return format_us_date(first)
    if len(first) != len(last):
        first, last = low, high
    return f"{format_us_date(first)} to {format_us_date(last)}"


def _is_first(value: str) -> bool:
    return value.endswith("-01") and len(value) > _MONTH_LENGTH


def _is_last(value: str) -> bool:
    is_day = len(value) > _MONTH_LENGTH
    return is_day and int(value[8:]) == monthrange(int(value[:4]), int(value[5:7]))[1]


def _shorten(value: str, end: str) -> str:
    """The year or month whose first or last day a day is; else the day."""
    if value.endswith("-01-01" if end == "first" else "-12-31"):
        return value[:_YEAR_LENGTH]
    return value[:_MONTH_LENGTH] if (_is_first if end == "first" else _is_last)(value) else value


@dataclass(frozen=True, slots=True)
class Period:
    """A DatePeriod: its earliest and latest day, and its words.

    Attributes:
        low, high: ISO 8601 prefixes, or None where the period is open at that end.
        text: In OFAC's words, such as `circa 1960`; empty where the period says nothing.
    """

    low: str | None
    high: str | None
    text: str


def read_period(element: etree._Element, values: ReferenceValues, *, is_open: bool = False) -> Period:
    """The span of a DatePeriod from the first day of its start to the last of its end.

    Args:
        element: The DatePeriod.
        values: For its calendar.
        is_open: Whether a period without an end goes on, as a relation does; else it is its start alone.
    """
    start, end = element.find("Start"), element.find("End")
    low, start_to = _read_boundary(start)
    end_from, high = _read_boundary(end)
    if high is None and not is_open:
        high = start_to or low
    if low is None and not is_open:
        low = end_from or high
    if low is None and high is None:
        if start is not None or end is not None:
            message = "The period has a start or end that is no day of the calendar; it is not read."
            values.log.note(element, "us-date-unreadable", message, severity="warning")
        return Period(None, None, "")
    if low and high:
        text = format_span(low, high)
    else:
        text = f"from {format_us_date(low)}" if low else f"to {format_us_date(high or '')}"
    is_about = any(part is not None and part.get("Approximate") == "true" for part in (start, end))
    calendar = values.name("CalendarType", element, "CalendarTypeID")
    if is_about:
        text = f"circa {text}"
    if calendar not in {"", GREGORIAN}:
        return Period(None, None, f"{text} ({calendar})")
    return Period(low, high, text)


def _read_boundary(element: etree._Element | None) -> tuple[str | None, str | None]:
    if element is None:
        return None, None
    low, high = read_point(element.find("From")), read_point(element.find("To"))
    return low or high, high or low
