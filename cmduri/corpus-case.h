/* SPDX-License-Identifier: Apache-2.0 */
/* The cases of the conformance corpus, as corpus/README.md describes them. Test code. */
#ifndef CMDURI_CORPUS_CASE_H
#define CMDURI_CORPUS_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Bounds of the corpus' own format. */
#define CORPUS_MAX_LINE 65536
#define CORPUS_MAX_INPUT 131072
#define CORPUS_MAX_SCHEMES 8
#define CORPUS_MAX_RULES 256

struct corpus_case {
  unsigned line; /* of the input, from 1 */
  char rules[CORPUS_MAX_RULES];
  char schemes_line[CORPUS_MAX_LINE];
  const char *names[CORPUS_MAX_SCHEMES + 1];
  const char *const *schemes; /* ended by NULL; NULL without a line of schemes */
  char input[CORPUS_MAX_INPUT];
  size_t input_length;
  char expected[CORPUS_MAX_LINE]; /* lines joined by \n */
};

/* Reads the next case. `*number` is the count of lines read so far. False at the end. */
bool corpus_case_read (struct corpus_case *one, FILE *file, unsigned *number);

#endif
