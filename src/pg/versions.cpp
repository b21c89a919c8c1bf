#include "pg/versions.h"

#include <stdexcept>

namespace trueup {
namespace {
struct Column {
  std::string_view name;
  int since;
  std::string_view without;
};
constexpr Column columns[] = {
    {"indnullsnotdistinct", 150000, "false"},
    {"confdelsetcols", 150000, "NULL::int2[]"},
    {"conenforced", 180000, "true"},
    {"conperiod", 180000, "false"},
};
}  // namespace

std::string for_version(std::string_view sql, int server_version) {
  std::string out;
  for (std::size_t at = 0;;) {
    const auto open = sql.find("{", at);
    const auto dot = open == std::string_view::npos ? open : sql.find('.', open);
    const auto close = open == std::string_view::npos ? open : sql.find('}', open);
    out.append(sql.substr(at, open == std::string_view::npos ? open : open - at));
    if (open == std::string_view::npos) return out;
    const std::string_view name = sql.substr(dot + 1, close - dot - 1);
    const Column* found = nullptr;
    for (auto& column : columns)
      if (column.name == name) found = &column;
    if (!found) throw std::logic_error("for_version: " + std::string(name) + " is not in the table");
    out.append(server_version >= found->since ? sql.substr(open + 1, close - open - 1) : found->without);
    at = close + 1;
  }
}

}  // namespace trueup
