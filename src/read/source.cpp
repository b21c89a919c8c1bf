#include "read/source.h"

#include <map>

#include <algorithm>

#include "pg/scratch.h"
#include "read/python/read_python.h"
#include "read/snapshot.h"
#include "read/sql_files.h"

namespace trueup {
namespace {

// Models always speak about tables and what makes them up; about comments, policies and sequences only where they say
// something themselves, and about storage and row security not at all unless they do.
void scope_of_models(Draft& draft) {
  draft.scope.parts.push_back({.kinds = kinds_named({"table", "column", "primary_key", "unique", "foreign_key", "check", "index", "enum"})});
  std::set<std::pair<Symbol, Symbol>> secured, with_options;
  Scope::Part declared;  // exactly these objects
  std::map<const Kind*, std::set<std::pair<Symbol, Symbol>>> by_table;
  for (auto& object : draft.objects()) {
    if (object.id.empty()) continue;
    const std::string_view kind = object.kind().name;
    const auto on = object.id.size() >= 2 ? std::pair(object.id[0], object.id[1]) : std::pair(Symbol(), Symbol());
    if (kind == "schema" || kind == "extension" || kind == "sequence") declared.objects.push_back(object.id);
    if (kind == "policy") secured.insert(on);
    if (kind == "policy" || kind == "comment") by_table[&object.kind()].insert(on);
    if (kind == "table" && !object.kind().field("row_security")->at_default(object.data)) secured.insert(on);
  }
  if (!declared.objects.empty()) draft.scope.parts.push_back(std::move(declared));
  for (auto& [kind, tables] : by_table) {
    Scope::Part part{.all_schemas = true, .tables = tables};
    part.kinds.set(kind->number());
    draft.scope.parts.push_back(std::move(part));
  }
  const Kind &table = kind_named("table"), &index = kind_named("index");
  draft.scope.silences = {{&table, "row_security", secured}, {&table, "force_row_security", secured}, {&table, "unlogged"},
                          {&table, "partition_by"}, {&table, "partition_of"}, {&index, "options"}};
}

// What a later source speaks about, the earlier one is no longer silent on.
void break_silences(Draft& draft, std::size_t first_new_part) {
  const auto policy = kind_named("policy").number();
  for (auto& silence : draft.scope.silences)
    for (std::size_t i = first_new_part; i < draft.scope.parts.size(); ++i) {
      auto& part = draft.scope.parts[i];
      if (part.kinds[silence.kind->number()] || part.kinds[policy]) silence.except.insert(part.tables.begin(), part.tables.end());
    }
}

Result<Draft> add_up(std::vector<Draft> drafts) {
  Draft whole = std::move(drafts.front());
  for (std::size_t i = 1; i < drafts.size(); ++i) {
    Draft& more = drafts[i];
    for (auto& object : more.objects()) {
      if (object.id.empty()) continue;
      auto* there = whole.object(object.id);
      if (!there) {
        void* copy = object.kind().copy(*whole.store, object.data);
        Object kept = object;
        kept.data = copy;
        whole.add(kept);
        continue;
      }
      for (auto& field : object.kind().fields) {
        if (field.ignored() || field.compare(there->data, object.data) == Verdict::same) continue;
        // A field that one of them leaves at its default is the other's to say.
        if (field.at_default(object.data)) continue;
        const Value mine = field.read(there->data), theirs = field.read(object.data);
        if (field.at_default(there->data)) {
          field.write(const_cast<void*>(there->data), theirs);
          continue;
        }
        return Diag{.code = "contradiction",
                    .message = object.id.str() + " is declared twice, and differently: " + std::string(field.name) + " is " + to_json(mine) + " at " +
                               there->origin.str() + " and " + to_json(theirs) + " at " + object.origin.str(),
                    .origin = object.origin};
      }
    }
    whole.scope.parts.insert(whole.scope.parts.end(), more.scope.parts.begin(), more.scope.parts.end());
    break_silences(whole, whole.scope.parts.size() - more.scope.parts.size());
    whole.scope.silences.insert(whole.scope.silences.end(), more.scope.silences.begin(), more.scope.silences.end());
    whole.unknowns.insert(whole.unknowns.end(), more.unknowns.begin(), more.unknowns.end());
    for (auto& other : more.unmodelled) other.columns.clear();  // they are the other store's, and nobody asks want for them
    whole.unmodelled.insert(whole.unmodelled.end(), more.unmodelled.begin(), more.unmodelled.end());
    whole.diags.insert(whole.diags.end(), more.diags.begin(), more.diags.end());
    whole.source.files += more.source.files;
  }
  return whole;
}


// SQL files with nothing beside them speak about everything in their schemas.
Result<Draft> read_sql_alone(const std::vector<const Locator*>& locators) {
  Draft whole = TRY(read_sql_files(locators.front()->path, "."));
  for (std::size_t i = 1; i < locators.size(); ++i) TRY(apply_sql_files(whole, locators[i]->path, "."));
  whole.source.locator = locators.front()->text;
  whole.scope = {.parts = {{.kinds = every_kind()}, {.all_schemas = true, .kinds = kinds_named({"extension"})}}};
  return whole;
}

}  // namespace

ModelsOptions evaluation_of(const ReadOptions& options) {
  return {.roots = options.python_roots, .environment = options.python_environment, .defines = options.python_defines, .virtualenv = options.python_virtualenv};
}

Result<Opened> open_source(const Locator& locator, const ReadOptions& options) {
  switch (locator.sort) {
    case Locator::Sort::database: {
      const ConnectionSpec spec = TRY(parse_database_url(locator.path));
      auto session = std::make_shared<Session>(TRY(Session::open(spec, options.session)));
      Draft draft = TRY(read_catalog(*session, options.catalog));
      return Opened{std::move(draft), session, {}};
    }
    case Locator::Sort::scratch: {
      auto scratch = std::make_shared<ScratchServer>(TRY(ScratchServer::start({})));
      auto session = std::make_shared<Session>(TRY(Session::open(scratch->spec(), options.session)));
      Draft draft = TRY(read_catalog(*session, options.catalog));
      return Opened{std::move(draft), session, scratch};
    }
    case Locator::Sort::snapshot: return Opened{TRY(read_snapshot(locator.path)), {}, {}};
    case Locator::Sort::sql: return Opened{TRY(read_sql_alone({&locator})), {}, {}};
    case Locator::Sort::models: {
      ModelsOptions models = evaluation_of(options);
      models.path = locator.path, models.modules = locator.modules, models.attribute = locator.attribute;
      Draft draft = TRY(read_models(models));
      scope_of_models(draft);
      return Opened{std::move(draft), {}, {}};
    }
    case Locator::Sort::environment:
      return Diag{.code = "bad-locator", .message = locator.text + " is not declared in trueup.toml", .hint = "declare it as [env." + locator.path + "] with its url"};
    case Locator::Sort::python: {
      Draft draft = TRY(read_python({.path = locator.path, .modules = locator.modules, .attribute = locator.attribute, .roots = options.python_roots,
                                     .interpreter = options.python_interpreter, .time_limit = options.python_time_limit}));
      scope_of_models(draft);
      return Opened{std::move(draft), {}, {}};
    }
    case Locator::Sort::alembic: break;
  }
  return Diag{.code = "bad-locator", .message = "this version cannot read " + locator.text + " yet"};
}

Result<Draft> open_together(const std::vector<Locator>& locators, const ReadOptions& options) {
  std::vector<Draft> drafts;
  std::vector<const Locator*> on_top;
  for (auto& locator : locators) {
    if (locator.sort == Locator::Sort::sql) {
      on_top.push_back(&locator);
      continue;
    }
    drafts.push_back(TRY(open_source(locator, options)).draft);
    drafts.back().source.locator = locator.text;
  }
  if (drafts.empty()) return read_sql_alone(on_top);
  Draft whole = TRY(add_up(std::move(drafts)));
  for (auto* locator : on_top) {
    const std::size_t before = whole.scope.parts.size();
    TRY(apply_sql_files(whole, locator->path, "."));
    break_silences(whole, before);
  }
  return whole;
}

}  // namespace trueup
