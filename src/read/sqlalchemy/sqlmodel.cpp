// SQLModel: pydantic fields that become columns when a class says table=True.
#include "base/text.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

const Symbol tablename_name("__tablename__"), metadata_name("metadata"), table_name("table");

struct Field {
  Value default_value = {}, default_factory = {};
  std::vector<py::Named> settings = {};
  Opaque* unknown = nullptr;
  Value setting(std::string_view name) const { return keyword_of(settings, name); }
};
struct Relation {};

Value field(Call& call) {
  auto* made = call.interp.heap().make<Field>();
  made->default_value = call.arg(0, "default");
  if (made->default_value.as<py::Ellipsis>()) made->default_value = {};
  made->default_factory = call.keyword("default_factory");
  made->settings.assign(call.keywords.begin(), call.keywords.end());
  made->unknown = call.unknown_args;
  return call.interp.instance(*world_of(call.interp).sqlmodel_field, call.origin, made);
}

Value relationship(Call& call) { return call.interp.instance(*world_of(call.interp).sqlmodel_field, call.origin, call.interp.heap().make<Relation>()); }

// The annotation without None, Annotated and the like.
struct Hint {
  Value type = {};
  bool noneable = false;
  const Field* field = nullptr;  // inside Annotated[…]
  Opaque* unknown = nullptr;
  bool is_class_var = false;
};

Hint read_hint(World& world, Value type, int depth = 0) {
  Hint out;
  if (depth > 10) return out;
  if (auto* ref = type.as<py::ForwardRef>()) {
    Value found = world.interp.resolve(*ref);
    return found ? read_hint(world, found, depth + 1) : out;
  }
  if (py::is_none(type)) return out.noneable = true, out;
  if (Opaque* opaque = unknown_in(type)) return out.unknown = opaque, out.type = type, out;
  auto* variable = type.as<py::TypeVariable>();
  if (variable && variable->is_alias) return read_hint(world, world.interp.evaluate(variable->value), depth + 1);
  auto* alias = type.as<py::Alias>();
  if (!alias) return out.type = type, out;
  const std::string form = world.interp.dotted_name(alias->origin);
  if (form.ends_with("ClassVar")) return out.is_class_var = true, out;
  if (form.ends_with("Union") || form.ends_with("Optional") || form.ends_with("UnionType")) {
    out.noneable = form.ends_with("Optional");
    for (Value part : alias->args) {
      Hint inner = read_hint(world, part, depth + 1);
      out.noneable = out.noneable || inner.noneable;
      if (inner.type && !out.type) out.type = inner.type, out.unknown = inner.unknown;
      if (inner.field) out.field = inner.field;
    }
    return out;
  }
  if (form.ends_with("Annotated") && alias->args.size() > 0) {
    out = read_hint(world, alias->args[0], depth + 1);
    for (std::size_t i = 1; i < alias->args.size(); ++i)
      if (auto* field = py::payload_of<Field>(alias->args[i])) out.field = field;
    return out;
  }
  out.type = type;
  return out;
}

// sqlmodel.main.get_sqlalchemy_type
Value column_type(World& world, const Hint& hint, const Field* field, const Origin& at) {
  Interpreter& interp = world.interp;
  auto setting = [&](std::string_view name) { return field ? field->setting(name) : Value(); };
  if (Value given = setting("sa_type"); is_given(given)) return given;
  auto text_type = [&] {
    std::vector<py::Named> length;
    if (Value most = setting("max_length"); is_given(most)) length.push_back({.value = most, .name = Symbol("length")});
    return make_type(world, "AutoString", {}, length, at);
  };
  if (auto* alias = hint.type.as<py::Alias>()) {
    if (interp.dotted_name(alias->origin).ends_with("Literal")) return text_type();
    return interp.opaque("is annotated with " + interp.repr(hint.type) + ", for which SQLModel has no column type", at);
  }
  if (Opaque* opaque = unknown_in(hint.type)) {
    // pydantic's own kinds of text.
    const std::string_view name = opaque->name.view();
    for (std::string_view known : {"EmailStr", "AnyUrl", "HttpUrl", "AnyHttpUrl", "NameEmail", "SecretStr", "constr", "IPvAnyAddress", "Path", "IPv4Address", "IPv6Address"})
      if (name.find(known) != std::string_view::npos) return text_type();
    return hint.type;
  }
  Class* cls = hint.type.as<Class>();
  if (!cls) return interp.opaque("is annotated with " + interp.repr(hint.type) + ", for which SQLModel has no column type", at);
  // Before 0.0.9 an enum of texts was a text.
  const bool of_text = is_before(world.sqlmodel_version, {0, 0, 9}) && cls->is_subclass_of(interp.builtin("str"));
  if (is_python_enum(cls) && !of_text) return make_type(world, "Enum", {hint.type}, {}, at);
  for (Class* base : cls->mro) {
    std::string dotted = interp.dotted_name(base);
    if (dotted.starts_with("builtins.")) dotted.erase(0, 9);
    if (dotted == "str" || dotted == "pathlib.Path" || dotted.starts_with("ipaddress.")) return text_type();
    if (dotted == "decimal.Decimal") {
      std::vector<py::Named> sizes;
      if (Value digits = setting("max_digits"); is_given(digits)) sizes.push_back({.value = digits, .name = Symbol("precision")});
      if (Value places = setting("decimal_places"); is_given(places)) sizes.push_back({.value = places, .name = Symbol("scale")});
      return make_type(world, "Numeric", {}, sizes, at);
    }
    if (Value simple = default_type_for(world, base, at)) return simple;
  }
  return interp.opaque("is annotated with " + cls->name.str() + ", for which SQLModel has no column type", at);
}

// sqlmodel.main.get_column_from_field
Column* column_from(World& world, Value given, const py::Annotation& annotation) {
  Interpreter& interp = world.interp;
  Hint hint = read_hint(world, interp.evaluate(annotation));
  const Field* field = py::payload_of<Field>(given);
  if (!field) field = hint.field;
  if (py::payload_of<Relation>(given) || hint.is_class_var) return nullptr;
  const Origin at = given && given->line ? given->origin() : annotation.origin();
  auto setting = [&](std::string_view name) { return field ? field->setting(name) : Value(); };
  if (Value whole = setting("sa_column"); is_given(whole)) {
    if (Column* column = column_of(whole)) return column->table || column->name ? copy_column(world, *column) : column;
    if (unknown_in(whole)) {
      Column* column = make_column(world, *world.column, at);
      column->type = whole;
      return column;
    }
  }
  Column* column = make_column(world, *world.column, at);
  std::vector<py::Named> keywords;
  if (Value more = setting("sa_column_kwargs"); more.as<py::Dict>())
    for (const auto& entry : more.as<py::Dict>()->entries)
      if (entry.key) interp.set(column->self, Symbol(text_or(entry.key)), entry.value, at);
  column->type = column_type(world, hint, field, at);
  auto unless_set = [](Value& member, Value value) {
    if (!member) member = value;
  };
  Value primary = setting("primary_key");
  unless_set(column->primary_key, primary ? primary : interp.boolean(false));
  const bool is_key = is_true(interp, column->primary_key);
  if (Value nullable = setting("nullable"); is_given(nullable)) unless_set(column->nullable, nullable);
  else unless_set(column->nullable, hint.unknown && !hint.type ? Value(hint.unknown) : interp.boolean(!is_key && hint.noneable));
  if (Value index = setting("index"); is_given(index)) unless_set(column->extras.own().index, index);
  if (Value unique = setting("unique"); is_given(unique)) unless_set(column->extras.own().unique, unique);
  if (Value target = setting("foreign_key"); is_given(target)) {
    std::vector<py::Named> options;
    if (Value action = setting("ondelete"); is_given(action)) options.push_back({.value = action, .name = Symbol("ondelete")});
    if (auto* key = py::payload_of<ForeignKey>(interp.call(world.foreign_key, {target}, at, options))) key->parent = column, column->foreign_keys.own().push_back(key);
  }
  Value args = setting("sa_column_args");
  for (Value arg : py::sequence_of(args)) {
    if (auto* key = py::payload_of<ForeignKey>(arg)) key->parent = column, column->foreign_keys.own().push_back(key);
    else if (auto* constraint = py::payload_of<Constraint>(arg)) constraint->extras.own().column = column, column->extras.own().constraints.push_back(constraint);
    else if (auto* sequence = py::payload_of<Sequence>(arg)) column->extras.own().sequence = sequence;
    else if (auto* identity = py::payload_of<Identity>(arg)) column->extras.own().identity = identity;
    else if (auto* computed = py::payload_of<Computed>(arg)) column->extras.own().computed = computed;
  }
  Value otherwise = field ? (is_given(field->default_factory) ? field->default_factory : field->default_value) : given;
  if (is_given(otherwise)) unless_set(column->default_value, otherwise);
  if (field && field->unknown) column->extras.own().unknown_args = field->unknown;
  return column;
}

bool says_table(World& world, const Class& cls) {
  for (const py::Named& keyword : cls.keywords)
    if (keyword.name == table_name) return is_true(world.interp, keyword.value);
  return false;
}

void model_created(Interpreter& interp, Class& cls, const Origin& at) {
  World& world = world_of(interp);
  if (!says_table(world, cls)) return;
  // Fields of the bases come first, each name in the place where it was first seen.
  std::vector<std::pair<Symbol, Value>> order;
  std::map<Symbol, const py::Annotation*> notes;
  for (auto base = cls.mro.rbegin(); base != cls.mro.rend(); ++base) {
    if ((*base)->is_native) continue;
    for (const py::Annotation& annotation : (*base)->annotations) {
      if (annotation.name.view().starts_with("_") || annotation.name == "model_config") continue;
      if (notes.emplace(annotation.name, &annotation).second) order.emplace_back(annotation.name, Value());
      else notes[annotation.name] = &annotation;
    }
  }
  for (auto& [name, value] : order) {
    if (name == metadata_name) continue;
    Value given = cls.find(name);
    if (py::payload_of<Column>(given)) continue;
    Column* column = column_from(world, given, *notes[name]);
    if (!column) continue;
    cls.attrs.erase(name);
    cls.attrs.set(name, column->self);
  }
  // The annotations are pydantic's, not Declarative's.
  if (!cls.find(tablename_name) || !is_given(cls.find(tablename_name))) cls.attrs.set(tablename_name, interp.text(lower(cls.name.view())));
  map_class(world, cls, at);
}

Value model_missing(Interpreter& interp, Class&, Symbol name, const Origin& at) {
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is a part of SQLModel that is not modelled", at, name.view());
}

Value other(Interpreter& interp, py::Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  World& world = world_of(interp);
  if (Value known = world.names->attrs.find(name)) return known;
  return interp.opaque("is a part of SQLModel that is not modelled", {}, module.name.str() + '.' + name.str());
}

void fill(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  if (!world.names) (void)module.interp().import("sqlalchemy");
  static const py::NativeType model{.name = "SQLModel", .init = construct_row, .class_missing = model_missing, .class_has_set = [](Interpreter& interp, Class& cls, Symbol name, Value value, const Origin& at) {
    if (is_mapped(&cls)) set_mapped_attribute(world_of(interp), cls, name, value, at);
  }, .created = model_created};
  static const py::NativeType field_info{.name = "FieldInfo"};
  for (const auto& entry : world.names->attrs)
    if (!entry.name.view().starts_with("__")) module.module().attrs.set(entry.name, entry.value);
  if (!world.sqlmodel) {
    world.sqlmodel = &module.cls(model);
    world.sqlmodel_field = &module.cls(field_info);
    world.sqlmodel->attrs.set(metadata_name, make_metadata(world, {})->self);
  }
  module.value("SQLModel", world.sqlmodel);
  module.function("Field", field).function("Relationship", relationship);
  module.module().missing = other;
}

}  // namespace

void add_sqlmodel(Interpreter& interp) {
  for (auto name : {"sqlmodel", "sqlmodel.main", "sqlmodel.sql", "sqlmodel.sql.sqltypes", "sqlmodel.sql.expression", "sqlmodel.orm", "sqlmodel.orm.session", "sqlmodel.ext", "sqlmodel.ext.asyncio", "sqlmodel.ext.asyncio.session"})
    interp.add_native(name, fill);
}

}  // namespace trueup::sqla
