/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/moment.h"

#include <time.h>

int64_t
moment_now (void)
{
  return (int64_t)time (NULL);
}

void
moment_format (int64_t moment, char text[MOMENT_TEXT_SIZE])
{
  time_t seconds = (time_t)moment;
  struct tm parts;

  if (moment > INT64_C (253402300799))
    seconds = (time_t)INT64_C (253402300799);
  if (gmtime_r (&seconds, &parts) == NULL ||
      strftime (text, MOMENT_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
    text[0] = '\0';
}
