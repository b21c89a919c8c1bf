// sqlalchemy.orm and the extensions a class body uses: relationship(), column_property(), hybrid_property, Mapped …
// Only what bears on columns is modelled; the rest is there so that class bodies run.
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// association_proxy(…) and the like: no columns.
Value plain_attribute(Call& call) {
  auto* made = call.interp.heap().make<Attribute>();
  made->target = call.arg(0, "argument");
  return call.interp.instance(*world_of(call.interp).attribute, call.origin, made);
}

// relationship(…), backref("name", …)
Value relationship(Call& call) {
  auto* made = call.interp.heap().make<Attribute>();
  made->target = call.arg(0, "argument");
  if (Value other = call.keyword("backref")) {
    auto* inner = py::payload_of<Attribute>(other);
    if (auto name = py::text_of(inner ? inner->target : other)) world_of(call.interp).backrefs.insert(Symbol(*name));
  }
  return call.interp.instance(*world_of(call.interp).relationship, call.origin, made);
}

// synonym("other")
Value synonym(Call& call) {
  auto* made = call.interp.heap().make<Attribute>();
  made->target = call.arg(0, "name");
  made->is_synonym = true;
  return call.interp.instance(*world_of(call.interp).attribute, call.origin, made);
}

// column_property(Column(…)), deferred(Column(…))
Value column_attribute(Call& call) {
  auto* made = call.interp.heap().make<Attribute>();
  for (Value arg : call.args)
    if (py::payload_of<Column>(arg)) made->columns.push_back(arg);
  if (made->columns.empty() && call.size() > 0) made->target = call.args[0];
  return call.interp.instance(*world_of(call.interp).column_property, call.origin, made);
}

// composite(Point, mapped_column(…), …), composite(mapped_column(…), …), and with names of attributes
Value composite(Call& call) {
  const Value made = column_attribute(call);
  auto* attribute = py::payload_of<Attribute>(made);
  const bool names_class = call.size() > 0 && !py::payload_of<Column>(call.args[0]) && !py::text_of(call.args[0]);
  if (names_class) attribute->target = call.args[0];
  attribute->is_composite = attribute->columns.size() + (names_class ? 1 : 0) == call.size() && !call.unknown_args;
  return made;
}

Value attribute_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  auto* attribute = py::payload_of<Attribute>(self);
  if (attribute && attribute->columns.size() == 1 && !name.view().starts_with("_")) return interp.get(attribute->columns[0], name, at);
  if (attribute && name == "columns") return interp.list(attribute->columns);
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is a part of a relationship or property, which models nothing here", at, name.view());
}

Value property_missing(Interpreter& interp, Class&, Symbol name, const Origin& at) {
  if (name != "Comparator") return {};
  return interp.opaque("is a part of a property that is not modelled", at, "sqlalchemy.orm.Comparator");
}

// ---- declared_attr --------------------------------------------------------------------------------------------------

void declared_init(Call& call) {
  auto* made = call.interp.heap().make<DeclaredAttr>();
  made->function = call.arg(0, "fn");
  if (Instance* inner = made->function.as<Instance>())  // declared_attr.cascading(declared_attr(f))
    if (auto* declared = py::payload_of<DeclaredAttr>(*inner)) made->function = declared->function;
  if (auto* method = made->function.as<py::ClassMethod>()) made->function = method->function;
  py::set_payload(*call.self.as<Instance>(), made);
}

Value declared_found(Interpreter& interp, Instance& found, Value instance, Class& owner, Symbol, const Origin& at) {
  World& world = world_of(interp);
  auto* declared = py::payload_of<DeclaredAttr>(found);
  if (!declared) return {};
  Class* cls = &owner;
  if (Instance* of = instance.as<Instance>()) cls = of->cls;
  auto [known, fresh] = world.declared.try_emplace({&found, cls});
  if (!fresh) return known->second ? known->second : interp.none();
  Value made = interp.call(declared->function, {cls}, at);
  // A column made by a function stands, for the reader of a message, where the function does.
  return world.declared[{&found, cls}] = made;
}

template <bool cascading>
Value declared_special(Call& call) {
  World& world = world_of(call.interp);
  if (call.size() == 0)  // declared_attr.cascading without a function: a decorator to come
    return world.declared_attr;
  Value made = call.interp.call(world.declared_attr, {call.args[0]}, call.origin);
  if (auto* declared = py::payload_of<DeclaredAttr>(made)) declared->cascading = cascading;
  return made;
}

// ---- hybrid_property ------------------------------------------------------------------------------------------------

struct Hybrid {
  Value getter = {}, expression = {};
};

void hybrid_init(Call& call) {
  auto* made = call.interp.heap().make<Hybrid>();
  made->getter = call.arg(0, "fget");
  if (Value expression = call.keyword("expr"); is_given(expression)) made->expression = expression;
  py::set_payload(*call.self.as<Instance>(), made);
}

Value hybrid_found(Interpreter& interp, Instance& found, Value instance, Class& owner, Symbol name, const Origin& at) {
  auto* hybrid = py::payload_of<Hybrid>(found);
  if (!hybrid || instance) return {};
  Value function = hybrid->expression ? hybrid->expression : hybrid->getter;
  if (auto* method = function.as<py::ClassMethod>()) function = method->function;
  auto made = interp.attempt([&] { return interp.call(function, {&owner}, at); }, at);
  if (made) return *made;
  return interp.opaque("is a hybrid property that cannot be evaluated for the class", at, name.view());
}

template <bool expression>
Value hybrid_with(Call& call) {
  auto* old = py::payload_of<Hybrid>(call.self);
  auto* made = call.interp.heap().make<Hybrid>();
  if (old) *made = *old;
  if (expression) made->expression = call.arg(0);
  return call.interp.instance(*call.self.as<Instance>()->cls, call.self->origin(), made);
}

// A method is one of the instance; `.expression` and its like replace what the class has, which declares nothing.
Value hybrid_method(Call& call) {
  Value method = call.need(0);
  if (auto* function = method.as<py::Function>())
    for (auto name : {"expression", "comparator", "inplace"}) call.interp.set(function, Symbol(name), call.interp.function(name, [](Call& c) { return c.need(0); }), call.origin);
  return method;
}

// ---- decorators and functions that give back what they get ----------------------------------------------------------

Value identity_decorator(Call& call) { return call.need(0); }
Value decorator_of_identity(Call& call) { return call.interp.function("decorator", identity_decorator); }
Value same(Call& call) { return call.need(0); }

Value as_mutable(Call& call) { return call.need(0, "sqltype"); }

Value mapped_subscript(Interpreter& interp, Class& cls, Value key, const Origin& at) {
  auto* alias = interp.heap().make<py::Alias>();
  alias->origin = &cls;
  if (auto* tuple = key.as<py::Tuple>()) alias->args = tuple->elements;
  else alias->args = interp.heap().copy(&key, 1);
  alias->place(at);
  return alias;
}

// The property that holds a column: its key is the attribute's name.
Value property_of(Interpreter& interp, Class* cls, Column& column, const Origin& at) {
  auto* made = interp.heap().make<Attribute>();
  made->columns.push_back(column.self);
  Instance* property = interp.instance(*world_of(interp).column_property, at, made);
  Symbol key(column.key_text());
  for (Class* base : cls ? cls->mro : std::vector<Class*>())
    for (const auto& entry : base->attrs.entries())
      if (entry.value == Value(column.self)) key = entry.name;
  property->attrs.set(Symbol("key"), interp.text(key));
  return property;
}

Value mapper_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  auto* mapped = py::payload_of<Mapped>(self);
  if (name.view().starts_with("__")) return {};
  if (mapped && mapped->table && (name == "c" || name == "columns")) return interp.get(mapped->table->self, Symbol("c"), at);
  if (mapped && mapped->table && name == "tables") return interp.list({Value(mapped->table->self)});
  if (mapped && mapped->table && name == "primary_key") {
    std::vector<Value> out;
    for (Column* column : mapped->table->columns)
      if (is_true(interp, column->primary_key)) out.push_back(column->self);
    return interp.tuple(out);
  }
  if (mapped && name == "inherits") {
    if (!mapped->inherits) return interp.none();
    Value of = mapped->inherits->attrs.find(Symbol("__mapper__"));
    return of ? of : interp.none();
  }
  if (name == "registry") {
    Value cls = self.attrs.find(Symbol("class_"));
    return cls ? interp.find(cls, Symbol("registry"), at) : Value();
  }
  if (mapped && (name == "column_attrs" || name == "attrs" || name == "iterate_properties")) {
    Class* cls = self.attrs.find(Symbol("class_")).as<Class>();
    std::vector<Value> out;
    for (Column* column : mapped->table ? mapped->table->columns : std::vector<Column*>()) out.push_back(property_of(interp, cls, *column, at));
    return interp.list(out);
  }
  if (name == "polymorphic_on") return interp.none();
  if (mapped && name == "single") return interp.boolean(mapped->single);
  if (mapped && name == "concrete") {
    // What __mapper_args__ says; nothing else makes it so.
    Value cls = self.attrs.find(Symbol("class_"));
    auto* args = cls ? interp.find(cls, Symbol("__mapper_args__"), at).as<py::Dict>() : nullptr;
    Value said = args ? interp.dict_get(*args, interp.text("concrete")) : Value();
    return said ? said : interp.boolean(false);
  }
  if (mapped && name == "base_mapper") {
    Class* top = self.attrs.find(Symbol("class_")).as<Class>();
    for (Class* above = top; above; above = mapped_above(*above)) top = above;
    Value of = top ? top->attrs.find(Symbol("__mapper__")) : Value();
    return of ? of : Value(&self);
  }
  return interp.opaque("is a part of a mapper that is not modelled", at, name.view());
}

// Mapper(cls, table), in a project's __mapper_cls__: the one that the class has already.
Value mapper_construct(Call& call) {
  Class* cls = call.arg(0, "class_").as<Class>();
  Value known = cls ? cls->attrs.find(Symbol("__mapper__")) : Value();
  return known ? known : call.interp.opaque("is a mapper of a class that is not mapped", call.origin);
}

Value add_property(Call& call) { return call.interp.none(); }

Value inspect(Call& call) {
  Value subject = call.need(0, "subject");
  if (Class* cls = subject.as<Class>()) {
    if (is_mapped(cls)) return cls->attrs.find(Symbol("__mapper__"));
    Value raises = call.keyword("raiseerr");
    if (raises && !unknown_in(raises) && !is_true(call.interp, raises)) return call.interp.none();
  }
  return call.interp.opaque("is a look into something that is not modelled", call.origin);
}

Value has_inherited_table(Call& call) {
  Class* cls = call.need(0, "cls").as<Class>();
  Class* above = cls ? mapped_above(*cls) : nullptr;
  return call.interp.boolean(above && table_of(above));
}

}  // namespace

Value missing_attribute(World& world, Class& cls, Symbol name, const Origin& at) {
  if (world.flask_model && cls.is_subclass_of(world.flask_model) && (name == "query" || name == "query_class" || name == "session" || name == "__fsa__"))
    return world.interp.opaque("asks a database, and there is none", at, cls.name.str() + '.' + name.str());
  if (!world.backrefs.contains(name) || !is_mapped(&cls)) return {};
  return world.interp.opaque("is the other side of a relationship", at, cls.name.str() + '.' + name.str());
}

void fill_orm(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  static const py::NativeType attribute{.name = "MapperProperty", .missing = attribute_missing, .subscript = clause_subscript,
                                        .binary = clause_binary, .compare = clause_compare, .unary = clause_unary, .class_missing = property_missing};
  static const py::NativeType declared{.name = "declared_attr", .init = declared_init, .found_on_class = declared_found};
  static const py::NativeType hybrid{.name = "hybrid_property", .init = hybrid_init, .found_on_class = hybrid_found};
  static const py::NativeType mapped{.name = "Mapped", .class_subscript = mapped_subscript};
  static const py::NativeType dynamic{.name = "DynamicMapped", .class_subscript = mapped_subscript};
  static const py::NativeType write_only{.name = "WriteOnlyMapped", .class_subscript = mapped_subscript};
  static const py::NativeType mutable_type{.name = "Mutable"};
  static const py::NativeType mapper{.name = "Mapper", .construct = mapper_construct, .missing = mapper_missing};
  world.attribute = &module.cls(attribute);
  static const py::NativeType column_property{.name = "ColumnProperty"}, relationship_property{.name = "RelationshipProperty"};
  world.column_property = &module.cls(column_property, {world.attribute});
  world.relationship = &module.cls(relationship_property, {world.attribute});
  module.value("Relationship", world.relationship);
  for (auto name : {"Synonym", "Composite", "CompositeProperty", "SynonymProperty", "AssociationProxy"}) module.value(name, world.attribute);
  for (auto name : {"relationship", "relation", "dynamic_loader", "backref"}) module.function(name, relationship);
  for (auto name : {"association_proxy", "query_expression", "comparable_property"}) module.function(name, plain_attribute);
  module.function("synonym", synonym);
  for (auto name : {"column_property", "deferred"}) module.function(name, column_attribute);
  module.function("composite", composite);
  world.declared_attr = &module.cls(declared);
  module.static_method(*world.declared_attr, "cascading", declared_special<true>).static_method(*world.declared_attr, "directive", declared_special<false>);
  module.value("declarative_mixin", module.interp().function("declarative_mixin", identity_decorator));
  world.hybrid = &module.cls(hybrid);
  module.method(*world.hybrid, "expression", hybrid_with<true>);
  for (auto name : {"setter", "deleter", "comparator", "update_expression", "getter"}) module.method(*world.hybrid, name, hybrid_with<false>);
  module.property(*world.hybrid, "inplace", [](Call& c) { return c.self; });
  module.function("hybrid_method", hybrid_method);
  world.mapped_annotation = &module.cls(mapped);
  module.cls(dynamic, {world.mapped_annotation});
  module.cls(write_only, {world.mapped_annotation});
  module.value("MappedSQLExpression", world.mapped_annotation);
  Class& mutable_class = module.cls(mutable_type);
  module.class_method(mutable_class, "as_mutable", as_mutable);
  module.class_method(mutable_class, "associate_with", same);
  for (auto name : {"MutableDict", "MutableList", "MutableSet", "MutableComposite"}) module.value(name, &mutable_class);
  module.function("validates", decorator_of_identity).function("reconstructor", identity_decorator).function("remote", same).function("foreign", same);
  module.function("attribute_mapped_collection", decorator_of_identity).function("ordering_list", decorator_of_identity);
  module.function("inspect", inspect).function("has_inherited_table", has_inherited_table);
  world.mapper = &module.cls(mapper);
  module.method(*world.mapper, "add_property", add_property);
}

}  // namespace trueup::sqla
