"""Personal data is taken out of a text, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iban import calc_check_digits

from assistant.masking import mask

SIGNS = "+-ABCDEFUVWXY"
CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
DAYS = st.dates().filter(lambda day: (day.month, day.day) != (2, 29))  # which not every century has


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        # Finnish
        ("Hetuni on 131052-308T, auttakaa", "Hetuni on [id], auttakaa"),
        ("131052a308t", "[id]"),
        ("131052 - 308T", "[id]"),
        ("soita 040 123 4567 tai 0401234567.", "soita [phone] tai [phone]."),
        ("131052 308T, 131052.308T, 131052_308T, 131052308T", "[id], [id], [id], [id]"),
        ("1 3 1 0 5 2 - 3 0 8 T", "[id]"),
        ("131052-308T131052-308T", "[id][id]"),
        ("numero 040/1234567", "numero [phone]"),
        ("puh.040-1234567, (09) 310 1691", "puh.[phone], [phone]"),
        ("numeroni on 040.123.4567", "numeroni on [phone]"),
        ("+358 (0)40 123 4567 tai 00358401234567 tai 358401234567", "[phone] tai [phone] tai [phone]"),
        ("vastaa osoitteeseen matti.meikäläinen+työ@posti.example.fi.", "vastaa osoitteeseen [email]."),
        ("tilille FI21 1234 5600 0007 85 kiitos", "tilille [account] kiitos"),
        ("vuonna 2030 040 1234567", "vuonna 2030 [phone]"),
        # Swedish
        ("mitt personnummer är 850709-9805", "mitt personnummer är [id]"),
        ("19850709-9805 eller 198507099805 eller 8507099805", "[id] eller [id] eller [id]"),
        ("samordningsnummer 850769-9802", "samordningsnummer [id]"),
        ("ring 070-174 06 05 eller +46 8 123 456 78", "ring [phone] eller [phone]"),
        ("skriv till <anna@example.se>", "skriv till <[email]>"),
        ("SE4550000000058398257466 SE45 5000 0000 0583 9825 7466", "[account] [account]"),
        # English
        ("my ID is 131052-308T and my card 4111 1111 1111 1111", "my ID is [id] and my card [card]"),
        ("cards 5555-5555-5555-4444, 378282246310005", "cards [card], [card]"),
        ("call me at +44 20 7946 0958 (or +1 202 555 0123)", "call me at [phone] (or [phone])"),
        ("DE89370400440532013000 and EE382200221020145685", "[account] and [account]"),
    ],
)
def test_personal_data_is_masked_and_the_rest_stays(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Sopimus allekirjoitettiin 9.9.2020 ja 4.11.2020, voimassa 31.12.2025 asti",
        "01.01.2025-31.12.2025, 1.1.–31.12.2025, 09.09.2020, 2020-09-09, 09-09-2020, 01-01-2030",
        "klo 08.30-16.00 ja 09:15–10:00",
        "2025–2030, 2020 2021 2022 2023, vuosina 2025 2026 2027 2028 2029 2030",
        "laki 738/2025, (EU) 2016/1628, 2019/1161, ISO 14001:2015, VN/1234/2025, 0123/2025",
        "50 000 euroa, 50\u00a0000\u00a0000 euroa, 1 000 000 000 euroa, 0,5 %, 0.12345678, 20 %, 560 kW",
        "Y-tunnus 0201256-6, 1234567-8, FI02012566; CPV 09134200-9, 45233140-2",
        "organisationsnummer 556016-0680",
        "00100 Helsinki, 33100 Tampere 2030",
        "the deals of 9 September 2020 cover 36 months and 8 parties",
        "skriv till KEINO @ Motiva, matti (at) example.fi",
        "1234-5678-9012",
    ],
)
def test_public_numbers_stay(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("text", ["131052-308U", "850709-9806", "FI21 1234 5600 0007 86", "4111 1111 1111 1112"])
def test_a_wrong_check_character_is_no_personal_data(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("1\u200b3\u200b1052\u2060-\ufeff308T", "[id]"),
        ("１３１０５２－３０８Ｔ", "[id]"),
        ("131052\u2212308T ja 131052\u2011308T", "[id] ja [id]"),
        ("131052А308Т (kyrilliset)", "[id] (kyrilliset)"),
        ("0\u00a04\u00a00\u00a01\u00a02\u00a03\u00a04\u00a05\u00a06\u00a07", "[phone]"),
        ("٠٤٠١٢٣٤٥٦٧", "[phone]"),
        ("0 4 0 1 2 3 4 5 6 7", "[phone]"),
        ("0\u03364\u03360\u03361234567", "[phone]"),
        ("matti\u200b@exam\u00adple.fi", "[email]"),
        ("matti＠example．fi", "[email]"),
        ("FI21\u00a01234\u202f5600\u00a00007\u00a085", "[account]"),
        ("4111\u200d111111111111", "[card]"),
    ],
)
def test_what_cannot_be_seen_or_only_looks_alike_hides_nothing(text: str, masked: str) -> None:
    assert mask(text) == masked


@given(DAYS, st.sampled_from(SIGNS), st.integers(2, 999))
def test_every_finnish_identity_code_is_masked(day: date, sign: str, number: int) -> None:
    digits = f"{day:%d%m%y}{number:03}"
    code = f"{digits[:6]}{sign}{digits[6:]}{CHECKS[int(digits) % 31]}"
    assert mask(f"tunnus {code} on minun") == "tunnus [id] on minun"


@given(DAYS, st.integers(0, 999), st.booleans(), st.sampled_from(["", "-", "+", " "]))
def test_every_swedish_identity_number_is_masked(day: date, number: int, coordination: bool, sign: str) -> None:
    digits = f"{day:%y%m}{day.day + 60 * coordination:02}{number:03}"
    code = f"{digits[:6]}{sign}{digits[6:]}{luhn.calc_check_digit(digits)}"
    assert mask(f"mitt nummer {code} tack") == "mitt nummer [id] tack"


@given(st.sampled_from(["FI", "SE", "EE", "DE"]), st.integers(0, 10**14 - 1))
def test_every_account_of_a_country_is_masked(country: str, number: int) -> None:
    length = {"FI": 18, "SE": 24, "EE": 20, "DE": 22}[country]
    basic = str(number).rjust(length - 4, "0")
    account = f"{country}{calc_check_digits(f'{country}00{basic}')}{basic}"
    spaced = " ".join(account[i : i + 4] for i in range(0, length, 4))
    assert mask(f"{account}, {spaced} kiitos") == "[account], [account] kiitos"


@given(st.text(st.characters(exclude_categories=["Cs", "N"], exclude_characters="@＠﹫"), max_size=200))
def test_a_text_without_digits_and_at_signs_is_left_as_it_is(text: str) -> None:
    assert mask(text) == text


@given(st.text(max_size=200))
def test_any_text_can_be_masked(text: str) -> None:
    assert isinstance(mask(text), str)


@pytest.mark.parametrize(
    "piece",
    ["1", "0", "@", "a@", "a.", "01 ", "FI21 ", "+358 ", "4111 ", "\u200b1", "\u00a01", "131052-", "(0", "- "],
)
def test_a_long_hostile_text_comes_to_an_end(piece: str) -> None:
    text = piece * (64 * 1024 // len(piece))
    assert len(mask(text)) <= len(text)
