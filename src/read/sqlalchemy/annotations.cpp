// Mapped[…] as SQLAlchemy 2.0 reads it: nullability from Optional, types from the registry's map and from Python's.
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/annotations.h"

#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

const Symbol registry_name("registry");

// "typing.Union" of typing.Union and typing_extensions.Union alike: the last part, with its home.
bool is_typing(World& world, Value form, std::string_view name) {
  // Nearly all are asked for in vain: the last part alone tells, without putting the whole together.
  if (Class* cls = form.as<Class>(); cls && cls->qualname.view() != name) return false;
  if (auto* special = form.as<py::NativeFunction>(); special && !special->dotted.view().ends_with(name)) return false;
  const std::string dotted = world.interp.dotted_name(form);
  if (!dotted.ends_with(name)) return false;
  const std::string_view home = std::string_view(dotted).substr(0, dotted.size() - name.size());
  return home == "typing." || home == "typing_extensions." || home.empty() || home == "types.";
}

bool is_union(World& world, Value type) {
  auto* alias = type.as<py::Alias>();
  return alias && (is_typing(world, alias->origin, "Union") || is_typing(world, alias->origin, "Optional") || is_typing(world, alias->origin, "UnionType"));
}
bool is_annotated(World& world, Value type) {
  auto* alias = type.as<py::Alias>();
  return alias && is_typing(world, alias->origin, "Annotated");
}
bool is_literal(World& world, Value type) {
  auto* alias = type.as<py::Alias>();
  return alias && is_typing(world, alias->origin, "Literal");
}
bool is_none_type(World& world, Value type) {
  if (py::is_none(type)) return true;
  Class* cls = type.as<Class>();
  return cls && cls == world.interp.class_of(world.interp.none());
}

// Names not there when the annotation was evaluated are looked for now; `type X = …` is opened.
Value settled(World& world, Value type, int depth = 0) {
  if (depth > 10) return type;
  if (auto* ref = type.as<py::ForwardRef>()) {
    Value found = world.interp.resolve(*ref);
    return found && found != type ? settled(world, found, depth + 1) : type;
  }
  return type;
}
Value opened(World& world, Value type, int depth = 0) {
  auto* variable = type.as<py::TypeVariable>();
  if (!variable || !variable->is_alias || depth > 10) return type;
  return opened(world, settled(world, world.interp.evaluate(variable->value)), depth + 1);
}

bool includes_none(World& world, Value type) {
  type = settled(world, type);
  if (is_union(world, type)) {
    for (Value part : type.as<py::Alias>()->args)
      if (includes_none(world, part)) return true;
    return is_typing(world, type.as<py::Alias>()->origin, "Optional");
  }
  if (is_annotated(world, type)) return includes_none(world, type.as<py::Alias>()->args[0]);
  if (Value inside = opened(world, type); inside != type) return includes_none(world, inside);
  return is_none_type(world, type);
}

Value without_none(World& world, Value type) {
  type = settled(world, type);
  if (!is_union(world, type)) return type;
  std::vector<Value> rest;
  for (Value part : type.as<py::Alias>()->args)
    if (!is_none_type(world, settled(world, part))) rest.push_back(settled(world, part));
  return rest.size() == 1 ? without_none(world, rest[0]) : type;
}

struct DefaultType { const char *python, *sql; };
constexpr DefaultType defaults[] = {
    {"int", "Integer"}, {"str", "String"}, {"bool", "Boolean"}, {"float", "Float"}, {"bytes", "LargeBinary"},
    {"datetime.datetime", "DateTime"}, {"datetime.date", "Date"}, {"datetime.time", "Time"}, {"datetime.timedelta", "Interval"},
    {"decimal.Decimal", "Numeric"}, {"uuid.UUID", "Uuid"},
};

const Registry* registry_of(World& world, Class& cls) {
  Value found = world.interp.find(&cls, registry_name, {});
  return py::payload_of<Registry>(found);
}

// Equal as keys of the map: identical, or built alike. Clause elements are compared by identity, since == makes SQL of them.
bool same_type(World& world, Value a, Value b, int depth = 0) {
  if (a == b) return true;
  auto *x = a.as<py::Alias>(), *y = b.as<py::Alias>();
  if (!x || !y) return !a.as<Instance>() && !b.as<Instance>() && !a.as<Class>() && !b.as<Class>() && !x && !y && world.interp.equal(a, b) == py::Truth::yes;
  if (depth > 10 || x->args.size() != y->args.size() || !same_type(world, x->origin, y->origin, depth + 1)) return false;
  for (std::size_t i = 0; i < x->args.size(); ++i)
    if (!same_type(world, x->args[i], y->args[i], depth + 1)) return false;
  return true;
}

// What a type_annotation_map says about exactly this; unknown classes are compared by name.
Value in_map(World& world, const Registry* registry, Value type) {
  if (!registry) return {};
  auto* map = registry->type_map.as<py::Dict>();
  if (!map) return {};
  if (auto* opaque = type.as<Opaque>()) {
    for (const auto& entry : map->entries)
      if (auto* key = entry.key.as<Opaque>(); key && key->name == opaque->name && !key->name.empty()) return entry.value;
    return {};
  }
  for (const auto& entry : map->entries)
    if (entry.key && same_type(world, entry.key, type)) return entry.value;
  return {};
}

// An Enum like `form` for these values, as Enum._resolve_for_python_type makes it.
Value enum_like(World& world, Value form, std::vector<Value> args, bool literal, const Origin& at) {
  std::vector<py::Named> keywords;
  if (auto* given = py::payload_of<TypeArgs>(form))
    for (const py::Named& keyword : given->keywords)
      if (!(literal && keyword.name == "native_enum")) keywords.push_back(keyword);
  if (literal) keywords.push_back({.value = world.interp.boolean(false), .name = Symbol("native_enum")});
  return make_type(world, "Enum", args, keywords, at);
}

// registry._resolve_type
Value resolve(World& world, const Registry* registry, Value type, const Origin& at) {
  if (Value found = in_map(world, registry, type)) return type_instance(world, found, at);
  Interpreter& interp = world.interp;
  if (is_literal(world, type)) {
    Value form;
    if (auto* map = registry ? registry->type_map.as<py::Dict>() : nullptr)
      for (const auto& entry : map->entries)
        if (entry.key && is_typing(world, entry.key, "Literal")) form = entry.value;
    std::vector<Value> labels(type.as<py::Alias>()->args.begin(), type.as<py::Alias>()->args.end());
    return enum_like(world, form, labels, true, at);
  }
  if (Class* cls = type.as<Class>()) {
    if (Value simple = default_type_for(world, type, at)) return simple;
    if (is_python_enum(cls)) {
      Value form;
      for (Class* base : cls->mro)
        if (is_python_enum(base))
          if (Value found = in_map(world, registry, base)) {
            form = type_instance(world, found, at);
            break;
          }
      return enum_like(world, form, {type}, false, at);
    }
  }
  // typing.NewType(…) counts as what it is made of.
  static const Symbol supertype("__supertype__");
  if (type.as<Instance>() || type.as<py::NativeFunction>())
    if (Value base = interp.find(type, supertype, at)) return resolve(world, registry, settled(world, base), at);
  if (Value inside = opened(world, type); inside != type) return resolve(world, registry, without_none(world, inside), at);
  return {};
}

}  // namespace

Value default_type_for(World& world, Value python_type, const Origin& at) {
  Class* cls = python_type.as<Class>();
  if (!cls) return {};
  std::string dotted = world.interp.dotted_name(python_type);
  if (dotted.starts_with("builtins.")) dotted.erase(0, 9);
  for (const DefaultType& line : defaults)
    if (dotted == line.python) return make_type(world, line.sql, {}, {}, at);
  return {};
}

MappedAnnotation read_annotation(World& world, const py::Annotation& annotation) {
  auto [known, fresh] = world.annotations.try_emplace(&annotation);
  MappedAnnotation& out = known->second;
  if (!fresh) return out;
  Value type = settled(world, world.interp.evaluate(annotation));
  out.inner = type;
  if (Opaque* opaque = unknown_in(type)) {
    out.unknown = opaque;
    // What cannot be evaluated may still be seen to be a Mapped.
    const std::string text = world.interp.source(annotation);
    if (text.starts_with("Mapped[") || text.find(".Mapped[") != std::string::npos) out.container = MappedAnnotation::Container::column;
    return out;
  }
  auto* alias = type.as<py::Alias>();
  if (!alias) return out;
  if (is_typing(world, alias->origin, "ClassVar")) {
    out.is_class_var = true;
    return out;
  }
  Class* origin = alias->origin.as<Class>();
  if (!origin || !origin->is_subclass_of(world.mapped_annotation) || alias->args.empty()) return out;
  out.container = origin == world.mapped_annotation ? MappedAnnotation::Container::column : MappedAnnotation::Container::relationship;
  out.inner = alias->args[0];
  return out;
}

AnnotatedType read_mapped_type(World& world, Class& cls, Value inner, const Origin& at, Wanted wanted) {
  AnnotatedType out;
  out.origin = at;
  if (auto text = py::text_of(inner); text && cls.module) inner = world.interp.evaluate_text(*text, *cls.module, at);
  inner = settled(world, inner);
  out.nullable = includes_none(world, inner);
  Value type = without_none(world, inner);
  const Registry* registry = registry_of(world, cls);
  Value raw = type;
  Value annotated = is_annotated(world, type) ? type : is_annotated(world, opened(world, type)) ? opened(world, type) : Value();
  if (annotated) {
    auto* alias = annotated.as<py::Alias>();
    raw = without_none(world, alias->args[0]);
    for (std::size_t i = 1; i < alias->args.size() && !out.merge; ++i)
      if (Column* column = py::payload_of<Column>(alias->args[i]); column && column->is_mapped_column) out.merge = column;
  }
  if (wanted == Wanted::nullability) return out;
  if (auto* opaque = type.as<Opaque>()) {
    if ((out.type = in_map(world, registry, type))) out.type = type_instance(world, out.type, at);
    else out.reason = py::describe(*opaque), out.origin = opaque->origin();
    return out;
  }
  // A base that is not known may have a type_annotation_map of its own.
  if (const Opaque* base = registry ? nullptr : unknown_mixin(cls)) {
    const Class* known = type.as<Class>();
    out.reason = "is for its base to say, which may have types of its own for " + (known ? known->name.str() : world.interp.repr(type)) + ": " + py::describe(*base);
    out.origin = base->origin();
    return out;
  }
  out.type = resolve(world, registry, type, at);
  if (!out.type && raw != type) {
    if (auto* opaque = raw.as<Opaque>()) {
      out.reason = py::describe(*opaque), out.origin = opaque->origin();
      return out;
    }
    out.type = resolve(world, registry, raw, at);
  }
  if (!out.type) {
    if (auto* ref = type.as<py::ForwardRef>()) out.reason = "is annotated with " + std::string(ref->text) + ", which is not to be found";
    else out.reason = "is annotated with " + world.interp.repr(type) + ", which no SQLAlchemy type stands for";
  }
  return out;
}

void merge_column(World& world, const Column& from, Column& to) {
  auto take = [](const Value& theirs, Value& ours) {
    if (!is_given(ours) && theirs) ours = theirs;
  };
  if (is_true(world.interp, from.primary_key)) to.primary_key = from.primary_key;
  take(from.type, to.type);
  take(from.nullable, to.nullable);
  take(from.default_value, to.default_value);
  take(from.server_default, to.server_default);
  take(from.comment, to.comment);
  if (from.extras) {
    const ColumnExtras& theirs = *from.extras;
    ColumnExtras& ours = to.extras.own();
    take(theirs.autoincrement, ours.autoincrement);
    take(theirs.insert_default, ours.insert_default);
    take(theirs.server_onupdate, ours.server_onupdate);
    take(theirs.onupdate, ours.onupdate);
    take(theirs.index, ours.index);
    take(theirs.unique, ours.unique);
    take(theirs.doc, ours.doc);
    take(theirs.sort_order, ours.sort_order);
    take(theirs.use_existing, ours.use_existing);
    take(theirs.info, ours.info);
    if (!ours.identity) ours.identity = theirs.identity;
    if (!ours.computed) ours.computed = theirs.computed;
    if (!ours.sequence) ours.sequence = theirs.sequence;
  }
  if (!from.foreign_keys->empty() || !from.extras->constraints.empty()) {
    Column* copy = copy_column(world, from);
    for (Constraint* constraint : copy->extras->constraints) constraint->extras.own().column = &to, to.extras.own().constraints.push_back(constraint);
    for (ForeignKey* key : *copy->foreign_keys) key->parent = &to, to.foreign_keys.own().push_back(key);
  }
}

void apply_annotation(World& world, Class& cls, Column& column, Value inner, const Origin& at) {
  const bool needs_type = !column.type && column.foreign_keys->empty();
  AnnotatedType type = read_mapped_type(world, cls, inner, at, needs_type ? Wanted::type_too : Wanted::nullability);
  const bool nullable_given = is_given(column.nullable);
  if (type.merge) merge_column(world, *type.merge, column);
  // What Annotated's mapped_column() says of NULL wins over the annotation, and what stands in the class over both.
  if (!nullable_given && !is_given(column.nullable)) {
    Value settled_inner = settled(world, inner);
    Opaque* opaque = unknown_in(settled_inner);
    // A class from outside allows no NULL; anything else that is not known may be an Optional.
    const bool is_class = opaque && !opaque->name.empty() && opaque->name.view().find_first_of("()") == std::string_view::npos;
    column.nullable = opaque && !is_class ? Value(opaque) : world.interp.boolean(type.nullable);
  }
  if (needs_type && !column.type && column.foreign_keys->empty()) {
    if (type.type) column.type = type.type;
    else column.type = world.interp.opaque(type.reason, type.origin);
  }
}

}  // namespace trueup::sqla
