#include "base/command.h"

#include <charconv>
#include <ostream>

namespace trueup {

void Context::note(const std::string& text) const {
  if (!quiet) err << text << '\n' << std::flush;
}

void Context::show(const Diag& diag) const {
  if (quiet && diag.severity != Severity::error) return;
  err << "trueup: " << diag.str() << '\n' << std::flush;
}

Result<Nothing> set_from(const std::string& text, std::string& out) {
  out = text;
  return ok();
}

Result<Nothing> set_from(const std::string& text, bool& out) {
  out = text != "false";
  return ok();
}

Result<Nothing> set_from(const std::string& text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return Diag{.code = "bad-usage", .message = "not a number: " + text};
  return ok();
}

Result<Nothing> set_from(const std::string& text, std::vector<std::string>& out) {
  out.push_back(text);
  return ok();
}

Result<Nothing> set_from(const std::string& text, std::optional<int>& out) { return set_from(text, out.emplace()); }

}  // namespace trueup
