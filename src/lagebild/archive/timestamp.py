"""RFC 3161 time stamps of a tree head: the request, and the check of a reply. Fetching is the caller's."""

import datetime as dt

from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerificationError, VerifierBuilder
from rfc3161_client import decode_timestamp_response as decode_reply

from lagebild.archive.ledger import head_bytes
from lagebild.errors import SourceError
from lagebild.model.ledger import TreeHead

REQUEST_TYPE = "application/timestamp-query"
REPLY_TYPE = "application/timestamp-reply"
"""Media types of the exchange. Source: RFC 3161, section 3.4."""

_GRANTED = (0, 1)
"""Granted, and granted with modifications. Source: RFC 3161, section 2.4.2, `PKIStatus`."""


class TimestampError(SourceError):
    """A time stamper's reply does not stamp what we asked for; another stamper may."""

    def __init__(self, message: str) -> None:
        super().__init__(message, temporary=False)


def make_request(head: TreeHead) -> bytes:
    """The request to stamp a tree head: SHA-256, certificate wanted, no nonce for lack of randomness here.

    Without a nonce a reply could be an older one to the same head; that proves the head earlier, not wrongly.
    """
    builder = TimestampRequestBuilder(data=head_bytes(head), hash_algorithm=HashAlgorithm.SHA256)
    return bytes(builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes())


def check_reply(
    reply: bytes, head: TreeHead, *, roots_pem: bytes, intermediates_pem: bytes = b""
) -> dt.datetime:
    """When a time stamper stamped this head, UTC.

    Args:
        reply: The reply as received.
        head: What it must stamp.
        roots_pem: Certificates that we trust, one or more.
        intermediates_pem: Certificates between them and the stamper's own, where the reply lacks them.

    Raises:
        TimestampError: It stamps something else, refuses, or is signed by somebody else.
        ValueError: The certificates are no PEM.
    """
    builder = VerifierBuilder()
    for certificate in x509.load_pem_x509_certificates(roots_pem):
        builder = builder.add_root_certificate(certificate)
    for certificate in x509.load_pem_x509_certificates(intermediates_pem) if intermediates_pem else []:
        builder = builder.add_intermediate_certificate(certificate)
    try:
        decoded = decode_reply(reply)
        if decoded.status not in _GRANTED:
            raise TimestampError(f"the time stamper refused to stamp {head}: {decoded.status_string}")
        builder.build().verify_message(decoded, head_bytes(head))
    except (ValueError, VerificationError) as error:
        raise TimestampError(
            f"the reply of {len(reply)} bytes is no valid time stamp of {head}: {error}. "
            "Ask again, or name the stamper's certificates."
        ) from error
    return decoded.tst_info.gen_time.astimezone(dt.UTC)
