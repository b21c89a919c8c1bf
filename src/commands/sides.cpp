#include "commands/sides.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "commands/choose.h"
#include "commands/ensure.h"
#include "commands/silence.h"
#include "pg/url.h"
#include "read/alembic_ini.h"
#include "settle/mistakes.h"
#include "settle/settle.h"

namespace trueup {

std::vector<Argument> reading_arguments() {
  using F = SourceFlags;
  return {options("--schema", &F::schemas, "NAME", "Only these schemas"),
          options("--root", &F::roots, "FOLDER", "Further folders that Python imports are looked up in"),
          options("--define", &F::defines, "NAME=VALUE", "A value that the models would take from their environment or settings"),
          option("--python", &F::python, "PATH", "The interpreter that python: runs; without it $VIRTUAL_ENV/bin/python, else python3"),
          option("--python-timeout", &F::python_timeout, "SECONDS", "Seconds that python: may take; without it 60"),
          option("--lock-timeout", &F::lock_timeout, "MS", "Milliseconds to wait for a lock before giving up"),
          option("--statement-timeout", &F::statement_timeout, "MS", "Milliseconds that one statement may take"),
          flag("--timings", &F::timings, "Say what took how long")};
}

std::vector<Argument> source_arguments() {
  using F = SourceFlags;
  return std::vector<Argument>{options("--have", &F::have, "LOCATOR", "What is there"),
                               options("--want", &F::want, "LOCATOR", "What should be; repeated, they add up"),
                               option("--env", &F::environment, "NAME", "The database of an environment of trueup.toml")} +
         reading_arguments();
}

namespace {

// The application's own interpreter: the one that was named, that of the virtualenv we are in, or the one of $PATH.
std::string interpreter_of(const SourceFlags& flags, const Context& context) {
  if (!flags.python.empty()) return flags.python;
  const auto virtualenv = context.environment ? context.environment("VIRTUAL_ENV") : std::nullopt;
  return virtualenv && !virtualenv->empty() ? *virtualenv + "/bin/python" : "python3";
}

}  // namespace

Result<ReadOptions> read_options(const SourceFlags& flags, const Config& config, const Context& context) {
  ReadOptions out;
  out.catalog.schemas = flags.schemas.empty() ? config.schemas : flags.schemas;
  if (flags.lock_timeout) out.catalog.lock_timeout = std::chrono::milliseconds(*flags.lock_timeout);
  if (flags.statement_timeout) out.session.statement_timeout = std::chrono::milliseconds(*flags.statement_timeout);
  out.python_interpreter = interpreter_of(flags, context);
  if (context.environment) out.python_virtualenv = context.environment("VIRTUAL_ENV").value_or("");
  if (flags.python_timeout) out.python_time_limit = std::chrono::seconds(std::max(1, *flags.python_timeout));
  out.python_roots = flags.roots;
  for (auto& root : config.python_roots) out.python_roots.push_back(path_in(config.folder, root));
  for (auto& [name, value] : config.python_environment) out.python_environment.emplace_back(name, value);
  for (auto& each : flags.defines) {
    const auto equals = each.find('=');
    if (equals == std::string::npos) return Diag{.code = "bad-usage", .message = "--define " + each + " lacks its value", .hint = "--define NAME=VALUE"};
    out.python_defines.emplace_back(each.substr(0, equals), each.substr(equals + 1));
  }
  return out;
}

namespace {

// Returns the first that says that something could not be read.
std::optional<Diag> show_all(const Diags& diags, Context& context) {
  std::optional<Diag> unread;
  std::set<std::string> shown;  // a module that two others import fails twice
  for (auto& diag : diags) {
    if (shown.insert(diag.str()).second) context.show(diag);
    // A table whose very name is not known can be no unknown of its own: the models are then not fully read.
    if (!unread && (diag.severity == Severity::error || diag.code == "models-not-fully-read")) unread = diag;
  }
  return unread;
}

Result<Draft> open_several(const std::vector<Choice>& choices, const ReadOptions& options, Context& context, std::optional<Diag>& unread) {
  std::vector<Locator> locators;
  for (auto& choice : choices) locators.push_back(TRY(parse_locator(choice.text)));
  Draft whole = TRY(open_together(locators, options));
  unread = show_all(whole.diags, context);
  return whole;
}

// The first line of the talk: what is compared with what, and who said so.
void say_chosen(const Choice& have, const std::vector<Choice>& want, const SourceFlags& flags, Context& context) {
  auto shown = [](const Choice& choice) {
    auto locator = parse_locator(choice.text);
    return locator ? locator->text : without_passwords(choice.text);
  };
  std::vector<std::string> wanted;
  for (auto& choice : want) wanted.push_back(shown(choice));
  auto from = [&](const Choice& choice) { return flags.positional && choice.from.starts_with("--") ? "" : " (" + choice.from + ")"; };
  context.note("have " + shown(have) + from(have) + ", want " + join(wanted, " + ") + from(want.front()));
}

Symbol default_schema_of(const Draft& draft) { return Symbol(draft.source.default_schema.empty() ? "public" : draft.source.default_schema); }

// A schema that was asked for and holds nothing on either side is a typing error: comparing nothing would find nothing.
Result<Nothing> no_empty_schema(const Sides& sides) {
  for (auto& name : sides.options.catalog.schemas) {
    auto holds = [schema = Symbol(name)](const Model& model) {
      return std::any_of(model.objects().begin(), model.objects().end(), [&](const Object& object) { return object.id[0] == schema; });
    };
    if (!holds(*sides.have) && !holds(*sides.want))
      return Diag{.code = "no-such-schema", .message = "neither side has anything in a schema " + name, .hint = "--schema or `schemas` in trueup.toml names it"};
  }
  return ok();
}

}  // namespace

Result<Sides> open_sides(const SourceFlags& flags, Context& context) {
  Sides out;
  const Config config = TRY(find_config(context.folder));
  out.options = TRY(read_options(flags, config, context));
  out.ignore = TRY(patterns_of(config.ignore));
  out.weigh.extra = config.extra == "error" ? WeighOptions::Extra::error : config.extra == "ignore" ? WeighOptions::Extra::ignore : WeighOptions::Extra::warning;
  const Choice have = TRY(choose_have(flags, config, context));
  const std::vector<Choice> want = TRY(choose_want(flags, config, context));
  out.discovered = !have.named;
  out.is_protected = have.is_protected;
  out.environment = have.environment;
  out.env = choose_env(want, config, context);
  say_chosen(have, want, flags, context);
  Stopwatch watch(out.timings);
  out.have_locator = TRY(parse_locator(have.text));
  // What is wanted first: the evaluator of models is gone before the catalogs come.
  Draft wanted = TRY(open_several(want, out.options, context, out.unread));
  if (want.front().partial) {
    context.show(*want.front().partial);
    if (!out.unread) out.unread = want.front().partial;
  }
  watch.stop("read want");
  Opened opened = TRY(open_source(out.have_locator, out.options));
  out.incomplete = show_all(opened.draft.diags, context).has_value() || out.unread.has_value();
  opened.draft.source.locator = out.have_locator.text;
  out.session = opened.session;
  out.scratch = opened.scratch;
  watch.stop("read have");
  const Symbol schema = default_schema_of(opened.draft);
  out.have = settle(std::move(opened.draft), {.default_schema = schema});
  watch.stop("settle have");
  // What a team requires goes with what it configured; a comparison of its own wants only what it names.
  Ensured ensured;
  const bool configured = std::any_of(want.begin(), want.end(), [](auto& choice) { return choice.from != "--want"; });
  if (configured && !config.ensure.empty()) ensured = TRY(ensure_in(wanted, config.ensure, out.have));
  out.want = settle(std::move(wanted), surroundings_of(*out.have));
  if (!ensured.ids.empty()) TRY(no_contradiction(*out.want, *settle(std::move(ensured.declared), surroundings_of(*out.have)), ensured.ids));
  watch.stop("settle want");
  TRY(no_empty_schema(out));
  return out;
}

Result<Single> open_single(const std::vector<std::string>& locators, const SourceFlags& flags, Context& context, const std::optional<Scope>& scope) {
  Single out;
  const Config config = TRY(find_config(context.folder));
  const ReadOptions options = TRY(read_options(flags, config, context));
  out.options = options;
  std::vector<Choice> choices;
  for (auto& text : locators) choices.push_back(TRY(resolve_environment(text, config, context)));
  if (choices.size() == 1) {
    const Locator locator = TRY(parse_locator(choices[0].text));
    if (locator.is_database()) {
      Opened opened = TRY(open_source(locator, options));
      out.incomplete = show_all(opened.draft.diags, context).has_value();
      out.session = opened.session;
      out.scratch = opened.scratch;
      const Symbol schema = default_schema_of(opened.draft);
      out.model = settle(std::move(opened.draft), {.default_schema = schema});
      return out;
    }
  }
  std::optional<Diag> unread;
  Draft draft = TRY(open_several(choices, options, context, unread));
  if (scope) draft.scope = *scope;
  out.incomplete = unread.has_value();
  out.raised = std::any_of(draft.diags.begin(), draft.diags.end(), [](const Diag& diag) { return diag.code == "python-exception"; });
  std::copy_if(draft.diags.begin(), draft.diags.end(), std::back_inserter(out.mistakes), [](const Diag& diag) { return is_mistake(diag.code); });
  const Symbol schema = default_schema_of(draft);
  out.model = settle(std::move(draft), {.default_schema = schema});
  return out;
}

Result<ModelPtr> read_again(Session& session, const ReadOptions& options) {
  Draft draft = TRY(read_catalog(session, options.catalog));
  const Symbol schema = default_schema_of(draft);
  return settle(std::move(draft), {.default_schema = schema});
}

void show_timings(const Sides& sides, Context& context) {
  const auto milliseconds = [](std::chrono::nanoseconds took) { return std::chrono::duration<double, std::milli>(took).count(); };
  for (auto& timing : sides.timings)
    context.err << fmt::format("{:>9.1f} ms  {:>9.1f} ms CPU  {}\n", milliseconds(timing.wall), milliseconds(timing.cpu), timing.stage);
}

}  // namespace trueup
