"""What people write, and who they are, reaches no line of the log, however much is logged."""

import ast
import asyncio
import logging
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from bot import log
from bot.store.database import Database
from bot.store.tables import team
from tests.support.practice import Someone, Stage

CANARY = "quokka marmalade"
TEAM = "C0TEAM"
RESPONDENTS = ["U0ANA", "U0MARCUS", "U0PRIYA", "U0JOANNE", "U0TOBIAS", "U0WREN"]
RESPONDENTS += ["U0HELEN", "U0DEV", "U0NIKO"]
ROOT = Path(__file__).parents[1]
Caplog = pytest.LogCaptureFixture
CANARY_ERROR = ValueError(CANARY)


@pytest.fixture
def everything(caplog: Caplog) -> Iterator[Caplog]:
    """The app's own log set-up with all that is loud at its loudest; put back afterwards."""
    factory, told = logging.getLogRecordFactory(), logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in (None, *_loggers())}
    log.configure("DEBUG")
    for name in (None, *_loggers()):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield caplog
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.setLogRecordFactory(factory)
    logging.raiseExceptions = told


def _loggers() -> list[str]:
    """Every logger there is, and those that the libraries make late."""
    late = ("slack_bolt", "slack_sdk", "aiohttp.access", "asyncio", "sqlalchemy.engine")
    return [*late, *logging.getLogger().manager.loggerDict]


def _all(records: Caplog) -> str:
    """Every line with its traceback, its arguments and whatever else hangs on it."""
    return records.text + "".join(str(vars(record)) for record in records.records)


def _app(records: Caplog) -> list[logging.LogRecord]:
    """Without the lines of the practice workspace, whose addresses name who acts."""
    return [r for r in records.records if not r.name.startswith(("aiohttp", "sandbox"))]


async def _write(person: Someone, where: str) -> None:
    await person.command(TEAM, "/debrief")
    words = {"went_well": f"{CANARY} {where}", "was_hard": f"{CANARY} hard", "where": where}
    assert await person.submit(words) == {"result": "updated"}
    await person.close()


async def _open(person: Someone) -> None:
    (invitation,) = [m for m in await person.inbox() if "short survey is open" in m["text"]]
    await person.click(await person.dm(), invitation, "survey.open")


async def _answer(person: Someone) -> None:
    await _open(person)
    chosen = {block["block_id"]: "2" for block in (await person.modal())["blocks"][1:4]}
    assert await person.submit(chosen | {"comment": f"{CANARY} comment"}) == {"result": "updated"}
    await person.close()


async def test_a_whole_week_of_words_leaves_none_in_the_log(
    everything: Caplog, by_day: Stage
) -> None:
    await by_day.at("2026-11-23T16:51:00-05:00")
    for where in ("keep", "share", "supervision"):
        await _write(by_day.person("U0ANA"), where)
        await by_day.later(2)
    for person in RESPONDENTS:
        await _answer(by_day.person(person))
    await by_day.person("U0ANA").home()
    await by_day.at("2026-11-30T09:01:00-05:00")
    (digest,) = [m for m in await by_day.person("U0RUTH").inbox() if CANARY in m["text"]][-1:]
    assert "In people's own words" in digest["text"]
    assert len(everything.records) > 100
    assert CANARY not in _all(everything)
    assert "xoxb-" not in _all(everything)


async def test_failures_leave_none_either(everything: Caplog, harbour: Stage) -> None:
    ana = harbour.person("U0ANA")
    for kind in ("ratelimited", "status", "drop_before"):
        await harbour.fault(kind, "chat.postMessage", retry_after=1)
        await ana.command(TEAM, "/debrief")
        await ana.submit({"went_well": f"{CANARY} {kind}"})
    await harbour.fault("status", "views.publish")
    await ana.home()
    assert "A form's message could not be posted" in _all(everything)
    assert "A listener failed" in _all(everything)
    assert CANARY not in _all(everything)


async def test_no_line_on_a_surveys_path_names_a_person_even_where_it_fails(
    everything: Caplog, harbour: Stage
) -> None:
    await harbour.at("2026-11-23T10:05:00-05:00")
    marcus = harbour.person("U0MARCUS")
    everything.clear()
    await _answer(marcus)
    await _open(marcus)
    harbour.db.engine.dispose()
    harbour.db.now(lambda tx: tx.exec_driver_sql("ALTER TABLE survey_round RENAME TO elsewhere"))
    await marcus.submit({"comment": f"{CANARY} again"})
    await _open(marcus)
    assert "A listener failed: OperationalError" in everything.text
    told = "".join(str(vars(record)) for record in _app(everything))
    assert "U0MARCUS" not in told
    assert CANARY not in _all(everything)


async def test_the_allow_list_is_what_keeps_it_out(everything: Caplog, harbour: Stage) -> None:
    """The same debrief is in the log once records are made as Python makes them."""
    logging.setLogRecordFactory(logging.LogRecord)
    await _write(harbour.person("U0ANA"), "keep")
    assert CANARY in _all(everything)


async def test_what_nobody_listens_to_is_not_printed(everything: Caplog, harbour: Stage) -> None:
    """Bolt's warning about it holds the whole payload."""
    app = harbour.practice.app._bolt()  # noqa: SLF001 - to hand it what Slack would not send
    await app.async_dispatch(_request({"type": "block_actions", "value": CANARY}))
    warned = [r for r in everything.records if r.name == "slack_bolt"]
    assert [r for r in warned if r.levelno == logging.WARNING]
    assert CANARY not in _all(everything)


def _request(body: dict[str, Any]) -> Any:  # noqa: ANN401 - Bolt's
    from slack_bolt.request.async_request import (  # noqa: PLC0415 - for this test alone
        AsyncBoltRequest,
    )

    return AsyncBoltRequest(mode="socket_mode", body=body)


def test_a_row_that_the_database_refuses_is_told_by_its_class(
    everything: Caplog, database: Database
) -> None:
    try:
        database.now(lambda tx: tx.execute(insert(team), {"key": CANARY}))
    except IntegrityError:
        logging.getLogger("bot.store").exception("Not kept: %(error)s", {"error": "IntegrityError"})
        logging.getLogger("elsewhere").exception("Not kept")
    assert "Not kept: IntegrityError" in everything.text
    assert "database.py" in everything.text
    assert CANARY not in _all(everything)


Answer = Callable[[web.Request], Awaitable[web.Response]]


@asynccontextmanager
async def _slack(answer: Answer) -> AsyncIterator[AsyncWebClient]:
    """Somebody who answers as Slack never should, with his access log on."""
    app = web.Application()
    app.router.add_post("/{method}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield AsyncWebClient("xoxb-1", base_url=f"http://{host}:{port}/", retry_handlers=[])
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(("status", "kind"), [(500, "text/html"), (200, "application/json")])
async def test_what_slack_answers_in_error_is_not_repeated(
    everything: Caplog, status: int, kind: str
) -> None:
    async def answer(request: web.Request) -> web.Response:
        said = (await request.read()).decode()
        return web.Response(status=status, text=f"{{broken {said}", content_type=kind)

    async with _slack(answer) as client:
        with pytest.raises(SlackApiError) as raised:
            await client.chat_postMessage(channel="U1", text=CANARY.replace(" ", "-"))
    logging.getLogger("handlers.errors").error(
        "A listener failed: %(error)s", {"error": "SlackApiError"}, exc_info=raised.value
    )
    assert [r for r in everything.records if r.name == "aiohttp.access"]
    assert "SlackApiError" in everything.text
    assert "marmalade" not in everything.text


async def test_a_task_that_nobody_waited_for_is_told_by_its_class(everything: Caplog) -> None:
    async def fail() -> None:
        raise CANARY_ERROR

    task = asyncio.get_running_loop().create_task(fail(), name="the task")
    await asyncio.wait([task])
    asyncio.get_running_loop().call_exception_handler(
        {"message": CANARY, "exception": task.exception(), "task": task}
    )
    (line,) = [r for r in everything.records if r.name == "asyncio" and r.exc_text]
    assert line.getMessage().startswith("ValueError at ")
    assert "test_log.py" in str(line.exc_text)
    assert CANARY not in _all(everything)


@pytest.mark.parametrize("name", ["slack_sdk.web", "anything", "botany", "handlersome.x", "root"])
def test_a_foreign_line_keeps_its_logger_its_level_and_its_place(
    everything: Caplog, name: str
) -> None:
    logging.getLogger(name).warning("%s wrote %s", "U0ANA", CANARY)
    (line,) = everything.records
    assert re.fullmatch(r"\(left out\) at test_log:\d+", line.getMessage())
    assert (line.name, line.levelname, line.args) == (name, "WARNING", ())
    assert CANARY not in _all(everything)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (({"error": "KeyError"},), "KeyError"),
        (({"error": CANARY},), "(left out)"),
        (({"error": "KeyError\n"},), "(left out)"),
        (({"error": CANARY_ERROR},), "(left out)"),
        (({"error": None},), "None"),
    ],
)
def test_a_field_of_ours_is_told_where_it_looks_as_it_should(
    everything: Caplog, args: tuple[object, ...], told: str
) -> None:
    logging.getLogger("bot.test").error("Failed: %(error)s", *args)
    assert everything.messages == [f"Failed: {told}"]


def test_what_has_no_name_on_the_list_is_not_told(everything: Caplog) -> None:
    ours: logging.Logger = logging.getLogger("bot.test")
    ours.error("By whom: %(person)s", {"person": "U0ANA"})
    ours.error("By position: %s", CANARY)
    ours.error(CANARY_ERROR)
    assert everything.messages == ["By whom: (left out)", "By position: %s", "(left out)"]
    assert CANARY not in _all(everything)


def test_causes_are_followed_by_class_and_place(everything: Caplog) -> None:
    try:
        try:
            raise CANARY_ERROR
        except ValueError as error:
            raise KeyError(CANARY) from error
    except KeyError:
        logging.getLogger("bot.test").exception("Failed")
    lines = str(everything.records[0].exc_text).splitlines()
    assert [line for line in lines if not line.startswith("  ")] == ["KeyError", "ValueError"]
    assert re.fullmatch(r"  .*test_log\.py:\d+:test_causes_are_.*", lines[1])
    assert CANARY not in _all(everything)


CRASH = f"""
import logging, sys, threading, warnings
from bot import log
log.configure("DEBUG")
log.guard()
class Odd:
    def __del__(self):
        raise KeyError("{CANARY}")
Odd()
worker = threading.Thread(target=lambda: int("{CANARY}"))
worker.start()
worker.join()
warnings.warn("{CANARY}")
class Broken(logging.Handler):
    def emit(self, record):
        try:
            raise OSError("{CANARY}")
        except OSError:
            self.handleError(record)
logging.getLogger().addHandler(Broken())
raise RuntimeError("{CANARY}")
"""


def test_what_nothing_caught_is_told_by_its_class_and_not_in_pythons_way() -> None:
    found = subprocess.run(
        [sys.executable, "-c", CRASH], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 1
    for kind in ("KeyError", "ValueError", "RuntimeError"):
        assert f"CRITICAL bot.log Nothing caught this: {kind}\n{kind}\n  " in found.stderr
    assert "WARNING py.warnings (left out)" in found.stderr
    assert CANARY not in found.stderr + found.stdout


CALLS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
OURS = [
    path
    for part in ("bot", "handlers", "schedules")
    for path in sorted((ROOT / part).rglob("*.py"))
    if path != ROOT / "bot" / "log.py"
]


def _logged() -> Iterator[tuple[str, ast.Call]]:
    for path in OURS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"log", "logger", "logging"}
                and node.func.attr in CALLS
            ):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


@pytest.mark.parametrize(("place", "call"), [pytest.param(*one, id=one[0]) for one in _logged()])
def test_each_of_our_lines_is_a_fixed_message_with_fields_of_the_list(
    place: str, call: ast.Call
) -> None:
    message, *rest = call.args
    assert isinstance(message, ast.Constant), place
    wanted = set(re.findall(r"%\((\w+)\)s", str(message.value)))
    assert str(message.value).count("%") == len(re.findall(r"%\(\w+\)s", str(message.value))), place
    given = {str(key.value) for one in rest for key in getattr(one, "keys", ["none"])}
    assert given == wanted <= set(log.FIELDS), place
    assert {keyword.arg for keyword in call.keywords} <= {"exc_info"}, place


def test_the_walk_over_the_code_finds_our_lines() -> None:
    assert len(list(_logged())) > 6


async def test_the_app_is_shielded_however_it_was_started(harbour: Stage) -> None:
    del harbour
    assert logging.getLogRecordFactory() is log.record


def test_the_libraries_say_little_while_all_goes_well() -> None:
    assert logging.getLogger("slack_bolt").level in {logging.NOTSET, log.QUIET["slack_bolt"]}
    assert all(level >= logging.WARNING for level in log.QUIET.values())
