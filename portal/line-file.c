/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/line-file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct line_file {
  pthread_mutex_t mutex;
  int descriptor;
};

static bool
write_all (int descriptor, const char *bytes, size_t length)
{
  while (length > 0) {
    ssize_t count = write (descriptor, bytes, length);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return false;
    bytes += count;
    length -= (size_t)count;
  }
  return true;
}

struct line_file *
line_file_open (const char *path)
{
  struct line_file *self = calloc (1, sizeof *self);

  if (self == NULL)
    return NULL;
  self->descriptor = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (self->descriptor < 0) {
    fprintf (stderr, "whinchat-portal: %s: %s\n", path, strerror (errno));
    free (self);
    return NULL;
  }
  pthread_mutex_init (&self->mutex, NULL);
  return self;
}

void
line_file_close (struct line_file *self)
{
  if (self == NULL)
    return;
  close (self->descriptor);
  pthread_mutex_destroy (&self->mutex);
  free (self);
}

bool
line_file_append (struct line_file *self, json_t *object)
{
  char *text = json_dumps (object, JSON_COMPACT | JSON_REAL_PRECISION (9));
  size_t length;
  bool fine;

  json_decref (object);
  if (text == NULL)
    return false;
  /* The terminating NUL's place takes the newline. */
  length = strlen (text);
  text[length] = '\n';
  pthread_mutex_lock (&self->mutex);
  fine = write_all (self->descriptor, text, length + 1);
  pthread_mutex_unlock (&self->mutex);
  free (text);
  return fine;
}
