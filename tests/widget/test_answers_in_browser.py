"""Answers in a real browser: the text with its proof, the dates, and the word on how far it goes."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from tests.widget.answers_page import CONTACT, answers_page, is_wider_than_the_window
from tests.widget.browsing import IN_BROWSER, Open, faults, open_panel
from tests.widget.browsing import ask as ask_in_widget
from tests.widget.site import Reply, Site

Answer = dict[str, Any]
Ask = Callable[[str], Answer]

COMMITS = "What does the daycare deal commit me to?"
PARTS = "Who signed the daycare deal and how much did it cost?"
WHEN = {
    "fi": "milloin työmaasopimus allekirjoitettiin ja milloin se päättyy?",
    "sv": "När ska byggarbetsplatserna vara fossilfria?",
    "en": "When did the daycare agreement end?",
}

pytestmark = IN_BROWSER


@pytest.fixture
def page(browser: Browser, client: TestClient) -> Iterator[Page]:
    with answers_page(browser, client) as page:
        yield page


@pytest.fixture(scope="module")
def ask(client: TestClient) -> Ask:
    """What the real service answers; `kind` is what it will send with each citation."""

    def asked(question: str) -> Answer:
        answer: Answer = client.post("/api/ask", json={"question": question}).json()
        answer["citations"] = [{"kind": "summary", **citation} for citation in answer["citations"]]
        return answer

    return asked


def show(page: Page, answer: Answer, question: str = COMMITS) -> None:
    page.evaluate("([answer, question]) => show(answer, question)", [answer, question])


def number(page: Page, which: int) -> Any:
    return page.locator("button.cite").nth(which)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, False), (400, True)])
def test_an_answer_is_accessible_in_every_language_width_and_theme(
    browser: Browser, client: TestClient, ask: Ask, language: str, width: int, dark: bool
) -> None:
    with answers_page(browser, client, width=width, dark=dark) as page:
        page.evaluate("([language, theme]) => begin(language, theme)", [language, "dark" if dark else "light"])
        answer = ask(WHEN[language])
        show(page, {**answer, "suggestions": [COMMITS, PARTS]}, WHEN[language])
        number(page, 1).click()
        for summary in page.locator("summary").all():
            summary.click()
        page.locator(".handover button").first.click()
        assert faults(page) == []
        assert not is_wider_than_the_window(page)


@pytest.mark.parametrize("status", ["partial", "not_found", "out_of_scope", "refused", "error"])
def test_an_answer_that_falls_short_says_so_and_whom_to_ask(page: Page, ask: Ask, status: str) -> None:
    answer = ask(PARTS) if status == "partial" else ask("What is the weather in Helsinki?")
    show(page, {**answer, "status": status})
    expect(page.locator(f".outcome-{status}")).to_be_visible()
    expect(page.locator(".ask-expert a[href^='mailto:']")).to_have_text(CONTACT["email"])
    assert faults(page) == []


def test_the_outcomes_read_differently(page: Page, ask: Ask) -> None:
    answer = ask("What is the weather in Helsinki?")
    for status in ("partial", "not_found", "out_of_scope", "refused", "error"):
        show(page, {**answer, "status": status})
    outcomes = page.locator(".outcome").all_inner_texts()
    assert len(set(outcomes)) == len(outcomes) == 5


def test_a_whole_answer_and_a_greeting_get_no_word_on_their_outcome(page: Page, ask: Ask) -> None:
    show(page, ask(COMMITS))
    show(page, ask("hello"))
    expect(page.locator(".outcome")).to_have_count(0)
    expect(page.locator(".feedback")).to_have_count(1)  # nobody is asked whether "hello" helped


def test_notices_stand_above_the_sentences(page: Page, ask: Ask) -> None:
    show(page, ask(COMMITS))
    notice, text = page.locator(".notice").bounding_box(), page.locator(".prose").bounding_box()
    assert notice and text and notice["y"] < text["y"]
    expect(page.locator(".notice")).to_contain_text("31 December 2025")


def test_what_a_first_look_need_not_show_unfolds_at_the_end_of_the_text(page: Page, ask: Ask) -> None:
    answer = ask(PARTS)
    folded = [sentence["text"] for sentence in answer["sentences"] if sentence["more"]]
    show(page, answer)
    expect(page.locator(".more > summary")).to_have_text(f"Show more ({len(folded)})")
    expect(page.get_by_text(folded[0])).not_to_be_visible()
    page.locator(".more > summary").press("Enter")
    expect(page.get_by_text(folded[0])).to_be_visible()
    assert page.evaluate("document.querySelector('main').shadowRoot.querySelector('.more').nextSibling") is None


def test_a_number_opens_its_source_with_all_that_is_known_of_it(page: Page, ask: Ask) -> None:
    answer = ask(COMMITS)
    show(page, answer)
    number(page, 1).click()
    citation = answer["citations"][1]
    source = page.get_by_role("region", name="Source [2]")
    expect(source.locator("mark")).to_have_text(citation["quote"])
    for fact in (citation["title"], citation["section"], "own summary", "Checked on", "term ended on 31 December 2025"):
        expect(source).to_contain_text(fact)
    pages = source.locator("a[target=_blank]")
    assert [link.get_attribute("href") for link in pages.all()] == [page["url"] for page in citation["sources"]]
    expect(source).to_be_focused()
    expect(number(page, 1)).to_have_attribute("aria-expanded", "true")


def test_a_quote_in_another_language_is_marked_as_such_and_said_to_be(page: Page, ask: Ask) -> None:
    page.evaluate("begin('sv')")
    show(page, ask(COMMITS))
    number(page, 0).click()
    expect(page.locator("blockquote")).to_have_attribute("lang", "en")
    expect(page.locator(".source")).to_contain_text("Citatet är på engelska.")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"official": True, "kind": "agreement"}, "published by an authority"),
        ({"official": False, "kind": "news"}, "someone other than an authority"),
        ({"valid_until": "2099-12-31"}, "in force until 31 December 2099"),
        ({"current": False}, "newer text has replaced"),
        ({"published": "2020-11-04"}, "Dated 4 November 2020"),
        ({"kind": "page", "url": "https://www.hel.fi/fi"}, "Published on hel.fi"),
    ],
)
def test_a_source_says_whose_it_is_and_whether_it_still_holds(page: Page, ask: Ask, changes: Answer, said: str) -> None:
    answer = ask(COMMITS)
    answer["citations"][0].update(changes)
    show(page, answer)
    number(page, 0).click()
    expect(page.locator(".source .standing")).to_contain_text(said)


def test_escape_closes_the_source_first_and_goes_back_to_its_number(page: Page, ask: Ask) -> None:
    show(page, ask(COMMITS))
    number(page, 2).click()
    page.locator(".copy button").focus()  # from anywhere in the widget
    page.keyboard.press("Escape")
    expect(page.locator(".source")).to_have_count(0)
    expect(number(page, 2)).to_be_focused()
    assert page.evaluate("heard.escaped") == 0
    page.keyboard.press("Escape")
    assert page.evaluate("heard.escaped") == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_escape_leaves_the_widget_open_over_a_whole_phone_too(visit: Open, city: Site, ask: Ask, width: int) -> None:
    city.replies.append(Reply(answer=ask(COMMITS)))
    page = open_panel(visit(width=width))
    ask_in_widget(page, COMMITS)
    number(page, 1).click()
    expect(page.locator(".source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(number(page, 1)).to_be_focused()
    expect(page.locator(".panel")).to_be_visible()


def test_only_one_source_is_open_and_its_number_closes_it(page: Page, ask: Ask) -> None:
    show(page, ask(COMMITS))
    number(page, 0).click()
    number(page, 1).click()
    expect(page.locator(".source")).to_have_count(1)
    expect(number(page, 0)).to_have_attribute("aria-expanded", "false")
    number(page, 1).click()
    expect(page.locator(".source")).to_have_count(0)


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (400, False), (320, False)])
def test_a_source_stands_beside_the_text_where_there_is_room_else_below_its_sentence(
    browser: Browser, client: TestClient, ask: Ask, width: int, beside: bool
) -> None:
    with answers_page(browser, client, width=width) as page:
        show(page, ask(COMMITS))
        number(page, 2).click()
        source, mark = page.locator(".source").bounding_box(), number(page, 2).bounding_box()
        assert source and mark
        assert (source["x"] > mark["x"] + mark["width"] and source["y"] <= mark["y"]) == beside
        assert (0 <= source["y"] - mark["y"] - mark["height"] < 24) == (not beside)


@pytest.mark.parametrize(
    ("address", "kind", "quote", "place"),
    [
        ("https://a.fi/x", "page", "Goal: 50 per cent, by 2030", "https://a.fi/x#:~:text=Goal%3A%2050%20per%20cent%2C%20by%202030"),
        ("https://a.fi/x", "news", "well-known R&D", "https://a.fi/x#:~:text=well%2Dknown%20R%26D"),
        ("https://a.fi/x#goals", "page", "“Tavoite.”", "https://a.fi/x#goals:~:text=Tavoite"),
        ("https://a.fi/x", "page", " ".join(map(str, range(30))), "https://a.fi/x#:~:text=0%201%202%203%204,25%2026%2027%2028%2029"),
        ("https://a.fi/x.pdf#page=3", "report", "Goal", "https://a.fi/x.pdf#page=3"),
        ("https://a.fi/x.pdf", "report", "Goal", "https://a.fi/x.pdf"),
        ("https://a.fi/x", "summary", "Goal", "https://a.fi/x"),
        ("https://a.fi/x", "gap", "Goal", "https://a.fi/x"),
        ("https://a.fi/x", None, "Goal", "https://a.fi/x"),
        ("https://a.fi/x", "page", "—", "https://a.fi/x"),
        ("https://a.fi/x", "page", "\ud800 Goal", "https://a.fi/x#:~:text=Goal"),
        ("https://a.fi/x", "page", "x" * 100_000, "https://a.fi/x"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_very_words_where_the_page_has_them(
    page: Page, address: str, kind: str | None, quote: str, place: str
) -> None:
    citation = {"quote": quote, **({"kind": kind} if kind else {})}
    assert page.evaluate("([address, citation]) => placeOf(address, citation)", [address, citation]) == place


def test_the_browser_finds_the_words_that_a_link_names(page: Page) -> None:
    quote = "Tavoitteena on, että työmaat ovat päästöttömiä – myös R&D-hankkeissa, ja – vuoden 2030 loppuun mennessä."
    link = page.evaluate("quote => placeOf('http://localhost/long', {quote, kind: 'page'})", quote)
    body = f"<meta charset=utf-8><p style='margin-top:4000px'>{quote.replace('&', '&amp;')}</p>"
    page.context.route("**/long", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    opened = page.context.new_page()
    opened.goto(link)
    expect(opened.locator("p")).to_be_in_viewport()
    opened.close()


def test_an_address_that_is_no_web_address_is_not_linked(page: Page, ask: Ask) -> None:
    answer = ask(COMMITS)
    answer["citations"][0]["sources"] = [{"url": "javascript:alert(1)", "title": "Bad", "seen": "2026-11-24"}]
    show(page, {**answer, "status": "partial"})
    number(page, 0).click()
    expect(page.locator(".source")).to_contain_text("Bad")
    expect(page.locator("a[href^='javascript']")).to_have_count(0)


def test_sentences_come_with_numbers_that_work_at_once_and_stay_when_the_answer_is_whole(page: Page, ask: Ask) -> None:
    answer = ask(COMMITS)
    page.evaluate("question => stream(question)", COMMITS)
    for sentence in answer["sentences"][:3]:
        page.evaluate("([sentence, citations]) => live.add(sentence, citations)", [sentence, answer["citations"]])
    number(page, 1).click()
    page.evaluate("live.element.querySelector('p').known = true")
    page.evaluate("answer => live.finish(answer)", answer)
    expect(page.locator(".source")).to_be_focused()
    assert page.evaluate("live.element.querySelector('.prose p').known") is True
    expect(page.locator("button.cite")).to_have_count(sum(len(each["citations"]) for each in answer["sentences"]))


def test_what_was_streamed_gives_way_where_the_whole_answer_differs(page: Page, ask: Ask) -> None:
    answer = ask(COMMITS)
    page.evaluate("question => stream(question)", COMMITS)
    other = {**answer["sentences"][0], "text": "Another wording."}
    page.evaluate("([sentence, citations]) => live.add(sentence, citations)", [other, answer["citations"]])
    page.evaluate("answer => live.finish(answer)", answer)
    expect(page.locator(".prose")).not_to_contain_text("Another wording.")
    expect(page.locator(".prose")).to_contain_text(answer["sentences"][0]["text"])


@pytest.mark.parametrize(
    ("language", "told"),
    [("fi", ["9.9.2020", "31.12.2030"]), ("sv", ["31 december 2025"]), ("en", ["31 December 2025"])],
)
def test_an_answer_about_dates_comes_with_a_timeline_and_its_words(
    page: Page, ask: Ask, language: str, told: list[str]
) -> None:
    page.evaluate("language => begin(language)", language)
    show(page, ask(WHEN[language]), WHEN[language])
    timeline = page.locator(".timeline")
    picture = timeline.get_by_role("img")
    assert "20" in (picture.get_attribute("aria-label") or "")
    shown = timeline.locator(":scope > ul time").all_inner_texts()
    assert set(told) <= set(shown)
    assert timeline.locator("circle.told").count() >= len(told)
    timeline.locator("summary").click()
    dots = timeline.locator("circle").count()
    assert len(set(timeline.locator("details time").all_inner_texts())) == dots  # every dot is told in words


def test_an_answer_that_tells_two_dates_has_a_timeline_unasked_and_another_has_none(page: Page, ask: Ask) -> None:
    show(page, ask(COMMITS), COMMITS)
    expect(page.locator(".timeline")).to_have_count(0)
    goals = "What are the goals for emission-free construction sites by 2030?"
    show(page, ask(goals), goals)
    expect(page.locator(".timeline")).to_have_count(1)
    expect(page.locator(".timeline > ul")).to_contain_text("fossil-free by the end of 2025")


def test_whatever_an_answer_or_a_quote_holds_is_text_and_keeps_the_layout(
    browser: Browser, client: TestClient, ask: Ask
) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)> **x** [a](javascript:b) \u202egnp.exe " + "x" * 100_000
    answer = copy.deepcopy(ask(COMMITS))
    answer["sentences"][0]["text"] = answer["citations"][0]["quote"] = answer["citations"][0]["section"] = bad
    answer["citations"][0]["title"] = bad[:2000]
    answer["notices"], answer["suggestions"] = [bad[:2000]], [bad[:2000]]
    with answers_page(browser, client, width=320) as page:
        show(page, answer, bad)
        number(page, 0).click()
        expect(page.locator("mark")).to_have_text(bad)
        expect(page.locator("main img, main script")).to_have_count(0)
        assert not is_wider_than_the_window(page)


def test_the_numbers_are_targets_of_24_px(page: Page, ask: Ask) -> None:
    show(page, ask(COMMITS))
    for target in page.locator("button.cite:visible, summary:visible").all():
        box = target.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24


def test_a_listener_hears_the_outcome_the_notices_and_the_first_look_once(page: Page, ask: Ask) -> None:
    answer = ask(PARTS)
    spoken = page.evaluate("answer => spoken(answer)", answer)
    assert spoken.startswith("This is a partial answer. Early childhood")
    assert answer["sentences"][0]["text"] in spoken
    assert next(each["text"] for each in answer["sentences"] if each["more"]) not in spoken
    assert spoken.endswith("Source documents (2).")


def test_a_suggestion_is_asked_when_pressed(page: Page, ask: Ask) -> None:
    show(page, {**ask(COMMITS), "suggestions": [PARTS, WHEN["en"]]})
    page.get_by_role("button", name=PARTS).press("Enter")
    assert page.evaluate("heard.asked") == [PARTS]
