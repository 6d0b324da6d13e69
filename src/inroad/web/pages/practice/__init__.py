"""Practice: all drills, cards, placement, and one drill on the bench."""

from fastapi import APIRouter

from inroad.web.pages.practice import drill, overview, placement, recall

router = APIRouter()
# Fixed names before the ids of drills.
for each in (overview, recall, placement, drill):
    router.include_router(each.router)
