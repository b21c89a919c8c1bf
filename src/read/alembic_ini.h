// alembic.ini as Alembic reads it: Python's configparser with %(here)s.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace trueup {

struct AlembicIni {
  std::string file = {};                // as it was named
  std::string folder = {};              // where it lies: "." for here
  std::string script_location = {};     // the folder with env.py; relative ones begin at `folder`
  std::vector<std::string> roots = {};  // prepend_sys_path, made paths
  std::string url = {};                 // sqlalchemy.url; "" when there is none, or only Alembic's template for one
  Origin url_origin = {};
};

// Errors: "unreadable-file", "bad-alembic-ini" (no [alembic] section, or no script_location in it).
// After alembic.config.Config and alembic.script.base.ScriptDirectory.from_config, 1.13.
Result<AlembicIni> read_alembic_ini(const std::string& path);

// FOLDER/NAME as a person would type it: without "./", absolute names as they are.
std::string path_in(const std::string& folder, const std::string& name);
// The folder of a path; "." for a bare name.
std::string folder_of(const std::string& path);

// The entries of one section, with their lines; values span lines where the next ones are indented. Interpolates
// %(name)s from the section and from `defaults`; what nobody defines stays as it is.
struct IniEntry {
  std::string value = {};
  std::uint32_t line = 0;
};
std::map<std::string, IniEntry> ini_section(std::string_view text, std::string_view section,
                                            const std::map<std::string, std::string>& defaults);

}  // namespace trueup
