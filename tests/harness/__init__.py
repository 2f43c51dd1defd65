# SPDX-License-Identifier: Apache-2.0
"""What the tests, the demo and the application's bench share: a private desktop and its people."""
