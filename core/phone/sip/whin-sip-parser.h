/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <sofia-sip/msg_mclass.h>

/* The stack's parser of messages (NTATAG_MCLASS) that leaves out what the stack can't take: a
 * Contact that is no SIP address ("*", "<tel:+1>"), as if it was not there. libsofia-sip-ua 1.12.11
 * makes one the target of a dialog and then fails to send there without end, until its stack
 * overflows: any caller could end the phone so. */
const msg_mclass_t *whin_sip_parser_get (void);
