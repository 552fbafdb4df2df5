"""What people do with the messages and the page of their check-ins."""

from tests.support.practice import Json, Someone


async def last(someone: Someone) -> Json:
    """Their newest message."""
    return dict((await someone.inbox())[-1])


async def press(someone: Someone, action: str, message: Json | None = None) -> None:
    """Press a button of this message, or of the newest."""
    await someone.click(await someone.dm(), message or await last(someone), action)


async def press_on_page(someone: Someone, action: str) -> None:
    """Open the page on supervision and press a button of the first check-in on it."""
    await someone.command("C0HILL", "/supervision")
    page = await someone.modal()
    rows = [b["block_id"] for b in page["blocks"] if b["type"] == "actions"]
    await someone.press(page["id"], action, block=rows[0])


async def move_first(someone: Someone, day: str, time: str) -> Json:
    """Put the first check-in on one's page at another time; what the form was answered."""
    await press_on_page(someone, "check_in.move")
    return await someone.submit({"day": day, "time": time})
