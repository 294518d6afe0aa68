"""What is published: pages, data and the bundle that a stranger can verify."""

from lagebild.reports.bundle import (
    BundleInfo,
    check_release,
    encode_consistency,
    extend_bundle,
    publish_bundle,
    write_zip,
)
from lagebild.reports.data import encode_regime, hash_finding

__all__ = [
    "BundleInfo",
    "check_release",
    "encode_consistency",
    "encode_regime",
    "extend_bundle",
    "hash_finding",
    "publish_bundle",
    "write_zip",
]
