// Column(), mapped_column(), and what code may ask a column afterwards.
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

std::string_view Column::name_text() const {
  auto text = py::text_of(name);
  return text ? *text : std::string_view();
}
std::string_view Column::key_text() const {
  auto text = py::text_of(extras->key);
  return text ? *text : name_text();
}

Origin origin_of(Value value) {
  if (Class* cls = value.as<Class>()) return cls->origin();
  return value ? value->origin() : Origin{};
}

namespace {

using ColumnSetting = Setting<Column, ColumnExtras>;
constexpr ColumnSetting settings[] = {
    {"name", &Column::name}, {"type", &Column::type}, {"type_", &Column::type}, {"nullable", &Column::nullable},
    {"primary_key", &Column::primary_key}, {"comment", &Column::comment}, {"default", &Column::default_value}, {"server_default", &Column::server_default},
    {.name = "key", .extra = &ColumnExtras::key}, {.name = "unique", .extra = &ColumnExtras::unique}, {.name = "index", .extra = &ColumnExtras::index},
    {.name = "autoincrement", .extra = &ColumnExtras::autoincrement}, {.name = "insert_default", .extra = &ColumnExtras::insert_default},
    {.name = "onupdate", .extra = &ColumnExtras::onupdate}, {.name = "server_onupdate", .extra = &ColumnExtras::server_onupdate},
    {.name = "info", .extra = &ColumnExtras::info}, {.name = "doc", .extra = &ColumnExtras::doc}, {.name = "sort_order", .extra = &ColumnExtras::sort_order},
    {.name = "use_existing_column", .extra = &ColumnExtras::use_existing}, {.name = "system", .extra = &ColumnExtras::system},
};
const ColumnSetting* setting_named(Symbol name) {
  static const auto* index = [] {
    auto* of = new std::unordered_map<Symbol, const ColumnSetting*>;
    for (const ColumnSetting& setting : settings) of->emplace(Symbol(setting.name), &setting);
    return of;
  }();
  const auto found = index->find(name);
  return found == index->end() ? nullptr : found->second;
}

// A positional argument behind the name: the type, or one of the things that hang on a column.
void take(World& world, Column& column, Value arg) {
  if (py::is_none(arg)) return;
  if (is_type(world, arg)) {
    if (!column.type) column.type = arg;
  } else if (auto* key = py::payload_of<ForeignKey>(arg)) {
    key->parent = &column;
    column.foreign_keys.own().push_back(key);
  } else if (auto* constraint = py::payload_of<Constraint>(arg)) {
    constraint->extras.own().column = &column;
    column.extras.own().constraints.push_back(constraint);
  } else if (auto* sequence = py::payload_of<Sequence>(arg)) {
    sequence->column = &column;
    column.extras.own().sequence = sequence;
  } else if (auto* identity = py::payload_of<Identity>(arg)) {
    column.extras.own().identity = identity;
  } else if (auto* computed = py::payload_of<Computed>(arg)) {
    column.extras.own().computed = computed;
  } else if (Opaque* opaque = unknown_in(arg)) {
    // The type stands before everything else, so what comes before a known type was not one.
    if (!column.type) column.type = arg;
    else if (!column.extras->unknown_args) column.extras.own().unknown_args = opaque;
  } else if (is_clause(world, arg) || (arg.as<Instance>() && arg.as<Instance>()->cls->is_subclass_of(world.fetched))) {
    column.server_default = arg;  // FetchedValue, DefaultClause
  } else if (!column.type) {
    column.type = arg;  // something that is no type: said when it is read
  }
}

void column_init(Call& call) {
  World& world = world_of(call.interp);
  Instance* self = call.self.as<Instance>();
  if (!self) return;
  Column* column = call.interp.heap().make<Column>();
  py::set_payload(*self, column);
  column->self = self, column->created = ++world.columns_made;
  column->origin = call.origin;
  column->is_mapped_column = self->cls->is_subclass_of(world.mapped_column);
  if (call.unknown_args) column->extras.own().unknown_args = call.unknown_args;
  std::size_t at = 0;
  if (call.size() > 0) {
    Value first = call.args[0];
    if (py::text_of(first) || py::is_none(first)) {
      if (!py::is_none(first)) column->name = first;
      ++at;
    } else if (unknown_in(first) && call.size() > 1 && is_type(world, call.args[1])) {
      column->name = first;
      ++at;
    }
  }
  for (; at < call.size(); ++at) take(world, *column, call.args[at]);
  for (const py::Named& keyword : call.keywords)
    if (const ColumnSetting* setting = setting_named(keyword.name)) setting->in(*column) = keyword.value;
  if (py::is_none(column->name)) column->name = {};
  if (py::is_none(column->type)) column->type = {};
  // Identity() and Computed() may be given as the server default, a Sequence as the default.
  if (auto* identity = py::payload_of<Identity>(column->server_default)) column->extras.own().identity = identity, column->server_default = {};
  if (auto* computed = py::payload_of<Computed>(column->server_default)) column->extras.own().computed = computed, column->server_default = {};
  if (auto* sequence = py::payload_of<Sequence>(column->default_value)) sequence->column = column, column->extras.own().sequence = sequence, column->default_value = {};
}

Value column_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  World& world = world_of(interp);
  auto* column = py::payload_of<Column>(self);
  if (!column) return {};
  const std::string_view wanted = name.view();
  auto or_none = [&](Value value) { return value ? value : interp.none(); };
  if (wanted == "key") return column->extras->key ? column->extras->key : or_none(column->name);
  if (wanted == "nullable") {
    if (column->nullable && !py::is_none(column->nullable)) return column->nullable;
    return interp.boolean(!is_true(interp, column->primary_key) && !column->extras->identity);
  }
  if (wanted == "primary_key") return column->primary_key ? column->primary_key : interp.boolean(false);
  if (wanted == "autoincrement") return column->extras->autoincrement ? column->extras->autoincrement : interp.text("auto");
  if (wanted == "type") return column->type ? type_instance(world, column->type, at) : make_type(world, "NullType", {}, {}, at);
  if (wanted == "default" && column->extras->sequence) return column->extras->sequence->self;
  if (wanted == "info" && !column->extras->info) return column->extras.own().info = interp.dict();
  if (const ColumnSetting* setting = setting_named(name)) return or_none(setting->of(*column));
  if (wanted == "table") return column->table ? Value(column->table->self) : interp.none();
  if (wanted == "column" || wanted == "expression" || wanted == "comparator" || wanted == "property" || wanted == "prop" || wanted == "element") return &self;
  if (wanted == "columns") return interp.list({Value(&self)});
  if (wanted == "class_" || wanted == "parent") return column->table && column->table->mapped ? Value(column->table->mapped) : interp.none();
  if (wanted == "foreign_keys" || wanted == "constraints") {
    py::Set* set = interp.set();
    for (ForeignKey* key : *column->foreign_keys)
      if (wanted == "foreign_keys") interp.set_add(*set, key->self);
    for (Constraint* constraint : column->extras->constraints)
      if (wanted == "constraints") interp.set_add(*set, constraint->self);
    return set;
  }
  if (wanted == "computed" || wanted == "identity" || wanted == "server_onupdate") return interp.none();
  if (wanted == "is_clause_element") return interp.boolean(true);
  if (wanted == "_sort_order") return column->extras->sort_order ? column->extras->sort_order : interp.integer(0);
  if (wanted.starts_with("_")) return {};
  return interp.opaque("is a part of a column that is not modelled", at, wanted);
}

bool column_set(Interpreter&, Instance& self, Symbol name, Value value, const Origin&) {
  auto* column = py::payload_of<Column>(self);
  if (!column) return false;
  if (const ColumnSetting* setting = setting_named(name)) {
    setting->in(*column) = py::is_none(value) && (name == "name" || name == "type") ? Value() : value;
    if (auto* sequence = py::payload_of<Sequence>(value); sequence && name == "default") column->extras.own().sequence = sequence, column->default_value = {};
    else if (name == "default") column->extras.own().sequence = nullptr;
    return true;
  }
  return false;
}

Value copy_method(Call& call) {
  Column* column = py::payload_of<Column>(call.self);
  return column ? Value(copy_column(world_of(call.interp), *column)->self) : Value();
}

Value repr(Interpreter& interp, Instance& self) {
  auto* column = py::payload_of<Column>(self);
  if (!column) return {};
  return interp.text((column->table ? column->table->name.str() + '.' : std::string()) + std::string(column->name_text()));
}

Value references(Call& call) { return call.interp.boolean(false); }

}  // namespace

Column* make_column(World& world, Class& cls, const Origin& at) {
  Column* column = world.interp.heap().make<Column>();
  column->self = world.interp.instance(cls, at, column);
  column->created = ++world.columns_made;
  column->origin = at;
  column->is_mapped_column = cls.is_subclass_of(world.mapped_column);
  return column;
}

Column* copy_column(World& world, const Column& from) {
  py::Heap& heap = world.interp.heap();
  Column* copy = heap.make<Column>(from);
  copy->self = world.interp.instance(*from.self->cls, from.origin, copy);
  copy->self->attrs = from.self->attrs;
  copy->table = nullptr;
  copy->copied_from = const_cast<Column*>(&from);
  // A key that is part of its table's constraint by now is not copied with the column (Column._copy).
  if (copy->foreign_keys) {
    std::vector<ForeignKey*>& keys = copy->foreign_keys.own();
    std::erase_if(keys, [](ForeignKey* key) { return key->constraint != nullptr; });
    for (ForeignKey*& key : keys) {
      key = heap.make<ForeignKey>(*key);
      key->parent = copy, key->constraint = nullptr;
      key->self = world.interp.instance(*world.foreign_key, key->origin, key);
    }
  }
  if (copy->extras)
    for (Constraint*& constraint : copy->extras.own().constraints) {
      constraint = heap.make<Constraint>(*constraint);
      constraint->extras.own().column = copy, constraint->table = nullptr;
      constraint->self = world.interp.instance(*constraint->self->cls, constraint->origin, constraint);
    }
  if (is_given(from.extras->info))
    if (auto* dict = from.extras->info.as<py::Dict>()) {
      py::Dict* own = world.interp.dict();
      for (const auto& entry : dict->entries)
        if (entry.key) world.interp.dict_set(*own, entry.key, entry.value);
      copy->extras.own().info = own;
    }
  return copy;
}

Column* column_of(Value value) {
  if (auto* column = py::payload_of<Column>(value)) return column;
  if (auto* attribute = py::payload_of<Attribute>(value); attribute && attribute->columns.size() == 1) return column_of(attribute->columns[0]);
  return nullptr;
}

void fill_columns(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType column{.name = "Column", .init = column_init, .missing = column_missing, .set = column_set, .subscript = clause_subscript,
                                     .binary = clause_binary, .compare = clause_compare, .unary = clause_unary, .repr = repr, .str = repr};
  static const py::NativeType mapped{.name = "MappedColumn", .init = column_init, .missing = column_missing, .set = column_set, .subscript = clause_subscript,
                                     .binary = clause_binary, .compare = clause_compare, .unary = clause_unary, .repr = repr, .str = repr};
  world.column = &module.cls(column, {world.clause});
  world.mapped_column = &module.cls(mapped, {world.clause});
  // Not the methods of clauses: `.name`, `.type` and their like are asked first, then these by way of the base class.
  for (Class* cls : {world.column, world.mapped_column}) {
    module.method(*cls, "copy", copy_method).method(*cls, "_copy", copy_method).method(*cls, "references", references);
  }
  module.value("mapped_column", world.mapped_column);
  module.value("InstrumentedAttribute", world.column).value("QueryableAttribute", world.column);
}

}  // namespace trueup::sqla
