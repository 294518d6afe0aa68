"""What is selected for publication: findings with their proof, handed from the site to the report.

Texts that readers see are given per language code (`de`, `en`). Footnote numbers are shared by quotes and
list evidence and run from 1. `leaf` is always an index into the ledger.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lagebild.model.incident import Coverage, ResponseKind
from lagebild.model.provision import ProvisionStatus
from lagebild.model.statement import Quote, Sentence

LANGUAGES: tuple[str, ...] = ("de", "en")
"""Every report has one page in each."""

Withheld = Literal["quote_only", "internal", "erased"]
"""Why bytes are not in the bundle: the source's `may_show`, or a recorded erasure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCapture:
    """One capture that a footnote rests on.

    Attributes:
        sha256: Of the bytes.
        leaf: Its leaf; the leaf's record says when, from where and how large.
        content: The bytes, or None where they may not be handed on.
        withheld: Why not; None exactly where `content` is given.
        erasure_leaf: The decision that erased it, where `withheld` is `erased`.
    """

    sha256: str
    leaf: int
    content: bytes | None
    withheld: Withheld | None = None
    erasure_leaf: int | None = None

    def __post_init__(self) -> None:
        """Refuse bytes that are both given and withheld, or neither.

        Raises:
            ValueError: As said, or an erasure without its decision.
        """
        if (self.content is None) is (self.withheld is None):
            raise ValueError(f"capture {self.sha256}: either its bytes or the reason why they are withheld")
        if (self.withheld == "erased") is (self.erasure_leaf is None):
            raise ValueError(
                f"capture {self.sha256}: an erasure, and only an erasure, names the decision's leaf"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """One text that a quote lies in; `content` None where its capture is withheld."""

    sha256: str
    capture_sha256: str
    leaf: int
    content: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvidence:
    """An entry of a list as evidence: exact bytes of one capture.

    Attributes:
        number: Footnote number.
        capture_sha256: The edition of the list.
        start: First byte of the entry, from 0.
        end: One past the last.
        slice_sha256: Of these bytes.
        captured_on: ISO 8601 day of the capture.
        caption: The listed name as the entry gives it.
        authority: Who lists.
        reference: The authority's own number of the entry, or None.
        title: Title of the list, or None.
        publisher: As written, or None.
        url: Where it was published, or None.
    """

    number: int
    capture_sha256: str
    start: int
    end: int
    slice_sha256: str
    captured_on: str
    caption: str
    authority: str
    reference: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProvision:
    """A provision as a finding names it.

    Attributes:
        id: Its key in the regime's data.
        regime_id: The regime.
        resolution_id: The citation id of its act.
        paragraph: As cited.
        summary: In our words, per language code.
        status: How far it was confirmed; shown wherever the provision is.
        source_urls: Where it can be read.
        checked_by: Who compared it, for `verified` only.
        checked_on: When, for `verified` only.
    """

    id: str
    regime_id: str
    resolution_id: str
    paragraph: str
    summary: Mapping[str, str]
    status: ProvisionStatus
    source_urls: tuple[str, ...] = ()
    checked_by: str | None = None
    checked_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinding:
    """A released finding.

    Attributes:
        key: Stable id.
        incident: What it is about, one line per language code.
        provisions: On which it bears, the main ones first.
        sentences: What we say, per language code; facts with their footnotes, the rest marked as assessment.
        evidence: Footnote numbers of what it rests on; never empty.
        review_leaf: The decision that reviewed exactly this content; None until then.
        release_leaf: The decision by another person that released exactly this content; None until then.
    """

    key: str
    incident: Mapping[str, str]
    provisions: tuple[ReportProvision, ...]
    sentences: Mapping[str, tuple[Sentence, ...]]
    evidence: tuple[int, ...]
    review_leaf: int | None = None
    release_leaf: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFigure:
    """How many of what, as of when, according to whom; only figures of one `quantity` compare.

    Attributes:
        finding_key: The finding whose incident it is about.
        quantity: Key of what is counted.
        shown: The figure as words, per language code, such as "more than 12,000 troops".
        value: The number as told, or None.
        low: Lower bound, or None.
        high: Upper bound, or None.
        qualifier: As in the output contract.
        unit: As in the output contract.
        as_of: ISO 8601 prefix, or None.
        speaker: Who says so.
        footnote: Number of its quote.
    """

    finding_key: str
    quantity: str
    shown: Mapping[str, str]
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None
    as_of: str | None
    speaker: tuple[str, ...]
    footnote: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContradiction:
    """Figures of one quantity that cannot all be true, or a denial, with the reason per language code."""

    finding_key: str
    reason: Mapping[str, str]
    footnotes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResponse:
    """What a state or body did, on which date, with whom, and the quote that says so."""

    kind: ResponseKind
    on: str | None
    with_states: tuple[str, ...]
    footnote: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResponseRow:
    """What the record holds of one state about one finding.

    Attributes:
        finding_key: The finding.
        state: ISO 3166-1 alpha-2 or body id.
        responses: What it did; empty is "nothing in the record" where a source was watched.
        watched: Its sources that were watched; empty means nobody looked.
    """

    finding_key: str
    state: str
    responses: tuple[ReportResponse, ...]
    watched: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeData:
    """A regime's data as logged: the bytes that `lagebild.reports.encode_regime` makes, and their leaf."""

    regime_id: str
    content: bytes
    leaf: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSelection:
    """Everything that one report says and proves with.

    Attributes:
        number: The report's number, such as `2026-01`; names its decision in the ledger.
        title: Per language code.
        made_at: ISO 8601 with seconds, in UTC, ending in `Z`.
        made_by: Public name of who publishes it.
        is_sample: Whether every page bears "sample record".
        findings: Released ones, in the order of the page.
        quotes: All that footnotes point at.
        list_evidence: Entries of lists that footnotes point at.
        captures: One for every quote and list entry.
        texts: One for every quote.
        regimes: One for every regime that a provision belongs to.
        figures: Of the findings' incidents.
        contradictions: Between figures or tellings.
        responses: One row per finding and state.
        names: Reader's names of states, bodies, organisations and persons: id → language code → name; an id
            without an entry is shown as it is.
        head_url: The well-known address where the tree head is published, or None.
        introduction: Sentences before the findings, per language code.
        listed: Sentences on listed names that persons confirmed in the documents, per language code.
    """

    number: str
    title: Mapping[str, str]
    made_at: str
    made_by: str
    is_sample: bool
    findings: tuple[ReportFinding, ...]
    quotes: tuple[Quote, ...]
    captures: tuple[ReportCapture, ...]
    texts: tuple[ReportText, ...]
    regimes: tuple[RegimeData, ...]
    list_evidence: tuple[ListEvidence, ...] = ()
    figures: tuple[ReportFigure, ...] = ()
    contradictions: tuple[ReportContradiction, ...] = ()
    responses: tuple[ReportResponseRow, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    head_url: str | None = None
    introduction: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)
    listed: Mapping[str, tuple[Sentence, ...]] = field(default_factory=dict)
