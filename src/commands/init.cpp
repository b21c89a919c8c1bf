#include <algorithm>
#include <ostream>

#include "base/config.h"
#include "base/exit_codes.h"
#include "base/file.h"
#include "base/text.h"
#include "commands/choose.h"
#include "commands/help.h"
#include "commands/variables.h"
#include "pg/url.h"
#include "read/discover.h"
#include "read/locator.h"

namespace trueup {
namespace {

struct InitRequest {
  bool force = false;
};

// What stands in the file, and what is said of how it came there.
struct Written {
  std::string file = {};
  std::vector<std::string> said = {};

  void line(const std::string& text) { file += text + '\n'; }
  void say(const std::string& text) { said.push_back(text); }
};

std::string toml_string(const std::string& text) {
  return '"' + replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"") + '"';
}

// Paths in the file begin where the file lies.
std::string from_here(const std::string& path, const std::string& folder) {
  if (folder == ".") return path;
  if (path == folder) return ".";
  return path.starts_with(folder + "/") ? path.substr(folder.size() + 1) : path;
}
std::string locator_from_here(const std::string& locator, const std::string& folder) {
  const auto path_end = locator.find(':', 7);
  return "models:" + from_here(locator.substr(7, path_end == locator.npos ? locator.npos : path_end - 7), folder) +
         (path_end == locator.npos ? "" : locator.substr(path_end));
}

class Looking {
 public:
  explicit Looking(const Context& context) : context_(context), folder_(context.folder), variables_(folder_, context) {}

  Written run() {
    out_.line("# What this project's databases should look like, and where they are. `trueup check` compares the two.");
    out_.line("");
    migrations();
    models();
    places();
    database();
    out_.line("# A database that must not be changed by accident:");
    out_.line("# [env.production]");
    out_.line("# url       = \"${PRODUCTION_URL}\"");
    out_.line("# protected = true                 # changes ask for the typed name");
    out_.line("");
    out_.line("[check]");
    out_.line("# schemas = [\"public\"]             # only these are compared");
    out_.line("ignore = [\"table:public.spatial_ref_sys\"]");
    out_.line(
        "# extra = \"warning\"                # error, warning or ignore: objects that the models do not declare");
    python();
    return std::move(out_);
  }

 private:
  void migrations() {
    inis_ = find_alembic_inis(folder_);
    if (inis_.empty()) return out_.say("no alembic.ini found");
    for (auto& ini : inis_) {
      auto alembic = look_at_alembic(ini, [this](std::string_view name) {
        auto found = variables_.find(std::string(name));
        return found ? std::optional(found->value) : std::nullopt;
      });
      if (!alembic) {
        out_.say("cannot read " + ini + ": " + alembic.error().message);
        continue;
      }
      out_.say(ini + ": migrations in " + alembic->ini.script_location);
      for (auto& problem : alembic->problems) out_.say("  " + problem.message);
      alembics_.push_back(*std::move(alembic));
    }
  }

  void models() {
    // What `check` would find by itself.
    const Discovery found = discover_models({}, {}, context_);
    // Where no env.py told, what its text says of the reason.
    if (found.chosen.empty() || !found.chosen[0].env)
      for (auto& alembic : alembics_)
        if (alembic.env && !alembic.env->reason.empty())
          out_.say(alembic.env_file + ": " + alembic.env->reason);
    std::vector<std::vector<std::string>> candidates = found.offered;
    if (!found.chosen.empty()) {
      candidates.emplace_back();
      for (auto& choice : found.chosen) candidates[0].push_back(choice.text);
    }
    for (auto& locators : candidates)
      out_.say("what should be: " + join(locators, " + ") + (found.chosen.empty() ? "" : " (" + found.chosen[0].from + ")"));
    if (candidates.empty()) {
      out_.say("no models found: " + replace_all(found.problem.message, "nothing says what should be: ", ""));
      out_.line("# models = [\"models:backend:app.models\", \"sql:db/policies.sql\"]   # any sources; they add up");
      return;
    }
    out_.line("# What should be. Any sources, they add up: sql:FILE beside models for what these cannot say.");
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      std::vector<std::string> quoted;
      for (auto& locator : candidates[i]) quoted.push_back(toml_string(locator_from_here(locator, folder_)));
      out_.line((i ? "# or:    [" : "models = [") + join(quoted, ", ") + "]");
    }
    if (candidates.size() > 1)
      out_.say("several could be meant; the first was taken, the others stand in the file as comments");
  }

  // The folders of migrations.
  void places() {
    for (std::size_t i = 0; i < alembics_.size(); ++i)
      out_.line((i ? "# or: " : "") + std::string("migrations = ") +
                toml_string("alembic:" + from_here(alembics_[i].ini.script_location, folder_)));
    out_.line("");
  }

  void database() {
    std::string variable;
    for (auto name : url_variables) {
      const auto found = variables_.find(std::string(name));
      if (!found || found->value.empty()) continue;
      out_.say(found->from + ": " + shown(found->value));
      if (variable.empty()) variable = name;
    }
    std::string literal;
    for (auto& alembic : alembics_)
      if (auto found = url_of(alembic)) {
        out_.say(found->from + ": " + shown(found->url));
        auto spec = parse_database_url(found->url);
        if (literal.empty() && spec && spec->get("password").empty()) literal = spec->safe_text();
      }
    for (auto& service : find_compose_services(folder_))
      out_.say(service.origin.str() + ": service " + service.service + " publishes PostgreSQL at port " + service.port);
    out_.line("[env.local]");
    if (!variable.empty() || literal.empty()) {
      if (variable.empty()) out_.say("no database is named: set DATABASE_URL in the environment or in .env");
      out_.line("url = \"${" + (variable.empty() ? "DATABASE_URL" : variable) + "}\"" +
                std::string(std::max<std::size_t>(1, 15 - std::min<std::size_t>(variable.size(), 14)), ' ') +
                "# from the environment, else from .env");
    } else out_.line("url = " + toml_string(literal));
    out_.line("");
  }

  // Types of packages are read from where they are installed.
  void python() {
    for (auto name : {".venv", "venv"})
      for (auto& version : names_in(path_in(folder_, std::string(name) + "/lib")))
        if (version.starts_with("python3")) {
          const std::string path = std::string(name) + "/lib/" + version + "/site-packages";
          out_.say("virtual environment: " + path);
          out_.line("");
          out_.line("[python]");
          out_.line("roots = [" + toml_string(path) + "]   # where imports are looked up beside the project");
          out_.line(
              "# [python.env]                     # what os.environ holds when models are read; nothing is executed");
          return;
        }
  }

  static std::string shown(const std::string& url) {
    auto locator = parse_locator(url);
    return locator ? locator->text : without_passwords(url);
  }

  const Context& context_;
  std::string folder_;
  Variables variables_;
  std::vector<std::string> inis_;
  std::vector<FoundAlembic> alembics_;
  Written out_;
};

Result<int> run(const InitRequest& request, Context& context) {
  const std::string path = in_folder(context.folder, "trueup.toml");
  if (is_file(path) && !request.force)
    return Diag{.code = "file-exists", .message = path + " is there already", .hint = "--force writes it anew"};
  const Written written = Looking(context).run();
  for (auto& line : written.said) context.out << line << '\n';
  TRY(write_file(path, written.file));
  context.out << "wrote " << path << '\n';
  context.note("next: trueup check");
  return exit_code::in_order;
}

}  // namespace

Command init_command() {
  using R = InitRequest;
  return make_command<R>("init", "Look around and write a trueup.toml", embedded::init_md,
                         {flag("--force", &R::force, "Replace a trueup.toml that is there")}, run);
}

}  // namespace trueup
