/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* The peer of bench/portal: libmicrohttpd, set up as the portal sets it up, answering a constant of
 * a balance's length to everything. What the portal needs beyond this is its own work. */

enum { POOL_SIZE = 2, IDLE_SECONDS = 20 };

static const char text[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<response><error>0</error>"
                           "<balanceString>$13.37</balanceString></response>\n";

static enum MHD_Result
on_access (void *cls,
           struct MHD_Connection *connection,
           const char *url,
           const char *method,
           const char *version,
           const char *upload_data,
           size_t *upload_data_size,
           void **con_cls)
{
  struct MHD_Response *response;
  enum MHD_Result result;

  /* The first call comes before the body; an answer then would end the connection. */
  if (*con_cls == NULL) {
    *con_cls = (void *)text;
    return MHD_YES;
  }
  response =
      MHD_create_response_from_buffer (sizeof text - 1, (void *)text, MHD_RESPMEM_PERSISTENT);
  MHD_add_response_header (response, "Content-Type", "application/xml; charset=utf-8");
  MHD_add_response_header (response, "Cache-Control", "no-store");
  result = MHD_queue_response (connection, MHD_HTTP_OK, response);
  MHD_destroy_response (response);
  return result;
}

int
main (void)
{
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr = {.s_addr = htonl (INADDR_LOOPBACK)}};
  struct MHD_Daemon *daemon;
  sigset_t signals;
  int signal_number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGINT);
  sigprocmask (SIG_BLOCK, &signals, NULL);
  daemon = MHD_start_daemon (MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL,
                             NULL, on_access, NULL, MHD_OPTION_SOCK_ADDR, &address,
                             MHD_OPTION_THREAD_POOL_SIZE, (unsigned)POOL_SIZE,
                             MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_END);
  if (daemon == NULL)
    return 1;
  printf ("listening on http://127.0.0.1:%u\n",
          MHD_get_daemon_info (daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
  fflush (stdout);
  sigwait (&signals, &signal_number);
  MHD_stop_daemon (daemon);
  return 0;
}
