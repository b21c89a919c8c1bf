// The classes that make classes into models: DeclarativeBase, declarative_base(), registry, MappedAsDataclass, and
// imperative mapping.
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

const Symbol metadata_name("metadata"), registry_name("registry"), abstract_name("__abstract__"), type_map_name("type_annotation_map"),
    table_name("__table__"), deferred_name("_sa_decl_prepare");

bool has_own_metaclass(World& world, const Class& cls) { return cls.metaclass && !cls.metaclass->is_native && cls.metaclass->is_subclass_of(world.declarative_meta); }

Instance* make_registry(World& world, MetaData* metadata, Value type_map, const Origin& at) {
  auto* registry = world.interp.heap().make<Registry>();
  registry->metadata = metadata, registry->type_map = type_map;
  Instance* made = world.interp.instance(*world.registry, at, registry);
  made->attrs.set(metadata_name, metadata->self);
  return made;
}

// Subclasses of what DeclarativeBase and declarative_base() gave.
void model_created(Interpreter& interp, Class& cls, const Origin& at) {
  World& world = world_of(interp);
  if (has_own_metaclass(world, cls)) return;  // its __init__ asks for the mapping, as SQLAlchemy's does
  for (Value base : cls.bases)
    if (base == Value(world.declarative_base)) return set_up_base(world, cls, at);
  map_class(world, cls, at);
}

void model_attribute_set(Interpreter& interp, Class& cls, Symbol name, Value value, const Origin& at) {
  if (is_mapped(&cls)) set_mapped_attribute(world_of(interp), cls, name, value, at);
}

// DeclarativeMeta.__init__(cls, name, bases, dict)
void meta_init(Call& call) {
  World& world = world_of(call.interp);
  Class* cls = call.self.as<Class>();
  if (!cls) return;
  map_class(world, *cls, cls->origin());
}

Value with_metaclass(Call& call, std::vector<Value> bases, Value metaclass, Value name, py::Names attrs) {
  Interpreter& interp = call.interp;
  const std::string text = text_or(name, "Base");
  Class* meta = metaclass.as<Class>();
  if (meta && !meta->is_native) {
    py::Dict* dict = interp.dict();
    for (const auto& entry : attrs) interp.dict_set(*dict, interp.text(entry.name), entry.value);
    return interp.call(meta, {interp.text(text), interp.tuple(bases), dict}, call.origin);
  }
  return interp.make_class(text, std::move(bases), std::move(attrs), call.origin);
}

// declarative_base(…), registry.generate_base(…)
Value generate_base(Call& call, Registry* registry, Instance* registry_instance) {
  World& world = world_of(call.interp);
  MetaData* metadata = registry ? registry->metadata : py::payload_of<MetaData>(call.keyword("metadata"));
  if (!metadata)
    if (Value first = call.arg(1)) metadata = py::payload_of<MetaData>(first);  // 1.x: bind, metadata
  if (!metadata && call.size() > 0) metadata = py::payload_of<MetaData>(call.args[0]);
  if (!metadata) {
    if (Opaque* opaque = unknown_in(call.keyword("metadata"))) return call.interp.opaque_from(*opaque, ".declarative_base()");
    metadata = make_metadata(world, call.origin);
  }
  if (!registry_instance) {
    registry_instance = make_registry(world, metadata, call.keyword("type_annotation_map"), call.origin);
  }
  std::vector<Value> bases;
  Value given = call.keyword("cls");
  if (auto* tuple = given.as<py::Tuple>()) bases.assign(tuple->elements.begin(), tuple->elements.end());
  else if (is_given(given)) bases.push_back(given);
  bases.push_back(world.declarative_root);
  py::Names attrs;
  attrs.set(metadata_name, metadata->self);
  attrs.set(registry_name, registry_instance);
  attrs.set(abstract_name, call.interp.boolean(true));
  return with_metaclass(call, bases, call.keyword("metaclass"), call.keyword("name"), std::move(attrs));
}

Value declarative_base(Call& call) { return generate_base(call, nullptr, nullptr); }

// @as_declarative(…): the class itself becomes the base.
Value as_declarative(Call& call) {
  Value arguments = call.interp.dict();
  for (const py::Named& keyword : call.keywords) call.interp.dict_set(*arguments.as<py::Dict>(), call.interp.text(keyword.name), keyword.value);
  return call.interp.function("as_declarative", [](Call& inner) -> Value {
    std::vector<py::Named> keywords;
    for (const auto& entry : inner.function.as<py::NativeFunction>()->bound.as<py::Dict>()->entries)
      keywords.push_back({.value = entry.value, .name = Symbol(text_or(entry.key))});
    Class* cls = inner.need(0).as<Class>();
    if (!cls) return inner.args[0];
    keywords.push_back({.value = cls, .name = Symbol("cls")});
    keywords.push_back({.value = inner.interp.text(cls->name), .name = Symbol("name")});
    Value maker = inner.interp.function("declarative_base", declarative_base);
    return inner.interp.call(maker, {}, inner.origin, keywords);
  }, "sqlalchemy.orm.as_declarative", arguments);
}

// ---- registry -------------------------------------------------------------------------------------------------------

void registry_init(Call& call) {
  World& world = world_of(call.interp);
  auto* registry = call.interp.heap().make<Registry>();
  py::set_payload(*call.self.as<Instance>(), registry);
  registry->metadata = py::payload_of<MetaData>(call.keyword("metadata"));
  if (!registry->metadata && call.size() > 0) registry->metadata = py::payload_of<MetaData>(call.args[0]);
  if (!registry->metadata) registry->metadata = make_metadata(world, call.origin);
  registry->type_map = call.keyword("type_annotation_map");
  call.self.as<Instance>()->attrs.set(metadata_name, registry->metadata->self);
}

// registry.mappers, and the classes by name, which packages look into.
Value registry_missing(Interpreter& interp, Instance& self, Symbol name, const Origin&) {
  if (name == "_class_registry") {
    py::Dict* all = interp.dict();
    for (Class* cls : world_of(interp).mapped)
      if (cls->find(registry_name) == Value(&self)) interp.dict_set(*all, interp.text(cls->name), cls);
    return all;
  }
  if (name != "mappers") return {};
  static const Symbol mapper("__mapper__");
  py::Set* all = interp.set(true);
  for (Class* cls : world_of(interp).mapped)
    if (cls->find(registry_name) == Value(&self)) interp.set_add(*all, cls->attrs.find(mapper));
  return all;
}

Value registry_generate_base(Call& call) {
  Instance* self = call.self.as<Instance>();
  return generate_base(call, py::payload_of<Registry>(*self), self);
}

void give_registry(Class& cls, Instance* registry) {
  if (!cls.find(registry_name)) cls.attrs.set(registry_name, registry);
  if (!cls.find(metadata_name)) cls.attrs.set(metadata_name, py::payload_of<Registry>(*registry)->metadata->self);
}

// @registry.mapped, @registry.mapped_as_dataclass
Value registry_mapped(Call& call) {
  World& world = world_of(call.interp);
  Value subject = call.arg(0, "cls");
  if (!subject)
    return call.interp.function("mapped", [](Call& inner) {
      Value registry = inner.function.as<py::NativeFunction>()->bound;
      return inner.interp.call(inner.interp.get(registry, Symbol("mapped"), inner.origin), {inner.need(0)}, inner.origin);
    }, "sqlalchemy.orm.registry.mapped", call.self);
  if (Class* cls = subject.as<Class>()) {
    give_registry(*cls, call.self.as<Instance>());
    map_class(world, *cls, cls->origin());
  }
  return subject;
}

// registry.map_imperatively(Class, table, properties={…}), mapper(Class, table)
Value map_imperatively(Call& call) {
  World& world = world_of(call.interp);
  Class* cls = call.need(0, "class_").as<Class>();
  Table* table = table_of(call.arg(1, "local_table"));
  if (!cls) return call.interp.none();
  // In __mapper_cls__ of 1.x: the mapper that the class has by then.
  if (is_mapped(cls)) return cls->attrs.find(Symbol("__mapper__"));
  auto* mapped = call.interp.heap().make<Mapped>();
  mapped->table = table, mapped->inherits = mapped_above(*cls);
  py::set_payload(*cls, mapped);
  if (table) {
    for (Column* column : table->columns)
      if (!cls->attrs.has(Symbol(column->key_text()))) cls->attrs.set(Symbol(column->key_text()), column->self);
    cls->attrs.set(table_name, table->self);
  }
  Instance* mapper = call.interp.instance(*world.mapper, call.origin, mapped);
  cls->attrs.set(Symbol("__mapper__"), mapper);
  world.mapped.push_back(cls);
  return mapper;
}

Value nothing(Call& call) { return call.interp.none(); }

}  // namespace

void construct_row(Call& call) {
  for (const py::Named& keyword : call.keywords) call.self.as<Instance>()->attrs.set(keyword.name, keyword.value);
}

void set_up_base(World& world, Class& cls, const Origin& at) {
  Interpreter& interp = world.interp;
  Value metadata = cls.attrs.find(metadata_name), registry = cls.attrs.find(registry_name);
  if (!metadata) metadata = interp.find(&cls, metadata_name, at);
  auto* known = py::payload_of<Registry>(registry);
  if (known) {
    if (!py::payload_of<MetaData>(metadata)) cls.attrs.set(metadata_name, known->metadata->self);
    if (Value map = cls.attrs.find(type_map_name); map && !known->type_map) known->type_map = map;
    return;
  }
  MetaData* found = py::payload_of<MetaData>(metadata);
  if (!found) {
    Opaque* opaque = unknown_in(metadata);
    found = opaque ? metadata_outside(world, *opaque) : make_metadata(world, at);
    cls.attrs.set(metadata_name, found->self);
  }
  Value map = interp.find(&cls, type_map_name, at);
  cls.attrs.set(registry_name, make_registry(world, found, map, at));
}

void fill_declarative(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType intercept{.name = "DeclarativeAttributeIntercept"};
  static const py::NativeType dataclass_meta{.name = "DCTransformDeclarative"};
  static const py::NativeType meta{.name = "DeclarativeMeta", .init = meta_init};
  static const py::NativeType root{.name = "_Declarative", .init = construct_row,
                                   .class_missing = [](Interpreter& interp, Class& cls, Symbol name, const Origin& at) { return missing_attribute(world_of(interp), cls, name, at); },
                                   .class_has_set = model_attribute_set, .created = model_created};
  static const py::NativeType base{.name = "DeclarativeBase"};
  static const py::NativeType dataclass{.name = "MappedAsDataclass"};
  static const py::NativeType registry{.name = "registry", .init = registry_init, .missing = registry_missing};
  Class* type = module.interp().builtin("type");
  Class* intercepting = &module.cls(intercept, {type});
  Class* for_dataclasses = &module.cls(dataclass_meta, {intercepting});
  world.declarative_meta = &module.cls(meta, {intercepting});
  world.declarative_root = &module.cls(root);
  world.declarative_base = &module.cls(base, {world.declarative_root}, intercepting);
  module.value("DeclarativeBaseNoMeta", world.declarative_base);
  world.as_dataclass = &module.cls(dataclass, {}, for_dataclasses);
  world.registry = &module.cls(registry);
  module.method(*world.registry, "generate_base", registry_generate_base).method(*world.registry, "mapped", registry_mapped);
  for (auto name : {"mapped_as_dataclass", "as_declarative_base"}) module.method(*world.registry, name, registry_mapped);
  module.method(*world.registry, "map_imperatively", map_imperatively).method(*world.registry, "map_declaratively", registry_mapped);
  for (auto name : {"configure", "dispose", "update_type_annotation_map"}) module.method(*world.registry, name, nothing);
  module.function("declarative_base", declarative_base).function("as_declarative", as_declarative).function("automap_base", declarative_base);
  module.function("mapper", map_imperatively).function("configure_mappers", nothing).function("clear_mappers", nothing);
  static const py::NativeType mixins[] = {{.name = "AbstractConcreteBase"}, {.name = "ConcreteBase"}, {.name = "DeferredReflection"}, {.name = "AsyncAttrs"}};
  for (const py::NativeType& mixin : mixins) module.cls(mixin);
}

}  // namespace trueup::sqla
