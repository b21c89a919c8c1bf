#include "read/alembic_ini.h"

#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace trueup {
namespace {

// What `alembic init` writes for somebody to replace.
constexpr std::string_view url_template = "driver://user:pass@localhost/dbname";

std::string interpolated(const std::string& text, const std::map<std::string, IniEntry>& section,
                         const std::map<std::string, std::string>& defaults, int depth = 0) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 1 >= text.size()) {
      out += text[i];
      continue;
    }
    if (text[i + 1] == '%') {
      out += '%';
      ++i;
      continue;
    }
    const auto close = text[i + 1] == '(' ? text.find(")s", i) : text.npos;
    const std::string name = close == text.npos ? "" : lower(text.substr(i + 2, close - i - 2));
    const auto own = section.find(name);
    const auto given = defaults.find(name);
    if (close == text.npos || depth > 9 || (own == section.end() && given == defaults.end())) {
      out += text[i];
      continue;
    }
    out += own != section.end() ? interpolated(own->second.value, section, defaults, depth + 1) : given->second;
    i = close + 1;
  }
  return out;
}

// A relative script_location starts where Alembic is run, which is most often where alembic.ini lies, and sometimes above;
// an absolute one holds in a container. `was`: as it is written; given back where none of these has an env.py.
std::string found_elsewhere(const AlembicIni& ini, const std::string& was) {
  std::vector<std::string> places;
  if (!was.starts_with('/')) {
    std::string above = ini.folder;
    for (int i = 0; i < 3 && above != "." && above != "/"; ++i) places.push_back(path_in(above = folder_of(above), was));
  }
  const std::string last = was.substr(was.find_last_of("/:") + 1);
  places.push_back(ini.folder);
  for (auto& name : {last, std::string("alembic"), std::string("migrations")}) places.push_back(path_in(ini.folder, name));
  for (auto& place : places)
    if (is_file(path_in(place, "env.py"))) return place;
  return ini.script_location;
}

}  // namespace

std::string path_in(const std::string& folder, const std::string& name) {
  if (name.starts_with('/')) return name;
  std::string out = std::filesystem::path(folder.empty() ? "." : folder).append(name).lexically_normal().string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out.empty() ? "." : out;
}

std::string folder_of(const std::string& path) {
  const std::string out = std::filesystem::path(path).parent_path().string();
  return out.empty() ? "." : out;
}

std::map<std::string, IniEntry> ini_section(std::string_view text, std::string_view section,
                                            const std::map<std::string, std::string>& defaults) {
  std::map<std::string, IniEntry> out;
  IniEntry* last = nullptr;
  bool inside = false;
  std::uint32_t number = 0;
  for (auto& line : split(text, '\n')) {
    ++number;
    const std::string_view bare = trim(line);
    if (bare.empty() || bare.starts_with('#') || bare.starts_with(';')) continue;
    if (last && inside && (line[0] == ' ' || line[0] == '\t')) {
      last->value += '\n' + std::string(bare);
      continue;
    }
    last = nullptr;
    if (bare.starts_with('[')) {
      inside = bare == '[' + std::string(section) + ']';
      continue;
    }
    const auto equals = bare.find_first_of("=:");
    if (!inside || equals == bare.npos) continue;
    last = &(out[lower(trim(bare.substr(0, equals)))] = {std::string(trim(bare.substr(equals + 1))), number});
  }
  const auto raw = out;
  for (auto& [name, entry] : out) entry.value = interpolated(entry.value, raw, defaults);
  return out;
}

Result<AlembicIni> read_alembic_ini(const std::string& path) {
  const std::string text = TRY(read_file(path));
  AlembicIni out{.file = path, .folder = folder_of(path)};
  auto entries = ini_section(text, "alembic", {{"here", out.folder}});
  auto value = [&](const char* name) {
    const auto at = entries.find(name);
    return at == entries.end() ? std::string() : at->second.value;
  };
  std::string location = value("script_location");
  // Flask-Migrate's names none: it is the folder that it lies in.
  if (location.empty() && is_file(path_in(out.folder, "env.py"))) location = ".";
  if (location.empty())
    return Diag{.code = "bad-alembic-ini",
                .message = "[alembic] names no script_location",
                .origin = {Symbol(path)},
                .hint = "script_location = migrations"};
  const bool is_written_out = entries["script_location"].value.starts_with(out.folder + "/");  // by %(here)s
  // "package:folder" is a folder inside of an importable package.
  if (const auto colon = location.find(':'); colon != location.npos)
    location = replace_all(location.substr(0, colon), ".", "/") + '/' + location.substr(colon + 1);
  out.script_location = is_written_out ? path_in(".", location) : path_in(out.folder, location);
  if (!is_file(path_in(out.script_location, "env.py"))) out.script_location = found_elsewhere(out, location);
  for (auto& line : split(value("prepend_sys_path"), '\n'))
    for (auto& by_space : split(line, ' '))
      for (auto& root : split(by_space, ':'))
        if (auto name = trim(root); !name.empty())
          out.roots.push_back(name.starts_with(out.folder + "/") ? path_in(".", std::string(name))
                                                                 : path_in(out.folder, std::string(name)));
  if (auto url = value("sqlalchemy.url"); url != url_template) {
    out.url = url;
    out.url_origin = {Symbol(path), entries["sqlalchemy.url"].line};
  }
  return out;
}

}  // namespace trueup
