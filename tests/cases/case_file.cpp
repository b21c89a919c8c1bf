#include "tests/cases/case_file.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace trueup {

std::string_view CaseFile::section(std::string_view wanted) const {
  for (auto& [name, text] : sections)
    if (name == wanted) return text;
  return {};
}

bool CaseFile::has(std::string_view wanted) const {
  return std::any_of(sections.begin(), sections.end(), [&](auto& section) { return section.first == wanted; });
}

void CaseFile::set(std::string_view wanted, std::string text) {
  for (auto& [name, old] : sections)
    if (name == wanted) old = text;
  if (text.empty()) std::erase_if(sections, [&](auto& section) { return section.first == wanted; });
  else if (!has(wanted)) sections.emplace_back(std::string(wanted), std::move(text));
}

std::string CaseFile::text() const {
  std::string out = head;
  for (auto& [name, text] : sections) out += "-- " + name + " --\n" + text;
  return out;
}

Result<CaseFile> read_case(const std::string& path, const std::string& root) {
  CaseFile out{.path = path, .name = std::filesystem::relative(path, root).replace_extension().string()};
  const std::string whole = TRY(read_file(path));
  std::string_view rest = whole;
  std::string* into = &out.head;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const std::string_view line = rest.substr(0, end), bare = trim(line);
    rest.remove_prefix(end);
    if (bare.size() > 6 && bare.starts_with("-- ") && bare.ends_with(" --")) {
      out.sections.emplace_back(std::string(bare.substr(3, bare.size() - 6)), "");
      into = &out.sections.back().second;
    } else {
      *into += line;
    }
  }
  if (!out.has("have.sql") || !out.has("want.sql")) return Diag{.code = "bad-case", .message = path + " lacks its have.sql or want.sql"};
  return out;
}

}  // namespace trueup
