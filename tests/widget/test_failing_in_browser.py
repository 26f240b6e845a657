"""When things fail: a plain sentence, what was received stays, trying again works."""

import threading

import pytest
from playwright.sync_api import expect

from tests.widget.browsing import GOALS, IN_BROWSER, Open, ask, faults, open_panel, said
from tests.widget.site import Reply, Site, answer, site

pytestmark = IN_BROWSER


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(status=500), "There is a fault in the service."),
        (Reply(status=503), "There is a fault in the service."),
        (Reply(status=502, body="<html>Bad gateway</html>"), "There is a fault in the service."),
        (Reply(GOALS, error=True), "There is a fault in the service."),
        (Reply(status=403), "has not been set up for this website"),
        (Reply(status=422), "could not process the question"),
        (Reply(GOALS, before=2, cut=True), "The connection to the service was lost."),
        (Reply(GOALS, before=4, cut=True), "The answer is not complete. The connection to the service was lost."),
    ],
)
def test_a_failure_is_told_plainly_and_trying_again_works(visit: Open, city: Site, reply: Reply, told: str) -> None:
    page = open_panel(visit())
    city.replies = [reply, Reply(GOALS)]
    turn = ask(page)
    expect(turn).to_contain_text(told)
    expect(said(page)).to_contain_text(told.split(". ")[-1].rstrip("."))
    if reply.cut and reply.before == 4:
        expect(turn).to_contain_text("fossil-free by 2025")
    assert faults(page) == []
    again = turn.get_by_role("button", name="Try again")
    expect(again).to_be_in_viewport()
    again.click()
    expect(turn).to_contain_text("by 2030")
    expect(turn).not_to_contain_text(told)


def test_a_visitor_who_asks_too_fast_is_told_how_long_to_wait(visit: Open, city: Site) -> None:
    page = visit()
    page.clock.install()
    open_panel(page)
    city.replies = [Reply(status=429, headers={"Retry-After": "12"}), Reply(GOALS)]
    turn = ask(page)
    expect(turn).to_contain_text("Try again in 12 seconds.")
    again = turn.get_by_role("button", name="Try again")
    expect(again).to_have_attribute("aria-disabled", "true")
    again.click(force=True)
    assert len(city.asked) == 1
    page.clock.run_for(12_500)
    expect(said(page)).to_contain_text("You can try again now.")
    again.click()
    expect(turn).to_contain_text("by 2030")


def test_without_a_network_it_says_so(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    page.context.set_offline(True)
    turn = ask(page)
    expect(turn).to_contain_text("There is no network connection.")
    page.context.set_offline(False)
    city.replies = [Reply(GOALS)]
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")


def test_a_service_that_does_not_answer_is_told(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    page.route("**/api/ask", lambda route: route.abort("connectionrefused"), times=1)
    turn = ask(page)
    expect(turn).to_contain_text("The service could not be reached.")
    city.replies = [Reply(GOALS)]
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")


def test_a_connection_that_falls_silent_ends(visit: Open, city: Site) -> None:
    page = visit()
    page.clock.install()
    open_panel(page)
    gate = threading.Event()
    city.replies = [Reply(GOALS, before=4, gate=gate)]
    turn = ask(page)
    expect(turn).to_contain_text("fossil-free")
    page.clock.run_for(61_000)
    expect(turn).to_contain_text("The answer is not complete. The connection to the service was lost.")
    gate.set()


def test_an_answer_that_failed_inside_can_be_asked_again(visit: Open, city: Site) -> None:
    page = open_panel(visit())
    failed = answer("A part of the service failed.", status="error", citations=[])
    failed["sentences"][0]["citations"] = []
    city.replies = [Reply(failed), Reply(GOALS)]
    turn = ask(page)
    turn.get_by_role("button", name="Try again").click()
    expect(turn).to_contain_text("by 2030")
    assert city.asked[1]["history"] == []


def test_a_site_that_the_service_refuses_is_told_so_though_the_call_itself_cannot_be_read(
    visit: Open, city: Site
) -> None:
    with site() as service:
        city.policy = city.policy.replace("connect-src 'self'", f"connect-src {service.address}")
        city.others.append(service.address)
        page = open_panel(visit(f'api="{service.address}"'))
        turn = ask(page)
        expect(turn).to_contain_text("has not been set up for this website")
