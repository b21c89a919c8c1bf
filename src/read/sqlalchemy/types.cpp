// What PostgreSQL's type compiler makes of a SQLAlchemy type.
#include "read/sqlalchemy/types.h"

#include "base/text.h"
#include "model/quote.h"
#include "pg/names.h"
#include "pg/types.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

const Symbol impl_name("impl");

// ---- the Python side: making types, and looking at them -------------------------------------------------------------

// TypeDecorator.__init__: the class's `impl`, made with the same arguments.
void make_impl(Call& call, Instance& self, const TypeArgs& args) {
  Value impl = self.cls->find(impl_name);
  if (!impl) return;
  if (impl.as<Class>()) impl = call.interp.call(impl, {args.args.begin(), args.args.end()}, call.origin, {args.keywords.begin(), args.keywords.end()});
  self.attrs.set(impl_name, impl);
}

void type_init(Call& call) {
  Instance* self = call.self.as<Instance>();
  if (!self) return;
  auto* args = call.interp.heap().make<TypeArgs>();
  args->args = call.interp.heap().copy(call.args.begin(), static_cast<std::size_t>(call.args.end() - call.args.begin()));
  args->keywords = call.interp.heap().copy(call.keywords.begin(), static_cast<std::size_t>(call.keywords.end() - call.keywords.begin()));
  if (call.unknown_args) args->extras.own().unknown = call.unknown_args;
  py::set_payload(*self, args);
  const TypeSpec* spec = type_spec(world_of(call.interp), self);
  if (spec && spec->sort == TypeSort::decorator) make_impl(call, *self, *args);
}

Value type_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  World& world = world_of(interp);
  const TypeSpec* spec = type_spec(world, &self);
  if (!spec) return {};
  const std::string_view wanted = name.view();
  if (spec->sort == TypeSort::enumeration) {
    std::string unknown;
    if (wanted == "enums") {
      std::vector<Value> labels;
      for (const std::string& label : enum_labels(world, &self, unknown)) labels.push_back(interp.text(label));
      return unknown.empty() ? Value(interp.list(labels)) : interp.opaque(unknown, at);
    }
    if (wanted == "enum_class") {
      Value first = type_argument(world, &self, "0");
      return first && is_python_enum(first) ? first : interp.none();
    }
    if (wanted == "native_enum") return type_argument(world, &self, "native_enum") ? type_argument(world, &self, "native_enum") : interp.boolean(true);
  }
  if (Value given = type_argument(world, &self, wanted)) return given;
  for (std::string_view rest = spec->parameters; !rest.empty();) {
    const auto blank = rest.find(' ');
    if (rest.substr(0, blank) == wanted) return wanted == "timezone" || wanted == "as_uuid" ? interp.boolean(wanted == "as_uuid") : interp.none();
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
  }
  if (wanted == "name" || wanted == "schema" || wanted == "collation" || wanted == "length") return interp.none();
  return {};
}

Value with_variant(Call& call) {
  Instance* self = call.self.as<Instance>();
  Instance* copy = call.interp.instance(*self->cls, self->origin());
  copy->attrs = self->attrs;
  auto* args = call.interp.heap().make<TypeArgs>();
  if (auto* old = py::payload_of<TypeArgs>(*self)) *args = *old;
  for (std::size_t i = 1; i < call.size(); ++i)
    if (auto dialect = py::text_of(call.args[i])) args->extras.own().variants.emplace_back(*dialect, call.args[0]);
  py::set_payload(*copy, args);
  return copy;
}

Value same_type(Call& call) { return call.self; }

Value load_dialect_impl(Call& call) {
  Value impl = call.interp.find(call.self, impl_name, call.origin);
  return impl ? impl : call.self;
}

Value compile_type(Call& call) {
  TypeReading reading = read_type(world_of(call.interp), call.self, nullptr);
  return reading.known() ? call.interp.text(reading.type.spell()) : call.interp.opaque("is a type that is not known", call.origin);
}

}  // namespace

// String.Comparator and its kin, which projects derive from.
static Value class_missing(Interpreter& interp, Class&, Symbol name, const Origin& at) {
  if (name.view().starts_with("_")) return {};
  if (name != "Comparator" && name != "comparator_factory") return {};
  return interp.opaque("is a part of a type that is not modelled", at, "sqlalchemy." + name.str());
}

void set_type_hooks(TypeSpec& spec) {
  spec.class_missing = class_missing;
  spec.init = type_init;
  spec.missing = type_missing;
}

const TypeSpec* type_spec(World& world, Value type) {
  Class* cls = type.as<Class>();
  if (Instance* instance = type.as<Instance>()) cls = instance->cls;
  if (!cls || !world.type_engine || !cls->is_subclass_of(world.type_engine)) return nullptr;
  for (Class* c : cls->mro)
    if (c->own_native && c->is_subclass_of(world.type_engine)) return static_cast<const TypeSpec*>(c->own_native);
  return nullptr;
}

bool is_plain_type(World& world, Value type) {
  const TypeSpec* spec = type_spec(world, type);
  if (!spec || spec->sort == TypeSort::null || spec->sort >= TypeSort::array) return false;
  // A package's decorator may have an impl of the project's own.
  if (Instance* self = type.as<Instance>(); self && world.decorator && self->cls->is_subclass_of(world.decorator)) return false;
  const auto* args = py::payload_of<TypeArgs>(type);
  return !args || args->extras->variants.empty();
}

bool is_type(World& world, Value value) { return type_spec(world, value) != nullptr; }

Value type_instance(World& world, Value type, const Origin& at) {
  if (Class* cls = type.as<Class>()) return world.interp.call(cls, {}, at);
  return type;
}

Value make_type(World& world, std::string_view name, const std::vector<Value>& args, const std::vector<py::Named>& keywords, const Origin& at) {
  Class* cls = world.type_named(name);
  return cls ? world.interp.call(cls, args, at, keywords) : Value();
}

// "0" asks for the first positional argument, whatever its name.
Value type_argument(World& world, Value type, std::string_view name) {
  auto* args = py::payload_of<TypeArgs>(type);
  if (!args) {
    // A subclass whose __init__ keeps to itself: its attributes may still say.
    Instance* instance = type.as<Instance>();
    return instance ? instance->attrs.find(Symbol(name)) : Value();
  }
  if (name == "0") return args->args.empty() ? Value() : args->args[0];
  // What code set later wins: listeners rename enum types.
  if (const auto& attrs = type.as<Instance>()->attrs; !attrs.empty())
    if (Value set = attrs.find(Symbol(name))) return set;
  for (const py::Named& keyword : args->keywords)
    if (keyword.name == name) return keyword.value;
  const TypeSpec* spec = type_spec(world, type);
  std::string_view rest = spec ? spec->parameters : std::string_view();
  for (std::size_t i = 0; !rest.empty() && i < args->args.size(); ++i) {
    const auto blank = rest.find(' ');
    if (rest.substr(0, blank) == name) return args->args[i];
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
  }
  return {};
}

namespace {

// ---- reading --------------------------------------------------------------------------------------------------------

struct Reader {
  World& world;
  const Table* table;
  TypeReading out = {};
  int depth = 0;

  void fail(std::string reason, const Origin& at) {
    if (out.reason.empty()) out.reason = std::move(reason), out.origin = at;
  }
  void fail(const Opaque& opaque) { fail(py::describe(opaque), opaque.origin()); }

  void spelled(std::string_view text, const Origin& at) {
    std::string key(text);
    auto known = world.type_cache.find(key);
    if (known == world.type_cache.end()) {
      auto parsed = parse_type(text);
      if (!parsed) return fail("has the type " + key + ", which cannot be read: " + parsed.error().message, at);
      known = world.type_cache.emplace(key, *parsed).first;
    }
    out.type = known->second;
  }

  // An argument as a number; nothing when it was not given or None.
  std::optional<std::int64_t> number(Value type, std::string_view name) {
    Value value = type_argument(world, type, name);
    if (!value || py::is_none(value)) return {};
    if (Opaque* opaque = value.as<Opaque>()) return fail(*opaque), std::nullopt;
    return py::integer_of(value);
  }
  bool flag(Value type, std::string_view name, bool otherwise) {
    Value value = type_argument(world, type, name);
    if (!value || py::is_none(value)) return otherwise;
    if (Opaque* opaque = value.as<Opaque>()) return fail(*opaque), otherwise;
    return world.interp.truth(value) == py::Truth::yes;
  }
  void collation(Value type) {
    Value value = type_argument(world, type, "collation");
    if (!value || py::is_none(value)) return;
    if (Opaque* opaque = value.as<Opaque>()) return fail(*opaque);
    if (auto text = py::text_of(value)) out.collation = collation_name({}, *text);
  }

  void read(Value type);
  void by_sort(Value type, const TypeSpec& spec);
  void decorated(Value type, const TypeSpec& spec);
  void user_defined(Value type);
  void enumeration(Value type);
  void array(Value type);
};

void Reader::read(Value type) {
  if (++depth > 20) return fail("has a type that is built from itself", origin_of(type));
  if (!type || py::is_none(type)) { out.is_null = true; return; }
  if (Opaque* opaque = type.as<Opaque>()) return fail(*opaque);
  if (type.as<Class>()) {
    if (!is_type(world, type)) return fail("has a type that is no SQLAlchemy type: " + world.interp.dotted_name(type), origin_of(type));
    auto made = world.interp.attempt([&] { return type_instance(world, type, type->origin()); }, type->origin());
    if (!made) return fail("has a type that cannot be made: " + made.error().message, made.error().origin);
    return read(*made);
  }
  const TypeSpec* spec = type_spec(world, type);
  if (!spec) return fail("has a type that is no SQLAlchemy type: " + world.interp.repr(type), origin_of(type));
  auto* args = py::payload_of<TypeArgs>(type);
  if (args) {
    if (args->extras->unknown) return fail(*args->extras->unknown);
    for (auto& [dialect, variant] : args->extras->variants)
      if (dialect == "postgresql") return read(variant);
  }
  if (auto text = compiled(world, type)) {
    if (!text->reason.empty()) return fail(text->reason, text->origin);
    return spelled(text->text, origin_of(type));
  }
  // A package's decorator with an impl of the project's own is what that impl is.
  Instance* self = type.as<Instance>();
  Class* owner = nullptr;
  if (self && spec->sort != TypeSort::decorator && self->cls->is_subclass_of(world.decorator))
    for (Symbol name : {impl_name, Symbol("load_dialect_impl")})
      if (self->cls->find(name, &owner) && owner && !owner->is_native) return decorated(type, *spec);
  by_sort(type, *spec);
}

void Reader::by_sort(Value type, const TypeSpec& spec) {
  const Origin at = origin_of(type);
  const std::string word(spec.word);
  out.family = spec.family;
  auto with = [&](std::optional<std::int64_t> n) { return n ? word.substr(0, word.find('(')) + '(' + std::to_string(*n) + ')' : word; };
  switch (spec.sort) {
    case TypeSort::null: out.is_null = true; return;
    case TypeSort::fixed: return spelled(word, at);
    case TypeSort::text: collation(type); return spelled(word, at);
    case TypeSort::sized: {
      collation(type);
      const auto length = number(type, "length");
      return spelled(with(length.value_or(0) ? length : std::nullopt), at);
    }
    case TypeSort::numeric: {
      auto precision = number(type, "precision"), scale = number(type, "scale");
      if (precision && scale) return spelled(word + '(' + std::to_string(*precision) + ',' + std::to_string(*scale) + ')', at);
      return spelled(with(precision), at);
    }
    case TypeSort::floating: return spelled(with(number(type, "precision")), at);
    case TypeSort::timestamp:
    case TypeSort::time:
      return spelled(with(number(type, "precision")) + (flag(type, "timezone", false) ? " with time zone" : " without time zone"), at);
    case TypeSort::interval: {
      if (!flag(type, "native", true)) return spelled("timestamp without time zone", at);
      std::string text = "interval";
      Value fields = type_argument(world, type, "fields");
      if (auto words = py::text_of(fields)) (text += ' ') += *words;
      auto precision = number(type, spec.base == "TypeDecorator" ? "second_precision" : "precision");
      if (precision) text += '(' + std::to_string(*precision) + ')';
      return spelled(text, at);
    }
    case TypeSort::bit: {
      auto length = number(type, "length");
      const bool varying = flag(type, "varying", false);
      return spelled(std::string("bit") + (varying ? " varying" : "") + (length ? '(' + std::to_string(*length) + ')' : varying ? "" : "(1)"), at);
    }
    case TypeSort::uuid: return spelled(flag(type, "native_uuid", true) ? "uuid" : "character(32)", at);
    case TypeSort::array: return array(type);
    case TypeSort::enumeration: return enumeration(type);
    case TypeSort::domain: {
      auto name = py::text_of(type_argument(world, type, "name")), schema = py::text_of(type_argument(world, type, "schema"));
      if (!name) return fail("is of a domain whose name is not known", at);
      out.type.name = Symbol(*name);
      if (schema) out.type.schema = Symbol(*schema);
      return;
    }
    case TypeSort::named: {
      const auto srid = number(type, "srid");
      const Value given = type_argument(world, type, "geometry_type");
      if (py::is_none(given)) return spelled(word, at);
      const auto shape = py::text_of(given);
      return spelled(word + '(' + std::string(shape ? *shape : "GEOMETRY") + ',' + std::to_string(srid.value_or(-1)) + ')', at);
    }
    case TypeSort::decorator: return decorated(type, spec);
    case TypeSort::user_defined: return user_defined(type);
    case TypeSort::foreign: return fail("is of a type of another database: " + word, at);
  }
}

// load_dialect_impl() where the project wrote one, otherwise the impl.
void Reader::decorated(Value type, const TypeSpec& spec) {
  Instance* self = type.as<Instance>();
  Class* owner = nullptr;
  static const Symbol load("load_dialect_impl");
  if (self->cls->find(load, &owner) && !owner->is_native) {
    auto made = world.interp.attempt([&] {
      Value method = world.interp.get(type, load, type->origin());
      return world.interp.call(method, {dialect_of(world)}, type->origin());
    }, type->origin());
    if (!made) return fail("has a type whose load_dialect_impl() cannot be evaluated: " + made.error().message, made.error().origin);
    if (*made != type) return read(*made);
  }
  if (spec.name == "ChoiceType") {
    Value impl = type_argument(world, type, "impl");
    if (!impl || py::is_none(impl)) return spelled("character varying(255)", origin_of(type));
    return read(impl);
  }
  Value impl = self->attrs.find(impl_name);
  if (!impl) impl = self->cls->find(impl_name);
  if (!impl) return fail("has a type without an impl: " + self->cls->name.str(), self->cls->origin());
  read(impl);
}

void Reader::user_defined(Value type) {
  static const Symbol get_col_spec("get_col_spec");
  auto made = world.interp.attempt([&] {
    Value method = world.interp.find(type, get_col_spec, type->origin());
    return method ? world.interp.call(method, {}, type->origin()) : Value();
  }, type->origin());
  if (!made) return fail("has a type whose get_col_spec() cannot be evaluated: " + made.error().message, made.error().origin);
  if (Opaque* opaque = made->as<Opaque>()) return fail(*opaque);
  auto text = py::text_of(*made);
  if (!text) return fail("has a type without a get_col_spec() that says how PostgreSQL calls it", origin_of(type));
  spelled(*text, origin_of(type));
}

void Reader::array(Value type) {
  Value item = type_argument(world, type, "item_type");
  if (!item) return fail("is an array of nothing", origin_of(type));
  const Family family = out.family;
  read(item);
  out.family = family;
  out.type.array = true;
}

void Reader::enumeration(Value type) {
  const Origin at = origin_of(type);
  EnumReading reading;
  reading.origin = at;
  std::string& unknown = reading.unknown;
  reading.labels = enum_labels(world, type, unknown);
  auto text_argument = [&](std::string_view name) -> std::optional<std::string> {
    Value value = type_argument(world, type, name);
    if (Opaque* opaque = value.as<Opaque>()) fail(*opaque);
    auto text = py::text_of(value);
    return text ? std::optional(std::string(*text)) : std::nullopt;
  };
  const TypeSpec* spec = type_spec(world, type);
  reading.native = spec->name == "ENUM" || flag(type, "native_enum", true);
  reading.create_constraint = flag(type, "create_constraint", false);
  Value first = type_argument(world, type, "0");
  if (auto name = text_argument("name")) reading.name = *name;
  else if (first && is_python_enum(first)) reading.name = lower(first.as<Class>()->name.view());
  if (auto schema = text_argument("schema")) reading.schema = Symbol(*schema);
  if (flag(type, "inherit_schema", false) && table) reading.schema = table->schema;
  else if (reading.schema.empty())
    if (auto* metadata = py::payload_of<MetaData>(type_argument(world, type, "metadata")))
      if (auto schema = py::text_of(metadata->schema)) reading.schema = Symbol(*schema);
  if (!out.reason.empty()) return;
  if (reading.native) {
    if (reading.name.empty()) return fail("is an enum without a name, which PostgreSQL demands", at);
    out.type.schema = reading.schema;
    out.type.name = Symbol(reading.name);
    if (!unknown.empty()) fail("is an enum whose labels are not known: " + unknown, at);
  } else {
    if (!unknown.empty()) return fail("is as long as the longest label of an enum: " + unknown, at);
    std::size_t length = 0;
    for (const std::string& label : reading.labels) {
      std::size_t characters = 0;
      for (char c : label) characters += (c & 0xC0) != 0x80;
      length = std::max(length, characters);
    }
    Value given = type_argument(world, type, "length");
    if (py::is_none(given)) length = 0;
    else if (auto n = number(type, "length")) length = static_cast<std::size_t>(*n);
    spelled(length ? "character varying(" + std::to_string(length) + ')' : "character varying", at);
  }
  out.enumeration = std::move(reading);
}

}  // namespace

TypeReading read_type(World& world, Value type, const Table* table) {
  Reader reader{.world = world, .table = table};
  reader.read(type);
  return std::move(reader.out);
}

void fill_types(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  std::unordered_map<std::string_view, Class*> made;
  for (const TypeSpec& spec : type_specs()) {
    std::vector<Class*> bases;
    if (!spec.base.empty()) bases.push_back(made.at(spec.base));
    made[spec.name] = &module.cls(spec, bases);
  }
  world.type_engine = made["TypeEngine"];
  world.enum_type = made["Enum"];
  world.decorator = made["TypeDecorator"];
  world.user_defined = made["UserDefinedType"];
  for (auto [alias, name] : {std::pair{"UserDefinedType", "UserDefinedType"}, {"_Binary", "LargeBinary"}, {"VECTOR", "Vector"}, {"Binary", "LargeBinary"}})
    if (std::string_view(alias) != name) module.value(alias, made[name]);
  Class& engine = *world.type_engine;
  module.method(engine, "with_variant", with_variant);
  module.method(engine, "evaluates_none", same_type).method(engine, "copy", same_type).method(engine, "adapt", same_type);
  module.method(engine, "compile", compile_type);
  module.method(*world.decorator, "load_dialect_impl", load_dialect_impl);
}

}  // namespace trueup::sqla
