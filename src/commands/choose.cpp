#include "commands/choose.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "commands/variables.h"
#include "pg/same_database.h"
#include "read/discover.h"

namespace trueup {
namespace {

// ${NAME} and ${NAME:-fallback}.
Result<std::string> expanded(const std::string& text, const Variables& variables, const Origin& origin) {
  std::string out;
  for (std::size_t at = 0;;) {
    const auto open = text.find("${", at);
    const auto close = open == std::string::npos ? open : text.find('}', open);
    out += text.substr(at, close == std::string::npos ? std::string::npos : open - at);
    if (close == std::string::npos) return out;
    std::string name = text.substr(open + 2, close - open - 2);
    std::optional<std::string> fallback;
    if (const auto colon = name.find(":-"); colon != std::string::npos)
      fallback = name.substr(colon + 2), name.resize(colon);
    const auto found = variables.find(name);
    if (!found && !fallback)
      return Diag{.code = "unset-variable",
                  .message = "nobody sets " + name + ", which a url is made of",
                  .origin = origin,
                  .hint = "set it in the environment or in .env",
                  .trouble = Trouble::input};
    out += found ? found->value : *fallback;
    at = close + 1;
  }
}

Result<Choice> environment_url(const std::string& name, const Config& config, const Context& context) {
  const auto at = config.environments.find(name);
  if (at == config.environments.end()) {
    std::vector<std::string> names;
    for (auto& [each, env] : config.environments) names.push_back(each);
    if (config.file.empty())
      return Diag{.code = "unknown-environment",
                  .message = "env:" + name + " needs a trueup.toml, and there is none here or above",
                  .hint = "trueup init writes one"};
    return Diag{.code = "unknown-environment",
                .message = config.file + " declares no environment " + name,
                .hint = names.empty() ? "[env." + name + "] url = \"…\"" : "declared: " + join(names, ", ")};
  }
  const std::string url = TRY(expanded(at->second.url, Variables(config.folder, context), at->second.origin));
  if (url.empty())
    return Diag{.code = "unset-variable",
                .message = "the url of environment " + name + " is empty",
                .origin = at->second.origin};
  return Choice{.text = url,
                .from = "env." + name + " of " + config.file,
                .is_protected = at->second.is_protected,
                .environment = name};
}

}  // namespace

std::string project_folder(const Config& config, const Context& context) {
  return config.file.empty() ? context.folder : config.folder;
}

std::vector<std::string> alembic_inis(const Config& config, const Context& context) {
  if (!config.migrations.empty()) {
    std::string path = config.migrations.starts_with("alembic:") ? config.migrations.substr(8) : config.migrations;
    path = path_in(config.folder, path.substr(0, std::min(path.find('?'), path.find('@'))));
    if (path.ends_with(".ini")) return {path};
    for (auto& ini : {path_in(path, "alembic.ini"), path_in(folder_of(path), "alembic.ini")})
      if (is_file(ini)) return {ini};
  }
  return find_alembic_inis(project_folder(config, context));
}

EnvironmentValue lookup_in(const Variables& variables) {
  return [&variables](std::string_view name) {
    auto found = variables.find(std::string(name));
    return found ? std::optional(found->value) : std::nullopt;
  };
}

std::string locator_from(const std::string& folder, const std::string& locator) {
  if (folder.empty() || folder == ".") return locator;
  const auto colon = locator.find(':');
  if (colon == std::string::npos || is_database_url(locator) || locator.starts_with("env:") ||
      locator.starts_with("scratch:"))
    return locator;
  const std::string path = locator.substr(colon + 1);
  if (path.starts_with("/")) return locator;
  return locator.substr(0, colon + 1) +
         (path == "." || path.starts_with(".:") ? folder + path.substr(1) : folder + "/" + path);
}

Result<Choice> resolve_environment(const std::string& locator, const Config& config, const Context& context) {
  if (locator.starts_with("env:")) return environment_url(locator.substr(4), config, context);
  return Choice{.text = locator};
}

namespace {

// A database is protected by whatever name it is called.
Choice protect(Choice choice, const Config& config, const Context& context) {
  if (choice.is_protected || !is_database_url(choice.text)) return choice;
  const auto have = parse_database_url(choice.text);
  for (auto& [name, environment] : config.environments) {
    if (!have || !environment.is_protected) continue;
    const auto there = environment_url(name, config, context);
    const auto spec = there ? parse_database_url(there->text) : Result<ConnectionSpec>(there.error());
    if (!spec || !lead_to_one_database(*have, *spec, context.environment)) continue;
    choice.is_protected = true;
    choice.environment = name;
    break;
  }
  return choice;
}

Result<Choice> named_or_found(const SourceFlags& flags, const Config& config, const Context& context) {
  if (!flags.environment.empty() && !flags.have.empty())
    return Diag{.code = "bad-usage", .message = "--env and --have both name what is there", .hint = "give one of them"};
  if (flags.have.size() > 1) return Diag{.code = "bad-usage", .message = "--have is given twice; only --want adds up"};
  if (!flags.environment.empty()) return environment_url(flags.environment, config, context);
  if (!flags.have.empty()) {
    Choice out = TRY(resolve_environment(flags.have[0], config, context));
    if (out.from.empty()) out.from = "--have";
    return out;
  }
  if (config.environments.contains("local")) return environment_url("local", config, context);
  if (config.environments.size() == 1) return environment_url(config.environments.begin()->first, config, context);
  if (config.environments.size() > 1) {
    std::vector<std::string> names;
    for (auto& [each, env] : config.environments) names.push_back(each);
    return Diag{.code = "nothing-to-compare",
                .message = config.file + " declares several environments, and none of them is called local",
                .hint = "--env " + join(names, " or --env ")};
  }
  const Variables variables(project_folder(config, context), context);
  for (auto name : url_variables)
    if (auto found = variables.find(std::string(name)); found && !found->value.empty())
      return Choice{.text = found->value, .from = found->from, .named = false};
  const auto inis = alembic_inis(config, context);
  if (inis.size() == 1)
    if (auto alembic = look_at_alembic(inis[0], lookup_in(variables)))
      if (auto found = url_of(*alembic)) return Choice{.text = found->url, .from = found->from, .named = false};
  return Diag{
      .code = "nothing-to-compare",
      .message =
          "no database is named, and none was found (DATABASE_URL, DB_URL, SQLALCHEMY_DATABASE_URI, .env, alembic.ini)",
      .hint = "--have postgresql://… or --env NAME; trueup init writes a trueup.toml"};
}

}  // namespace

Result<Choice> choose_have(const SourceFlags& flags, const Config& config, const Context& context) {
  return protect(TRY(named_or_found(flags, config, context)), config, context);
}

Result<std::vector<Choice>> choose_want(const SourceFlags& flags, const Config& config, const Context& context) {
  std::vector<Choice> out;
  for (auto& text : flags.want) out.push_back(TRY(resolve_environment(text, config, context)));
  for (auto& choice : out) choice.from = choice.from.empty() ? "--want" : choice.from;
  if (!out.empty()) return out;
  for (auto& text : config.models) {
    out.push_back(TRY(resolve_environment(text, config, context)));
    out.back().text = locator_from(config.folder, out.back().text);
    out.back().from = config.file;
  }
  if (!out.empty()) return out;
  return discover_want(flags, config, context);
}

}  // namespace trueup
