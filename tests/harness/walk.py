# SPDX-License-Identifier: Apache-2.0
"""A person's clicks in the portal's own pages, which report where their links and buttons are."""

from harness.waiting import DEADLINE, stays_true, wait_until

_EDGE = 8  # pixels from the border of the view within which nothing is clicked
_WHEEL_PIXELS = 60  # about what one click of the wheel scrolls
_MOST_WHEEL_CLICKS = 30
_STILL_SECONDS = 0.25  # scrolling is animated; a page that lies still has nothing to report


def locate_web_view(scene):
    """The web view on the display: x, y, width, height in pixels."""
    everything = scene.screen.list_controls()
    views = scene.screen.keep_seen([c for c in everything if c.name == "WebKitWebView" or c.role == "document web"], everything)
    if not views:
        raise AssertionError("no web view is seen")
    x, y, width, height = views[0].box
    window = views[0]
    while window.parent is not None:
        window = window.parent
    left, top = scene.locate_window(window)
    return left + x, top + y, width, height


def wait_for_element(scene, page, element, seconds=DEADLINE):
    """The newest place of an element of a page: x, y, width, height in the page's view. `page` and
    `element` are functions of the reported path and of the reported element."""

    def find():
        for path, report in scene.portal.layouts().items():
            if page(path):
                for entry in report["elements"]:
                    if element(entry):
                        return entry
        return None

    return wait_until(find, lambda: f"the page reports the element; {list(scene.portal.layouts())}", seconds)


def _wait_until_still(scene):
    def is_still():
        count = scene.portal.layout_count()
        return stays_true(lambda: scene.portal.layout_count() == count, _STILL_SECONDS)

    wait_until(is_still, "the page lies still")


def aim(scene, page, element):
    """Scrolls until the element is in the view; its middle on the display."""
    left, top, width, height = locate_web_view(scene)
    for _ in range(60):
        entry = wait_for_element(scene, page, element)
        middle = entry["y"] + entry["height"] / 2
        if _EDGE <= middle <= height - _EDGE:
            return left + entry["x"] + entry["width"] / 2, top + middle
        beyond = middle - height / 2
        clicks = max(1, min(_MOST_WHEEL_CLICKS, int(abs(beyond) / _WHEEL_PIXELS)))
        before = scene.portal.layout_count()
        scene.pointer.scroll(left + width / 2, top + height / 2, clicks if beyond > 0 else -clicks)
        wait_until(lambda: scene.portal.layout_count() > before, "the page reports its scrolling")
        _wait_until_still(scene)
    raise AssertionError("the element does not come into the view")


def click_element(scene, page, element):
    """Scrolls until the element is in the view, and clicks its middle."""
    scene.pointer.click(*aim(scene, page, element))


def click_reported(scene, path, element_id):
    """A person's click on the element with that id of the page at `path`."""
    click_element(scene, lambda p: p == path, lambda entry: entry.get("id") == element_id)
