#include "read/env_filter.h"

#include <map>

#include "base/file.h"
#include "kinds/column.h"
#include "read/sqlalchemy/env_objects.h"
#include "read/sqlalchemy/env_run.h"
#include "read/sqlalchemy/values.h"

namespace trueup {

using namespace sqla;
using py::Truth;
using PyValue = py::Value;

namespace {

using Answer = EnvFilter::Answer;
using Verdict = EnvFilter::Verdict;

// Alembic's words for the kinds that it compares; "" for those that go with their table.
std::string_view type_word(const Kind& kind) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {{"table", "table"},
                                                                     {"column", "column"},
                                                                     {"index", "index"},
                                                                     {"unique", "unique_constraint"},
                                                                     {"foreign_key", "foreign_key_constraint"}};
  for (auto& [name, word] : words)
    if (kind.name == name) return word;
  return {};
}

bool mentions_filter(const std::string& text) {
  for (std::string_view word : {"include_object", "include_name", "include_symbol", "version_table", "**"})
    if (text.find(word) != text.npos) return true;
  return false;
}
// What an env.py that leaves something out has to mention; one that calls configure() elsewhere may do so there.
bool may_filter(const std::string& text) { return mentions_filter(text) || text.find("configure(") == text.npos; }

}  // namespace

class EnvFilter::Work {
 public:
  Work(const EnvPlace& place, const ModelsOptions& options, ModelPtr have, ModelPtr want)
      : file_(place.file),
        run_(place, options),
        have_(std::move(have)),
        want_(std::move(want)),
        default_schema_(have_->source().default_schema.empty() ? "public" : have_->source().default_schema),
        have_objects_(run_.world(), *have_, EnvObjects::Side::have, default_schema_),
        want_objects_(run_.world(), *want_, EnvObjects::Side::want, default_schema_) {}

  Result<Nothing> run(const std::string& text) {
    mentions_filter_ = mentions_filter(text);
    TRY(run_.run());
    if (!run_.configured().empty() || (!mentions_filter_ && !run_.is_handed_over())) return ok();
    not_run_ = "what it hands to context.configure() could not be found out";
    if (!run_.interp().diags().empty()) not_run_ += ": " + run_.interp().diags().back().message;
    return ok();
  }

  bool leaves_nothing_out() const {
    if (!not_run_.empty()) return false;
    for (auto& each : run_.configured())
      if (each.include_object || each.include_name || each.include_symbol || each.version_table ||
          each.version_table_schema || each.unknown_args)
        return false;
    return true;
  }

  Answer ask(const Object* have, const Object* want) {
    const Object& subject = want ? *want : *have;
    if (subject.id.is_satellite()) {
      const Id on = subject.id.object();
      return ask_of(on, have_->find(on), want_->find(on));
    }
    return ask_of(subject.id, have, want);
  }

  Answer ask_table(Symbol schema, Symbol name) {
    auto [at, fresh] = tables_.try_emplace({schema, name});
    if (!fresh) return at->second;
    const Id id(kind_named("table"), {schema, name});
    const Object *have = have_->find(id), *want = want_->find(id);
    return tables_[{schema, name}] = have || want ? asked_alone(have, want) : Answer{};
  }

 private:
  Answer ask_of(const Id& id, const Object* have, const Object* want) {
    if (!have && !want) return {};
    if (id.size() < 2) return {};
    if (id.size() == 2 && !id.kind().is_relation) return ask_users(id);
    const Answer table = ask_table(id[0], id[1]);
    if (table.verdict != Verdict::compared || id.kind().is_relation) return table;
    const Id place = id.above(kind_named("table"), 2);
    const bool is_made = !have_->find(place), is_dropped = !want_->find(place);
    // Of a table that comes or goes as a whole, Alembic asks about the indexes to be made alone.
    if (is_dropped || (is_made && id.kind().name != "index")) return {};
    return asked_alone(have, want);
  }

  // A type or sequence goes where the tables go that use it.
  Answer ask_users(const Id& id) {
    Answer out;
    bool any = false;
    for (auto* model : {have_.get(), want_.get()})
      for (auto& object : model->objects()) {
        if (object.id.size() < 3) continue;
        bool uses = false;
        model->each_need(object, [&](const Id& to) { uses = uses || to == id; });
        if (!uses) continue;
        const Answer answer = ask_table(object.id[0], object.id[1]);
        if (answer.verdict == Verdict::compared) return {};
        if (!any || answer.verdict == Verdict::unknown) out = answer;
        any = true;
      }
    return out;
  }

  // Where configure() is called several times, once for each of several databases perhaps, and they do not agree,
  // nobody knows.
  Answer asked_alone(const Object* have, const Object* want) {
    // A library that configures by itself, and is told of no filter, may keep things that it makes itself from being
    // dropped.
    if (!not_run_.empty() && want && !mentions_filter_) return {};
    if (!not_run_.empty()) return {.verdict = Verdict::unknown, .reason = not_run_, .origin = {Symbol(file_)}};
    std::optional<Answer> out;  // there is at least one call
    for (auto& configured : run_.configured()) {
      Answer answer = asked_of(configured, have, want);
      if (!out) out = std::move(answer);
      else if (out->verdict != answer.verdict && out->verdict != Verdict::unknown)
        out = answer.verdict == Verdict::unknown
                  ? answer
                  : Answer{.verdict = Verdict::unknown,
                           .reason = "calls of context.configure() differ in whether it is left out",
                           .origin = run_.shown(configured.origin)};
    }
    return *out;
  }

  Answer asked_of(const Configured& configured, const Object* have, const Object* want) {
    const Object& subject = want ? *want : *have;
    if (!want && subject.kind().is_relation)
      if (Answer answer = is_version_table(configured, subject); answer.verdict != Verdict::compared) return answer;
    if (!want)
      if (Answer answer = asked_by_name(configured, subject); answer.verdict != Verdict::compared) return answer;
    if (subject.kind().is_relation && configured.include_symbol)
      if (Answer answer = called("include_symbol", configured.include_symbol,
                                 {name_of(subject), have_objects_.schema_value(subject.id[0])});
          answer.verdict != Verdict::compared)
        return answer;
    if (type_word(subject.kind()).empty()) return {};
    if (configured.include_object) {
      const PyValue object = want ? want_objects_.value_of(*want) : have_objects_.value_of(*have);
      const PyValue other = want && have ? have_objects_.value_of(*have) : interp().none();
      return called(
          "include_object", configured.include_object,
          {object, name_of(subject), interp().text(type_word(subject.kind())), interp().boolean(!want), other});
    }
    if (!configured.unknown_args) return {};
    return {.verdict = Verdict::unknown,
            .reason = "context.configure() may be given an include_object: " + py::describe(*configured.unknown_args),
            .origin = run_.shown(configured.origin)};
  }

  // Of have alone: include_name is asked about what was found in the database.
  Answer asked_by_name(const Configured& configured, const Object& object) {
    if (!configured.include_name || type_word(object.kind()).empty()) return {};
    const bool is_table = object.kind().is_relation;
    py::Dict* parents = interp().dict();
    const PyValue schema = have_objects_.schema_value(object.id[0]);
    auto add = [&](std::string_view key, PyValue value) { interp().dict_set(*parents, interp().text(key), value); };
    if (is_table && is_true(interp(), configured.include_schemas))
      if (Answer answer =
              called("include_name", configured.include_name, {schema, interp().text("schema"), interp().dict()});
          answer.verdict != Verdict::compared)
        return answer;
    add("schema_name", schema);
    if (!is_table) add("table_name", interp().text(object.id[1]));
    const std::string table = object.id[1].str();
    add("schema_qualified_table_name", interp().text(py::is_none(schema) ? table : object.id[0].str() + '.' + table));
    return called("include_name", configured.include_name,
                  {interp().text(object.id.back()), interp().text(type_word(object.kind())), parents});
  }

  Answer called(std::string_view by, PyValue function, const std::vector<PyValue>& args) {
    const Origin at =
        run_.shown(function.as<py::Function>() ? function.as<py::Function>()->origin() : Origin{Symbol(file_)});
    auto unknown = [&](const std::string& why) {
      return Answer{.verdict = Verdict::unknown,
                    .reason = std::string(by) + " of " + file_ + " does not tell: " + why,
                    .origin = at};
    };
    if (Opaque* opaque = unknown_in(function)) return unknown(py::describe(*opaque));
    auto result = interp().attempt([&] { return interp().call(function, args, at); }, at);
    if (!result) return unknown("it raises " + result.error().message);
    if (Opaque* opaque = unknown_in(*result)) return unknown(py::describe(*opaque));
    switch (interp().truth(*result)) {
      case Truth::yes:
        return {};
      case Truth::no:
        return {.verdict = Verdict::left_out, .by = std::string(by), .origin = at};
      case Truth::unknown:
        break;
    }
    return unknown("what it returns is neither true nor false");
  }

  // The table of that name, in the schema that is named or in the default one. Where the name is not known: any that
  // looks like it.
  Answer is_version_table(const Configured& configured, const Object& table) {
    const Origin at = run_.shown(configured.origin);
    const PyValue schema = configured.version_table_schema, name = configured.version_table;
    for (PyValue each : {name, schema})
      if (Opaque* opaque = unknown_in(each)) {
        if (!looks_like_versions(table)) return {};
        return {.verdict = Verdict::unknown,
                .reason = "it may be Alembic's version table, whose name is not known: " + py::describe(*opaque),
                .origin = at};
      }
    if (!name && !schema) return {};
    if (table.id[1].view() != text_or(name, "alembic_version")) return {};
    if (table.id[0].view() != text_or(schema, default_schema_.view())) return {};
    return {.verdict = Verdict::left_out, .by = "version_table", .origin = at};
  }
  bool looks_like_versions(const Object& table) const {
    std::size_t columns = 0;
    bool is_there = false;
    for (auto& object : have_->on_relation(table.id[0], table.id[1])) {
      if (!object.as_if<trueup::Column>()) continue;
      ++columns;
      is_there = is_there || object.id.back() == "version_num";
    }
    return is_there && columns == 1;
  }

  // What nobody named has no name in the models either; indexes always have one.
  PyValue name_of(const Object& object) {
    if (object.named == trueup::Named::server && object.kind().name != "index") return interp().none();
    return interp().text(object.id.back());
  }
  Interpreter& interp() { return run_.interp(); }

  const std::string file_;
  EnvRun run_;
  const ModelPtr have_, want_;
  const Symbol default_schema_;
  EnvObjects have_objects_, want_objects_;
  std::string not_run_;  // why nobody knows what it hands to configure()
  bool mentions_filter_ = true;
  std::map<std::pair<Symbol, Symbol>, Answer> tables_;
};

EnvFilter::EnvFilter(std::unique_ptr<Work> work) : work_(std::move(work)) {}
EnvFilter::~EnvFilter() = default;

Result<std::unique_ptr<EnvFilter>> EnvFilter::open(const EnvPlace& place, const ModelsOptions& options, ModelPtr have,
                                                   ModelPtr want) {
  const std::string text = TRY(read_file(place.file));
  if (!may_filter(text)) return std::unique_ptr<EnvFilter>();
  auto work = std::make_unique<Work>(place, options, std::move(have), std::move(want));
  TRY(work->run(text));
  if (work->leaves_nothing_out()) return std::unique_ptr<EnvFilter>();
  return std::unique_ptr<EnvFilter>(new EnvFilter(std::move(work)));
}

Answer EnvFilter::ask(const Object* have, const Object* want) { return work_->ask(have, want); }
Answer EnvFilter::ask_table(Symbol schema, Symbol name) { return work_->ask_table(schema, name); }

}  // namespace trueup
