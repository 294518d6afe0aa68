import pytest

from lagebild.lists.remarks import read_remarks


@pytest.mark.parametrize(
    ("text", "prop", "values"),
    [
        ("Bank. SWIFT/BIC: FTBDKPPY.", "swiftBic", ("FTBDKPPY",)),
        ("SWIFT: DCBKKPPY and again SWIFT: DCBKKPPY", "swiftBic", ("DCBKKPPY",)),
        ("SWIFT: ABCDEFGH", "swiftBic", ()),
        ("Company Number IMO 5434358.", "imoNumber", ("IMO5434358",)),
        ("International Maritime Organization (IMO) Number: 1790183.", "imoNumber", ("IMO1790183",)),
        ("Owner of the ship AVAX, IMO: 9058713.", "imoNumber", ()),
        ("IMO number: 5434359.", "imoNumber", ()),
        ("Telephone 5434358", "imoNumber", ()),
        ("Email: kndic@co.chesin.com.", "email", ("kndic@co.chesin.com",)),
    ],
)
def test_read_remarks_takes_only_valid_numbers_of_the_organisation(
    text: str, prop: str, values: tuple[str, ...]
) -> None:
    assert read_remarks(text).properties_of("Organization")[prop] == values


def test_read_remarks_ship_needs_a_ships_number_and_a_flag_state() -> None:
    ship = read_remarks("IMO: 9058713. Flag State: Cameroon. Seen off Benghazi.")
    assert ship.is_vessel
    assert ship.properties_of("Vessel") == {"imoNumber": ("IMO9058713",), "flag": ("cm",)}
    assert not read_remarks("IMO: 9058713").is_vessel
    assert not read_remarks("Flag State: Cameroon").is_vessel
    assert not read_remarks("IMO: 9058713. Flag State: unknown").is_vessel
