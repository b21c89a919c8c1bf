// Events: project functions that are told when something joins its table, when classes are mapped, before and after
// tables are made; and DDL(), the SQL that models bring themselves.
#include "base/text.h"
#include "model/quote.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/unread.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

struct Ddl {
  Value text = {};
  Value context = {};
  bool elsewhere = false;  // execute_if(dialect="sqlite")
  Constraint* constraint = nullptr;  // AddConstraint(constraint)
  bool repeats = false;              // CreateTable(table), CreateIndex(index): what create_all does anyway
};

void listen_to(World& world, Value target, Value identifier, Value function, bool propagate) {
  world.listeners.push_back({.target = target, .event = Symbol(text_or(identifier)), .function = function, .propagate = propagate});
}
bool propagates(const Call& call) { return is_true(call.interp, call.keyword("propagate")); }

Value listen(Call& call) {
  listen_to(world_of(call.interp), call.need(0, "target"), call.need(1, "identifier"), call.need(2, "fn"), propagates(call));
  return call.interp.none();
}

Value listens_for(Call& call) {
  return call.interp.function("listens_for", [](Call& inner) {
    auto bound = py::sequence_of(inner.function.as<py::NativeFunction>()->bound);
    listen_to(world_of(inner.interp), bound[0], bound[1], inner.need(0), is_true(inner.interp, bound[2]));
    return inner.args[0];
  }, "sqlalchemy.event.listens_for", call.interp.tuple({call.need(0, "target"), call.need(1, "identifier"), call.interp.boolean(propagates(call))}));
}

// Whether a listener's target means this object: itself, its class, or a class above that.
bool means(World& world, Value target, Value object) {
  if (target == object) return true;
  // orm.mapper, the function of 1.x, means all mappers.
  if (target.as<py::NativeFunction>()) return object.as<Instance>() && object.as<Instance>()->cls == world.mapper;
  Class* cls = target.as<Class>();
  if (!cls) return false;
  if (Class* mapped = object.as<Class>()) return mapped->is_subclass_of(cls);
  Instance* instance = object.as<Instance>();
  if (!instance) return false;
  return instance->cls->is_subclass_of(cls);
}

void ddl_init(Call& call) {
  auto* ddl = call.interp.heap().make<Ddl>();
  ddl->text = call.arg(0, "statement"), ddl->context = call.keyword("context");
  py::set_payload(*call.self.as<Instance>(), ddl);
}

// AddConstraint(): the constraint is no longer part of CREATE TABLE; it comes when this is executed, or never.
void add_constraint_init(Call& call) {
  auto* ddl = call.interp.heap().make<Ddl>();
  Value element = call.need(0, "element");
  ddl->constraint = py::payload_of<Constraint>(element);
  if (ddl->constraint) ddl->constraint->extras.own().options.push_back({.value = call.interp.boolean(true), .name = Symbol("elsewhere")});
  else ddl->text = unknown_in(element) ? element : Value(call.interp.opaque("adds a constraint that is not known", call.origin));
  py::set_payload(*call.self.as<Instance>(), ddl);
}
void create_again_init(Call& call) {
  auto* ddl = call.interp.heap().make<Ddl>();
  ddl->repeats = true;
  py::set_payload(*call.self.as<Instance>(), ddl);
}
void create_schema_init(Call& call) {
  auto* ddl = call.interp.heap().make<Ddl>();
  Value name = call.need(0, "name");
  ddl->text = unknown_in(name) ? name : Value(call.interp.text("CREATE SCHEMA IF NOT EXISTS " + quote_identifier(replace_all(text_or(name), "%", "%%"))));
  py::set_payload(*call.self.as<Instance>(), ddl);
}

Value execute_if(Call& call) {
  auto* ddl = py::payload_of<Ddl>(call.self);
  Value dialect = call.keyword("dialect");
  if (ddl) {
    if (auto name = py::text_of(dialect)) ddl->elsewhere = *name != "postgresql";
    else if (dialect.as<py::Tuple>() || dialect.as<py::List>()) {
      ddl->elsewhere = true;
      for (Value one : py::sequence_of(dialect)) ddl->elsewhere = ddl->elsewhere && text_or(one) != "postgresql";
    }
  }
  return call.self;
}

// DDL's own formatting: %(table)s, %(schema)s, %(fullname)s, what the context says, and %% for %.
std::string format_ddl(World& world, const Ddl& ddl, Table* table, std::string& reason) {
  auto text = py::text_of(ddl.text);
  if (!text) {
    Opaque* opaque = unknown_in(ddl.text);
    reason = opaque ? py::describe(*opaque) : "is no text";
    return {};
  }
  std::string out(*text);
  if (table) {
    const std::string schema = table->schema.empty() ? "" : table->schema.str();
    out = replace_all(out, "%(table)s", table->name.view());
    out = replace_all(out, "%(schema)s", schema);
    out = replace_all(out, "%(fullname)s", (schema.empty() ? "" : schema + '.') + table->name.str());
  }
  if (auto* dict = ddl.context.as<py::Dict>())
    for (const auto& entry : dict->entries)
      if (entry.key) out = replace_all(out, "%(" + text_or(entry.key) + ")s", world.interp.str(entry.value));
  return replace_all(out, "%%", "%");
}

void declare(World& world, Value statement, Table* table, const Origin& at) {
  std::string reason, text;
  if (auto* ddl = py::payload_of<Ddl>(statement)) {
    if (ddl->elsewhere || ddl->repeats) return;
    if (Constraint* constraint = ddl->constraint) {
      std::erase_if(constraint->extras.own().options, [](const py::Named& option) { return option.name == "elsewhere"; });
      if (!constraint->table && table) attach_constraint(world, *table, *constraint);
      return;
    }
    text = format_ddl(world, *ddl, table, reason);
  } else if (unknown_in(statement)) {
    reason = py::describe(*unknown_in(statement));
  } else {
    SqlText written = sql_text_of(world, statement);
    text = written.text, reason = written.reason;
  }
  if (!reason.empty()) return void(world.unreadable.emplace_back("runs SQL that is not known: " + reason, at));
  world.statements.push_back({{.text = text, .origin = origin_of(statement).line ? origin_of(statement) : at}, table});
}

// The connection a listener gets: what is executed on it is declared SQL.
struct Connection {
  Table* table = nullptr;
};
// A question declares nothing.
bool is_question(Value statement) {
  if (Opaque* opaque = unknown_in(statement)) return opaque->name.view().starts_with("sqlalchemy.") && opaque->name.view().find("select(") != std::string_view::npos;
  auto* clause = py::payload_of<py::Text>(statement);
  const std::string text(clause ? clause->view() : py::text_of(statement).value_or(std::string_view()));
  return lower(std::string(trim(text).substr(0, 6))) == "select";
}
Value execute_on(Call& call, Value connection, Value statement) {
  auto* known = py::payload_of<Connection>(connection);
  if (!is_question(statement)) declare(world_of(call.interp), statement, known ? known->table : nullptr, call.origin);
  return call.interp.opaque("is the answer of a database, and there is none", call.origin, "execute()");
}
Value execute(Call& call) { return execute_on(call, call.self, call.need(0, "statement")); }
Value ddl_execute(Call& call) { return execute_on(call, call.arg(0, "bind"), call.self); }
Value connection_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  if (name == "dialect") return dialect_of(world_of(interp));
  if (name == "engine") return &self;
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is a question to a database, and there is none", at, name.view());
}

Value run(World& world, const Listener& listener, const std::vector<Value>& args, const std::vector<py::Named>& keywords, const Origin& at) {
  auto made = world.interp.attempt([&] { return world.interp.call(listener.function, args, at, keywords); }, at);
  if (!made) {
    Diag diag = made.error();
    if (!may_declare(listener.function)) return {};
    world.unreadable.emplace_back("what a listener declares was not read: " + diag.message, diag.origin ? diag.origin : at);
    return {};
  }
  return *made;
}

}  // namespace

void tell_listeners(World& world, std::string_view event, Value object, Value parent, const Origin& at) {
  if (world.listeners.empty()) return;
  static const std::unordered_map<std::string_view, Symbol> names = {
      {"before_parent_attach", Symbol("before_parent_attach")}, {"after_parent_attach", Symbol("after_parent_attach")}};
  const auto known = names.find(event);
  const Symbol wanted = known == names.end() ? Symbol(event) : known->second;
  // By index: a listener may add listeners.
  for (std::size_t i = 0; i < world.listeners.size(); ++i) {
    const Listener listener = world.listeners[i];
    if (listener.event != wanted || !means(world, listener.target, object)) continue;
    run(world, listener, {object, parent}, {}, at);
  }
}

void tell_mapper_listeners(World& world, std::string_view event, Value mapper, Class& cls, const Origin& at) {
  if (world.listeners.empty()) return;
  const Symbol wanted(event);
  for (std::size_t i = 0; i < world.listeners.size(); ++i) {
    const Listener listener = world.listeners[i];
    if (listener.event != wanted) continue;
    Class* target = listener.target.as<Class>();
    if (!means(world, listener.target, mapper) && target != &cls && !(listener.propagate && target && cls.is_subclass_of(target))) continue;
    run(world, listener, {mapper, &cls}, {}, at);
  }
}

void tell_mapped(World& world) {
  static const Symbol configured("mapper_configured"), after("after_configured"), before("before_configured");
  for (std::size_t i = 0; i < world.listeners.size(); ++i) {
    const Listener listener = world.listeners[i];
    if (listener.event == before) run(world, listener, {}, {}, {});
  }
  for (std::size_t k = 0; k < world.mapped.size(); ++k) {
    Class* cls = world.mapped[k];
    Value mapper = cls->attrs.find(Symbol("__mapper__"));
    for (std::size_t i = 0; i < world.listeners.size(); ++i) {
      const Listener listener = world.listeners[i];
      if (listener.event != configured) continue;
      Class* target = listener.target.as<Class>();
      const bool all = target == world.mapper || (listener.target.as<py::NativeFunction>() != nullptr);
      if (all || (target && cls->is_subclass_of(target))) run(world, listener, {mapper, cls}, {}, cls->origin());
    }
    // __declare_last__() and __declare_first__() are listeners too.
  }
  for (std::size_t k = 0; k < world.mapped.size(); ++k)
    for (const char* name : {"__declare_first__", "__declare_last__"})
      if (Value hook = world.mapped[k]->find(Symbol(name))) {
        Listener listener{.function = world.interp.get(world.mapped[k], Symbol(name), world.mapped[k]->origin())};
        run(world, listener, {}, {}, world.mapped[k]->origin());
      }
  for (std::size_t i = 0; i < world.listeners.size(); ++i) {
    const Listener listener = world.listeners[i];
    if (listener.event == after) run(world, listener, {}, {}, {});
  }
}

// What create_all() makes together with it.
static Value tables_beside(World& world, Value object) {
  auto* metadata = py::payload_of<MetaData>(object);
  if (auto* table = py::payload_of<Table>(object)) metadata = table->metadata;
  std::vector<Value> tables;
  if (metadata)
    for (Table* table : metadata->tables) tables.push_back(table->self);
  return world.interp.list(std::move(tables));
}

void tell_created(World& world) {
  static const Symbol before("before_create"), after("after_create");
  auto tell = [&](Symbol event, Value object, Table* table) {
    for (std::size_t i = 0; i < world.listeners.size(); ++i) {
      const Listener listener = world.listeners[i];
      if (listener.event != event || !means(world, listener.target, object)) continue;
      const Origin at = origin_of(listener.function);
      Instance* element = listener.function.as<Instance>();
      if (py::payload_of<Ddl>(listener.function) || (element && element->cls->is_subclass_of(world.clause))) {
        declare(world, listener.function, table, at);
        continue;
      }
      auto* connection = world.interp.heap().make<Connection>();
      connection->table = table;
      run(world, listener, {object, world.interp.instance(*world.connection, at, connection)},
          {{.value = world.interp.boolean(false), .name = Symbol("checkfirst")}, {.value = tables_beside(world, object), .name = Symbol("tables")}}, at);
    }
  };
  for (Symbol event : {before, after}) {
    for (std::size_t i = 0; i < world.metadatas.size(); ++i) {
      MetaData* metadata = world.metadatas[i];
      if (event == before) tell(event, metadata->self, nullptr);
      for (std::size_t k = 0; k < metadata->tables.size(); ++k) tell(event, metadata->tables[k]->self, metadata->tables[k]);
      if (event == after) tell(event, metadata->self, nullptr);
    }
  }
}

void fill_events(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType ddl{.name = "DDL", .init = ddl_init};
  static const py::NativeType connection{.name = "Connection", .missing = connection_missing};
  static const py::NativeType engine{.name = "Engine"};
  world.ddl = &module.cls(ddl);
  module.method(*world.ddl, "execute_if", execute_if).method(*world.ddl, "execute", ddl_execute);
  static const py::NativeType add_constraint{.name = "AddConstraint", .init = add_constraint_init}, create_schema{.name = "CreateSchema", .init = create_schema_init};
  module.cls(add_constraint, {world.ddl});
  module.cls(create_schema, {world.ddl});
  static const py::NativeType create_again{.name = "CreateTable", .init = create_again_init};
  Class& again = module.cls(create_again, {world.ddl});
  for (auto name : {"CreateIndex", "CreateSequence"}) module.value(name, &again);
  world.connection = &module.cls(connection);
  module.method(*world.connection, "execute", execute).method(*world.connection, "scalar", execute).method(*world.connection, "exec_driver_sql", execute);
  module.cls(engine);
  module.value("DDLElement", world.clause).value("ExecutableDDLElement", world.clause);
  module.method(*world.clause, "execute_if", execute_if);
  module.function("listen", listen).function("listens_for", listens_for);
  module.function("contains", [](Call& c) { return c.interp.boolean(false); }).function("remove", [](Call& c) { return c.interp.none(); });
}

}  // namespace trueup::sqla
