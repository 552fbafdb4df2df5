"""How a check-in went: it took place, was not needed, or is put at another time."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.check_in import CheckInState
from bot.services import Services
from bot.use_cases.check_in_outcomes import (
    FARTHEST,
    BadTime,
    keep_agreed,
    move_check_in,
    say_how_it_went,
    see_check_in,
)
from bot.views import check_in_forms
from bot.views import check_in_messages as messages
from handlers.once import Once, sent
from handlers.showing import pressed, show
from handlers.supervision_page import keep_in_step

Body = dict[str, Any]


class CheckInOutcomes:
    """Either of the two may say it, and the first word stands."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._once = Once()

    async def held(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """They met."""
        await ack()
        await self._say(body, respond, CheckInState.HELD, "held")

    async def not_needed(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """Not this time, without a reason."""
        await ack()
        await self._say(body, respond, CheckInState.NOT_NEEDED, "not_needed")

    async def _say(self, body: Body, respond: AsyncRespond, state: CheckInState, how: str) -> None:
        its, person = self._services, body["user"]["id"]
        said = await its.db.run(say_how_it_went, person, pressed(body), state)
        told = check_in_forms.went(
            its.words_for(person), said.meeting, how if said.first or how == "held" else "said"
        )
        await respond(told.text, blocks=told.blocks, replace_original=True)

    async def move(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A day and a time to choose."""
        await ack()
        its, person = self._services, body["user"]["id"]
        meeting = await its.db.run(see_check_in, person, pressed(body))
        await show(client, body, check_in_forms.move(its.words_for(person), meeting))

    async def put(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Put it there, or say what is wrong with that time."""
        its, person = self._services, body["user"]["id"]
        number, local = check_in_forms.parse_move(body["view"])
        moved = await its.db.run(move_check_in, person, number, local, its.clock())
        words = its.words_for(person)
        if isinstance(moved, BadTime):
            errors = check_in_forms.wrong_time(words, moved, FARTHEST.days)
            await ack(response_action="errors", errors=errors)
            return
        await ack(response_action="update", view=check_in_forms.put(words, moved))
        its.woken.set()
        await keep_in_step(its, client, body)

    async def agree(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """One box for what was agreed."""
        await ack()
        its, person = self._services, body["user"]["id"]
        meeting = await its.db.run(see_check_in, person, pressed(body))
        await show(client, body, check_in_forms.agree(its.words_for(person), meeting))

    async def agreed(self, ack: AsyncAck, body: Body) -> None:
        """Keep it for the next agenda."""
        its, person = self._services, body["user"]["id"]
        number, lines = check_in_forms.lines(body["view"], check_in_forms.WHAT)
        words = its.words_for(person)
        if not lines:
            errors = check_in_forms.nothing_written(words, check_in_forms.WHAT)
            await ack(response_action="errors", errors=errors)
            return
        async with self._once.turn(sent(body["view"])) as first:
            if first:
                await its.db.run(keep_agreed, its.vault, person, number, lines)
        await ack(response_action="update", view=check_in_forms.agreed(words))


def register(app: AsyncApp, services: Services) -> None:
    """Attach the listeners."""
    on = CheckInOutcomes(services)
    app.action(messages.HELD)(on.held)
    app.action(messages.NOT_NEEDED)(on.not_needed)
    app.action(messages.MOVE)(on.move)
    app.view(check_in_forms.PUT)(on.put)
    app.action(check_in_forms.AGREE)(on.agree)
    app.view(check_in_forms.AGREED)(on.agreed)
