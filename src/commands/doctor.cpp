#include <algorithm>
#include <ostream>

#include "base/exit_codes.h"
#include "base/text.h"
#include "commands/choose.h"
#include "commands/help.h"
#include "commands/variables.h"
#include "pg/probe.h"
#include "pg/scratch.h"
#include "pg/session.h"
#include "read/discover.h"

namespace trueup {
namespace {

struct DoctorRequest {
  SourceFlags source = {};
  std::string format = "text";
};

// One place that names a database.
struct Named {
  std::string from = {};
  std::optional<ConnectionSpec> spec = {};
  std::string shown = {};  // the URL without its password, or why it is none
};

Named named(const std::string& from, const std::string& url) {
  auto spec = parse_database_url(url);
  if (!spec) return {from, {}, spec.error().message};
  return {from, *spec, spec->safe_text()};
}

std::vector<Named> all_named(const Config& config, const Context& context) {
  std::vector<Named> out;
  const std::string folder = config.file.empty() ? context.folder : config.folder;
  const Variables variables(folder, context);
  for (auto& [name, environment] : config.environments) {
    auto choice = resolve_environment("env:" + name, config, context);
    const std::string from = "env." + name + " of " + config.file;
    out.push_back(choice ? named(from, choice->text) : Named{from, {}, choice.error().message});
  }
  for (auto name : url_variables) {
    if (auto found = variables.in_environment(std::string(name)); found && !found->value.empty())
      out.push_back(named(found->from, found->value));
    if (auto found = variables.in_file(std::string(name)); found && !found->value.empty())
      out.push_back(named(found->from, found->value));
  }
  for (auto& ini : find_alembic_inis(folder)) {
    auto alembic = look_at_alembic(ini, [&](std::string_view name) {
      auto found = variables.find(std::string(name));
      return found ? std::optional(found->value) : std::nullopt;
    });
    if (!alembic) continue;
    if (auto found = url_of(*alembic)) out.push_back(named(found->from, found->url));
  }
  return out;
}

// "port 5433, not 5432": in what two specs differ that should be one.
std::string disagreement(const ConnectionSpec& chosen, const ConnectionSpec& other) {
  std::vector<std::string> parts;
  const std::pair<const char*, const char*> keywords[] = {{"host", ""}, {"port", "5432"}, {"dbname", ""}, {"user", ""}};
  for (auto& [keyword, fallback] : keywords) {
    auto value = [&, keyword = keyword, fallback = fallback](const ConnectionSpec& spec) {
      const std::string text(spec.get(keyword));
      if (std::string_view(keyword) == "host" && (text == "127.0.0.1" || text == "::1"))
        return std::string("localhost");
      return text.empty() ? std::string(fallback) : text;
    };
    const std::string mine = value(chosen), theirs = value(other);
    const std::string word = std::string_view(keyword) == "dbname" ? "database" : keyword;
    if (mine != theirs)
      parts.push_back(word + ' ' + (theirs.empty() ? "by default" : theirs) + " instead of " +
                      (mine.empty() ? "the default" : mine));
  }
  return join(parts, ", ");
}

struct Left {  // what was found in the database, and what to do about it
  std::string what = {}, hint = {};
};
std::vector<Left> left_over(const ConnectionSpec& spec) {
  std::vector<Left> out;
  auto session = Session::open(spec, {.access = Access::read_only});
  if (!session) return out;
  auto invalid = session->exec(
      R"sql(SELECT quote_ident(n.nspname) || '.' || quote_ident(x.relname), i.indrelid::regclass FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = x.relnamespace WHERE NOT i.indisvalid AND x.relkind = 'i' AND n.nspname !~ '^pg_' ORDER BY 1)sql");
  if (invalid)
    for (std::size_t i = 0; i < invalid->size(); ++i)
      out.push_back({"invalid index " + std::string(invalid->at(i, 0)) + " on " + std::string(invalid->at(i, 1)) +
                         ": an interrupted build left it behind",
                     "DROP INDEX CONCURRENTLY " + std::string(invalid->at(i, 0)) +
                         ", then trueup fix makes it anew where it is wanted"});
  auto prepared = session->exec(
      "SELECT quote_literal(gid), owner FROM pg_prepared_xacts WHERE database = current_database() ORDER BY 1");
  if (prepared)
    for (std::size_t i = 0; i < prepared->size(); ++i)
      out.push_back({"prepared transaction " + std::string(prepared->at(i, 0)) + " of role " +
                         std::string(prepared->at(i, 1)) + " holds its locks",
                     "ROLLBACK PREPARED " + std::string(prepared->at(i, 0)) + ", or COMMIT PREPARED"});
  return out;
}

struct Finding {
  Choice choice = {};
  std::string shown = {};
  std::vector<Named> others = {};
  std::vector<std::string> disagreements = {};
  ProbeReport probe = {};
  std::vector<Left> left = {};
  std::size_t swept = 0;
};

void show(const Finding& found, const Context& context) {
  auto& out = context.out;
  const bool colour = context.colour;
  auto mark = [&](ProbeStep::Outcome outcome) -> std::string {
    if (!colour)
      return outcome == ProbeStep::Outcome::good  ? "  ok      "
             : outcome == ProbeStep::Outcome::bad ? "  failed  "
                                                  : "  note    ";
    return outcome == ProbeStep::Outcome::good  ? "  \x1b[32m✓\x1b[0m "
           : outcome == ProbeStep::Outcome::bad ? "  \x1b[31m✗\x1b[0m "
                                                : "  \x1b[2m·\x1b[0m ";
  };
  out << "database: " << found.shown << " (" << found.choice.from << ")\n";
  for (auto& note : found.disagreements) out << mark(ProbeStep::Outcome::note) << note << '\n';
  out << '\n';
  // The conclusion says it in full.
  const std::string again = "cannot connect to " + found.shown + ": ";
  for (auto& step : found.probe.steps)
    out << mark(step.outcome) << step.what << ": "
        << (step.answer.starts_with(again) ? step.answer.substr(again.size()) : step.answer) << '\n';
  out << '\n' << found.probe.conclusion << '\n';
  if (!found.probe.hint.empty()) out << "  hint: " << found.probe.hint << '\n';
  if (!found.left.empty()) out << "\nleft over in this database:\n";
  for (auto& left : found.left) out << "  " << left.what << "\n    hint: " << left.hint << '\n';
  if (found.swept)
    out << "\nremoved " << counted(found.swept, "folder")
        << " that scratch servers of ended processes had left behind\n";
}

Value value_of(const Finding& found) {
  static constexpr const char* words[] = {"good", "bad", "note"};
  List steps, named, notes, left;
  for (auto& step : found.probe.steps) {
    Record each;
    each.add("what", step.what).add("answer", step.answer).add("outcome", words[static_cast<int>(step.outcome)]);
    steps.emplace_back(std::move(each));
  }
  for (auto& other : found.others) {
    Record each;
    each.add("from", other.from).add("url", other.shown);
    named.emplace_back(std::move(each));
  }
  for (auto& note : found.disagreements) notes.emplace_back(note);
  for (auto& each : found.left) {
    Record record;
    record.add("what", each.what).add("hint", each.hint);
    left.emplace_back(std::move(record));
  }
  Record out;
  out.add("database", found.shown).add("from", found.choice.from).add("connected", found.probe.connected);
  if (!found.probe.code.empty()) out.add("code", found.probe.code);
  out.add("conclusion", found.probe.conclusion);
  if (!found.probe.hint.empty()) out.add("hint", found.probe.hint);
  out.add("steps", std::move(steps))
      .add("named", std::move(named))
      .add("disagreements", std::move(notes))
      .add("left_over", std::move(left))
      .add("removed_folders", std::int64_t(found.swept));
  return out;
}

Result<int> run(const DoctorRequest& request, Context& context) {
  Finding found;
  const Config config = TRY(find_config(context.folder));
  found.choice = TRY(choose_have(request.source, config, context));
  const Locator locator = TRY(parse_locator(found.choice.text));
  if (locator.sort != Locator::Sort::database)
    return Diag{.code = "bad-usage", .message = "doctor looks at a database, and " + locator.text + " is none"};
  const ConnectionSpec spec = TRY(parse_database_url(locator.path));
  found.shown = locator.text;
  for (auto& note : spec.notes) context.note(note);
  found.probe = probe_connection(spec);
  // Who asks the doctor needs not be sent there.
  if (const auto self = found.probe.hint.find("`trueup doctor`"); self != std::string::npos) {
    found.probe.hint.resize(self);
    while (found.probe.hint.ends_with(' ') || found.probe.hint.ends_with(';')) found.probe.hint.pop_back();
  }
  found.others = all_named(config, context);
  for (auto& other : found.others) {
    if (other.from == found.choice.from) continue;
    // Environments are meant to differ; that they cannot be resolved is their own affair.
    if (other.from.starts_with("env.")) continue;
    if (!other.spec) found.disagreements.push_back(other.from + ": " + other.shown);
    else if (auto text = disagreement(spec, *other.spec); !text.empty()) {
      // Only when this one fails is it worth the knock at another door.
      const bool answers = !found.probe.connected && probe_connection(*other.spec).connected;
      found.disagreements.push_back(other.from + " disagrees: " + text + (answers ? "; and that one answers" : ""));
    }
  }
  if (found.probe.connected) found.left = left_over(spec);
  found.swept = sweep_scratch_leftovers();
  if (request.format == "json") context.out << to_json(value_of(found), 2) << '\n';
  else show(found, context);
  return found.probe.connected ? exit_code::in_order : exit_code::connection;
}

}  // namespace

Command doctor_command() {
  using R = DoctorRequest;
  auto format = option("--format", &R::format, "FORMAT", "text, json");
  format.choices = {"text", "json"};
  return make_command<R>(
      "doctor", "Say why a database cannot be reached, and what is left over in it", embedded::doctor_md,
      within(&R::source,
             {options("--have", &SourceFlags::have, "LOCATOR", "The database"),
              option("--env", &SourceFlags::environment, "NAME", "The database of an environment of trueup.toml")}) +
          std::vector<Argument>{format},
      run);
}

}  // namespace trueup
