#include "commands/variables.h"

#include "base/file.h"

namespace trueup {

std::string in_folder(const std::string& folder, const std::string& name) {
  return folder == "." || folder.empty() ? name : folder + "/" + name;
}

Variables::Variables(const std::string& folder, const Context& context)
    : context_(context), file_(in_folder(folder, ".env")) {
  if (!is_file(file_)) return;
  if (auto text = read_file(file_))
    values_ = parse_dotenv(*text, file_, [this](std::string_view name) {
      return context_.environment ? context_.environment(std::string(name)) : std::nullopt;
    });
}

std::optional<Variables::Found> Variables::in_environment(const std::string& name) const {
  if (!context_.environment) return {};
  auto value = context_.environment(name);
  return value ? std::optional(Found{*value, name + " in the environment"}) : std::nullopt;
}

std::optional<Variables::Found> Variables::in_file(const std::string& name) const {
  auto* entry = values_.find(name);
  return entry ? std::optional(Found{entry->value, name + " in " + file_, {Symbol(file_), entry->line}}) : std::nullopt;
}

std::optional<Variables::Found> Variables::find(const std::string& name) const {
  if (auto found = in_environment(name)) return found;
  return in_file(name);
}

}  // namespace trueup
