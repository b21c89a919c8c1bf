// What each parameter of a database URL means to libpq: taken over, translated, dropped with a note, or unknown.
#pragma once
#include <string>
#include <string_view>

#include "pg/url.h"

namespace trueup {

bool is_libpq_keyword(std::string_view name);
// Its value must not be shown.
bool is_secret_keyword(std::string_view name);

// Adds a parameter (of the query part, or a keyword) to `spec`. Error: "unknown-url-parameter".
Result<Nothing> take_url_parameter(std::string_view name, const std::string& value, ConnectionSpec& spec);

}  // namespace trueup
