from dataclasses import replace
from datetime import timedelta

import pytest

from tests.sandbox.conftest import OpenBench
from tests.sandbox.workbench import ANA, BEN, CY, NOON, Bench, Json, make_manifest


async def test_a_person_comes_with_their_time_zone_and_locale(bench: Bench) -> None:
    user = (await bench.client.users_info(user=ANA, include_locale=True))["user"]
    assert (user["tz"], user["tz_label"], user["tz_offset"]) == ("America/Toronto", "EST", -18_000)
    assert user["locale"] == "en-CA"
    assert user["profile"]["email"] == "ana@harbour.example"
    assert (await bench.client.users_info(user=BEN))["user"]["is_admin"] is True


async def test_an_address_is_only_for_an_app_that_may_read_it(open_bench: OpenBench) -> None:
    bench = await open_bench(manifest=make_manifest(["users:read", "commands"], []))
    assert "email" not in (await bench.client.users_info(user=ANA))["user"]["profile"]
    answer = await bench.raw("users.lookupByEmail", {"email": "ana@harbour.example"})
    assert answer["needed"] == "users:read.email"


async def test_people_are_listed_page_by_page(bench: Bench) -> None:
    names, cursor = [], ""
    while True:
        page = await bench.client.users_list(limit=2, cursor=cursor)
        names += [member["name"] for member in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert names == ["ana", "ben", "cy", "gone", "bare"]


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.info", {}, "invalid_arguments"),
        ("users.lookupByEmail", {"email": "nobody@harbour.example"}, "users_not_found"),
        ("users.lookupByEmail", {"email": "gone@harbour.example"}, "users_not_found"),
        ("usergroups.users.list", {"usergroup": "S0NONE"}, "no_such_subteam"),
        ("dnd.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("dnd.teamInfo", {"users": f"{ANA},U0NOBODY"}, "user_not_visible"),
        ("dnd.teamInfo", {"users": f"{ANA},U0GONE"}, "user_not_visible"),
        ("dnd.teamInfo", {"users": ""}, "no_users_provided"),
        ("dnd.teamInfo", {}, "no_users_provided"),
        ("dnd.teamInfo", {"users": ",".join([ANA] * 51)}, "invalid_arguments"),
    ],
)
async def test_somebody_who_is_not_there_is_not_found(
    bench: Bench, method: str, arguments: Json, error: str
) -> None:
    assert (await bench.raw(method, arguments))["error"] == error


async def test_a_person_is_found_by_their_address(bench: Bench) -> None:
    found = await bench.client.users_lookupByEmail(email="ANA@harbour.example")
    assert found["user"]["id"] == ANA


async def test_user_groups_give_their_members(bench: Bench) -> None:
    (group,) = (await bench.client.usergroups_list(include_users=True))["usergroups"]
    assert (group["handle"], group["users"]) == ("peers", [ANA, BEN])
    members = await bench.client.usergroups_users_list(usergroup=group["id"])
    assert members["users"] == [ANA, BEN]


async def test_quiet_hours_are_the_next_ones_in_the_persons_own_time(bench: Bench) -> None:
    answer = await bench.client.dnd_info(user=ANA)
    # 12:00 UTC is 07:00 in Toronto: last night's have just ended, and tonight's begin at 22:00.
    assert answer["dnd_enabled"] is True
    assert answer["next_dnd_start_ts"] == int(NOON.timestamp()) + 15 * 3600
    assert answer["next_dnd_end_ts"] == int(NOON.timestamp()) + 24 * 3600
    await bench.sandbox.clock.jump(NOON + timedelta(hours=16))
    during = await bench.client.dnd_info(user=ANA)
    assert during["next_dnd_start_ts"] == answer["next_dnd_start_ts"]
    nobody = await bench.client.dnd_info(user=BEN)
    assert (nobody["dnd_enabled"], nobody["next_dnd_start_ts"]) == (False, 1)


async def test_quiet_hours_of_several_people_come_in_one_answer(bench: Bench) -> None:
    answer = await bench.client.dnd_teamInfo(users=[ANA, BEN])
    alone = await bench.client.dnd_info(user=ANA)
    assert answer["users"].keys() == {ANA, BEN}
    assert all(alone[name] == said for name, said in answer["users"][ANA].items())
    assert answer["users"][BEN]["dnd_enabled"] is False


async def test_an_owner_is_told_from_an_admin_and_from_everybody_else(bench: Bench) -> None:
    people = bench.sandbox.slack.workspace.people
    people[CY] = replace(people[CY], is_admin=True, is_owner=True, is_primary_owner=True)
    standing = {}
    for user in (ANA, BEN, CY):
        told = (await bench.client.users_info(user=user))["user"]
        names = ("is_admin", "is_owner", "is_primary_owner")
        standing[user] = tuple(told[name] for name in names)
    assert standing == {
        ANA: (False, False, False),
        BEN: (True, False, False),
        CY: (True, True, True),
    }
