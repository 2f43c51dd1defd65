/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A sandboxed frame holds what the provider's page itself doesn't trust, and may come from a
 * trusted address all the same; a content filter sees only the address. So sandboxed frames are
 * removed from the page: their parents run this script, in a world that the page's scripts can't
 * touch, before any of its own. An observer's call comes before the frame's document does. A frame
 * that its server sandboxes (the CSP header) finds itself without an origin and stops.
 */
#include "app/web-tab/whin-frame-guard.h"

#define WORLD "whinchat"

static const char source[] =
    "(function () {\n"
    "  'use strict';\n"
    "  if (window !== window.top && window.origin === 'null') {\n"
    "    window.stop();\n"
    "    if (document.documentElement)\n"
    "      document.documentElement.remove();\n"
    "    return;\n"
    "  }\n"
    "  const refuse = node => {\n"
    "    if (node.nodeType !== Node.ELEMENT_NODE)\n"
    "      return;\n"
    "    if (node.matches('iframe[sandbox]'))\n"
    "      node.remove();\n"
    "    else\n"
    "      node.querySelectorAll('iframe[sandbox]').forEach(frame => frame.remove());\n"
    "  };\n"
    "  new MutationObserver(records => records.forEach(record => {\n"
    "    if (record.type === 'attributes')\n"
    "      refuse(record.target);\n"
    "    record.addedNodes.forEach(refuse);\n"
    "  })).observe(document, {\n"
    "    childList: true, subtree: true, attributes: true, attributeFilter: ['sandbox']\n"
    "  });\n"
    "})();\n";

WebKitUserScript *
whin_frame_guard_new (void)
{
  return webkit_user_script_new_for_world (source, WEBKIT_USER_CONTENT_INJECT_ALL_FRAMES,
                                           WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, WORLD, NULL,
                                           NULL);
}
