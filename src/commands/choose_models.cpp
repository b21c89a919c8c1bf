// The models that are meant where nobody names them, and the env.py that goes with them.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "commands/choose.h"
#include "read/discover.h"
#include "read/env_metadata.h"

namespace trueup {
namespace {

// ---- env.py ---------------------------------------------------------------------------------------------------------

// Those that alembic.ini files lead to; where there is none, those that lie around.
std::vector<EnvPlace> env_places(const std::vector<std::string>& inis, const std::string& folder) {
  std::vector<EnvPlace> out;
  for (auto& ini : inis)
    if (auto place = place_of_env(ini); place && is_file(place->file))
      if (std::none_of(out.begin(), out.end(), [&](auto& other) { return other.file == place->file; }))
        out.push_back(*std::move(place));
  if (inis.empty())
    for (auto& file : find_env_files(folder)) out.push_back(place_of_env_file(file, folder));
  return out;
}

// Those of the project that a folder belongs to: below it, or beside it on the way up to where the project begins.
std::vector<EnvPlace> env_places_around(const std::string& path) {
  std::vector<std::string> inis = find_alembic_inis(path);
  std::string above = path;
  for (int i = 0; i < 3 && inis.empty(); ++i) {
    if (above == "." || above == "/" || is_folder(path_in(above, ".git")) || is_file(path_in(above, ".git"))) break;
    inis = find_alembic_inis(above = folder_of(above), 1);
  }
  return env_places(inis, path);
}

// Whether one of the folders lies in the other: an env.py speaks for its own project alone.
bool share_a_project(const std::string& a, const std::string& b) {
  std::error_code failed;
  const auto whole = [&](const std::string& path) {
    return std::filesystem::weakly_canonical(path, failed).string() + '/';
  };
  const std::string one = whole(a), other = whole(b);
  return one.starts_with(other) || other.starts_with(one);
}

// The paths of the locators that models come from.
std::vector<std::string> paths_of_models(const std::vector<Choice>& want) {
  std::vector<std::string> out;
  for (auto& choice : want)
    if (auto locator = parse_locator(choice.text);
        locator && (locator->sort == Locator::Sort::models || locator->sort == Locator::Sort::python))
      out.push_back(is_file(locator->path) ? folder_of(locator->path) : locator->path);
  return out;
}

// ---- what env.py compares with --------------------------------------------------------------------------------------

struct Offer {
  std::vector<std::string> locators = {};
  std::string from = {};
  std::size_t tables = 0;  // 0: not counted
  std::optional<EnvPlace> env = {};
  std::optional<Diag> partial = {};  // why it may not be all
};

// What its syntax tells is taken where it names one MetaData by a plain name and a module that declares tables, or is
// called so; for anything else it is evaluated.
bool is_plain(const FoundAlembic& alembic) {
  if (alembic.models.empty() || alembic.env->attribute.empty() || alembic.env->attribute.find('.') != std::string::npos)
    return false;
  return std::any_of(alembic.env->modules.begin(), alembic.env->modules.end(),
                     [](auto& module) { return module.find("model") != std::string::npos; });
}

struct Target {
  Offer offer = {};
  std::string reason = {};
  Origin origin = {};
};
Target target_of(const EnvPlace& place, const ModelsOptions& options, const EnvironmentValue& environment) {
  Target out{.offer = {.from = "target_metadata of " + place.file, .env = place}};
  const FoundAlembic alembic = look_at_env(place, environment);
  if (is_plain(alembic)) {
    out.offer.locators = {alembic.models};
    return out;
  }
  if (!alembic.problems.empty()) {
    out.reason = alembic.problems[0].message;
    return out;
  }
  auto search = metadata_of_env(place, options);
  if (!search) {
    out.reason = search.error().message;
    return out;
  }
  for (auto& each : search->found) {
    out.offer.locators.push_back(each.locator());
    out.offer.tables += each.tables;
  }
  out.reason = search->reason, out.origin = search->origin;
  return out;
}

// ---- what lies around -----------------------------------------------------------------------------------------------

// All MetaData with tables below a folder, each once. One that is alone needs no more than its folder for a name.
std::vector<Offer> offers_in(const std::string& folder, ModelsOptions options) {
  constexpr std::size_t most_roots = 8;
  std::vector<Offer> out;
  std::set<std::string> seen;  // files
  auto roots = find_models(folder);
  // Packages without __init__.py look like folders that imports start from.
  if (std::none_of(roots.begin(), roots.end(), [&](auto& root) { return root.folder == folder; }) && !roots.empty())
    roots.push_back({.folder = folder});
  for (std::size_t i = 0; i < roots.size() && i < most_roots; ++i) {
    if (roots[i].modules.empty() && !out.empty()) break;
    options.path = roots[i].folder;
    options.modules = i ? roots[i].modules : std::vector<std::string>();
    auto search = metadata_in(options);
    if (!search) continue;
    std::erase_if(search->found, [&](auto& each) {
      return std::all_of(each.files.begin(), each.files.end(), [&](auto& file) { return seen.contains(file); });
    });
    const bool alone = search->found.size() == 1;
    // What has a bind key is of another database, and has no name that a locator could give.
    if (!alone) std::erase_if(search->found, [](auto& each) { return !each.bind_key.empty() && each.attribute.empty(); });
    for (auto& each : search->found) {
      out.push_back({.locators = {alone ? "models:" + each.root : each.locator()}, .tables = each.tables});
      seen.insert(each.files.begin(), each.files.end());
    }
  }
  return out;
}

std::string line_of(const Offer& offer) {
  std::string out;
  for (auto& locator : offer.locators) out += (out.empty() ? "--want " : " --want ") + locator;
  std::vector<std::string> about;
  if (offer.tables) about.push_back(counted(offer.tables, "table"));
  if (!offer.from.empty()) about.push_back(offer.from);
  return about.empty() ? out : out + "  (" + join(about, ", ") + ")";
}

Diag several(std::string message, const std::vector<Offer>& offers) {
  constexpr std::size_t most = 12;
  std::vector<std::string> lines;
  for (auto& offer : offers)
    if (auto line = line_of(offer); std::find(lines.begin(), lines.end(), line) == lines.end())
      lines.push_back(std::move(line));
  if (lines.size() > most) {
    const std::size_t more = lines.size() - most;
    lines.resize(most);
    lines.push_back("and " + std::to_string(more) + " more");
  }
  return {.code = "several-models",
          .message = std::move(message),
          .hint = "name one, or several that add up:\n    " + join(lines, "\n    ")};
}

// Of those that mean one MetaData, the one that reads most of it.
void leave_repeated(std::vector<Offer>& offers) {
  auto meant = [](const Offer& offer) {
    std::string out;
    for (auto& text : offer.locators)
      if (auto locator = parse_locator(text))
        out += locator->path + ':' + (locator->modules.empty() ? "" : locator->modules[0]) + ':' + locator->attribute +
               ' ';
    return out;
  };
  auto length = [](const Offer& offer) { return join(offer.locators, " ").size(); };
  for (std::size_t i = 0; i < offers.size(); ++i)
    for (std::size_t k = offers.size() - 1; k > i; --k)
      if (meant(offers[i]) == meant(offers[k])) {
        if (length(offers[k]) > length(offers[i])) std::swap(offers[i], offers[k]);
        offers[i].env.reset();  // choose_env has to tell which of them counts
        offers.erase(offers.begin() + static_cast<std::ptrdiff_t>(k));
      }
}

std::vector<std::vector<std::string>> locators_of(const std::vector<Offer>& offers) {
  std::vector<std::vector<std::string>> out;
  for (auto& offer : offers) out.push_back(offer.locators);
  return out;
}

std::vector<Choice> chosen(const Offer& offer) {
  std::vector<Choice> out;
  for (auto& locator : offer.locators)
    out.push_back({.text = locator, .from = offer.from, .named = false, .env = offer.env, .partial = offer.partial});
  return out;
}

}  // namespace

std::vector<EnvPlace> choose_env(const std::vector<Choice>& want, const Config& config, const Context& context) {
  for (auto& choice : want)
    if (choice.env) return {*choice.env};
  const auto paths = paths_of_models(want);
  std::vector<EnvPlace> places;
  if (paths.empty()) return places;
  if (!config.migrations.empty()) places = env_places(alembic_inis(config, context), config.folder);
  for (auto& path : paths)
    if (places.empty()) places = env_places_around(path);
  std::erase_if(places, [&](const EnvPlace& place) {
    return std::none_of(paths.begin(), paths.end(), [&](auto& path) {
      return share_a_project(place.ini.folder, path) || share_a_project(place.ini.script_location, path);
    });
  });
  if (places.size() < 2) return places;
  // The one whose own target_metadata these models are.
  const Variables variables(project_folder(config, context), context);
  for (auto& place : places) {
    const FoundAlembic alembic = look_at_env(place, lookup_in(variables));
    if (std::any_of(want.begin(), want.end(), [&](auto& choice) { return choice.text == alembic.models; }))
      return {place};
  }
  return places;
}

Discovery discover_models(const SourceFlags& flags, const Config& config, const Context& context) {
  const std::string folder = project_folder(config, context);
  const Variables variables(folder, context);
  auto reading = read_options(flags, config, context);
  if (!reading) return {.problem = std::move(reading).error()};
  const ModelsOptions options = evaluation_of(*reading);
  const auto inis = alembic_inis(config, context);
  std::vector<Offer> offers;
  std::vector<std::string> why_not;
  Origin origin;
  for (auto& place : env_places(inis, folder)) {
    Target target = target_of(place, options, lookup_in(variables));
    if (!target.offer.locators.empty()) {
      if (!target.reason.empty())
        target.offer.partial =
            Diag{.code = "models-not-fully-read",
                 .message = "a part of " + target.offer.from + " could not be followed: " + target.reason,
                 .origin = target.origin,
                 .hint = "--root FOLDER for packages that it comes from",
                 .severity = Severity::warning};
      offers.push_back(std::move(target.offer));
    } else why_not.push_back(place.file + " does not tell: " + target.reason), origin = target.origin;
  }
  leave_repeated(offers);
  if (offers.size() == 1) return {.chosen = chosen(offers[0])};
  if (offers.size() > 1)
    return {.offered = locators_of(offers),
            .problem = several("several env.py say what should be, each something else", offers)};
  offers = offers_in(folder, options);
  for (auto& offer : offers)
    if (offer.from.empty() && offers.size() == 1) offer.from = "the only models found here";
  if (offers.size() == 1) return {.chosen = chosen(offers[0])};
  const std::string why = why_not.empty() ? "" : ": " + join({why_not.begin(), why_not.begin() + 1}, "");
  if (offers.size() > 1)
    return {.offered = locators_of(offers),
            .problem = several("several models lie around, and nothing says which are meant" + why, offers)};
  Diag out{.code = "nothing-to-compare",
           .message = "nothing says what should be" + why,
           .origin = origin,
           .hint = "--want models:FOLDER, or `models` in trueup.toml; trueup init writes one"};
  const auto roots = find_models(folder);
  if (why.empty() && roots.empty()) out.message += ": no file here looks as if it declared tables";
  // Their base class comes from a package that is not here, most often.
  if (roots.empty()) return {.problem = std::move(out)};
  const std::string first = "models:" + roots[0].folder + ':' + roots[0].modules[0];
  if (why.empty())
    out.message += ": " + counted(roots[0].modules.size(), "file") + " below " + roots[0].folder +
                   " may declare tables, and none could be read";
  out.hint =
      "`trueup models check " + first + "` says why; --root FOLDER for packages that the models take their base from";
  return {.problem = std::move(out)};
}

Result<std::vector<Choice>> discover_want(const SourceFlags& flags, const Config& config, const Context& context) {
  Discovery found = discover_models(flags, config, context);
  if (found.chosen.empty()) return std::move(found.problem);
  return std::move(found.chosen);
}

}  // namespace trueup
