// SPDX-License-Identifier: Apache-2.0
// The same for C++: the header compiles there, and the names link.
#ifdef CONSUMER_HEADER_ALONE
#include <cmduri.h>
#else
#include <cmduri/cmduri.h>
#endif

#include <array>
#include <iostream>
#include <string>
#include <string_view>

int
main ()
{
  constexpr std::string_view text =
      "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dx";
  std::array<char, CMDURI_MAX_LENGTH> buffer;
  cmduri uri;

  if (cmduri_parse (text.data (), text.size (), nullptr, buffer.data (), buffer.size (), &uri) !=
      CMDURI_ERROR_NONE)
    return 1;
  std::string built (CMDURI_MAX_LENGTH + 1, '\0');
  size_t length;
  if (cmduri_build (&uri, "cloudsip", &built[0], built.size (), &length) != CMDURI_ERROR_NONE)
    return 1;
  built.resize (length);
  if (built != text)
    return 1;
  std::cout << cmduri_command_name (uri.command) << ' '
            << std::string_view (uri.product_id.start, uri.product_id.length) << ' '
            << cmduri_permission (CMDURI_SOURCE_OUTSIDE, cmduri_action_class (&uri)) << '\n';
}
