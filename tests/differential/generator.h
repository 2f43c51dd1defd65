/* SPDX-License-Identifier: Apache-2.0 */
/* Structured URIs by chance, the same ones for the same seed. Test code. */
#ifndef CMDURI_EVIDENCE_GENERATOR_H
#define CMDURI_EVIDENCE_GENERATOR_H

#include <stddef.h>
#include <stdint.h>

/* Bounds of what is made: an inner URI, and one whose every byte is encoded. */
#define GENERATOR_MAX_INNER 1024
#define GENERATOR_MAX_LENGTH (3 * GENERATOR_MAX_INNER + 64)

struct generator {
  uint64_t state; /* not 0 */
  char text[GENERATOR_MAX_LENGTH + 1];
  size_t length;
};

/* Makes the next URI, with a terminating zero. Most are accepted; some have what is forgiven or
 * refused. */
void generator_next (struct generator *generator);

#endif
