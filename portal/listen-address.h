/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

/* Where the server listens: a numeric address and a port. */
struct listen_address {
  struct sockaddr_storage storage;
  socklen_t length;
};

/* "http://[", an IPv6 address, "]:", a port and a NUL. */
enum { LISTEN_URL_SIZE = 80 };

/* Reads "127.0.0.1:8080" or "[::1]:8080". */
bool listen_address_parse (const char *text, struct listen_address *address);

/* Whether it stands for all addresses of the machine (0.0.0.0, ::). */
bool listen_address_is_any (const struct listen_address *address);

/* Binds and listens; `address` then tells the port that was taken when it was 0. An IPv6 socket of
 * all addresses takes IPv4 as well. Returns the descriptor, or -1 with errno. */
int listen_address_open (struct listen_address *address, int backlog);

/* "http://ADDRESS:PORT". */
void listen_address_url (const struct listen_address *address, char url[LISTEN_URL_SIZE]);
