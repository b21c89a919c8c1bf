// ForeignKey, the constraints, Index, Sequence, Identity, Computed: made, looked at, attached to their tables.
#include "base/text.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

std::vector<py::Named> postgresql_options(const Call& call) {
  std::vector<py::Named> out;
  for (const py::Named& keyword : call.keywords)
    if (keyword.name.view().starts_with("postgresql_")) out.push_back(keyword);
  return out;
}

// ---- ForeignKey -----------------------------------------------------------------------------------------------------

void foreign_key_init(Call& call) {
  Instance* self = call.self.as<Instance>();
  auto* key = call.interp.heap().make<ForeignKey>();
  py::set_payload(*self, key);
  key->self = self, key->origin = call.origin;
  key->target = call.arg(0, "column");
  key->name = call.arg(3, "name");
  key->use_alter = call.keyword("use_alter");
  key->onupdate = call.keyword("onupdate"), key->ondelete = call.keyword("ondelete");
  key->deferrable = call.keyword("deferrable"), key->initially = call.keyword("initially"), key->match = call.keyword("match");
  key->options = postgresql_options(call);
}

struct KeySetting { const char* name; Value ForeignKey::*member; };
constexpr KeySetting key_settings[] = {{"name", &ForeignKey::name}, {"onupdate", &ForeignKey::onupdate}, {"ondelete", &ForeignKey::ondelete},
                                       {"deferrable", &ForeignKey::deferrable}, {"initially", &ForeignKey::initially}, {"match", &ForeignKey::match},
                                       {"use_alter", &ForeignKey::use_alter}};

Value foreign_key_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  auto* key = py::payload_of<ForeignKey>(self);
  if (!key) return {};
  for (const KeySetting& setting : key_settings)
    if (name == setting.name) return key->*setting.member ? key->*setting.member : interp.none();
  if (name == "parent") return key->parent ? Value(key->parent->self) : interp.none();
  if (name == "constraint") return key->constraint ? Value(key->constraint->self) : interp.none();
  if (name == "target_fullname" || name == "_colspec") {
    if (py::text_of(key->target)) return key->target;
    if (Column* column = column_of(key->target); column && column->table)
      return interp.text((column->table->schema.empty() ? "" : column->table->schema.str() + '.') + column->table->name.str() + '.' + std::string(column->name_text()));
    return interp.opaque("is a foreign key whose target is not known yet", at);
  }
  if (name == "column") {
    if (Column* column = column_of(key->target)) return column->self;
    return interp.opaque("is a foreign key whose target is not known yet", at);
  }
  return {};
}

bool foreign_key_set(Interpreter&, Instance& self, Symbol name, Value value, const Origin&) {
  auto* key = py::payload_of<ForeignKey>(self);
  if (!key) return false;
  for (const KeySetting& setting : key_settings)
    if (name == setting.name) {
      key->*setting.member = value;
      if (key->constraint && name == "name") key->constraint->name = value;
      if (key->constraint && name == "ondelete") key->constraint->extras.own().ondelete = value;
      return true;
    }
  return false;
}

// ---- constraints ----------------------------------------------------------------------------------------------------

const Symbol name_name("name"), deferrable_name("deferrable"), initially_name("initially");

Constraint* begin(Call& call, Constraint::Sort sort) {
  Instance* self = call.self.as<Instance>();
  auto* constraint = call.interp.heap().make<Constraint>();
  py::set_payload(*self, constraint);
  constraint->sort = sort, constraint->self = self, constraint->origin = call.origin;
  if (call.unknown_args) constraint->extras.own().unknown = call.unknown_args;
  for (const py::Named& keyword : call.keywords) {
    if (keyword.name == name_name) constraint->name = keyword.value;
    else if (keyword.name == deferrable_name) constraint->extras.own().deferrable = keyword.value;
    else if (keyword.name == initially_name) constraint->extras.own().initially = keyword.value;
    else if (keyword.name.view().starts_with("postgresql_")) constraint->extras.own().options.push_back(keyword);
  }
  return constraint;
}

Table* table_in(const Sql& sql, int depth = 0) {
  if (sql.column && sql.column->table) return sql.column->table;
  if (depth < 100)
    for (const Sql* part : sql.parts)
      if (Table* found = table_in(*part, depth + 1)) return found;
  return nullptr;
}

// A constraint over columns that have a table belongs to it without being told.
void attach_by_columns(World& world, Constraint& constraint) {
  for (Value value : constraint.columns)
    if (Column* column = column_of(value)) {
      if (!column->table) return;
      attach_constraint(world, *column->table, constraint);
      return;
    }
}

void unique_init(Call& call) {
  Constraint* c = begin(call, Constraint::Sort::unique);
  c->columns.assign(call.args.begin(), call.args.end());
  world_of(call.interp).loose_constraints.push_back(c);
  attach_by_columns(world_of(call.interp), *c);
}
void primary_key_init(Call& call) {
  Constraint* c = begin(call, Constraint::Sort::primary_key);
  c->columns.assign(call.args.begin(), call.args.end());
  attach_by_columns(world_of(call.interp), *c);
}
void check_init(Call& call) {
  Constraint* c = begin(call, Constraint::Sort::check);
  c->sqltext = call.arg(0, "sqltext");
  if (call.size() > 1) c->name = call.args[1];
  if (Value table = call.keyword("table"); table_of(table)) attach_constraint(world_of(call.interp), *table_of(table), *c);
  else if (World& world = world_of(call.interp); is_clause(world, c->sqltext))
    if (Table* found = table_in(*sql_of(world, c->sqltext))) attach_constraint(world, *found, *c);
}
void foreign_keys_init(Call& call) {
  Constraint* c = begin(call, Constraint::Sort::foreign_key);
  auto columns = call.interp.elements(call.need(0, "columns"), call.origin), referenced = call.interp.elements(call.need(1, "refcolumns"), call.origin);
  ConstraintExtras& extras = c->extras.own();
  c->columns = columns.values, extras.referenced = referenced.values;
  if (columns.unknown) extras.unknown = columns.unknown;
  if (referenced.unknown) extras.unknown = referenced.unknown;
  if (Value name = call.arg(2, "name")) c->name = name;
  extras.onupdate = call.arg(3, "onupdate"), extras.ondelete = call.arg(4, "ondelete");
  extras.match = call.keyword("match"), extras.use_alter = call.keyword("use_alter");
  if (Value table = call.keyword("table"); table_of(table)) attach_constraint(world_of(call.interp), *table_of(table), *c);
  else attach_by_columns(world_of(call.interp), *c);
}
void exclude_init(Call& call) {
  Constraint* c = begin(call, Constraint::Sort::exclude);
  for (Value pair : call.args) {
    auto two = py::sequence_of(pair);
    if (two.size() == 2) c->columns.push_back(two[0]);
  }
  c->sqltext = call.keyword("where");
  if (Value method = call.keyword("using")) c->extras.own().options.push_back({.value = method, .name = Symbol("using")});
}

std::vector<Column*> columns_of(const Constraint& c) {
  std::vector<Column*> out;
  for (ForeignKey* element : c.extras->elements)
    if (element->parent) out.push_back(element->parent);
  if (!out.empty()) return out;
  for (Value value : c.columns)
    if (Column* column = column_of(value)) out.push_back(column);
    else if (auto name = py::text_of(value); name && c.table)
      if (Column* found = c.table->find(*name)) out.push_back(found);
  if (c.implicit && c.table)
    for (Column* column : c.table->columns)
      if (auto* yes = column->primary_key.as<py::Boolean>(); yes && yes->value) out.push_back(column);
  if (out.empty() && c.extras->column) out.push_back(c.extras->column);
  return out;
}

using ConstraintSetting = Setting<Constraint, ConstraintExtras>;
constexpr ConstraintSetting constraint_settings[] = {
    {"name", &Constraint::name}, {"sqltext", &Constraint::sqltext},
    {.name = "deferrable", .extra = &ConstraintExtras::deferrable}, {.name = "initially", .extra = &ConstraintExtras::initially},
    {.name = "onupdate", .extra = &ConstraintExtras::onupdate}, {.name = "ondelete", .extra = &ConstraintExtras::ondelete},
    {.name = "use_alter", .extra = &ConstraintExtras::use_alter}, {.name = "match", .extra = &ConstraintExtras::match}};

Value constraint_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  auto* c = py::payload_of<Constraint>(self);
  if (!c) return {};
  if (name == "sqltext" && py::text_of(c->sqltext)) return make_clause(world_of(interp), {.sort = Sql::Sort::text, .word = text_or(c->sqltext)}, at);
  for (const ConstraintSetting& setting : constraint_settings)
    if (name == setting.name) return setting.of(*c) ? setting.of(*c) : interp.none();
  if (name == "table" || name == "parent") return c->table ? Value(c->table->self) : interp.none();
  std::vector<Value> found;
  if (name == "columns" || name == "c") {
    for (Column* column : columns_of(*c)) found.push_back(column->self);
    return interp.list(found);
  }
  if (name == "column_keys") {
    for (Column* column : columns_of(*c)) found.push_back(interp.text(column->key_text()));
    return interp.list(found);
  }
  if (name == "elements") {
    for (ForeignKey* key : c->extras->elements) found.push_back(key->self);
    return interp.list(found);
  }
  if (name == "referred_table") {
    for (ForeignKey* key : c->extras->elements)
      if (Column* column = column_of(key->target); column && column->table) return column->table->self;
    return interp.opaque("is a foreign key whose target is not known yet", at);
  }
  if (name == "info" || name == "dialect_options") return interp.dict();
  if (name == "_type_bound") return interp.boolean(c->of_type);
  return {};
}

bool constraint_set(Interpreter&, Instance& self, Symbol name, Value value, const Origin&) {
  auto* c = py::payload_of<Constraint>(self);
  if (!c) return false;
  for (const ConstraintSetting& setting : constraint_settings)
    if (name == setting.name) return setting.in(*c) = value, true;
  return false;
}

// ---- Index ----------------------------------------------------------------------------------------------------------

void index_init(Call& call) {
  World& world = world_of(call.interp);
  Instance* self = call.self.as<Instance>();
  auto* index = call.interp.heap().make<Index>();
  index->self = self, index->origin = call.origin;
  py::set_payload(*self, index);
  index->unknown = call.unknown_args;
  index->name = call.arg(0, "name");
  for (std::size_t i = 1; i < call.size(); ++i) index->expressions.push_back(call.args[i]);
  index->unique = call.keyword("unique");
  index->options = postgresql_options(call);
  if (Table* table = table_of(call.keyword("_table"))) return attach_index(world, *table, *index);
  if (Table* table = table_of_expressions(world, *index)) attach_index(world, *table, *index);
  else world.loose_indexes.push_back(index);
}

Value index_missing(Interpreter& interp, Instance& self, Symbol name, const Origin&) {
  auto* index = py::payload_of<Index>(self);
  if (!index) return {};
  if (name == "name") return index->name ? index->name : interp.none();
  if (name == "unique") return index->unique ? index->unique : interp.boolean(false);
  if (name == "table") return index->table ? Value(index->table->self) : interp.none();
  if (name == "columns" || name == "expressions" || name == "c") {
    std::vector<Value> found;
    for (Value value : index->expressions) {
      auto text = py::text_of(value);
      Column* column = text && index->table ? index->table->find(*text) : column_of(value);
      if (column) found.push_back(column->self);
      else if (name == "expressions") found.push_back(value);
    }
    return interp.list(found);
  }
  if (name == "dialect_options" || name == "kwargs" || name == "dialect_kwargs" || name == "info") return interp.dict();
  return {};
}

bool index_set(Interpreter&, Instance& self, Symbol name, Value value, const Origin&) {
  auto* index = py::payload_of<Index>(self);
  if (index && name == "name") return index->name = value, true;
  if (index && name == "unique") return index->unique = value, true;
  return false;
}

// .ddl_if(dialect="sqlite"): not for us.
Value ddl_if(Call& call) {
  auto* index = py::payload_of<Index>(call.self);
  auto* constraint = py::payload_of<Constraint>(call.self);
  Value dialect = call.arg(0, "dialect");
  bool elsewhere = false;
  if (auto name = py::text_of(dialect)) elsewhere = *name != "postgresql";
  else if (dialect.as<py::Tuple>() || dialect.as<py::List>()) {
    elsewhere = true;
    for (Value one : py::sequence_of(dialect)) elsewhere = elsewhere && text_or(one) != "postgresql";
  }
  if (index) index->elsewhere = elsewhere;
  if (constraint && elsewhere) constraint->extras.own().options.push_back({.value = call.interp.boolean(true), .name = Symbol("elsewhere")});
  return call.self;
}

// ---- Sequence, Identity, Computed -----------------------------------------------------------------------------------

void sequence_init(Call& call) {
  World& world = world_of(call.interp);
  Instance* self = call.self.as<Instance>();
  auto* s = call.interp.heap().make<Sequence>();
  py::set_payload(*self, s);
  s->self = self, s->origin = call.origin;
  s->name = call.arg(0, "name"), s->start = call.arg(1, "start"), s->increment = call.arg(2, "increment");
  s->minvalue = call.keyword("minvalue"), s->maxvalue = call.keyword("maxvalue"), s->cycle = call.keyword("cycle"), s->cache = call.keyword("cache");
  s->schema = call.keyword("schema"), s->data_type = call.keyword("data_type"), s->optional = call.keyword("optional"), s->metadata = call.keyword("metadata");
  world.sequences.push_back(s);
}

Value next_value(Call& call) {
  auto* s = py::payload_of<Sequence>(call.self);
  const std::string schema = text_or(s ? s->schema : Value()), name = text_or(s ? s->name : Value());
  return make_clause(world_of(call.interp), {.sort = Sql::Sort::text, .word = "nextval('" + (schema.empty() ? "" : schema + '.') + name + "')"}, call.origin);
}

Value sequence_missing(Interpreter& interp, Instance& self, Symbol name, const Origin&) {
  auto* s = py::payload_of<Sequence>(self);
  if (!s) return {};
  Value found = name == "name" ? s->name : name == "schema" ? s->schema : name == "start" ? s->start : name == "optional" ? s->optional : Value();
  return found ? found : interp.none();
}

void identity_init(Call& call) {
  auto* identity = call.interp.heap().make<Identity>();
  py::set_payload(*call.self.as<Instance>(), identity);
  // Identity(start=1) in 2.0: `always` is the first argument.
  identity->always = call.arg(0, "always"), identity->start = call.keyword("start"), identity->increment = call.keyword("increment");
}

void computed_init(Call& call) {
  auto* computed = call.interp.heap().make<Computed>();
  py::set_payload(*call.self.as<Instance>(), computed);
  computed->sqltext = call.arg(0, "sqltext"), computed->persisted = call.arg(1, "persisted");
}

// FetchedValue(): something else puts the default there. DefaultClause(x): x.
void fetched_init(Call&) {}
Value default_clause(Call& call) { return call.need(0, "arg"); }

}  // namespace

Table* table_of_expressions(World& world, const Index& index) {
  for (Value value : index.expressions) {
    if (py::text_of(value) && !is_clause(world, value)) continue;
    if (!is_clause(world, value)) continue;
    if (Table* table = table_in(*sql_of(world, value))) return table;
  }
  return nullptr;
}

Constraint* make_constraint(World& world, Constraint::Sort sort, const Origin& at) {
  auto* c = world.interp.heap().make<Constraint>();
  Class* classes[] = {world.primary_key, world.unique, world.check, world.foreign_keys, world.exclude};
  c->sort = sort, c->origin = at;
  c->self = world.interp.instance(*classes[static_cast<int>(sort)], at, c);
  return c;
}

Index* make_index(World& world, const Origin& at) {
  auto* index = world.interp.heap().make<Index>();
  index->origin = at;
  index->self = world.interp.instance(*world.index, at, index);
  return index;
}

void fill_constraints(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType foreign_key{.name = "ForeignKey", .init = foreign_key_init, .missing = foreign_key_missing, .set = foreign_key_set};
  static const py::NativeType constraint{.name = "Constraint", .missing = constraint_missing, .set = constraint_set};
  static const py::NativeType check{.name = "CheckConstraint", .init = check_init, .missing = constraint_missing, .set = constraint_set};
  static const py::NativeType unique{.name = "UniqueConstraint", .init = unique_init, .missing = constraint_missing, .set = constraint_set};
  static const py::NativeType primary_key{.name = "PrimaryKeyConstraint", .init = primary_key_init, .missing = constraint_missing, .set = constraint_set};
  static const py::NativeType foreign_keys{.name = "ForeignKeyConstraint", .init = foreign_keys_init, .missing = constraint_missing, .set = constraint_set};
  static const py::NativeType exclude{.name = "ExcludeConstraint", .init = exclude_init, .missing = constraint_missing, .set = constraint_set};
  static const py::NativeType index{.name = "Index", .init = index_init, .missing = index_missing, .set = index_set};
  static const py::NativeType sequence{.name = "Sequence", .init = sequence_init, .missing = sequence_missing};
  static const py::NativeType identity{.name = "Identity", .init = identity_init};
  static const py::NativeType computed{.name = "Computed", .init = computed_init};
  static const py::NativeType fetched{.name = "FetchedValue", .init = fetched_init};
  world.foreign_key = &module.cls(foreign_key);
  world.constraint = &module.cls(constraint);
  world.check = &module.cls(check, {world.constraint});
  world.unique = &module.cls(unique, {world.constraint});
  world.primary_key = &module.cls(primary_key, {world.constraint});
  world.foreign_keys = &module.cls(foreign_keys, {world.constraint});
  world.exclude = &module.cls(exclude, {world.constraint});
  world.index = &module.cls(index);
  world.sequence = &module.cls(sequence);
  world.identity = &module.cls(identity);
  world.computed = &module.cls(computed);
  world.fetched = &module.cls(fetched);
  module.value("ColumnCollectionConstraint", world.constraint);
  module.method(*world.index, "ddl_if", ddl_if).method(*world.constraint, "ddl_if", ddl_if);
  // Made one by one in a listener: they belong to their tables already.
  for (Class* cls : {world.index, world.sequence})
    for (auto name : {"create", "drop"}) module.method(*cls, name, [](Call& call) { return call.interp.none(); });
  module.method(*world.sequence, "next_value", next_value);
  module.function("DefaultClause", default_clause).function("ColumnDefault", default_clause);
  module.value("ExcludeConstraint", world.exclude);
}

}  // namespace trueup::sqla
