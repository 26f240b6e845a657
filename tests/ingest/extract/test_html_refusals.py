"""A page that answers 200 and says nothing is refused with the reason."""

import pytest

from ingest.extract import extract
from ingest.types import NotExtracted, Reason
from tests.ingest.extract.saved import fetched

LONG = "<p>Sopimus on voimassa vuoden 2030 loppuun ja sitoo vain niitä, jotka ovat siihen liittyneet.</p>" * 12


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (
            "<title>Sivua ei löytynyt | KEINO</title><main><h1>Sivua ei löytynyt</h1><p>Tarkista osoite.</p></main>",
            Reason.SOFT_404,
        ),
        (
            "<title>KEINO</title><p>Valitettavasti etsimääsi sivua ei ole. Se on voitu poistaa tai siirtää.</p>",
            Reason.SOFT_404,
        ),
        ("<title>Sidan hittades inte</title><p>Kontrollera adressen eller gå till startsidan.</p>", Reason.SOFT_404),
        ("<title>404</title><p>The page you requested does not exist any more on this site.</p>", Reason.SOFT_404),
        ("<title>Page not found</title><h1>Oops</h1>", Reason.SOFT_404),
        ("<title>Kirjaudu sisään</title><form><input type=password></form>", Reason.LOGIN_WALL),
        (
            "<title>Intra</title><p>Logga in för att läsa sidan, den är bara för medlemmar.</p><input type=password>",
            Reason.LOGIN_WALL,
        ),
        ("<title>Sign in to your account</title><p>Use your work or school account to go on.</p>", Reason.LOGIN_WALL),
        (
            "<title>Just a moment...</title><p>Checking your browser before you go on to the site you want.</p>",
            Reason.REFUSED,
        ),
        ("<title>KEINO</title>", Reason.EMPTY),
        ("<title>KEINO</title><nav><a href=/>Etusivu</a></nav><footer>KEINO, Helsinki</footer>", Reason.EMPTY),
        ("<title>App</title><div id=root></div><script src=a.js></script>", Reason.EMPTY),
        ("<p>Lyhyt.</p>", Reason.EMPTY),
    ],
)
def test_a_page_without_text_is_refused_with_its_reason(page: str, reason: Reason) -> None:
    with pytest.raises(NotExtracted) as refused:
        extract(fetched(page))
    assert refused.value.reason == reason


def test_a_page_that_a_script_draws_is_said_to_be_one() -> None:
    with pytest.raises(NotExtracted, match="JavaScript"):
        extract(fetched("<noscript>You need to enable JavaScript to run this app.</noscript><script></script>"))


@pytest.mark.parametrize(
    "page",
    [
        f"<title>Näin kirjaudut sisään palveluun</title>{LONG}",
        f"<title>KEINO</title><form><input type=password>Kirjaudu</form>{LONG}",
        f"<title>Miksi sivua ei löydy?</title>{LONG}",
        "<title>Päätös 404/2020</title><p>Kaupunki liittyi sillä sopimukseen, jolla työmaiden päästöt vähenevät.</p>",
    ],
)
def test_a_page_that_only_speaks_of_such_things_is_read(page: str) -> None:
    assert extract(fetched(page)).text
