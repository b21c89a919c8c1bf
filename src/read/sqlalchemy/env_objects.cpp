#include "read/sqlalchemy/env_objects.h"

#include <algorithm>

#include "kinds/column.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/primary_key.h"
#include "kinds/unique.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {
namespace {

std::vector<Value> texts_of(Interpreter& interp, const std::vector<Symbol>& names) {
  std::vector<Value> out;
  for (Symbol name : names) out.push_back(interp.text(name));
  return out;
}

std::vector<Symbol> column_names(const std::vector<Value>& columns) {
  std::vector<Symbol> out;
  for (Value value : columns) {
    Column* column = column_of(value);
    out.push_back(column ? Symbol(column->name_text()) : Symbol(text_or(value)));
  }
  return out;
}

}  // namespace

EnvObjects::EnvObjects(World& world, const Model& model, Side side, Symbol default_schema)
    : world_(world), model_(model), side_(side), default_schema_(default_schema) {
  if (!world_.names) (void)world_.interp.import("sqlalchemy");
}

Value EnvObjects::schema_value(Symbol schema) {
  return schema == default_schema_ ? world_.interp.none() : world_.interp.text(schema);
}

Value EnvObjects::not_known(std::string_view what) {
  return world_.interp.opaque("is not among what env.py loads", {}, what);
}

Value EnvObjects::value_of(const Object& object) {
  if (object.id.size() < 2) return not_known(object.id.str());
  Table* table = table_at(object.id[0], object.id[1]);
  if (!table) return not_known(object.id.str());
  return object.kind().is_relation ? Value(table->self) : part_of(*table, object);
}

Table* EnvObjects::table_at(Symbol schema, Symbol name) {
  auto [at, fresh] = tables_.try_emplace({schema, name});
  if (!fresh) return at->second;
  Table* table = side_ == Side::want ? declared(schema, name) : nullptr;
  if (!table) table = made(schema, name);
  return tables_[{schema, name}] = table;
}

Table* EnvObjects::declared(Symbol schema, Symbol name) const {
  for (MetaData* metadata : world_.metadatas)
    for (Table* table : metadata->tables)
      if (table->name == name && (table->schema.empty() ? default_schema_ : table->schema) == schema) return table;
  return nullptr;
}

// As a reflected table: what the catalogs say, and an empty info. Of a wanted one that no module of env.py declares,
// info is not known.
Table* EnvObjects::made(Symbol schema, Symbol name) {
  Interpreter& interp = world_.interp;
  if (!metadata_) {
    // Not among those of the models.
    metadata_ = make_metadata(world_, {});
    std::erase(world_.metadatas, metadata_);
  }
  std::vector<Value> items = {interp.text(name), metadata_->self};
  std::vector<const Object*> columns, others;
  for (auto& object : model_.on_relation(schema, name))
    if (object.as_if<trueup::Column>()) columns.push_back(&object);
    else if (!object.kind().is_relation && !object.id.is_satellite()) others.push_back(&object);
  std::sort(columns.begin(), columns.end(), [](const Object* a, const Object* b) {
    return a->as<trueup::Column>().position < b->as<trueup::Column>().position;
  });
  for (auto* object : columns) {
    auto& column = object->as<trueup::Column>();
    const Value type = interp.opaque("is the type of a reflected column", {}, column.type.spell());
    items.push_back(interp.call(world_.column, {interp.text(object->id.back()), type}, {},
                                {{.value = interp.boolean(column.nullable), .name = Symbol("nullable")}}));
  }
  for (auto* object : others) {
    const std::vector<py::Named> named = {{.value = interp.text(object->id.back()), .name = Symbol("name")}};
    if (auto* key = object->as_if<PrimaryKey>())
      items.push_back(interp.call(world_.primary_key, texts_of(interp, key->columns.names), {}, named));
    else if (auto* unique = object->as_if<Unique>())
      items.push_back(interp.call(world_.unique, texts_of(interp, unique->columns.names), {}, named));
    else if (auto* foreign = object->as_if<trueup::ForeignKey>()) {
      std::vector<Value> targets;
      const Id& to = foreign->references.to;
      const std::string table = (to[0] == default_schema_ ? "" : to[0].str() + '.') + to[1].str() + '.';
      for (Symbol column : foreign->referenced_columns) targets.push_back(interp.text(table + column.str()));
      items.push_back(interp.call(world_.foreign_keys,
                                  {interp.list(texts_of(interp, foreign->columns.names)), interp.list(targets)}, {},
                                  named));
    } else if (auto* index = object->as_if<trueup::Index>()) {
      std::vector<Value> keys = {interp.text(object->id.back())};
      for (auto& entry : index->keys)
        keys.push_back(entry.name.empty() ? interp.opaque("is an expression of a reflected index", {})
                                          : interp.text(entry.name));
      items.push_back(
          interp.call(world_.index, keys, {}, {{.value = interp.boolean(index->unique), .name = Symbol("unique")}}));
    }
  }
  std::vector<py::Named> keywords;
  if (schema != default_schema_) keywords.push_back({.value = interp.text(schema), .name = Symbol("schema")});
  Table* table = table_of(interp.call(world_.table, items, {}, keywords));
  if (!table) return nullptr;
  if (side_ == Side::want) table->info = not_known(name.str() + ".info");
  for (auto& satellite : model_.on_relation(schema, name))
    if (satellite.id.is_satellite() && satellite.kind().name == "comment" && satellite.id.object().kind().is_relation)
      if (auto* field = satellite.kind().field("text"))
        if (const trueup::Value text = field->read(satellite.data); text.text())
          table->comment = interp.text(*text.text());
  return table;
}

Value EnvObjects::part_of(Table& table, const Object& object) {
  const std::string name = object.id.back().str();
  if (object.as_if<trueup::Column>()) {
    for (Column* column : table.columns)
      if (column->name_text() == name) return column->self;
  } else if (auto* wanted = object.as_if<trueup::Index>()) {
    for (Index* index : table.indexes)
      if (text_or(index->name) == name) return index->self;
    for (Index* index : table.indexes)
      if (!is_given(index->name) && !index->expressions.empty() &&
          column_names(index->expressions) == wanted->plain_columns())
        return index->self;
  } else {
    auto* unique = object.as_if<Unique>();
    auto* foreign = object.as_if<trueup::ForeignKey>();
    for (Constraint* constraint : table.constraints) {
      if (constraint->sort != (unique ? Constraint::Sort::unique : Constraint::Sort::foreign_key)) continue;
      const auto& columns = unique ? unique->columns.names : foreign ? foreign->columns.names : std::vector<Symbol>();
      if (text_or(constraint->name) == name || (!columns.empty() && column_names(constraint->columns) == columns))
        return constraint->self;
    }
  }
  return not_known(object.id.str());
}

}  // namespace trueup::sqla
