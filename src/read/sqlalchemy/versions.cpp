#include "read/sqlalchemy/versions.h"

#include <algorithm>
#include <cctype>

#include "base/file.h"
#include "base/text.h"
#include "read/sqlalchemy/project_folders.h"

namespace trueup::sqla {

namespace {

// "SQLAlchemy[asyncio]" is sqlalchemy.
bool names_package(std::string_view word, std::string_view package) {
  std::string plain = lower(std::string(word.substr(0, word.find('['))));
  std::replace(plain.begin(), plain.end(), '_', '-');
  return plain == package;
}

bool is_name_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.'; }

// The requirement in a line of requirements.txt, pyproject.toml or setup.cfg: `sqlalchemy==1.4`, `"sqlalchemy>=2",`,
// `sqlalchemy = "^1.4"`, `sqlalchemy = {version = "^1.4"}`. False: the line is not about the package.
bool requirement_in(std::string_view line, std::string_view package, std::string& out) {
  std::string_view rest = trim(line);
  while (!rest.empty() && (rest[0] == '"' || rest[0] == '\'' || rest[0] == '-' || rest[0] == ' ')) rest.remove_prefix(1);
  std::size_t end = 0;
  while (end < rest.size() && is_name_character(rest[end])) ++end;
  if (!names_package(rest.substr(0, end), package)) return false;
  rest.remove_prefix(end);
  if (rest.starts_with('[')) rest.remove_prefix(std::min(rest.size(), rest.find(']') + 1));
  if (const auto comment = rest.find_first_of("#;"); comment != rest.npos) rest = rest.substr(0, comment);
  if (const auto version = rest.find("version"); version != rest.npos) rest = rest.substr(version + 7);
  rest = trim(rest);
  if (rest.starts_with("= ") || rest.starts_with("=\"") || rest.starts_with("={")) rest = trim(rest.substr(1));
  out.clear();
  for (char c : rest) {
    if (c == '"' || c == '\'' || c == '(' || c == ')' || c == '{' || c == '}') continue;
    out += c;
  }
  out = std::string(trim(out));
  while (out.ends_with(',')) out.pop_back();
  return true;
}

// poetry.lock and uv.lock: name = "sqlalchemy", and on the next line version = "1.4.41".
Version locked_in(const std::vector<std::string>& lines, std::string_view package) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i)
    if (trim(lines[i]) == "name = \"" + std::string(package) + '"') {
      const std::string_view next = trim(lines[i + 1]);
      if (next.starts_with("version = \"")) return parse_version(next.substr(11));
    }
  return {};
}

Version said_in(const std::string& folder, std::string_view package) {
  Version found;
  auto smaller = [&](const Version& version) {
    if (!version.empty() && (found.empty() || version < found)) found = version;
  };
  for (const std::string& name : names_in(folder)) {
    const bool lock = name == "poetry.lock" || name == "uv.lock" || name == "pdm.lock";
    const bool list = (name.starts_with("requirements") && name.ends_with(".txt")) || name == "pyproject.toml" || name == "setup.cfg" || name == "Pipfile";
    if (!lock && !list) continue;
    auto text = read_file(folder + '/' + name);
    if (!text) continue;
    const auto lines = split(*text, '\n');
    if (lock) {
      if (Version exact = locked_in(lines, package); !exact.empty()) return exact;
      continue;
    }
    std::string requirement;
    for (const std::string& line : lines)
      if (requirement_in(line, package, requirement)) smaller(newest_allowed(requirement));
  }
  return found;
}

}  // namespace

Version parse_version(std::string_view text) {
  Version out;
  std::size_t at = 0;
  while (at < text.size() && (text[at] == 'v' || text[at] == ' ')) ++at;
  while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]))) {
    int part = 0;
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) && part < 100000) part = part * 10 + (text[at++] - '0');
    out.push_back(part);
    if (at + 1 >= text.size() || text[at] != '.') break;
    ++at;
  }
  return out;
}

Version newest_allowed(std::string_view requirement) {
  Version newest;
  auto bound = [&](Version version, bool inclusive) {
    if (version.empty()) return;
    // Just below 2 or 2.0 is 1.∞.
    if (!inclusive) {
      while (version.size() > 1 && version.back() == 0) version.pop_back();
      if (version.back() == 0) return;
      --version.back();
      version.push_back(99999);
    }
    if (newest.empty() || version < newest) newest = version;
  };
  for (const std::string& part : split(requirement, ',')) {
    const std::string_view text = trim(part);
    const auto digits = text.find_first_of("0123456789");
    if (digits == text.npos) continue;
    const std::string_view sign = trim(text.substr(0, digits));
    Version version = parse_version(text.substr(digits));
    if (sign == "==" || sign == "===" || sign.empty()) {
      if (text.ends_with(".*")) version.push_back(99999);
      bound(version, true);
    } else if (sign == "<=") bound(version, true);
    else if (sign == "<") bound(version, false);
    else if (sign == "~=" || sign == "~" || sign == "^") {
      // ~=1.4.2 and ~1.4.2 stay in 1.4; ^1.4.2 and ~=1.4 in 1; ^0.0.8 at 0.0.8.
      if (sign == "^") {
        std::size_t first = 0;
        while (first + 1 < version.size() && version[first] == 0) ++first;
        version.resize(first + 1);
      } else if (version.size() > 1) version.resize(sign == "~=" ? version.size() - 1 : std::min<std::size_t>(version.size(), 2));
      version.push_back(99999);
      bound(version, true);
    }
  }
  return newest;
}

Version pinned_version(const std::string& folder, std::string_view package) {
  for (const std::string& at : folders_of_project(folder))
    if (Version found = said_in(at, package); !found.empty()) return found;
  return {};
}

}  // namespace trueup::sqla
