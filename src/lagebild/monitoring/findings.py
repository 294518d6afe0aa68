"""The moves of a finding: proposed → reviewed → released, rejected or withdrawn; two persons, no exception.

docs/method/findings.en.md explains the moves to readers. Each move is a pure function: the caller records who
moved when and why.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from lagebild.errors import RuleError
from lagebild.model.finding import Finding, FindingState
from lagebild.model.provision import Provision


def review(finding: Finding, *, by: str) -> Finding:
    """The finding as reviewed by a person.

    Raises:
        RuleError: It is not proposed, nobody is named, or it has no evidence or no provision.
    """
    _require_state(finding, "review", "proposed")
    _require_ground(finding, "review")
    return replace(finding, state="reviewed", reviewed_by=_require_name(finding, "review", by))


def release(
    finding: Finding, *, by: str, provisions: Iterable[Provision], erased: Collection[str] = ()
) -> Finding:
    """The finding as released by a second person.

    Args:
        finding: A reviewed finding.
        by: Name of the person who releases.
        provisions: At least every provision that it rests on, as the regime holds them now.
        erased: Hashes of texts that were erased from the archive.

    Raises:
        RuleError: It is not reviewed; the same person reviewed it; it rests on a provision that is unverified
            or unknown; it has no evidence, or a text it rests on was erased.
    """
    _require_state(finding, "release", "reviewed")
    _require_ground(finding, "release")
    name = _require_name(finding, "release", by)
    if finding.reviewed_by is None or _is_same_person(finding.reviewed_by, name):
        raise RuleError(
            f"finding {finding.key} was reviewed by {finding.reviewed_by or 'nobody'}: "
            "the same person cannot release it; ask a second one"
        )
    _require_releasable(finding, {provision.id: provision for provision in provisions})
    _require_kept(finding, erased)
    return replace(finding, state="released", released_by=name)


def reject(finding: Finding, *, by: str) -> Finding:
    """The finding as rejected; a person who rejects a proposed one is its reviewer.

    Raises:
        RuleError: It is neither proposed nor reviewed, or nobody is named.
    """
    _require_state(finding, "reject", "proposed", "reviewed")
    name = _require_name(finding, "reject", by)
    return replace(finding, state="rejected", reviewed_by=finding.reviewed_by or name)


def reopen(finding: Finding, *, by: str) -> Finding:
    """The finding as proposed again, so that it can be reviewed anew; nobody has signed for it any more.

    Raises:
        RuleError: It is proposed already, or released: what is released is withdrawn first. Or nobody is named.
    """
    _require_state(finding, "reopen", "reviewed", "rejected", "withdrawn")
    _require_name(finding, "reopen", by)
    return replace(finding, state="proposed", reviewed_by=None, released_by=None)


def withdraw(finding: Finding, *, by: str) -> Finding:
    """The finding as withdrawn; who reviewed and released it stays on record. One person is enough.

    Raises:
        RuleError: It is not released, or nobody is named.
    """
    _require_state(finding, "withdraw", "released")
    _require_name(finding, "withdraw", by)
    return replace(finding, state="withdrawn")


def narrow(finding: Finding, *, provision_ids: Collection[str]) -> Finding:
    """The proposed finding resting on fewer provisions, in their old order.

    Raises:
        RuleError: It is no longer proposed, none would be left, or one is named that it does not rest on.
    """
    _require_state(finding, "narrow", "proposed")
    unknown = sorted(set(provision_ids) - set(finding.provision_ids))
    if unknown:
        raise RuleError(f"finding {finding.key} does not rest on {', '.join(unknown)}: narrowing cannot add")
    kept = tuple(key for key in finding.provision_ids if key in provision_ids)
    if not kept:
        raise RuleError(f"finding {finding.key} would rest on no provision: reject it instead")
    return replace(finding, provision_ids=kept)


def _require_state(finding: Finding, move: str, *allowed: FindingState) -> None:
    if finding.state not in allowed:
        raise RuleError(
            f"finding {finding.key} is {finding.state}: "
            f"only a {' or '.join(allowed)} one allows the move '{move}'"
        )


def _require_name(finding: Finding, move: str, name: str) -> str:
    if not name.strip():
        raise RuleError(f"finding {finding.key}: the move '{move}' needs the name of a person")
    return name.strip()


def _is_same_person(left: str, right: str) -> bool:
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()


def _require_ground(finding: Finding, move: str) -> None:
    if not finding.evidence:
        raise RuleError(
            f"finding {finding.key} rests on no evidence: the move '{move}' is refused; reject it"
        )
    if not finding.provision_ids:
        raise RuleError(
            f"finding {finding.key} bears on no provision: the move '{move}' is refused; reject it"
        )


def _require_releasable(finding: Finding, known: dict[str, Provision]) -> None:
    missing = [key for key in finding.provision_ids if key not in known]
    if missing:
        raise RuleError(f"finding {finding.key} rests on {', '.join(missing)}, which no regime holds")
    unverified = [key for key in finding.provision_ids if not known[key].is_releasable]
    if unverified:
        raise RuleError(
            f"finding {finding.key} rests on {', '.join(unverified)}, which is unverified: "
            "compare the paragraph with its published text first, or propose the finding without it"
        )


def _require_kept(finding: Finding, erased: Collection[str]) -> None:
    gone = sorted({item.text_sha256 for item in finding.evidence if item.text_sha256 in erased})
    if gone:
        raise RuleError(
            f"finding {finding.key} rests on erased text {', '.join(gone)}: it cannot be released"
        )
