#include "read/python/read_python.h"

#include <algorithm>

#include "base/file.h"
#include "base/process.h"
#include "base/text.h"
#include "kinds/index.h"
#include "read/python/script.h"
#include "read/python/server_names.h"
#include "read/snapshot.h"
#include "read/sql_files.h"
#include "read/sqlalchemy/find.h"

namespace trueup {
namespace {

// The parts of the one script, in their order.
std::string script() {
  std::string out;
  for (std::string_view part : {embedded::answer_py, embedded::places_py, embedded::objects_py, embedded::answer_models_py}) (out += part) += '\n';
  return out;
}

std::string text_in(const Record& record, const char* name) {
  auto* value = record.find(name);
  return value && value->text() ? *value->text() : std::string();
}

List list_of(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

// What it said last, for the message of a failure; indented, so that it reads as somebody else's words.
std::string last_lines(const std::string& talk) {
  constexpr std::size_t most = 12;
  std::vector<std::string> lines = split(trim(talk), '\n');
  if (lines.size() > most) lines.erase(lines.begin(), lines.end() - most);
  std::string out;
  for (auto& line : lines) out += "\n    " + line;
  return out.empty() ? out : ", and said last:" + out;
}

class Run {
 public:
  explicit Run(const PythonOptions& options) : options_(options) {}

  Result<Draft> read() {
    if (options_.modules.empty() && is_folder(options_.path))
      return Diag{.code = "bad-locator", .message = "python:" + options_.path + " does not say which modules to import", .hint = "python:PATH:MODULES[:ATTRIBUTE]"};
    auto modules = sqla::find_modules({.path = options_.path, .modules = options_.modules});
    if (!modules) {
      Diag diag = modules.error();
      diag.hint = replace_all(diag.hint, "models:", "python:");
      return diag;
    }
    const ProcessEnd end = TRY(run(*modules));
    const std::string who = options_.interpreter;
    if (end.timed_out)
      return Diag{.code = "python-timeout",
                  .message = "importing " + join(modules->names, ", ") + " with " + who + " took longer than " + counted(static_cast<std::size_t>(options_.time_limit.count()), "second") + last_lines(end.talk),
                  .hint = "--python-timeout SECONDS gives it more; code that waits for a server or for input when it is imported never ends"};
    if (end.answer.empty())
      return Diag{.code = "python-failed",
                  .message = who + " ended with status " + std::to_string(end.status) + " before it had read " + join(modules->names, ", ") + last_lines(end.talk)};
    const std::string shown = "the answer of " + who;
    auto document = from_json(end.answer, shown);
    if (!document || !document->record())
      return Diag{.code = "python-failed", .message = who + " gave no whole answer" + last_lines(end.talk), .hint = document ? "" : document.error().message};
    if (auto* failed = document->record()->find("failed"); failed && failed->record()) return failure(*failed->record());
    Draft draft = TRY(draft_from_snapshot(*document, shown, TypesAre::as_written));
    finish(draft, *document->record());
    if (auto* found = document->record()->find("found"); found && found->boolean() && !*found->boolean())
      return Diag{.code = "no-models", .message = "no module of " + join(modules->names, ", ") + " declares a table"};
    return draft;
  }

 private:
  Result<ProcessEnd> run(const sqla::FoundModules& modules) {
    Record asked;
    asked.add("root", modules.root).add("shown_root", options_.path).add("roots", list_of(options_.roots)).add("modules", list_of(modules.names)).add("attribute", options_.attribute);
    auto end = run_process({.program = options_.interpreter, .arguments = {"-c", script(), to_json(asked)},
                            .environment = {{"PYTHONDONTWRITEBYTECODE", "1"}}, .time_limit = options_.time_limit});
    if (end) return end;
    Diag diag = end.error();
    diag.code = "no-interpreter";
    diag.hint = "--python PATH names the application's interpreter; without it $VIRTUAL_ENV/bin/python is run, else python3";
    return diag;
  }

  Diag failure(const Record& failed) const {
    Diag out{.code = text_in(failed, "code"), .message = text_in(failed, "message"), .origin = origin_of_text(text_in(failed, "origin")), .hint = text_in(failed, "hint")};
    const bool looked_for = options_.interpreter.find('/') == std::string::npos;
    const std::string python = options_.interpreter + " (" + (looked_for ? text_in(failed, "interpreter") + ", " : "") + "Python " + text_in(failed, "python") + ')';
    const std::string who = "imported by " + python;
    if (out.code == "no-sqlalchemy")
      out.message = "cannot read models with " + python + ": " + out.message, out.hint = "--python PATH names the application's own interpreter, that of its virtualenv";
    else if (out.code == "python-import")
      out.hint = who + (out.hint.empty() ? "" : "; " + out.hint);
    return out;
  }

  // What a snapshot has no words for: statements (indexes, and what listeners send), and what was noted meanwhile.
  static void finish(Draft& draft, const Record& answer) {
    name_unnamed(draft);
    std::vector<SqlText> texts;
    auto* statements = answer.find("statements");
    const List none;
    for (auto& each : statements && statements->list() ? *statements->list() : none) {
      const Origin origin = origin_of_text(text_in(*each.record(), "origin"));
      texts.push_back({.text = text_in(*each.record(), "sql"), .file = origin.file, .line = std::max(1u, origin.line)});
    }
    apply_sql(draft, texts);
    for (auto& each : statements && statements->list() ? *statements->list() : none) {
      auto* path = each.record()->find("index");
      if (!path || !path->list() || path->list()->size() != 3 || text_in(*each.record(), "named") != "convention") continue;
      auto name = [&](std::size_t i) { return std::string_view(*(*path->list())[i].text()); };
      if (auto* object = draft.object(Id(kind_of<Index>(), {name(0), name(1), name(2)}))) object->named = Named::convention;
    }
    auto* notes = answer.find("notes");
    for (auto& each : notes && notes->list() ? *notes->list() : none)
      draft.diags.push_back({.code = text_in(*each.record(), "code"), .message = text_in(*each.record(), "message"),
                             .origin = origin_of_text(text_in(*each.record(), "origin")), .severity = Severity::warning});
    if (auto* files = answer.find("files"); files && files->integer()) draft.source.files = static_cast<std::size_t>(*files->integer());
  }

  const PythonOptions& options_;
};

}  // namespace

Result<Draft> read_python(const PythonOptions& options) { return Run(options).read(); }

}  // namespace trueup
