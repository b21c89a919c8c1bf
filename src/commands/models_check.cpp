#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <tuple>
#include <unordered_map>

#include "base/exit_codes.h"
#include "base/text.h"
#include "commands/choose.h"
#include "commands/cross.h"
#include "commands/doubt.h"
#include "commands/help.h"
#include "commands/report.h"
#include "commands/sides.h"
#include "settle/mistakes.h"

namespace trueup {
namespace {

struct ModelsCheckRequest {
  SourceFlags source = {};
  std::vector<std::string> locators = {};
  bool allow_unknown = false, cross = false;
  std::string format = "text";
};

struct FileCount {
  std::size_t tables = 0, columns = 0, others = 0;
};

std::map<std::string, FileCount> count_by_file(const Model& model) {
  std::unordered_map<Symbol, FileCount> counts;
  const Kind& column = kind_named("column");
  for (auto& object : model.objects()) {
    if (!object.origin) continue;
    FileCount& count = counts[object.origin.file];
    ++(object.kind().is_relation ? count.tables : &object.kind() == &column ? count.columns : count.others);
  }
  std::map<std::string, FileCount> out;
  for (auto& [file, count] : counts) out.emplace(file.str(), count);
  return out;
}

// What --define can give a value to: "settings.PREFIX" of "settings.PREFIX, which is not in the project", of
// settings.TABLES[…] the list or dict. Nothing where no value would do: of classes, and of what trueup does not model.
std::string name_in(const std::string& reason) {
  for (std::string_view why : {"is not in the project", "is of the standard library", "is known only when", "is not known without", "is not set", "depends on whether"}) {
    const std::size_t end = reason.find(", which " + std::string(why));
    if (end == std::string::npos) continue;
    const auto space = reason.rfind(' ', end);
    std::string name = reason.substr(space == std::string::npos ? 0 : space + 1, end - (space == std::string::npos ? 0 : space + 1));
    if (const auto subscript = name.find("[…]"); subscript != std::string::npos) name.resize(subscript);
    const std::string last = name.substr(name.rfind('.') + 1);
    const bool is_class = !last.empty() && last[0] >= 'A' && last[0] <= 'Z' && last != upper(last);
    return is_class ? "" : name;
  }
  return {};
}

// "" where nobody can tell.
std::string cure_of(const Unknown& unknown) {
  if (unknown.reason.find("not among the models") != std::string::npos)
    return "is its module among those that were read?";
  for (std::string_view word : {"environ", "getenv"})
    if (unknown.reason.find(word) != std::string::npos) return "say its value in [python.env] of trueup.toml";
  const bool of_package = unknown.more || unknown.field == "schema";  // no value for it can be given
  const std::string name = of_package ? "" : name_in(unknown.reason);
  const std::string define = name.empty() ? "" : "--define '" + name + "=VALUE'";
  for (std::string_view word : {"not in the project", "outside", "is installed"})
    if (unknown.reason.find(word) != std::string::npos)
      return "--root FOLDER for its package" + (define.empty() ? "" : ", or " + define);
  return define;
}

// One entry for all that is unknown for the same reason at the same place: "table a, b and 69 others".
struct UnknownGroup {
  const Unknown* first = nullptr;
  std::vector<std::string> subjects = {};
};
std::vector<UnknownGroup> grouped(const Model& model) {
  std::vector<UnknownGroup> out;
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (auto& unknown : model.unknowns()) {
    auto [at, fresh] = known.try_emplace({unknown.reason, unknown.origin ? unknown.origin.str() : ""}, out.size());
    if (fresh) out.push_back({&unknown});
    out[at->second].subjects.push_back(subject_of(unknown));
  }
  return out;
}

std::string shortened(const std::vector<std::string>& subjects) {
  constexpr std::size_t most = 3;
  if (subjects.size() <= most + 1) return join(subjects, ", ");
  return join({subjects.begin(), subjects.begin() + most}, ", ") + " and " + std::to_string(subjects.size() - most) + " others";
}

Value value_of(const Model& model, const Diags& problems) {
  List files, unknowns, references;
  for (auto& [file, count] : count_by_file(model)) {
    Record each;
    each.add("file", file)
        .add("tables", std::int64_t(count.tables))
        .add("columns", std::int64_t(count.columns))
        .add("others", std::int64_t(count.others));
    files.emplace_back(std::move(each));
  }
  for (auto& unknown : model.unknowns()) {
    Record each;
    each.add("object", unknown.about.str());
    if (!unknown.field.empty()) each.add("field", unknown.field.str());
    each.add("reason", unknown.reason);
    if (unknown.origin) each.add("origin", unknown.origin.str());
    if (auto hint = cure_of(unknown); !hint.empty()) each.add("hint", hint);
    unknowns.emplace_back(std::move(each));
  }
  for (auto& problem : problems) {
    Record each;
    each.add("code", problem.code).add("message", problem.message);
    if (problem.origin) each.add("origin", problem.origin.str());
    references.emplace_back(std::move(each));
  }
  Record out;
  out.add("files", std::move(files)).add("unknown", std::move(unknowns)).add("problems", std::move(references));
  return out;
}

void show(const Single& single, const Diags& problems, std::ostream& out) {
  const Model& model = *single.model;
  FileCount all;
  const auto files = count_by_file(model);
  std::size_t width = 5;
  for (auto& [file, count] : files) width = std::max(width, file.size());
  auto line = [&](const std::string& name, const FileCount& count) {
    out << fmt::format("{:<{}}  {:>11}  {:>12}\n", name, width, counted(count.tables, "table"),
                       counted(count.columns, "column"));
  };
  for (auto& [file, count] : files) {
    line(file, count);
    all.tables += count.tables;
    all.columns += count.columns;
  }
  line("total", all);
  for (auto& problem : problems)
    out << "\nerror   " << problem.message << (problem.origin ? " — " + problem.origin.str() : "")
        << (problem.hint.empty() ? "" : "\n        hint: " + problem.hint) << '\n';
  for (auto& group : grouped(model)) {
    const Unknown& unknown = *group.first;
    const std::string place = unknown.origin ? unknown.origin.str() : "";
    // The reason often ends with the place already.
    const bool said = !place.empty() && unknown.reason.find('(' + place) != std::string::npos;
    out << "\nunknown " << shortened(group.subjects) << ": " << unknown.reason << (place.empty() || said ? "" : " — " + place)
        << '\n';
    if (auto hint = cure_of(unknown); !hint.empty()) out << "        hint: " << hint << '\n';
  }
  if (!model.unmodelled().empty()) out << '\n';
  for (auto& other : model.unmodelled())
    out << "not compared: " << other.catalog << ' ' << other.name << (other.origin ? " — " + other.origin.str() : "") << '\n';
  if (!problems.empty() || !model.unknowns().empty()) return;
  out << (single.incomplete ? "not everything could be read: see above\n"
          : single.raised   ? "everything was read but for statements that raised exceptions: see above\n"
                            : "everything was read\n");
}

// Locators to choose from, as this command takes them.
Diag as_sources(Diag diag) {
  if (diag.code == "several-models") diag.hint = replace_all(replace_all(std::move(diag.hint), "\n    --want ", "\n    trueup models check "), "--want ", "");
  return diag;
}

Result<int> run(const ModelsCheckRequest& request, Context& context) {
  std::vector<std::string> locators = request.locators;
  bool partial = false;
  if (locators.empty()) {
    const Config config = TRY(find_config(context.folder));
    const auto found = choose_want(request.source, config, context);
    if (!found) return as_sources(found.error());
    const std::vector<Choice>& choices = *found;
    for (auto& choice : choices) locators.push_back(choice.text);
    if (choices.front().partial) context.show(*choices.front().partial);
    partial = choices.front().partial.has_value();
    context.note("reading " + join(locators, " + "));
  }
  if (request.cross) {
    const Crossing crossing = TRY(cross_check(locators, request.source, context));
    if (request.format == "json") context.out << to_json(to_value(crossing), 2) << '\n';
    else show(crossing, context.out);
    return crossing.silent.empty() ? exit_code::in_order : exit_code::drift;
  }
  Single single = TRY(open_single(locators, request.source, context));
  single.incomplete = single.incomplete || partial;
  Diags problems = mistakes_in(*single.model, !single.incomplete);
  problems.insert(problems.end(), single.mistakes.begin(), single.mistakes.end());
  std::sort(problems.begin(), problems.end(), [](const Diag& a, const Diag& b) {
    return std::tuple(a.origin.file.view(), a.origin.line, std::string_view(a.message)) < std::tuple(b.origin.file.view(), b.origin.line, std::string_view(b.message));
  });
  if (request.format == "json") context.out << to_json(value_of(*single.model, problems), 2) << '\n';
  else show(single, problems, context.out);
  if (!problems.empty()) return exit_code::no_answer;
  return (single.incomplete || !single.model->unknowns().empty()) && !request.allow_unknown ? exit_code::no_answer
                                                                                            : exit_code::in_order;
}

}  // namespace

Command models_check_command() {
  using R = ModelsCheckRequest;
  auto source = argument(Argument::Sort::positionals, "SOURCE", &R::locators, "LOCATOR",
                         "What to read instead of what is configured");
  auto format = option("--format", &R::format, "FORMAT", "text, json");
  format.choices = {"text", "json"};
  return make_command<R>(
      "models check", "Read and lint the models alone", embedded::models_check_md,
      std::vector<Argument>{source, format,
                            flag("--cross", &R::cross, "Compare with what the application's own SQLAlchemy makes of them"),
                            flag("--allow-unknown", &R::allow_unknown, "What could not be read does not fail")} +
          within(&R::source, reading_arguments()),
      run);
}

}  // namespace trueup
