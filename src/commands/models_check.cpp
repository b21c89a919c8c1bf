#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/exit_codes.h"
#include "base/text.h"
#include "commands/choose.h"
#include "commands/help.h"
#include "commands/report.h"
#include "commands/sides.h"

namespace trueup {
namespace {

struct ModelsCheckRequest {
  SourceFlags source = {};
  std::vector<std::string> locators = {};
  bool allow_unknown = false;
  std::string format = "text";
};

struct FileCount {
  std::size_t tables = 0, columns = 0, others = 0;
};

std::map<std::string, FileCount> count_by_file(const Model& model) {
  std::map<std::string, FileCount> out;
  for (auto& object : model.objects()) {
    if (!object.origin) continue;
    FileCount& count = out[object.origin.file.str()];
    ++(object.kind().is_relation ? count.tables : object.kind().name == "column" ? count.columns : count.others);
  }
  return out;
}

// References to tables that nobody declares: a typing error, or a module that was not read.
Diags dangling(const Model& model) {
  Diags out;
  for (auto& object : model.objects())
    model.each_need(object, [&](const Id& to) {
      if (!to.kind().is_relation || model.find(to) || model.unknown_about(to, {})) return;
      if (object.id.size() >= 2 && to == object.id.above(to.kind(), 2)) return;
      out.push_back({.code = "dangling-reference",
                     .message = object.id.str() + " refers to " + to.str() + ", which no model declares",
                     .origin = object.origin,
                     .hint = "is its module among those that were read?"});
    });
  std::sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.message < b.message; });
  return out;
}

std::string cure_of(const Unknown& unknown) {
  if (unknown.reason.find("not among the models") != std::string::npos)
    return "is its module among those that were read?";
  for (std::string_view word : {"environ", "getenv"})
    if (unknown.reason.find(word) != std::string::npos) return "say its value in [python.env] of trueup.toml";
  for (std::string_view word : {"not in the project", "outside", "import"})
    if (unknown.reason.find(word) != std::string::npos) return "--root FOLDER for its package, or --define NAME=VALUE";
  return "--define NAME=VALUE";
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
    each.add("hint", cure_of(unknown));
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

void show(const Model& model, const Diags& problems, bool incomplete, std::ostream& out) {
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
        << "\n        hint: " << problem.hint << '\n';
  for (auto& unknown : model.unknowns())
    out << "\nunknown " << unknown.about.str() << (unknown.field.empty() ? "" : " " + unknown.field.str()) << ": "
        << unknown.reason << (unknown.origin ? " — " + unknown.origin.str() : "")
        << "\n        hint: " << cure_of(unknown) << '\n';
  if (problems.empty() && model.unknowns().empty()) out << (incomplete ? "not everything could be read: see above\n" : "everything was read\n");
}

Result<int> run(const ModelsCheckRequest& request, Context& context) {
  std::vector<std::string> locators = request.locators;
  if (locators.empty()) {
    const Config config = TRY(find_config(context.folder));
    for (auto& choice : TRY(choose_want(request.source, config, context))) locators.push_back(choice.text);
    context.note("reading " + join(locators, " + "));
  }
  Single single = TRY(open_single(locators, request.source, context));
  const Diags problems = dangling(*single.model);
  if (request.format == "json") context.out << to_json(value_of(*single.model, problems), 2) << '\n';
  else show(*single.model, problems, single.incomplete, context.out);
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
                            flag("--allow-unknown", &R::allow_unknown, "What could not be read does not fail")} +
          within(&R::source, reading_arguments()),
      run);
}

}  // namespace trueup
