// Tables and columns of a Draft.
#include "read/sqlalchemy/draft.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "kinds/column.h"
#include "kinds/comment.h"
#include "kinds/enum.h"
#include "kinds/schema.h"
#include "kinds/sequence.h"
#include "kinds/table.h"
#include "model/quote.h"
#include "pg/names.h"
#include "pg/types.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/defaults.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// Before it is known in which schema an object without one stands.
std::string shown_name(const Id& id) { return id[0].empty() ? quote_identifier(id.back().view()) : id.path_str(); }

}  // namespace

Id Drafter::table_id(const Table& table) const { return Id(kind_of<trueup::Table>(), {table.schema, cut_name(table.name)}); }

// Paths as the user would type them.
void Drafter::mistake(std::string_view code, std::string message, const Origin& at) {
  draft_.diags.push_back({.code = std::string(code), .message = std::move(message), .origin = at, .severity = Severity::warning});
}

Origin Drafter::shown(Origin origin) {
  auto [known, fresh] = shown_.try_emplace(origin.file);
  if (fresh) {
    std::string_view path = origin.file.view();
    if (!relative_to_.empty() && path.starts_with(relative_to_) && path.size() > relative_to_.size() && path[relative_to_.size()] == '/')
      path.remove_prefix(relative_to_.size() + 1);
    else if (path.starts_with("./")) path.remove_prefix(2);
    known->second = Symbol(path);
  }
  origin.file = known->second;
  return origin;
}

void Drafter::unknown(const Id& about, std::string_view field, std::string reason, const Origin& at) {
  draft_.unknowns.push_back({.about = about, .field = Symbol(field), .reason = std::move(reason), .origin = shown(at)});
}

bool Drafter::flag(Value value, bool otherwise, const Id& about, std::string_view field, const Origin& at) {
  if (!is_given(value)) return otherwise;
  py::Truth truth = py::Truth::unknown;
  if (!unknown_in(value)) truth = world_.interp.truth(value);
  if (truth != py::Truth::unknown) return truth == py::Truth::yes;
  unknown(about, field, unknown_in(value) ? py::describe(*unknown_in(value)) : "is neither true nor false", unknown_in(value) ? unknown_in(value)->origin() : at);
  return otherwise;
}

std::string Drafter::word(Value value, const Id& about, std::string_view field, const Origin& at) {
  if (!is_given(value)) return {};
  if (Opaque* opaque = unknown_in(value)) return unknown(about, field, py::describe(*opaque), opaque->origin()), std::string();
  auto text = py::text_of(value);
  if (!text) unknown(about, field, "is no text: " + world_.interp.repr(value), at);
  return std::string(text ? *text : "");
}

void Drafter::add_schema(Symbol schema, const Origin& at) {
  if (std::find(schema_list_.begin(), schema_list_.end(), schema) != schema_list_.end()) return;
  schema_list_.push_back(schema);
  if (!schema.empty()) draft_.add(Id(kind_of<Schema>(), {schema}), Schema{}, shown(at));
}

void Drafter::add_comment(const Id& on, Value text, const Origin& at) {
  if (!is_given(text)) return;
  const Id id = Id::on(kind_of<Comment>(), on);
  if (Opaque* opaque = unknown_in(text)) return unknown(id, "text", py::describe(*opaque), opaque->origin());
  auto words = py::text_of(text);
  if (!words || words->empty()) return;
  draft_.add(id, Comment{std::string(*words)}, shown(at));
}

void Drafter::add_enum(const EnumReading& reading) {
  const Id id(kind_of<trueup::Enum>(), {reading.schema, cut_name(reading.name)});
  if (const Object* known = draft_.find(id)) {
    if (known->as<trueup::Enum>().labels != reading.labels && reading.unknown.empty() &&
        !known->as<trueup::Enum>().labels.empty())
      draft_.diags.push_back({.code = "enum-declared-twice", .message = "the enum " + shown_name(id) + " is declared with other labels too; the first counts (" + known->origin.str() + ")",
                              .origin = shown(reading.origin), .severity = Severity::warning});
    return;
  }
  draft_.add(id, trueup::Enum{reading.labels}, shown(reading.origin));
  if (!reading.unknown.empty())
    unknown(id, "labels", "has labels that are not known: " + reading.unknown, reading.origin);
  if (Object* object = draft_.object(id)) object->schema_given = !reading.schema.empty();
  add_schema(reading.schema, reading.origin);
}

Expr Drafter::written(std::string_view sql) {
  Expr& known = written_[Symbol(sql)];
  if (!known) known = Expr::written(sql);
  return known;
}

// A column without a type takes that of the column it refers to.
TypeReading Drafter::type_of(Column& column, int depth) {
  if (column.extras->annotation_unknown) return {.reason = py::describe(*column.extras->annotation_unknown), .origin = column.extras->annotation_unknown->origin()};
  TypeReading reading = read_type(world_, column.type, column.table);
  if (!reading.is_null) return reading;
  if (const auto known = types_.find(&column); known != types_.end()) return known->second;
  types_.emplace(&column, reading);  // for those that refer to each other in a circle
  if (depth < 50) {
    for (ForeignKey* key : *column.foreign_keys) {
      KeyTarget target = target_of(world_, key->target, *column.table);
      if (!target.reason.empty()) {
        reading.reason = "has the type of the column it refers to, and " + target.reason, reading.origin = target.origin;
        break;
      }
      if (!target.found) {
        reading.reason = "has the type of " + target.table.str() + '.' + target.column + ", which is not among the models", reading.origin = key->origin;
        break;
      }
      std::string name = target.column.empty() ? std::string(column.key_text()) : target.column;
      Column* other = target.found->find(name);
      if (!other)
        for (Column* candidate : target.found->columns)
          if (candidate->name_text() == name) other = candidate;
      if (!other && target.found->uncertain.empty() && !target.found->columns_unknown) {
        reading.reason = "has the type of the column it refers to, and " + target.table.str() + " has no column " + name, reading.origin = key->origin;
        break;
      }
      if (!other || other == &column) continue;
      const TypeReading theirs = type_of(*other, depth + 1);
      if (theirs.is_null && theirs.reason.empty()) continue;
      reading = theirs;
      break;
    }
    // A copy without its keys has the type that the original took from them.
    if (reading.is_null && reading.reason.empty() && column.copied_from && column.copied_from->table) reading = type_of(*column.copied_from, depth + 1);
    if (reading.is_null && reading.reason.empty()) reading.reason = "has no type", reading.origin = column.origin;
  }
  return types_[&column] = std::move(reading);
}

std::vector<Column*> Drafter::primary_columns(const Table& table) const {
  std::vector<Column*> out;
  if (Constraint* primary = table.primary_key(); primary && !primary->implicit && !primary->columns.empty()) {
    for (Column* column : columns_of(*primary, table))
      if (column) out.push_back(column);
    return out;
  }
  for (Column* column : table.columns)
    if (is_true(world_.interp, column->primary_key)) out.push_back(column);
  return out;
}

// PrimaryKeyConstraint._autoincrement_column and PGDDLCompiler.get_column_specification.
bool Drafter::is_serial(const Column& column, const std::vector<Column*>& primary, const TypeReading& type) {
  if (std::find(primary.begin(), primary.end(), &column) == primary.end()) return false;
  auto text = py::text_of(column.extras->autoincrement);
  const bool always = is_true(world_.interp, column.extras->autoincrement) && !text;
  const bool automatic = !is_given(column.extras->autoincrement) || (text && (*text == "auto" || *text == "ignore_fk"));
  if (column.extras->identity) return false;
  if (type.family == Family::other) return false;
  if (column.extras->sequence && !is_true(world_.interp, column.extras->sequence->optional)) return false;
  if (always) return !is_given(column.default_value);
  if (!automatic || primary.size() != 1) return false;
  if (is_given(column.default_value) || is_given(column.extras->insert_default) || is_given(column.server_default)) return false;
  bool refers = !column.foreign_keys->empty();
  if (column.table)
    for (Constraint* c : column.table->constraints)
      if (c->sort == Constraint::Sort::foreign_key)
        for (Column* other : columns_of(*c, *column.table)) refers = refers || other == &column;
  return !refers || (text && *text == "ignore_fk");
}

void Drafter::add_column(Table& table, Column& column, std::int32_t position, const std::vector<Column*>& primary) {
  if (column.name_text().empty()) {
    Opaque* opaque = unknown_in(column.name);
    return unknown(table_id(table), {}, "has a column whose name is not known" + (opaque ? ": " + py::describe(*opaque) : std::string()), opaque ? opaque->origin() : column.origin);
  }
  if (is_true(world_.interp, column.extras->system)) return;
  const Id id(kind_of<trueup::Column>(), {table.schema, cut_name(table.name), cut_name(column.name_text())});
  trueup::Column out;
  out.position = position;
  const TypeReading type = type_of(column);
  const bool in_key = std::find(primary.begin(), primary.end(), &column) != primary.end();
  if (!type.known()) {
    unknown(id, "type", type.reason, type.origin ? type.origin : column.origin);
    if (in_key && primary.size() == 1) unknown(id, "serial", type.reason, type.origin ? type.origin : column.origin);
  }
  out.type = type.type;
  out.collation = type.collation;
  if (type.enumeration && type.enumeration->native) add_enum(*type.enumeration);
  out.nullable = flag(column.nullable, !in_key && !is_true(world_.interp, column.primary_key), id, "nullable", column.origin);
  if (in_key) out.nullable = false;
  if (Opaque* opaque = unknown_in(column.primary_key)) unknown(table_id(table), {}, "has a primary key that is not known: " + py::describe(*opaque), opaque->origin());
  if (column.extras->identity) {
    out.identity = flag(column.extras->identity->always, false, id, "identity", column.origin) ? trueup::Identity::always : trueup::Identity::by_default;
    if (!is_given(column.nullable)) out.nullable = false;
  } else if (column.extras->computed) {
    SqlText text = sql_text_of(world_, column.extras->computed->sqltext);
    if (text.known()) out.generated = written(text.text);
    else unknown(id, "generated", text.reason, text.origin);
    out.generated_virtual = is_given(column.extras->computed->persisted) && !is_true(world_.interp, column.extras->computed->persisted);
  } else if (is_serial(column, primary, type)) {
    out.serial = Serial::any;
    if (type.family != Family::integer) out.type = *parse_type("integer");  // SERIAL, whatever the numeric type said
  } else {
    SqlText text = server_default_of(world_, column);
    if (!text.known()) unknown(id, "default", text.reason, text.origin);
    else if (!text.text.empty()) out.default_value = written(text.text);
  }
  if (column.extras->sequence) add_sequence(*column.extras->sequence), out.drawn = true;
  if (!out.default_value && out.serial == Serial::none && out.identity == trueup::Identity::none) {
    Fill fill = fill_of(world_, column, out.type);
    out.fill = Symbol(fill.sql), out.fill_per_row = fill.per_row;
  }
  if (column.extras->unknown_args) {
    for (auto field : {"default", "nullable"}) unknown(id, field, py::describe(*column.extras->unknown_args), column.extras->unknown_args->origin());
  }
  const Origin at = shown(column.origin ? column.origin : table.origin);  // a package's mixin has no place of its own
  if (!draft_.add(id, std::move(out), at))
    return mistake("column-declared-twice", "the column " + id.back().str() + " of " + table.name.str() + " is declared twice, under two names of its class or table; the first counts", at);
  if (id.back() != column.name_text()) mistake("name-too-long", "the name of the column " + std::string(column.name_text()) + " of " + table.name.str() + " is longer than the 63 bytes that PostgreSQL keeps", at);
  if (Object* object = draft_.object(id)) object->schema_given = table.schema_given;
  add_comment(id, column.comment, column.origin);
}

void Drafter::add_sequence(Sequence& sequence) {
  const std::string name = text_or(sequence.name);
  if (name.empty() || is_true(world_.interp, sequence.optional)) return;
  Value schema = sequence.schema;
  if (!is_given(schema))
    if (auto* metadata = py::payload_of<MetaData>(sequence.metadata)) schema = metadata->schema;
  const Id id(kind_of<trueup::Sequence>(), {Symbol(text_or(schema)), cut_name(name)});
  trueup::Sequence out;
  out.start = py::integer_of(sequence.start), out.increment = py::integer_of(sequence.increment);
  out.minimum = py::integer_of(sequence.minvalue), out.maximum = py::integer_of(sequence.maxvalue), out.cache = py::integer_of(sequence.cache);
  out.cycle = is_true(world_.interp, sequence.cycle);
  if (is_given(sequence.data_type)) out.type = read_type(world_, sequence.data_type, nullptr).type;
  if (draft_.add(id, std::move(out), shown(sequence.origin))) draft_.object(id)->schema_given = !text_or(schema).empty();
}

// Whether a class was made with the table that needs a key, and all of it is known.
bool Drafter::needs_key(const Table& table) const {
  if (!table.mapped || table.columns.empty() || table.columns_unknown || !table.unknown.empty() || !table.uncertain.empty()) return false;
  if (unknown_mixin(*table.mapped) || unknown_decorator(*table.mapped) || table.mapped->find(Symbol("__mapper_args__"))) return false;
  return std::none_of(table.columns.begin(), table.columns.end(), [](const Column* column) { return unknown_in(column->primary_key) || column->extras->unknown_args; }) &&
         std::none_of(table.constraints.begin(), table.constraints.end(), [](const Constraint* constraint) { return constraint->sort == Constraint::Sort::primary_key && constraint->extras->unknown; });
}

void Drafter::add_table(Table& table) {
  const Id id = table_id(table);
  if (table.schema_unknown) {
    // Where it would stand is not known either, so that nothing found in a database can be told to be this unknown.
    const std::string why = py::describe(*table.schema_unknown);
    auto [at, fresh] = schemas_unknown_.try_emplace(why, 0, table.schema_unknown->origin());
    ++at->second.first;
    return unknown(id, {}, "has a schema that is not known: " + why, table.schema_unknown->origin());
  }
  if (const Object* known = draft_.find(id)) {
    draft_.diags.push_back({.code = "table-of-two-metadata", .message = "the table " + shown_name(id) + " is declared by two metadata; the first counts (" + known->origin.str() + ")",
                            .origin = shown(table.origin), .severity = Severity::warning});
    return;
  }
  add_schema(table.schema, table.origin);
  trueup::Table out;
  for (const py::Named& option : table.options) {
    if (option.name == "postgresql_partition_by") out.partition_by = word(option.value, id, "partition_by", table.origin);
    if (option.name == "prefixes")
      for (Value prefix : py::sequence_of(option.value)) out.unlogged = out.unlogged || lower(text_or(prefix)) == "unlogged";
  }
  draft_.add(id, std::move(out), shown(table.origin));
  draft_.object(id)->schema_given = table.schema_given;
  for (Opaque* opaque : table.unknown) unknown(id, {}, py::describe(*opaque), opaque->origin());
  if (table.columns_unknown && table.unknown.empty()) unknown(id, {}, "has columns that are read from the database when it runs", table.origin);
  // Found there it is that table; where it is not found it may stand elsewhere.
  if (Opaque* outside = table.schema_given ? nullptr : table.metadata->outside)
    unknown(id, "schema", "may be another: it is for its MetaData to say: " + py::describe(*outside), outside->origin());
  auto more_from = [&](const std::string& who, const Opaque* opaque) {
    if (opaque)
      draft_.unknowns.push_back({.about = Id(kind_of<trueup::Column>(), {id[0], id[1]}), .reason = "there may be more of them: " + who + py::describe(*opaque),
                                 .origin = shown(table.mapped->origin()), .more = true});
  };
  if (table.mapped) {
    more_from("its class takes what it likes from ", unknown_mixin(*table.mapped));
    more_from("its class is given to the decorator ", unknown_decorator(*table.mapped));
  }
  make_type_checks(table);
  if (id.back() != table.name) mistake("name-too-long", "the name of the table " + table.name.str() + " is longer than the 63 bytes that PostgreSQL keeps", shown(table.origin));
  const std::vector<Column*> primary = primary_columns(table);
  if (primary.empty() && needs_key(table)) mistake("no-primary-key", "the model " + table.mapped->name.str() + " has no primary key, without which SQLAlchemy maps no class", shown(table.origin));
  std::int32_t position = 0;
  for (Column* column : table.columns) add_column(table, *column, ++position, primary);
  for (const Table::Uncertain& what : table.uncertain)
    unknown(Id(kind_of<trueup::Column>(), {id[0], id[1], what.name}), {}, what.reason, what.origin);
  add_comment(id, table.comment, table.origin);
  add_constraints(table, primary);
  for (Index* index : table.indexes)
    if (!index->elsewhere) add_index(table, *index);
}

void Drafter::add(MetaData& metadata) {
  std::size_t objects = draft_.objects().size();
  for (const Table* table : metadata.tables) {
    objects += 1 + table->columns.size() + table->constraints.size() + table->indexes.size() + is_given(table->comment);
    objects += static_cast<std::size_t>(std::count_if(table->columns.begin(), table->columns.end(), [](const Column* column) { return is_given(column->comment); }));
  }
  draft_.reserve(objects + objects / 16);  // enums, sequences and schemas come, too
  for (std::size_t i = 0; i < metadata.tables.size(); ++i) names_.add_relation(metadata.tables[i]->schema, table_id(*metadata.tables[i])[1]);
  for (std::size_t i = 0; i < metadata.tables.size(); ++i) add_table(*metadata.tables[i]);
  for (Sequence* sequence : world_.sequences)
    if (py::payload_of<MetaData>(sequence->metadata) == &metadata) add_sequence(*sequence);
}

void Drafter::finish() {
  for (MetaData* metadata : world_.metadatas)
    if (metadata->outside && !metadata->tables.empty())
      draft_.diags.push_back({.code = "models-not-fully-read", .message = "the MetaData of " + counted(metadata->tables.size(), "table") + " is not known, and may hold others: " + py::describe(*metadata->outside),
                              .origin = shown(metadata->outside->origin()), .severity = Severity::warning});
  for (auto& [reason, tables] : schemas_unknown_)
    draft_.diags.push_back({.code = "models-not-fully-read", .message = "the schema of " + counted(tables.first, "table") + " is not known: " + reason, .origin = shown(tables.second),
                            .severity = Severity::warning});
  std::set<std::pair<std::string, std::string>> said;
  for (auto& [reason, origin] : world_.unreadable)
    if (said.emplace(reason, origin.str()).second) draft_.diags.push_back({.code = "models-not-fully-read", .message = reason, .origin = shown(origin), .severity = Severity::warning});
}

}  // namespace trueup::sqla
