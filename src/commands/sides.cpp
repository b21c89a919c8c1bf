#include "commands/sides.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "settle/settle.h"

namespace trueup {

std::vector<Argument> source_arguments() {
  using F = SourceFlags;
  return {options("--have", &F::have, "LOCATOR", "What is there"),
          options("--want", &F::want, "LOCATOR", "What should be; repeated, they add up"),
          option("--env", &F::environment, "NAME", "The database of an environment of trueup.toml"),
          options("--schema", &F::schemas, "NAME", "Only these schemas"),
          options("--root", &F::roots, "FOLDER", "Further folders that Python imports are looked up in"),
          options("--define", &F::defines, "NAME=VALUE", "A value that the models would take from their environment or settings"),
          option("--lock-timeout", &F::lock_timeout, "MS", "How long to wait for a lock"),
          option("--statement-timeout", &F::statement_timeout, "MS", "How long one statement may take"),
          flag("--timings", &F::timings, "Say what took how long")};
}

namespace {

class Stopwatch {
 public:
  explicit Stopwatch(std::vector<Timing>& into) : into_(into) {}
  void stop(std::string stage) {
    const auto now = std::chrono::steady_clock::now();
    into_.push_back({std::move(stage), now - began_});
    began_ = now;
  }

 private:
  std::vector<Timing>& into_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

Result<ReadOptions> read_options(const SourceFlags& flags) {
  ReadOptions out;
  out.catalog.schemas = flags.schemas;
  if (flags.lock_timeout) out.catalog.lock_timeout = std::chrono::milliseconds(*flags.lock_timeout);
  if (flags.statement_timeout) out.session.statement_timeout = std::chrono::milliseconds(*flags.statement_timeout);
  out.python_roots = flags.roots;
  for (auto& each : flags.defines) {
    const auto equals = each.find('=');
    if (equals == std::string::npos) return Diag{.code = "bad-usage", .message = "--define " + each + " lacks its value", .hint = "--define NAME=VALUE"};
    out.python_defines.emplace_back(each.substr(0, equals), each.substr(equals + 1));
  }
  return out;
}

void show_all(const Diags& diags, Context& context, bool& incomplete) {
  for (auto& diag : diags) {
    context.show(diag);
    incomplete |= diag.severity == Severity::error;
  }
}

Result<Draft> open_several(const std::vector<std::string>& texts, const ReadOptions& options, Context& context, bool& incomplete) {
  std::vector<Draft> drafts;
  for (auto& text : texts) {
    const Locator locator = TRY(parse_locator(text));
    Opened opened = TRY(open_source(locator, options));
    // Alone it speaks about everything in its schemas; beside others about what it holds.
    if (locator.sort == Locator::Sort::sql && texts.size() == 1) opened.draft.scope = {.parts = {{.kinds = every_kind()}, {.all_schemas = true, .kinds = kinds_named({"extension"})}}};
    opened.draft.source.locator = locator.text;
    drafts.push_back(std::move(opened.draft));
  }
  Draft whole = TRY(add_up(std::move(drafts)));
  show_all(whole.diags, context, incomplete);
  return whole;
}

}  // namespace

Result<Sides> open_sides(const SourceFlags& flags, Context& context) {
  Sides out;
  out.options = TRY(read_options(flags));
  if (flags.have.empty()) return Diag{.code = "nothing-to-compare", .message = "no database is named", .hint = "--have postgresql://… or --env NAME"};
  if (flags.want.empty()) return Diag{.code = "nothing-to-compare", .message = "nothing says what should be", .hint = "--want models:PATH or --want sql:PATH"};
  if (flags.have.size() > 1) return Diag{.code = "bad-usage", .message = "--have is given twice; only --want adds up"};
  Stopwatch watch(out.timings);
  out.have_locator = TRY(parse_locator(flags.have[0]));
  Opened opened = TRY(open_source(out.have_locator, out.options));
  show_all(opened.draft.diags, context, out.incomplete);
  opened.draft.source.locator = out.have_locator.text;
  out.session = opened.session;
  out.scratch = opened.scratch;
  watch.stop("read have");
  out.have = settle(std::move(opened.draft), {.default_schema = Symbol(opened.draft.source.default_schema.empty() ? "public" : opened.draft.source.default_schema)});
  watch.stop("settle have");
  Draft want = TRY(open_several(flags.want, out.options, context, out.incomplete));
  watch.stop("read want");
  out.want = settle(std::move(want), surroundings_of(*out.have));
  watch.stop("settle want");
  return out;
}

Result<Single> open_single(const std::vector<std::string>& locators, const SourceFlags& flags, Context& context) {
  Single out;
  const ReadOptions options = TRY(read_options(flags));
  if (locators.size() == 1) {
    const Locator locator = TRY(parse_locator(locators[0]));
    if (locator.is_database()) {
      Opened opened = TRY(open_source(locator, options));
      show_all(opened.draft.diags, context, out.incomplete);
      out.session = opened.session;
      out.scratch = opened.scratch;
      const Symbol schema(opened.draft.source.default_schema);
      out.model = settle(std::move(opened.draft), {.default_schema = schema});
      return out;
    }
  }
  Draft draft = TRY(open_several(locators, options, context, out.incomplete));
  out.model = settle(std::move(draft), {});
  return out;
}

Result<ModelPtr> read_again(Session& session, const ReadOptions& options) {
  Draft draft = TRY(read_catalog(session, options.catalog));
  const Symbol schema(draft.source.default_schema);
  return settle(std::move(draft), {.default_schema = schema});
}

void show_timings(const Sides& sides, Context& context) {
  for (auto& timing : sides.timings)
    context.err << fmt::format("{:>9.1f} ms  {}\n", std::chrono::duration<double, std::milli>(timing.took).count(), timing.stage);
}

}  // namespace trueup
