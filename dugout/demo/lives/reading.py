"""Everybody reads their notices, so that today only the newest are unread."""

from dugout.demo.playing import Life
from dugout.demo.world import World
from dugout.timeline.commands.inbox import mark_all_read

# In working days before today; what came since the last of them is unread.
READ_ON = (400, 260, 120, 60, 21, 6, 2)


def notices_read(world: World) -> Life:
    for ago in READ_ON:
        at = world.days.at(ago, "08:40")
        yield at
        for author in world.authors.values():
            mark_all_read(by=author, at=at)
