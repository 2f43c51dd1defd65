/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"

G_BEGIN_DECLS

/* What tests of single calls begin with: alice's registered phone, and a peer that is her server
 * and everybody she speaks with. */
typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
  WhinCall *call;         /* owned; the one dialled, or NULL */
  WhinTestDialog *dialog; /* owned; the call as the peer knows it, or NULL */
} WhinTestScene;

/* For g_test_add(): the peer says yes to everything; @data is its data. */
void whin_test_scene_set_up (WhinTestScene *self, gconstpointer data);

/* The same with an @answer of the test's, as whin_test_peer_new(), and with the account's @node
 * "required", or NULL. */
void whin_test_scene_begin (WhinTestScene *self,
                            WhinTestPeerAnswer answer,
                            gconstpointer data,
                            const char *node);

/* For g_test_add(): ends the calls that are left, to which the peer says yes. */
void whin_test_scene_tear_down (WhinTestScene *self, gconstpointer data);

/* Alice calls bob. */
void whin_test_scene_dial (WhinTestScene *self);

/* And bob, who takes the call with the tag "bob", speaks with her. */
void whin_test_scene_dial_and_talk (WhinTestScene *self);

/* Somebody calls alice; it rings. @headers, @description: as whin_test_dialog_send(). */
void whin_test_scene_ring (WhinTestScene *self, const char *headers, const char *description);

/* Waits for the 200 of what rings, and takes it; the ACK is left to the test. Returns: the 200. */
const char *whin_test_scene_take_yes (WhinTestScene *self);

G_END_DECLS
