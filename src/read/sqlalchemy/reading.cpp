// The whole way: find the modules, evaluate them, let SQLAlchemy's late events run, make the Draft.
#include "read/sqlalchemy/reading.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/text.h"
#include "kinds/table.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/draft.h"
#include "read/sqlalchemy/evaluation.h"
#include "read/sqlalchemy/find.h"
#include "read/sqlalchemy/installed.h"
#include "read/sqlalchemy/unread.h"
#include "read/sqlalchemy/values.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sql_files.h"

namespace trueup::sqla {

namespace {

// Indexes and constraints written beside their columns find their table now.
void attach_loose(World& world) {
  for (Index* index : world.loose_indexes) {
    if (index->table) continue;
    if (Table* table = table_of_expressions(world, *index)) {
      attach_index(world, *table, *index);
      continue;
    }
    // SQLAlchemy makes nothing of an index without a table; one on what is not known may have had one.
    for (Value value : index->expressions) {
      Opaque* unknown = unknown_in(value);
      const std::string reason = unknown ? py::describe(*unknown) : is_clause(world, value) ? sql_text_of(world, value).reason : std::string();
      if (reason.empty()) continue;
      world.unreadable.emplace_back("the index " + text_or(index->name) + " is on what is not known: " + reason, index->origin);
      break;
    }
  }
  for (Constraint* constraint : world.loose_constraints)
    if (!constraint->table)
      for (Value value : constraint->columns)
        if (Column* column = column_of(value); column && column->table) {
          attach_constraint(world, *column->table, *constraint);
          break;
        }
}

// Base, db, metadata: whatever has a MetaData.
MetaData* metadata_of(World& world, Value value) {
  if (auto* metadata = py::payload_of<MetaData>(value)) return metadata;
  if (!value) return nullptr;
  auto found = world.interp.attempt([&] { return world.interp.find(value, Symbol("metadata"), {}); }, {});
  return found ? py::payload_of<MetaData>(*found) : nullptr;
}

Result<MetaData*> selected(World& world, const ModelsOptions& options, const std::vector<std::string>& modules) {
  std::string module = modules.empty() ? "" : modules.front(), attribute = options.attribute;
  // The longest prefix that is a module; else the first module named.
  for (std::size_t dot = attribute.rfind('.'); dot != std::string::npos && dot > 0; dot = attribute.rfind('.', dot - 1)) {
    auto loaded = world.interp.import(attribute.substr(0, dot));
    if (!loaded) continue;
    module = attribute.substr(0, dot);
    attribute = attribute.substr(dot + 1);
    break;
  }
  auto loaded = world.interp.import(module);
  if (!loaded) return loaded.error();
  Value value = *loaded;
  for (const std::string& part : split(attribute, '.')) {
    auto found = world.interp.attempt([&] { return world.interp.find(value, Symbol(part), {}); }, {});
    value = found ? *found : Value();
    if (!value) return Diag{.code = "no-such-attribute", .message = "the module " + module + " has no " + attribute};
  }
  if (MetaData* metadata = metadata_of(world, value)) return metadata;
  Opaque* opaque = unknown_in(value);
  return Diag{.code = "no-such-attribute", .message = options.attribute + " has no MetaData" + (opaque ? ": " + py::describe(*opaque) : std::string())};
}

}  // namespace

Result<ModelsReading> read_models_and_sql(const ModelsOptions& options) {
  FoundModules modules = TRY(find_modules(options));
  Evaluation evaluation(options, modules.root);
  Interpreter& interp = evaluation.interp;
  World& world = evaluation.world;
  watch_for_unread(world);
  ModelsReading out;
  for (const std::string& name : modules.names) {
    auto loaded = interp.import(name);
    if (loaded) continue;
    if (!modules.looked_for) {
      Diag diag = loaded.error();
      if (diag.code == "python-import") diag.code = "no-such-module";
      return diag;
    }
    out.draft.diags.push_back(loaded.error());
  }
  MetaData* only = nullptr;
  if (!options.attribute.empty()) only = TRY(selected(world, options, modules.names));
  attach_loose(world);
  tell_mapped(world);
  add_indexes_of_packages(world);
  attach_loose(world);
  tell_created(world);
  note_unread(world);

  std::error_code failed;
  const std::string base = options.show_relative_to.empty() ? std::filesystem::current_path(failed).string() : options.show_relative_to;
  out.draft.source.kind = "models";
  out.draft.source.files = interp.modules_loaded().size();
  // Columns have taken from annotations what they say.
  world.annotations = {};
  for (MetaData* metadata : world.metadatas)
    for (Table* table : metadata->tables)
      if (table->mapped) std::vector<py::Annotation>().swap(table->mapped->annotations);  // = {} would keep its room
  Drafter drafter(world, out.draft, base);
  bool any = false;
  for (MetaData* metadata : world.metadatas) {
    if (only && metadata != only) continue;
    any = any || !metadata->tables.empty();
    drafter.add(*metadata);
  }
  drafter.finish();
  if (const std::string read = installed_that_was_read(world); !read.empty())
    out.draft.diags.push_back({.code = "installed-packages", .message = "read of the virtual environment: " + read, .severity = Severity::note});
  for (Diag diag : interp.diags()) {
    diag.origin = drafter.shown(diag.origin);
    out.draft.diags.push_back(std::move(diag));
  }
  if (!any && out.draft.diags.empty() && out.draft.objects().empty()) {
    Diag diag{.code = "no-models", .message = "no module of " + join(modules.names, ", ") + " declares a table"};
    if (only) diag.message += " on " + options.attribute, diag.hint = "name the modules that do, too: models:PATH:MODULE,MODULE:ATTRIBUTE";
    return diag;
  }
  for (auto& [statement, table] : world.statements) {
    DeclaredSql sql = statement;
    sql.origin = drafter.shown(sql.origin);
    if (table) sql.table = drafter.table_id(*table);
    out.sql.push_back(std::move(sql));
  }
  out.steps = interp.steps();
  return out;
}

}  // namespace trueup::sqla

namespace trueup {

Result<Draft> read_models(const ModelsOptions& options) {
  auto reading = TRY(sqla::read_models_and_sql(options));
  // What models say in SQL, with what it is about: policies, row security, extensions.
  std::vector<SqlText> texts;
  for (auto& sql : reading.sql) texts.push_back({.text = std::move(sql.text), .file = sql.origin.file, .line = std::max(1u, sql.origin.line)});
  apply_sql(reading.draft, texts);
  return std::move(reading.draft);
}

}  // namespace trueup
