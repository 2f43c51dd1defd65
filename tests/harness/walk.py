# SPDX-License-Identifier: Apache-2.0
"""A person's clicks in the portal's own pages, which report where their links and buttons are."""

from harness.waiting import wait_until

_EDGE = 8  # pixels from the border of the view within which nothing is clicked
_WHEEL_CLICKS = 3


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


def wait_for_element(scene, page, element, seconds=15.0):
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


def click_element(scene, page, element):
    """Scrolls until the element is in the view, and clicks its middle."""
    left, top, width, height = locate_web_view(scene)
    for _ in range(60):
        entry = wait_for_element(scene, page, element)
        middle = entry["y"] + entry["height"] / 2
        if _EDGE <= middle <= height - _EDGE:
            scene.pointer.click(left + entry["x"] + entry["width"] / 2, top + middle)
            return
        before = scene.portal.layout_count()
        scene.pointer.scroll(left + width / 2, top + height / 2, _WHEEL_CLICKS if middle > height else -_WHEEL_CLICKS)
        wait_until(lambda: scene.portal.layout_count() > before, "the page reports its scrolling")
    raise AssertionError("the element does not come into the view")


def click_reported(scene, path, element_id):
    """A person's click on the element with that id of the page at `path`."""
    click_element(scene, lambda p: p == path, lambda entry: entry.get("id") == element_id)
