import pytest

from lagebild.lists.legal_forms import drop_legal_forms, names_company


@pytest.mark.parametrize(
    "name",
    [
        "Nordwind Trading Co., Ltd.",
        "Silver Reef Shipping CO-HKG",
        "Harbour Tools Pty Ltd",
        "First Valley Exchange, P.L.C.",
        "Fabrika Opora AO",
        "АО «Опора»",
        "Общество с ограниченной ответственностью Ветер",
        "Otkrytoe Aktsionernoe Obshchestvo Opora",
        "Betonara DOO Primer",
        "Cedar Sands SAL (Offshore)",
        "Rancho Ejemplo, S. de R.L. de C.V.",
        "Stahlbau Muster s.r.o.",
        "Örnek Denizcilik Anonim Şirketi",
        "Muster Verwaltungs AG",
        "EXAMPLE EST. FOR TRADE",
        "Example Holding",
        "見本貿易株式会社",
        "示例贸易有限公司",
        "보기무역회사",
    ],
)
def test_name_with_a_legal_form_names_a_company(name: str) -> None:
    assert names_company(name)


@pytest.mark.parametrize(
    "name",
    [
        "Farmers' Co-operative of the Valley",
        "Councils of the Coast",
        "AS-SAMAR BRIGADE",
        "Partido As Ramas",
        "Front de libération de l'Est",
        "Research Institute named after S.A. Examplov",
        "Institut imeni N.V. Primerova",
        "Commission on Elections and Holding Referenda",
        "Incident Cell",
        "Kao Sa Brotherhood",
        "Central Bank of Examplia",
        "見本銀行",
    ],
)
def test_name_without_a_legal_form_names_no_company(name: str) -> None:
    assert not names_company(name)


def test_drop_legal_forms_leaves_the_other_words() -> None:
    assert drop_legal_forms("Vale Bank, PJSC").split() == ["Vale", "Bank,"]
