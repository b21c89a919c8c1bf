#include "base/command.h"

#include <charconv>
#include <ostream>

#include "base/text.h"

namespace trueup {

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (c == '\n') out += "\\n";
    else if (c < 0x20 || c == 0x7F) out += "?";
    else if (c == 0xC2 && next >= 0x80 && next < 0xA0) out += "?", ++i;  // U+0080 … U+009F: control characters too
    else out += text[i];
  }
  return out;
}

void Context::note(const std::string& text) const {
  if (!quiet) err << printable(text) << '\n' << std::flush;
}

void Context::show(const Diag& diag) const {
  if (quiet && diag.severity != Severity::error) return;
  std::string out = "trueup:";
  for (auto& line : split(diag.str(), '\n')) out += (out.size() > 7 ? "\n" : " ") + printable(line);
  err << out + '\n' << std::flush;
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
