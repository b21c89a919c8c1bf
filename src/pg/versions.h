// Which catalog column exists since which version: queries are written once, for the newest.
#pragma once
#include <string>
#include <string_view>

namespace trueup {

constexpr int oldest_server = 130000;
constexpr int newest_known_server = 180000;

// Replaces every {alias.column} by the column, or by what it would hold in a server that is too old to have it.
std::string for_version(std::string_view sql, int server_version);

}  // namespace trueup
