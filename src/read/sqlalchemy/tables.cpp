// MetaData and Table(): made, filled, looked at.
#include "base/text.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

Column* Table::find(std::string_view key) const {
  const Keyed* found = by_key.find(Symbol(key));
  return found ? found->column : nullptr;
}

Table* table_of(Value value) {
  if (auto* table = py::payload_of<Table>(value)) return table;
  if (Class* cls = value.as<Class>())
    if (auto* mapped = py::payload_of<Mapped>(*cls)) return mapped->table;
  return nullptr;
}

namespace {

// table.c: columns by key, by position, one after the other.
struct Collection {
  Table* table = nullptr;
  std::vector<Column*> some = {};
  const std::vector<Column*>& columns() const { return table ? table->columns : some; }
};

std::string key_of(Symbol schema, std::string_view name) { return schema.empty() ? std::string(name) : schema.str() + '.' + std::string(name); }

// ---- MetaData -------------------------------------------------------------------------------------------------------

void metadata_init(Call& call) {
  World& world = world_of(call.interp);
  auto* metadata = call.interp.heap().make<MetaData>();
  Instance* self = call.self.as<Instance>();
  py::set_payload(*self, metadata);
  metadata->self = self, metadata->origin = call.origin;
  metadata->schema = call.keyword("schema");
  if (!metadata->schema && call.size() > 0 && py::text_of(call.args[0])) metadata->schema = call.args[0];
  metadata->naming_convention = call.arg(2, "naming_convention");
  metadata->info = call.keyword("info");
  world.metadatas.push_back(metadata);
}

Value nothing(Call& call) { return call.interp.none(); }

Value metadata_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  auto* metadata = py::payload_of<MetaData>(self);
  if (!metadata) return {};
  const std::string_view wanted = name.view();
  auto or_none = [&](Value value) { return value ? value : interp.none(); };
  if (wanted == "schema") return or_none(metadata->schema);
  if (wanted == "naming_convention") return or_none(metadata->naming_convention);
  if (wanted == "info") return metadata->info ? metadata->info : metadata->info = interp.dict();
  if (wanted == "tables") {
    py::Dict* dict = interp.dict();
    for (Table* table : metadata->tables) interp.dict_set(*dict, interp.text(key_of(table->schema, table->name.view())), table->self);
    return dict;
  }
  if (wanted == "sorted_tables") {
    std::vector<Value> tables;
    for (Table* table : metadata->tables) tables.push_back(table->self);
    return interp.list(tables);
  }
  if (wanted == "bind") return interp.none();
  if (wanted.starts_with("__")) return {};
  return interp.opaque("is a part of MetaData that is not modelled", at, wanted);
}

bool metadata_set(Interpreter&, Instance& self, Symbol name, Value value, const Origin&) {
  auto* metadata = py::payload_of<MetaData>(self);
  if (!metadata) return false;
  if (name == "naming_convention") return metadata->naming_convention = value, true;
  if (name == "schema") return metadata->schema = value, true;
  return false;
}

Value remove_table(Call& call) {
  auto* metadata = py::payload_of<MetaData>(call.self);
  Table* table = table_of(call.need(0, "table"));
  if (metadata && table) {
    std::erase(metadata->tables, table);
    metadata->by_key.erase(key_of(table->schema, table->name.view()));
  }
  return call.interp.none();
}

// ---- Table ----------------------------------------------------------------------------------------------------------

// The schema a table of this name gets: given, or the metadata's.
void place(World& world, Table& table, Value schema) {
  Value from = schema;
  if (!from || py::is_none(from)) from = table.metadata->schema;
  if (schema && schema == world.quoted_none) from = {};
  if (Opaque* opaque = unknown_in(from)) table.schema_unknown = opaque;
  if (auto text = py::text_of(from); text && !text->empty()) table.schema = Symbol(*text), table.schema_given = true;
}

void take_options(World& world, Table& table, const Call& call) {
  for (const py::Named& keyword : call.keywords) {
    if (keyword.name == "comment") table.comment = keyword.value;
    else if (keyword.name == "info") table.info = keyword.value;
    else if (keyword.name == "prefixes" || keyword.name.view().starts_with("postgresql_")) table.options.push_back(keyword);
    else if (keyword.name == "autoload_with" || keyword.name == "autoload") table.columns_unknown = is_true(world.interp, keyword.value) || unknown_in(keyword.value) || is_given(keyword.value);
    else if (keyword.name == "listeners")
      for (Value pair : py::sequence_of(keyword.value)) {
        auto two = py::sequence_of(pair);
        if (two.size() == 2) world.listeners.push_back({.target = table.self, .event = Symbol(text_or(two[0])), .function = two[1]});
      }
  }
}

Value table_construct(Call& call) {
  World& world = world_of(call.interp);
  Value name = call.arg(0, "name");
  auto* metadata = py::payload_of<MetaData>(call.arg(1, "metadata"));
  if (Opaque* opaque = metadata || !name ? nullptr : unknown_in(call.arg(1, "metadata"))) metadata = metadata_outside(world, *opaque);
  if (!metadata || !name) {
    call.interp.raise("TypeError", "Table() needs a name and a MetaData");
  }
  auto text = py::text_of(name);
  if (!text) {
    Opaque* opaque = unknown_in(name);
    world.unreadable.emplace_back("declares a table whose name is not known" + (opaque ? ": " + py::describe(*opaque) : std::string()), call.origin);
    return opaque ? call.interp.opaque_from(*opaque, ".Table()") : call.interp.opaque("is a table without a name", call.origin);
  }
  auto* table = call.interp.heap().make<Table>();
  table->name = Symbol(*text), table->metadata = metadata, table->origin = call.origin;
  place(world, *table, call.keyword("schema"));
  const std::string key = key_of(table->schema, *text);
  if (auto known = metadata->by_key.find(key); known != metadata->by_key.end()) {
    table = known->second;
    if (call.size() > 2 && !is_true(call.interp, call.keyword("extend_existing")) && !is_true(call.interp, call.keyword("keep_existing"))) {
      // One file that is read under two names says the same twice.
      if (table->origin.file != call.origin.file || table->origin.line != call.origin.line) call.interp.diag({.code = "table-declared-twice", .message = "the table " + key + " is declared a second time; the first counts (it stands in " + table->origin.str() + ")",
                        .origin = call.origin, .severity = Severity::warning});
      return table->self;
    }
    if (is_true(call.interp, call.keyword("keep_existing"))) return table->self;
  } else {
    Class* cls = call.self.as<Class>() ? call.self.as<Class>() : world.table;
    table->self = call.interp.instance(*cls, call.origin, table);
    metadata->tables.push_back(table);
    metadata->by_key.emplace(key, table);
    Constraint* primary = make_constraint(world, Constraint::Sort::primary_key, call.origin);
    primary->implicit = true, primary->table = table;
    table->constraints.push_back(primary);
    tell_listeners(world, "before_parent_attach", table->self, metadata->self, call.origin);
  }
  take_options(world, *table, call);
  if (table->columns.empty() && call.size() > 2) table->columns.reserve(call.size() - 2), table->by_key.reserve(call.size() - 2);
  for (std::size_t i = 2; i < call.size(); ++i) attach(world, *table, call.args[i], call.origin);
  if (call.unknown_args) table->unknown.push_back(call.unknown_args), table->columns_unknown = true;
  tell_listeners(world, "after_parent_attach", table->self, metadata->self, call.origin);
  return table->self;
}

Value collection(World& world, Table* table, std::vector<Column*> some = {}) {
  auto* made = world.interp.heap().make<Collection>();
  made->table = table, made->some = std::move(some);
  return world.interp.instance(*world.collection, table ? table->origin : Origin{}, made);
}

Value table_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  World& world = world_of(interp);
  auto* table = py::payload_of<Table>(self);
  if (!table) return {};
  const std::string_view wanted = name.view();
  if (wanted == "c" || wanted == "columns" || wanted == "exported_columns") return collection(world, table);
  if (wanted == "name") return interp.text(table->name);
  if (wanted == "fullname" || wanted == "key") return interp.text(key_of(table->schema, table->name.view()));
  if (wanted == "schema") return table->schema.empty() ? interp.none() : interp.text(table->schema);
  if (wanted == "metadata") return table->metadata->self;
  if (wanted == "comment") return table->comment ? table->comment : interp.none();
  if (wanted == "info") return table->info ? table->info : table->info = interp.dict();
  if (wanted == "primary_key") {
    Constraint* primary = table->primary_key();
    return primary ? Value(primary->self) : interp.none();
  }
  if (wanted == "indexes" || wanted == "constraints" || wanted == "foreign_keys" || wanted == "foreign_key_constraints") {
    py::Set* set = interp.set();
    if (wanted == "indexes")
      for (Index* index : table->indexes) interp.set_add(*set, index->self);
    else
      for (Constraint* c : table->constraints) {
        if (wanted == "constraints" || (c->sort == Constraint::Sort::foreign_key && wanted != "foreign_keys")) interp.set_add(*set, c->self);
        else if (wanted == "foreign_keys")
          for (ForeignKey* key : c->extras->elements) interp.set_add(*set, key->self);
      }
    return set;
  }
  if (wanted.starts_with("_")) return {};
  return interp.opaque("is a part of a table that is not modelled", at, wanted);
}

bool table_set(Interpreter&, Instance& self, Symbol name, Value value, const Origin&) {
  auto* table = py::payload_of<Table>(self);
  if (!table) return false;
  if (name == "comment") return table->comment = value, true;
  if (name == "info") return table->info = value, true;
  return false;
}

Value append(Call& call) {
  if (Table* table = table_of(call.self)) attach(world_of(call.interp), *table, call.need(0), call.origin);
  return call.interp.none();
}

// A copy in another metadata or schema.
// A copy refers to itself where the original does, and in another schema to what is beside it there, if the original
// did where it is (ForeignKeyConstraint._copy). `target` is a column, or "table.column" with or without a schema.
Value referred_from_copy(World& world, const Table& from, const Table& to, Value target) {
  std::vector<std::string> parts;  // schema, table, column
  if (Column* column = column_of(target); column && column->table)
    parts = {column->table->schema.str(), column->table->name.str(), std::string(column->key_text())};
  else if (auto text = py::text_of(target)) parts = split(*text, '.');
  if (parts.size() == 2) parts.insert(parts.begin(), std::string());
  if (parts.size() != 3 || parts[0] != from.schema.view()) return target;
  const bool itself = parts[1] == from.name.view();
  if (to.schema == from.schema ? !itself : to.schema.empty()) return target;
  const std::string schema = to.schema.empty() ? std::string() : to.schema.str() + '.';
  return world.interp.text(schema + (itself ? to.name.str() : parts[1]) + '.' + parts[2]);
}

Value to_metadata(Call& call) {
  World& world = world_of(call.interp);
  Table* from = table_of(call.self);
  auto* metadata = py::payload_of<MetaData>(call.need(0, "metadata"));
  if (!from || !metadata) return call.interp.opaque("is a copy of a table that is not known", call.origin);
  std::vector<Value> args = {is_given(call.keyword("name")) ? call.keyword("name") : call.interp.text(from->name), metadata->self};
  for (Column* column : from->columns) args.push_back(copy_column(world, *column)->self);
  std::vector<py::Named> keywords;
  Value schema = call.arg(1, "schema");
  if (py::text_of(schema)) keywords.push_back({.value = schema, .name = Symbol("schema")});
  else if (!schema && !from->schema.empty()) keywords.push_back({.value = call.interp.text(from->schema), .name = Symbol("schema")});
  Value made = call.interp.call(world.table, args, call.origin, keywords);
  Table* to = table_of(made);
  if (!to || to == from) return made;
  to->comment = from->comment, to->options = from->options;
  // Constraints and indexes come along, but for those that columns bring themselves.
  for (Constraint* c : std::vector(from->constraints)) {
    if (c->from_column || c->of_type || (c->implicit && c->sort == Constraint::Sort::primary_key)) continue;
    auto* copy = call.interp.heap().make<Constraint>(*c);
    copy->self = call.interp.instance(*c->self->cls, c->origin, copy);
    copy->table = nullptr;
    if (copy->extras) {
      copy->extras.own().elements.clear();
      for (Value& target : copy->extras.own().referenced) target = referred_from_copy(world, *from, *to, target);
    }
    for (Value& value : copy->columns)
      if (Column* column = column_of(value))
        if (Column* own = to->find(column->key_text())) value = own->self;
    attach_constraint(world, *to, *copy);
  }
  for (Index* index : std::vector(from->indexes)) {
    if (index->from_column) continue;
    auto* copy = call.interp.heap().make<Index>(*index);
    copy->self = call.interp.instance(*world.index, index->origin, copy);
    copy->table = nullptr;
    for (Value& value : copy->expressions)
      if (Column* column = column_of(value))
        if (Column* own = to->find(column->key_text())) value = own->self;
    attach_index(world, *to, *copy);
  }
  return made;
}

Value table_repr(Interpreter& interp, Instance& self) {
  auto* table = py::payload_of<Table>(self);
  return table ? interp.text(key_of(table->schema, table->name.view())) : Value();
}

// ---- table.c --------------------------------------------------------------------------------------------------------

Value collection_find(Interpreter& interp, Instance& self, std::string_view key, const Origin& at) {
  auto* found = py::payload_of<Collection>(self);
  if (!found) return {};
  for (Column* column : found->columns())
    if (column->key_text() == key) return column->self;
  if (found->table && found->table->columns_unknown) return interp.opaque("is a column of a table whose columns are not all known", at, key);
  return {};
}
Value collection_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) { return collection_find(interp, self, name.view(), at); }
Value collection_subscript(Interpreter& interp, Instance& self, Value key, const Origin& at) {
  if (auto text = py::text_of(key)) {
    if (Value found = collection_find(interp, self, *text, at)) return found;
    interp.raise("KeyError", std::string(*text));
  }
  if (auto number = py::integer_of(key))
    if (auto* found = py::payload_of<Collection>(self); found && *number >= 0 && static_cast<std::size_t>(*number) < found->columns().size())
      return found->columns()[static_cast<std::size_t>(*number)]->self;
  if (Column* column = column_of(key)) return collection_find(interp, self, column->key_text(), at);
  return {};
}
Value collection_iterate(Interpreter& interp, Instance& self, const Origin&) {
  std::vector<Value> out;
  if (auto* found = py::payload_of<Collection>(self))
    for (Column* column : found->columns()) out.push_back(column->self);
  return interp.list(out);
}
Value collection_length(Interpreter& interp, Instance& self) {
  auto* found = py::payload_of<Collection>(self);
  return interp.integer(found ? static_cast<std::int64_t>(found->columns().size()) : 0);
}
Value collection_compare(const py::Comparison& comparison) {
  if (comparison.op != ast::CompareOperator::in && comparison.op != ast::CompareOperator::not_in) return {};
  auto* found = py::payload_of<Collection>(comparison.right);
  if (!found) return {};
  bool inside = false;
  auto text = py::text_of(comparison.left);
  for (Column* column : found->columns()) inside = inside || (text ? column->key_text() == *text : Value(column->self) == comparison.left);
  return comparison.interp.boolean(inside == (comparison.op == ast::CompareOperator::in));
}
template <bool keys, bool values>
Value collection_list(Call& call) {
  std::vector<Value> out;
  if (auto* found = py::payload_of<Collection>(call.self))
    for (Column* column : found->columns()) {
      Value key = call.interp.text(column->key_text());
      out.push_back(keys && values ? call.interp.tuple({key, column->self}) : keys ? key : Value(column->self));
    }
  return call.interp.list(out);
}
Value collection_get(Call& call) {
  Value found = collection_find(call.interp, *call.self.as<Instance>(), text_or(call.need(0, "key")), call.origin);
  return found ? found : call.size() > 1 ? call.args[1] : call.interp.none();
}
Value contains_column(Call& call) {
  auto* found = py::payload_of<Collection>(call.self);
  Column* column = column_of(call.need(0));
  bool inside = false;
  if (found && column)
    for (Column* c : found->columns()) inside = inside || c == column;
  return call.interp.boolean(inside);
}

}  // namespace

MetaData* make_metadata(World& world, const Origin& at) {
  Value made = world.interp.call(world.metadata, {}, at);
  return py::payload_of<MetaData>(made);
}

MetaData* metadata_outside(World& world, Opaque& unknown) {
  auto package = [](const Opaque& opaque) { return opaque.name.view().substr(0, opaque.name.view().find_first_of(".(")); };
  for (MetaData* metadata : world.metadatas)
    if (metadata->outside && package(*metadata->outside) == package(unknown)) return metadata;
  MetaData* made = make_metadata(world, unknown.origin());
  made->outside = &unknown;
  return made;
}

namespace {

// ---- joins: something to select from that is no table of its own ------------------------------------------------------

void join_columns(Value side, std::vector<Column*>& into) {
  if (Table* table = table_of(side)) into.insert(into.end(), table->columns.begin(), table->columns.end());
  else if (auto* join = py::payload_of<Join>(side)) into.insert(into.end(), join->columns.begin(), join->columns.end());
}

// join(left, right), left.join(right) and the outer ones.
Value make_join(Call& call) {
  World& world = world_of(call.interp);
  auto* made = call.interp.heap().make<Join>();
  if (call.self) join_columns(call.self, made->columns);
  for (Value side : call.args) join_columns(side, made->columns);
  return call.interp.instance(*world.join, call.origin, made);
}

Value join_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  auto* join = py::payload_of<Join>(self);
  if (!join || name.view().starts_with("__")) return {};
  if (name == "c" || name == "columns" || name == "selected_columns") return collection(world_of(interp), nullptr, join->columns);
  return interp.opaque("is a part of a join that is not modelled", at, name.view());
}

}  // namespace

void fill_tables(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType metadata{.name = "MetaData", .init = metadata_init, .missing = metadata_missing, .set = metadata_set};
  static const py::NativeType table{.name = "Table", .construct = table_construct, .missing = table_missing, .set = table_set, .repr = table_repr, .str = table_repr};
  static const py::NativeType columns{.name = "ColumnCollection", .missing = collection_missing, .subscript = collection_subscript, .compare = collection_compare,
                                      .iterate = collection_iterate, .length = collection_length};
  world.metadata = &module.cls(metadata);
  for (auto name : {"create_all", "drop_all", "clear"}) module.method(*world.metadata, name, nothing);
  module.method(*world.metadata, "reflect", [](Call& call) {
    world_of(call.interp).unreadable.emplace_back("tables are read from the database when it runs: reflect()", call.origin);
    return call.interp.none();
  });
  module.method(*world.metadata, "remove", remove_table);
  world.table = &module.cls(table);
  module.method(*world.table, "append_column", append).method(*world.table, "append_constraint", append);
  for (auto name : {"to_metadata", "tometadata"}) module.method(*world.table, name, to_metadata);
  for (auto name : {"create", "drop", "add_is_dependent_on"}) module.method(*world.table, name, nothing);
  module.value("FromClause", world.table);
  static const py::NativeType join{.name = "Join", .missing = join_missing};
  world.join = &module.cls(join);
  for (auto name : {"join", "outerjoin"}) {
    module.function(name, make_join);
    module.method(*world.table, name, make_join).method(*world.join, name, make_join);
  }
  world.collection = &module.cls(columns);
  module.method(*world.collection, "keys", collection_list<true, false>).method(*world.collection, "values", collection_list<false, true>);
  module.method(*world.collection, "items", collection_list<true, true>).method(*world.collection, "get", collection_get);
  module.method(*world.collection, "contains_column", contains_column);
  for (auto name : {"ReadOnlyColumnCollection", "DedupeColumnCollection"}) module.value(name, world.collection);
}

}  // namespace trueup::sqla
