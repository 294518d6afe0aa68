"""Characters that no table reads do not make a comparison go round in circles."""

import pytest

from lagebild.matching import compare_names


@pytest.mark.parametrize("name", ["㐀가", "가㐀", "㐀ㄱ", "ㄱ㐀ㄱ", "㐀가나 김정은"])
def test_rare_han_beside_hangul_is_compared(name):
    assert 0.0 <= compare_names(name, name, "Person").score <= 1.0
    assert compare_names(name, "Kim Jong Un", "Person").score < 1.0
