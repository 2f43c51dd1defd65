/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

#include "portal/connection-watch.h"
#include "portal/database.h"
#include "portal/listen-address.h"
#include "portal/moment.h"
#include "portal/request.h"
#include "portal/route.h"
#include "portal/utf8.h"
#include "portal/worker.h"

enum { LISTEN_BACKLOG = 512, USER_AGENT_MAXIMUM = 256, SWEEP_SECONDS = 1 };

static pthread_key_t database_key_of_thread;

static void
on_thread_end (void *database)
{
  database_close (database);
}

static struct database *
database_of_thread (struct server *server)
{
  struct database *database = pthread_getspecific (database_key_of_thread);

  if (database == NULL) {
    database = database_open (server->directory);
    if (database != NULL && pthread_setspecific (database_key_of_thread, database) != 0) {
      database_close (database);
      database = NULL;
    }
  }
  return database;
}

/* Never a query, a header with a secret, or a body. Written before the answer is sent, so whoever
 * has the answer finds the line. */
static void
log_request (struct request *request)
{
  const char *user_agent = request_header (request, "User-Agent");
  char moment[MOMENT_TEXT_SIZE];
  bool conditional = request_header (request, "If-None-Match")[0] != '\0' ||
                     request_header (request, "If-Modified-Since")[0] != '\0';

  if (request->server->request_log == NULL)
    return;
  moment_format (moment_now (), moment);
  line_file_append (request->server->request_log,
                    json_pack ("{s:s, s:s, s:s?, s:i, s:s?, s:s?, s:b, s:f}", "time", moment,
                               "method", request->method == METHOD_POST ? "POST" : "GET", "path",
                               request->target_is_valid ? request->target.path : NULL, "status",
                               (int)request->status, "account",
                               request->account_name[0] ? request->account_name : NULL, "userAgent",
                               utf8_is_line (user_agent, USER_AGENT_MAXIMUM) ? user_agent : NULL,
                               "conditional", conditional, "ms", request_milliseconds (request)));
}

/* With a database that fails, what looks unknown may exist and what looks empty may not be: only a
 * change that succeeded is told. */
static void
run_route (struct request *request)
{
  request->database->failed = false;
  request->route->handle (request);
  if (request->database->failed &&
      (request->method == METHOD_GET || (request->status >= 400 && request->status < 500)))
    answer_error (request, 503, "The service is busy. Please try again in a moment.");
}

static void
run_handler (struct request *request)
{
  request->database = database_of_thread (request->server);
  if (request->database == NULL)
    answer_error (request, 503, "The service is busy. Please try again in a moment.");
  else
    run_route (request);
  if (request->status == 0)
    answer_error (request, 500, "Something went wrong here. Please try again.");
}

static enum MHD_Result
send_answer (struct request *request)
{
  log_request (request);
  return request_send (request);
}

static enum MHD_Result
send_error (struct request *request, unsigned status, const char *message)
{
  answer_error (request, status, message);
  return send_answer (request);
}

static struct watched *
watched_of (struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  return info ? info->socket_context : NULL;
}

struct lengths {
  unsigned content_lengths;
  unsigned transfer_encodings;
  bool malformed;
};

static enum MHD_Result
on_header (void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
  struct lengths *lengths = data;
  size_t digits;

  if (strcasecmp (name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0) {
    lengths->content_lengths++;
    digits = value ? strspn (value, "0123456789") : 0;
    lengths->malformed |= digits == 0 || value[digits + strspn (value + digits, " \t")] != '\0';
  } else if (strcasecmp (name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0) {
    lengths->transfer_encodings++;
    lengths->malformed |= value == NULL || strcasecmp (value, "chunked") != 0;
  }
  return MHD_YES;
}

/* RFC 9112, section 6.3. libmicrohttpd takes one of several lengths; a server in front of this one
 * may take another, and then what it takes for a body would be a request here. */
static bool
length_is_clear (struct request *request)
{
  struct lengths lengths = {0};

  MHD_get_connection_values (request->connection, MHD_HEADER_KIND, on_header, &lengths);
  return !lengths.malformed && lengths.content_lengths + lengths.transfer_encodings <= 1;
}

/* Header fields are complete, the body isn't read yet: what can be refused now is. */
static enum MHD_Result
on_request_start (struct request *request, const char *method)
{
  const char *length = request_header (request, "Content-Length");
  bool other_methods = false;

  watched_begin_request (watched_of (request->connection));
  request->state = REQUEST_READING;
  if (strcmp (method, MHD_HTTP_METHOD_GET) == 0 || strcmp (method, MHD_HTTP_METHOD_HEAD) == 0)
    request->method = METHOD_GET;
  else if (strcmp (method, MHD_HTTP_METHOD_POST) == 0)
    request->method = METHOD_POST;
  if (!length_is_clear (request)) {
    answer_error (request, 400, "The request's length is malformed.");
    answer_header (request, "Connection", "close");
    return send_answer (request);
  }
  if (!request->target_is_valid)
    return send_error (request, 400, "The address is malformed.");
  request->route = route_find (request, &other_methods);
  if (request->route == NULL) {
    answer_error (request, other_methods ? 405 : 404,
                  other_methods ? "That isn't possible with this address."
                                : "There is nothing at this address.");
    if (other_methods)
      answer_header (request, "Allow", request->method == METHOD_GET ? "POST" : "GET, HEAD");
    return send_answer (request);
  }
  if (strlen (length) > 9 || strtoul (length, NULL, 10) > REQUEST_BODY_MAXIMUM)
    return send_error (request, 413, "That is too long.");
  return MHD_YES;
}

static enum MHD_Result
on_body (struct request *request, const char *data, size_t *size)
{
  if (request_milliseconds (request) > REQUEST_SECONDS * 1e3)
    return MHD_NO;
  if (request->body.length + request->excess + *size > REQUEST_BODY_MAXIMUM) {
    /* Only a chunked body gets here; some more is swallowed so that the answer can be read. */
    request->excess += *size;
    *size = 0;
    return request->excess > REQUEST_EXCESS_MAXIMUM ? MHD_NO : MHD_YES;
  }
  buffer_append (&request->body, data, *size);
  *size = 0;
  return request->body.failed ? MHD_NO : MHD_YES;
}

static struct worker *
worker_of (struct request *request)
{
  return request->route->work == WORK_HASH ? request->server->hasher : request->server->writer;
}

static enum MHD_Result
on_request_complete (struct request *request)
{
  if (request->excess > 0)
    return send_error (request, 413, "That is too long.");
  if (request->route->work == WORK_READ) {
    run_handler (request);
    return send_answer (request);
  }
  if (request->state == REQUEST_WORKING)
    return send_answer (request);
  request->state = REQUEST_WORKING;
  MHD_suspend_connection (request->connection);
  if (!worker_push (worker_of (request), request)) {
    answer_error (request, 503, "The service is busy. Please try again in a moment.");
    MHD_resume_connection (request->connection);
  }
  return MHD_YES;
}

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
  struct request *request = *con_cls;

  if (request == NULL)
    return MHD_NO;
  request->connection = connection;
  if (request->state == REQUEST_NEW)
    return on_request_start (request, method);
  if (*upload_data_size > 0)
    return on_body (request, upload_data, upload_data_size);
  return on_request_complete (request);
}

static void *
on_request_line (void *cls, const char *target, struct MHD_Connection *connection)
{
  return request_new (cls, target);
}

static void
on_request_end (void *cls,
                struct MHD_Connection *connection,
                void **con_cls,
                enum MHD_RequestTerminationCode reason)
{
  request_free (*con_cls);
  *con_cls = NULL;
  watched_end_request (watched_of (connection));
}

static void
on_connection (void *cls,
               struct MHD_Connection *connection,
               void **socket_context,
               enum MHD_ConnectionNotificationCode code)
{
  struct server *server = cls;
  const union MHD_ConnectionInfo *info;

  if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
    connection_watch_remove (server->watch, *socket_context);
    *socket_context = NULL;
    return;
  }
  info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info != NULL)
    *socket_context = connection_watch_add (server->watch, info->connect_fd);
}

static void
on_log (void *cls, const char *format, va_list arguments)
{
  /* Complaints about single connections: malformed requests are no news. */
}

static bool
set_public_url (struct server *server, const char *url)
{
  size_t length = strlen (url);

  while (length > 0 && url[length - 1] == '/')
    length--;
  server->is_https = strncmp (url, "https://", 8) == 0;
  if (length >= sizeof server->public_url || length < 8 ||
      (!server->is_https && strncmp (url, "http://", 7) != 0) ||
      memchr (url + 8, '/', length - 8) != NULL ||
      strspn (url, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:/-[]") !=
          strlen (url))
    return false;
  memcpy (server->public_url, url, length);
  server->public_url[length] = '\0';
  return true;
}

/* Connections, and what the threads' databases and the log files need besides. */
static void
raise_descriptor_limit (void)
{
  const rlim_t wanted = SERVER_CONNECTION_MAXIMUM + SERVER_OTHER_DESCRIPTORS;
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
    return;
  limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
    fprintf (stderr, "whinchat-portal: only %lu files may be open; %lu are wanted\n",
             (unsigned long)limit.rlim_cur, (unsigned long)wanted);
}

static unsigned
pool_size (void)
{
  long processors = sysconf (_SC_NPROCESSORS_ONLN);

  if (processors < 2)
    return 2; /* the smallest pool that libmicrohttpd makes */
  return processors > SERVER_POOL_MAXIMUM ? SERVER_POOL_MAXIMUM : (unsigned)processors;
}

static int
serve (struct server *server,
       int listener,
       unsigned per_address,
       const char *url,
       const sigset_t *signals)
{
  const struct timespec pause = {.tv_sec = SWEEP_SECONDS};
  struct MHD_Daemon *daemon;

  daemon = MHD_start_daemon (
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL,
      on_access, server, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL, MHD_OPTION_LISTEN_SOCKET,
      listener, MHD_OPTION_THREAD_POOL_SIZE, pool_size (), MHD_OPTION_CONNECTION_LIMIT,
      (unsigned)SERVER_CONNECTION_MAXIMUM, MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address,
      MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVER_IDLE_SECONDS,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)SERVER_CONNECTION_MEMORY,
      MHD_OPTION_URI_LOG_CALLBACK, on_request_line, server, MHD_OPTION_NOTIFY_COMPLETED,
      on_request_end, NULL, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
  if (daemon == NULL) {
    fprintf (stderr, "whinchat-portal: cannot start the HTTP server\n");
    close (listener);
    return 1;
  }
  printf ("listening on %s\n", url);
  fflush (stdout);
  while (sigtimedwait (signals, NULL, &pause) < 0)
    connection_watch_sweep (server->watch);
  /* No new connections; then every suspended one is answered before the daemon stops. What comes in
   * meanwhile over an old connection is told that the service is busy. */
  listener = MHD_quiesce_daemon (daemon);
  worker_stop (server->hasher);
  worker_stop (server->writer);
  MHD_stop_daemon (daemon);
  if (listener >= 0)
    close (listener);
  return 0;
}

int
server_run (const struct server_plan *plan)
{
  struct server server = {.directory = plan->directory};
  struct listen_address address;
  char url[LISTEN_URL_SIZE];
  struct database *database;
  sigset_t signals;
  int listener;
  int status = 1;

  if (!listen_address_parse (plan->listen, &address)) {
    fprintf (stderr, "whinchat-portal: --listen needs a numeric ADDRESS:PORT, for example"
                     " 127.0.0.1:8080 or [::1]:8080\n");
    return 2;
  }
  if (plan->public_url == NULL && listen_address_is_any (&address)) {
    fprintf (stderr, "whinchat-portal: to listen on all addresses, tell by --public-url which one"
                     " phones shall use\n");
    return 2;
  }
  if (plan->public_url != NULL && !set_public_url (&server, plan->public_url)) {
    fprintf (stderr,
             "whinchat-portal: --public-url needs an http or https origin, without a path\n");
    return 2;
  }
  database = database_open (plan->directory);
  if (database == NULL)
    return 1;
  database_close (database);
  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  /* Blocked before any thread exists, so that only sigtimedwait() sees them. */
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  if (pthread_key_create (&database_key_of_thread, on_thread_end) != 0)
    return 1;
  raise_descriptor_limit ();
  listener = listen_address_open (&address, LISTEN_BACKLOG);
  if (listener < 0) {
    fprintf (stderr, "whinchat-portal: cannot listen on %s: %s\n", plan->listen, strerror (errno));
    return 1;
  }
  listen_address_url (&address, url);
  if (plan->public_url == NULL)
    set_public_url (&server, url);
  if (plan->request_log != NULL)
    server.request_log = line_file_open (plan->request_log);
  if (plan->layout_report != NULL)
    server.layout_report = line_file_open (plan->layout_report);
  server.hasher = worker_new (run_handler, SERVER_HASHING_THREADS);
  server.writer = worker_new (run_handler, SERVER_WRITING_THREADS);
  server.watch = connection_watch_new ();
  if (server.hasher != NULL && server.writer != NULL && server.watch != NULL &&
      (plan->request_log == NULL || server.request_log != NULL) &&
      (plan->layout_report == NULL || server.layout_report != NULL))
    status = serve (&server, listener, plan->connections_per_address, url, &signals);
  else
    close (listener);
  worker_free (server.hasher);
  worker_free (server.writer);
  connection_watch_free (server.watch);
  line_file_close (server.request_log);
  line_file_close (server.layout_report);
  pthread_key_delete (database_key_of_thread);
  return status;
}
