"""Two hundred tests are entered while everything breaks that can: each reaches the server once, as entered.

The order of what happens comes from a seed that a failure names; FAULTS_SEED=<number> tries another.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import BrowserContext, Error, Page, expect
from pytest_django import Settings

from accounts.models import Club, User
from assessments.models import Assessment
from athletes.models import Athlete, Squad
from tests.factories import PASSWORD, make_athlete, make_squad
from tests.journeys.production import Fault, Server, Way
from tests.journeys.steps import kept, sign_in
from tests.plugins.browser import DESK, Watch

SEED = os.environ.get("FAULTS_SEED", "2026")
#: Eight sheets of twenty-four athletes, and after each of them one test on the single form.
SHEETS, ATHLETES = 8, 24
#: What befalls each sheet, in an order that the seed decides; on two of three the server is killed besides.
FAULTS = ("offline", "cut", "lose", "lose", "lose", "close", "edit", "edit", "edit")
#: How long a busy machine may take for any one thing, in ms.
PATIENCE = 60_000
SETUP = "position=seated&motion=active&instrument=inclinometer&trials=1"
Hips = tuple[float, float]

#: Every entry that is on the device: its athlete, its readings, its state.
ON_DEVICE = """user => new Promise((resolve, reject) => {
  const opening = indexedDB.open(`medial-outbox-${user}`);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asked = opening.result.transaction("entries").objectStore("entries").getAll();
    asked.onsuccess = () => {
      opening.result.close();
      const number = (typed) => Number(String(typed).replace(",", "."));
      resolve(asked.result.map(({ body, state, reason }) => ({
        athlete: body.athlete,
        left: number(body.left_trials[0]),
        right: number(body.right_trials[0]),
        state,
        reason,
      })));
    };
  };
})"""


@pytest.fixture
def squads(club: Club, bob: User) -> list[tuple[Squad, list[Athlete]]]:
    """Each with its athletes in the order of the sheet."""
    made = []
    for number in range(SHEETS):
        squad = make_squad(club=club, name=f"Squad {number}")
        names = [f"Runner {number}-{place:02}" for place in range(ATHLETES)]
        made.append((squad, [make_athlete(club=club, name=name, squads=[squad]) for name in names]))
    return made


@pytest.fixture
def way(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Way]:
    """The way to a production server on the tests' database."""
    static = tmp_path / "static"
    settings.STATIC_ROOT = static
    hashed = {"BACKEND": "config.static_files.HashedStaticFiles"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "STORAGES", {**settings.STORAGES, "staticfiles": hashed})
        call_command("collectstatic", "--no-input", verbosity=0)
    server = Server(tmp_path, static)
    server.start()
    way = Way(server)
    yield way
    way.close()
    server.kill()


class Coach:
    """Bob, who types into whatever tab is open, and remembers what he meant."""

    def __init__(self, *, page: Page, way: Way, user: User, chance: random.Random) -> None:
        self.page, self.way, self.user, self.chance = page, way, user, chance
        self.context: BrowserContext = page.context
        self.context.set_default_timeout(PATIENCE)
        #: What was entered last: by athlete on the sheets; on the form one athlete has many tests.
        self.meant: dict[str, Hips] = {}
        self.on_form: list[Hips] = []
        self.edits = self.reopened = self.dropped = 0

    def hips(self) -> Hips:
        return self.chance.randrange(40, 120) / 2, self.chance.randrange(40, 120) / 2

    def typed(self, degrees: float) -> str:
        text = f"{degrees:g}"
        return text.replace(".", ",") if self.chance.random() < 0.5 else text

    def fair(self) -> None:
        """Back to where there is a signal, and the server runs."""
        self.way.clear()
        self.context.set_offline(False)

    def open_sheet(self, squad: Squad, athletes: list[Athlete]) -> None:
        self.sheet = f"{self.way.url}{reverse('test_day')}?{SETUP}&squad={squad.pk}"
        self.athletes = athletes
        self.goto(self.sheet)
        kept(self.page)

    def goto(self, address: str) -> None:
        self.page.goto(address)
        self.page.locator("#sheet[data-ready]").wait_for()

    def enter(self, place: int) -> None:
        """Numbers and Enter in one row of the sheet, new ones or others; done when they are on the device."""
        hips = self.hips()
        athlete = str(self.athletes[place].pk)
        fields = self.page.locator("tbody tr").nth(place).locator("input[inputmode]")
        for field, degrees in zip((fields.nth(0), fields.nth(1)), hips, strict=True):
            field.fill(self.typed(degrees))
            field.press("Enter")
        self.edits += athlete in self.meant
        self.meant[athlete] = hips
        self.until(lambda entries: (athlete, *hips) in [_content(entry) for entry in entries])

    def until(self, holds: Callable[[list[dict[str, Any]]], bool], seconds: int = 60) -> None:
        """Look at what is on the device until it is so."""
        entries: list[dict[str, Any]] = []
        for _turn in range(seconds * 20):
            # A page that is just being left answers nothing.
            with suppress(Error):
                entries = self.page.evaluate(ON_DEVICE, str(self.user.pk))
            if holds(entries):
                break
            self.page.wait_for_timeout(50)
        else:
            pytest.fail(f"The device has {entries}")
        stuck = [entry for entry in entries if entry["state"] in {"refused", "conflict", "signed_out"}]
        assert stuck == []

    def close(self) -> None:
        """Close the tab and open it again, or the other way round."""
        self.reopened += 1
        before, self.page = self.page, self.context.new_page()
        if self.chance.random() < 0.7:
            before.close()
        self.goto(self.sheet)
        before.close()
        for place, athlete in enumerate(self.athletes):
            if hips := self.meant.get(str(athlete.pk)):
                fields = self.page.locator("tbody tr").nth(place).locator("input[inputmode]")
                for side, degrees in enumerate(hips):
                    typed = re.compile(f"^{degrees:g}$".replace(".", "[.,]"))
                    expect(fields.nth(side)).to_have_value(typed, timeout=PATIENCE)

    def enter_on_form(self, athlete: Athlete, fault: str) -> None:
        """One test on the single form, and what befalls it."""
        form = f"{self.way.url}{reverse('assessment_new', args=[athlete.pk])}"
        self.page.goto(form)
        self.page.locator("[data-kept-tests][data-ready]").wait_for(state="attached")
        kept(self.page)
        befall(self, fault)
        hips = self.hips()
        for name, degrees in zip(("left_1", "right_1"), hips, strict=True):
            self.page.locator(f"[name={name}]").fill(self.typed(degrees))
        self.on_form.append(hips)
        wanted = (str(athlete.pk), *hips)
        self.page.get_by_role("button", name="Save the test").click(no_wait_after=True)
        self.until(lambda entries: wanted in [_content(entry) for entry in entries])
        # The test's page, or an empty form for the next one.
        self.page.wait_for_function("() => !document.querySelector('[name=left_1]')?.value")


def _content(entry: dict[str, Any]) -> tuple[str, float, float]:
    return entry["athlete"], entry["left"], entry["right"]


def befall(coach: Coach, fault: str) -> None:
    """One thing goes wrong, now or at one of the next writes; or right again."""
    chance, way = coach.chance, coach.way
    match fault:
        case "offline":
            coach.dropped += 1
            coach.context.set_offline(True)
        case "cut":
            way.cut = True
        case "online":
            coach.context.set_offline(False)
        case "mended":
            way.cut = False
        case "lose":
            way.faults.append(Fault("lose"))
        case "kill":
            way.faults.append(
                Fault("kill", after=chance.choice((0, 0.005, 0.01, 0.02, 0.04)), down=chance.random())
            )
        case "close":
            coach.close()
        case "edit":
            known = [place for place, one in enumerate(coach.athletes) if str(one.pk) in coach.meant]
            if known:
                coach.enter(chance.choice(known))


def order(chance: random.Random, *more: str) -> list[int | str]:
    """What happens on one sheet: the places of its athletes, and faults between them."""
    steps: list[int | str] = [*range(ATHLETES), *FAULTS, *more]
    chance.shuffle(steps)
    # What was dropped comes back some steps later.
    for fault, end in (("offline", "online"), ("cut", "mended")):
        steps.insert(steps.index(fault) + chance.randrange(2, 9), end)
    return steps


@pytest.mark.stores
@pytest.mark.parametrize("seed", [SEED])
def test_every_entry_is_on_the_server_once_whatever_breaks(
    seed: str,
    open_page: Callable[..., Page],
    watch: Watch,
    way: Way,
    bob: User,
    club: Club,
    squads: list[tuple[Squad, list[Athlete]]],
) -> None:
    # What is brought about here; an error that no script has caught stays one.
    watch.allow(r"net::ERR_|^50[234] from|status of 50[234]")
    chance = random.Random(seed)
    page = open_page(**DESK)
    coach = Coach(page=page, way=way, user=bob, chance=chance)
    fay = make_athlete(club=club, name="Fay Former")
    way.server.wait()
    sign_in(page, bob.email, PASSWORD, at=way.url)

    for number, (squad, athletes) in enumerate(squads):
        coach.fair()
        coach.open_sheet(squad, athletes)
        for step in order(chance, *["kill"] * (number % 3 > 0)):
            if isinstance(step, int):
                coach.enter(step)
            else:
                befall(coach, step)
        coach.fair()
        coach.enter_on_form(fay, chance.choice(("lose", "lose", "offline", "cut")))

    coach.fair()
    coach.open_sheet(*squads[-1])
    coach.until(lambda entries: {entry["state"] for entry in entries} == {"saved"})
    expect(coach.page.locator("[data-outbox]")).to_be_hidden(timeout=PATIENCE)

    stored = [(str(one.athlete_id), one.left_degrees, one.right_degrees) for one in Assessment.objects.all()]
    meant = [(athlete, *hips) for athlete, hips in coach.meant.items()]
    assert sorted(stored) == sorted([*meant, *((str(fay.pk), *hips) for hips in coach.on_form)])
    assert len(stored) == SHEETS * (ATHLETES + 1)
    assert way.befallen["lose"] >= 2 * SHEETS
    assert way.befallen["kill"] >= SHEETS // 2
    assert min(way.befallen["cut"], coach.dropped, coach.reopened, coach.edits) >= SHEETS
