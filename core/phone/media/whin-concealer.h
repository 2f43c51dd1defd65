/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_CONCEALER_MAX_RATE 16000
#define WHIN_CONCEALER_HISTORY_MS 50
#define WHIN_CONCEALER_MAX_HISTORY (WHIN_CONCEALER_MAX_RATE / 1000 * WHIN_CONCEALER_HISTORY_MS)

/**
 * WhinConcealer:
 *
 * Fills in what was lost of a voice, after the idea of ITU-T G.711, appendix I: the last period of
 * the voice goes on, is turned down from 10 ms on, and is silent after 60 ms; when real sound comes
 * again, the one is faded into the other.
 */
typedef struct {
  guint rate;
  gint16 history[WHIN_CONCEALER_MAX_HISTORY]; /* the newest last */
  gint16 period[WHIN_CONCEALER_MAX_HISTORY];
  guint pitch;  /* samples of the period */
  guint phase;  /* in the period */
  guint filled; /* samples since the loss; 0: nothing is lost */
} WhinConcealer;

/* @rate: at most WHIN_CONCEALER_MAX_RATE samples a second, in whole thousands. */
void whin_concealer_init (WhinConcealer *self, guint rate);

/* Sound that came; its beginning is changed where it ends a loss. */
void whin_concealer_take (WhinConcealer *self, gint16 *samples, gsize count);

/* Makes up @count samples that were lost. */
void whin_concealer_fill (WhinConcealer *self, gint16 *samples, gsize count);

G_END_DECLS
