// flask_sqlalchemy: `db = SQLAlchemy()` has all of SQLAlchemy's names, a Model to derive from, and names tables after
// their classes.
#include <algorithm>

#include "base/text.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

const Symbol tablename_name("__tablename__"), abstract_name("__abstract__"), metadata_name("metadata"), model_name("Model"), table_name("__table__"),
    bind_name("__bind_key__"), bind_keyword("bind_key"), extension_name("__fsa__"), metadatas_name("metadatas");

struct Flask {
  MetaData* metadata = nullptr;  // of the database that has no bind key
  py::Dict* metadatas = nullptr;  // db.metadatas: by bind key, None among them
};

// What stands under a bind key is another database: it has a MetaData of its own, which shares the naming convention.
Value metadata_of_bind(World& world, Flask& flask, Value key, const Origin& at) {
  if (Opaque* unknown = unknown_in(key)) return metadata_outside(world, *unknown)->self;
  if (Value known = world.interp.dict_get(*flask.metadatas, key)) return known;
  MetaData* made = make_metadata(world, at);
  made->naming_convention = flask.metadata->naming_convention;
  py::Dict* info = world.interp.dict();
  world.interp.dict_set(*info, world.interp.text(bind_keyword), key);
  made->info = info;
  world.interp.dict_set(*flask.metadatas, key, made->self);
  return made->self;
}

// __bind_key__ of a model or of a base above it. A MetaData or Table that the class itself names wins.
void bind_model(World& world, Class& cls, const Origin& at) {
  if (cls.attrs.has(metadata_name) || cls.attrs.has(table_name)) return;
  const Value key = cls.find(bind_name);
  auto* flask = py::payload_of<Flask>(cls.find(extension_name));
  if (flask && is_given(key)) cls.attrs.set(metadata_name, metadata_of_bind(world, *flask, key, at));
}

// CamelCase → camel_case, HTTPServer → http_server, as Flask-SQLAlchemy 3 does.
std::string snake_case(std::string_view name) {
  std::string out;
  auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  auto is_low = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool follows_low = i > 0 && is_low(name[i - 1]);
    const bool begins_word = i > 0 && i + 1 < name.size() && name[i + 1] >= 'a' && name[i + 1] <= 'z';
    if (is_upper(name[i]) && (follows_low || begins_word)) out += '_';
    out += name[i];
  }
  out = lower(out);
  while (out.starts_with('_')) out.erase(0, 1);
  return out;
}

// Whether the class gets a table name of its own: neither it nor a mixin gave one.
bool wants_name(World& world, const Class& cls) {
  if (is_true(world.interp, cls.attrs.find(abstract_name)) || cls.attrs.has(table_name)) return false;
  for (Class* base : cls.mro) {
    Value name = base->attrs.find(tablename_name);
    if (!name) continue;
    if (py::payload_of<DeclaredAttr>(name)) return false;
    return !(base == &cls || is_true(world.interp, base->attrs.find(abstract_name)) || !base->is_subclass_of(world.flask_model));
  }
  return true;
}

void name_model(Interpreter& interp, Class& cls, const Origin& at) {
  World& world = world_of(interp);
  bind_model(world, cls, at);
  if (cls.by_new_alone && cls.attrs.size() == 0) return;  // type.__new__(type, name, bases, {}): not mapped
  if (!wants_name(world, cls)) return;
  // With single-table inheritance, i.e. without a key of its own, the parent's table is meant.
  if (mapped_above(cls)) {
    bool has_key = false;
    for (const auto& entry : cls.attrs.entries())
      if (auto* column = py::payload_of<Column>(entry.value); column && is_true(interp, column->primary_key)) has_key = true;
      else if (auto* attr = py::payload_of<DeclaredAttr>(entry.value); attr && entry.name == "id") has_key = true;
    if (!has_key) {
      cls.attrs.set(tablename_name, interp.none());
      return;
    }
  }
  cls.attrs.set(tablename_name, interp.text(snake_case(cls.name.view())));
}

// Model.__table_cls__: below a model that has a table, a class without a key of its own stands in that table, even if it
// names another.
Value table_unless_parents(Call& call) {
  World& world = world_of(call.interp);
  Class* cls = call.self.as<Class>();
  const bool has_key = std::any_of(call.args.begin(), call.args.end(), [&](Value arg) {
    if (auto* column = py::payload_of<Column>(arg)) return is_true(call.interp, column->primary_key);
    auto* constraint = py::payload_of<Constraint>(arg);
    return constraint ? constraint->sort == Constraint::Sort::primary_key : unknown_in(arg) != nullptr;
  });
  if (cls && !has_key && mapped_above(*cls)) {
    cls->attrs.erase(tablename_name);
    return call.interp.none();
  }
  Call inner{.interp = call.interp, .function = world.table, .args = call.args, .keywords = call.keywords, .origin = call.origin, .unknown_args = call.unknown_args};
  return call.interp.call(inner);
}

Value model_missing(Interpreter& interp, Class& cls, Symbol name, const Origin& at) { return missing_attribute(world_of(interp), cls, name, at); }

Value db_table(Call& call) {
  World& world = world_of(call.interp);
  auto* flask = py::payload_of<Flask>(call.function.as<py::NativeFunction>()->bound);
  std::vector<Value> args(call.args.begin(), call.args.end());
  if (args.size() < 2 || !py::payload_of<MetaData>(args[1])) {
    const Value key = call.keyword(bind_keyword);
    args.insert(args.begin() + std::min<std::size_t>(1, args.size()),
                is_given(key) ? metadata_of_bind(world, *flask, key, call.origin) : flask->metadata->self);
  }
  std::vector<py::Named> keywords;
  for (const py::Named& keyword : call.keywords)
    if (keyword.name != bind_keyword) keywords.push_back(keyword);
  Call inner{.interp = call.interp, .function = world.table, .args = call.interp.heap().copy(args), .keywords = call.interp.heap().copy(keywords), .origin = call.origin, .unknown_args = call.unknown_args};
  return call.interp.call(inner);
}

void db_init(Call& call) {
  World& world = world_of(call.interp);
  Instance* self = call.self.as<Instance>();
  auto* flask = call.interp.heap().make<Flask>();
  py::set_payload(*self, flask);
  flask->metadata = py::payload_of<MetaData>(call.keyword("metadata"));
  Value base = call.keyword("model_class");
  Class* given = base.as<Class>();
  if (!flask->metadata && given)
    if (Value own = call.interp.find(given, metadata_name, call.origin)) flask->metadata = py::payload_of<MetaData>(own);
  if (!flask->metadata) flask->metadata = make_metadata(world, call.origin);
  flask->metadatas = call.interp.dict();
  call.interp.dict_set(*flask->metadatas, call.interp.none(), flask->metadata->self);
  self->attrs.set(metadata_name, flask->metadata->self);
  self->attrs.set(metadatas_name, flask->metadatas);
  std::vector<Value> bases;
  if (given) bases.push_back(given);
  const bool declarative = given && given->is_subclass_of(world.declarative_root);
  if (!declarative) bases.push_back(world.declarative_root);
  if (!given || !given->is_subclass_of(world.flask_model)) bases.push_back(world.flask_model);
  py::Names attrs;
  attrs.set(metadata_name, flask->metadata->self);
  attrs.set(abstract_name, call.interp.boolean(true));
  attrs.set(extension_name, self);
  Class* model = nullptr;
  // A base whose class is still to be set up (model_class=DeclarativeBase's subclass) keeps what it has.
  model = call.interp.make_class("Model", bases, std::move(attrs), call.origin);
  set_up_base(world, *model, call.origin);
  self->attrs.set(model_name, model);
}

// One of SQLAlchemy's names.
Value name_of_sqlalchemy(Interpreter& interp, Instance& self, Symbol name) {
  World& world = world_of(interp);
  if (name == "Table") return interp.function("Table", db_table, "flask_sqlalchemy.SQLAlchemy.Table", &self);
  if (py::Module* module = interp.find_module("sqlalchemy." + name.str())) return module;
  if (world.names) {
    if (Value known = world.names->attrs.find(name)) return known;
    if (name == "event" || name == "types" || name == "orm" || name == "sql" || name == "dialects") {
      auto loaded = interp.import("sqlalchemy." + name.str());
      if (loaded) return *loaded;
    }
  }
  return {};
}

// db.session asks a database; db.Timestamp may be a class with columns.
Value not_modelled(Interpreter& interp, Symbol name, const Origin& at) {
  const bool is_class = name.view()[0] >= 'A' && name.view()[0] <= 'Z';
  return interp.opaque(is_class ? "is a part of Flask-SQLAlchemy that is not modelled" : "asks a database, and there is none", at, "db." + name.str());
}

Value db_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  if (name.view().starts_with("__")) return {};
  if (Value known = name_of_sqlalchemy(interp, self, name)) return known;
  // A subclass may know the name by a __getattr__ of its own.
  return self.cls->has_getattr ? Value() : not_modelled(interp, name, at);
}

// super().__getattr__(name), where that ends.
Value db_getattr(Call& call) {
  const Symbol name(text_or(call.need(0, "name")));
  Instance* self = call.self.as<Instance>();
  if (self && !name.empty())
    if (Value known = name_of_sqlalchemy(call.interp, *self, name)) return known;
  return name.empty() ? Value(call.interp.opaque("is a part of Flask-SQLAlchemy that is not modelled", call.origin)) : not_modelled(call.interp, name, call.origin);
}

Value other(Interpreter& interp, py::Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is a part of Flask-SQLAlchemy that is not modelled", {}, module.name.str() + '.' + name.str());
}

void fill_flask(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  if (!world.names) (void)module.interp().import("sqlalchemy");
  static const py::NativeType names{.name = "Model", .class_missing = model_missing, .created_early = name_model};
  static const py::NativeType db{.name = "SQLAlchemy", .init = db_init, .missing = db_missing};
  if (!world.flask_model) {
    world.flask_model = &module.cls(names);
    module.class_method(*world.flask_model, "__table_cls__", table_unless_parents);
    world.flask_db = &module.cls(db);
    module.method(*world.flask_db, "__getattr__", db_getattr);
  }
  module.value("Model", world.flask_model).value("SQLAlchemy", world.flask_db);
  module.value("DefaultMeta", world.declarative_meta);
  module.module().missing = other;
}

}  // namespace

void add_flask(Interpreter& interp) {
  for (auto name : {"flask_sqlalchemy", "flask_sqlalchemy.model", "flask_sqlalchemy.extension", "flask_sqlalchemy_lite"}) interp.add_native(name, fill_flask);
}

}  // namespace trueup::sqla
