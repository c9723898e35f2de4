"""Medial as an application on a device: what the browser is told about it, and about its releases."""

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from PIL import Image

from accounts.clubs import archive_club, change_role, remove_member
from accounts.models import Club, Role, User
from athletes.models import Athlete
from tests.cast import signed_in
from tests.factories import join, make_club
from tools.icons import icon


def release(client: Client) -> dict[str, Any]:
    """What /sw.js says of the release."""
    script = client.get("/sw.js").text
    stated = re.match(r"self\.RELEASE = (\{.*\});\n", script)
    assert stated
    found: dict[str, Any] = json.loads(stated[1])
    return found


def test_it_can_be_installed(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    about = answer.json()
    assert (about["name"], about["start_url"], about["display"]) == ("Medial", "/", "standalone")
    assert {one["purpose"] for one in about["icons"]} == {"any", "maskable"}
    drawing, *pictures = about["icons"]
    assert (drawing["src"], drawing["sizes"]) == ("/static/img/icon.svg", "any")
    for one in pictures:
        path = finders.find(one["src"].removeprefix("/static/"))
        with Image.open(str(path)) as image:
            assert (f"{image.width}x{image.height}", image.format) == (one["sizes"], "PNG")


def test_the_icons_are_the_marks_own() -> None:
    for name, size, maskable in (("icon-192", 192, False), ("icon-maskable-512", 512, True)):
        with Image.open(str(finders.find(f"img/{name}.png"))) as kept:
            assert kept.tobytes() == icon(size, maskable=maskable).tobytes()


@pytest.mark.parametrize("address", ["/sw.js", "/manifest.webmanifest", "/offline/"])
def test_what_says_which_release_it_is_is_asked_for_again(client: Client, alice: User, address: str) -> None:
    for visitor in (client, signed_in(alice)):
        assert visitor.get(address)["Cache-Control"] == "no-cache"


def test_the_worker_and_all_that_it_keeps_are_there(client: Client) -> None:
    script = client.get("/sw.js").text
    worker = re.search(r'importScripts\("/static/(.+)"\)', script)
    assert worker
    assert finders.find(worker[1])
    told = release(client)
    assert [one for one in told["files"] if not finders.find(one.removeprefix(told["prefix"]))] == []
    assert client.get(told["offlinePage"]).status_code == 200


def test_a_new_release_has_a_new_version(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = release(client)["version"]
    assert release(client)["version"] == before
    monkeypatch.setattr(staticfiles_storage, "manifest_hash", "another", raising=False)
    assert release(client)["version"] != before


def test_the_page_without_a_network_is_nobodys(alice: User) -> None:
    page = signed_in(alice).get("/offline/").text
    assert "No network" in page
    assert "Alice" not in page
    assert "Riverside" not in page
    assert "medial-user" not in page


def test_pages_say_whom_they_were_made_for(client: Client, alice: User, ann: Athlete) -> None:
    coach = signed_in(alice)
    for address in ("/squad/", f"/athletes/{ann.pk}/assessments/new/", "/today/"):
        assert f'<meta name="medial-user" content="{alice.pk}" data-rights="' in coach.get(address).text
    assert "medial-user" not in client.get("/").text


def test_pages_say_that_rights_changed(alice: User, bob: User, club: Club) -> None:
    """A device keeps no page made for other rights: a removed coach's are gone at the next contact."""

    def rights() -> str:
        found = re.search('data-rights="([0-9a-f]{12})"', signed_in(bob).get("/today/").text)
        assert found
        return found[1]

    membership, other = bob.memberships.get(), make_club(name="Morning Milers")
    said = [rights(), rights()]
    change_role(membership=membership, role=Role.VIEWER)
    said.append(rights())
    join(bob, other)
    said.append(rights())
    remove_member(membership=membership)
    said.append(rights())
    archive_club(club=other)
    said.append(rights())

    assert said[0] == said[1]
    assert len(set(said)) == 5


def test_only_pages_that_work_without_a_network_are_kept(alice: User, ann: Athlete) -> None:
    coach = signed_in(alice)
    asks = '<meta name="medial-offline"'
    assert asks in coach.get(f"/athletes/{ann.pk}/assessments/new/").text
    assert asks in coach.get("/today/").text
    assert asks not in coach.get("/squad/").text
    assert asks not in coach.get(f"/athletes/{ann.pk}/").text
