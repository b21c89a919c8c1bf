// Built-in classes: object, type, and the constructors int(x), str(x), list(x) …
#include <cmath>

#include "python/builtins.h"

namespace trueup::py {

static const Words& w = words();

namespace {

void object_init(Call&) {}

Value object_new(Call& call) {
  // cls comes as the first argument.
  const Value cls = call.need(0, "cls");
  if (Opaque* unknown = opaque_in(cls)) return interp_opaque(call, *unknown);
  Class* wanted = cls.as<Class>();
  if (!wanted) call.interp.raise("TypeError", "object.__new__(X): X is not a type object");
  return call.interp.instance(*wanted, call.origin);
}

Value none_construct(Call& call) { return call.interp.none(); }

Value boolean_construct(Call& call) {
  if (call.args.empty()) return call.interp.boolean(false);
  const Truth answer = call.interp.truth(call.args[0]);
  if (answer == Truth::unknown) {
    if (Opaque* unknown = opaque_in(call.args[0])) return call.interp.opaque_from(*unknown);
    return call.interp.opaque("is not known", call.origin);
  }
  return call.interp.boolean(answer == Truth::yes);
}

Value integer_construct(Call& call) {
  Interpreter& interp = call.interp;
  TRUEUP_NEED_KNOWN(call);
  if (call.args.empty()) return hold(call, interp.integer(0));
  Value value = call.args[0];
  const Value base = call.arg(1, "base");
  if (Value method = find_special(interp, value, w.int_)) return hold(call, interp.call(method, {value}, call.origin));
  if (Value method = find_special(interp, value, w.index_))
    return hold(call, interp.call(method, {value}, call.origin));
  value = held(value);
  switch (value->type) {
    case Type::integer:
    case Type::big_integer:
      return hold(call, value);
    case Type::boolean:
      return hold(call, interp.integer(value.as<Boolean>()->value ? 1 : 0));
    case Type::real: {
      const double real = value.as<Real>()->value;
      if (std::isnan(real)) interp.raise("ValueError", "cannot convert float NaN to integer");
      if (std::isinf(real)) interp.raise("OverflowError", "cannot convert float infinity to integer");
      if (std::fabs(real) > 9e18) return interp.opaque("is a number beyond the budget", call.origin);
      return hold(call, interp.integer(static_cast<std::int64_t>(real)));
    }
    case Type::text:
    case Type::bytes: {
      const std::string_view text = value.as<Text>() ? value.as<Text>()->view() : value.as<Bytes>()->view();
      const int radix = base ? static_cast<int>(integer_of(base).value_or(10)) : 10;
      if (Value made = radix == 10 && text.starts_with("0x") ? Value() : parse_integer(interp, text, radix))
        return hold(call, made);
      interp.raise("ValueError",
                   "invalid literal for int() with base " + std::to_string(radix) + ": " + interp.repr(value));
    }
    default:
      break;
  }
  if (const Instance* instance = value.as<Instance>(); instance && instance->cls->unknown_base)
    return interp.opaque_from(*instance->cls->unknown_base);
  interp.raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '" +
                                interp.class_of(value)->name.str() + "'");
}

Value real_construct(Call& call) {
  Interpreter& interp = call.interp;
  TRUEUP_NEED_KNOWN(call);
  if (call.args.empty()) return hold(call, interp.real(0));
  Value value = call.args[0];
  if (Value method = find_special(interp, value, w.float_))
    return hold(call, interp.call(method, {value}, call.origin));
  value = held(value);
  if (const Text* text = value.as<Text>()) {
    std::string digits;
    for (const char c : text->view())
      if (c != '_' && c != ' ' && c != '\n' && c != '\t') digits += c;
    char* end = nullptr;
    const double real = std::strtod(digits.c_str(), &end);
    if (digits.empty() || *end || digits.find_first_of("xX") != std::string::npos)
      interp.raise("ValueError", "could not convert string to float: " + interp.repr(value));
    return hold(call, interp.real(real));
  }
  if (value.as<Real>() || value.as<BigInteger>() || integer_of(value)) return hold(call, interp.real(real_of(value)));
  interp.raise("TypeError",
               "float() argument must be a string or a real number, not '" + interp.class_of(value)->name.str() + "'");
}

Value complex_construct(Call& call) { return call.interp.opaque("is a complex number", call.origin); }

Value text_construct(Call& call) {
  Interpreter& interp = call.interp;
  const Value value = call.arg(0, "object");
  if (!value) return hold(call, interp.text(""));
  if (const Bytes* bytes = held(value).as<Bytes>(); bytes && call.size() > 1)
    return hold(call, interp.text(bytes->view()));
  return hold(call, interp.text_or_opaque(value, Interpreter::Conversion::str));
}

Value bytes_construct(Call& call) {
  Interpreter& interp = call.interp;
  TRUEUP_NEED_KNOWN(call);
  if (call.args.empty()) return interp.bytes("");
  const Value value = held(call.args[0]);
  if (const Text* text = value.as<Text>()) return hold(call, interp.bytes(text->view()));
  if (value.as<Bytes>()) return hold(call, value);
  if (const auto size = integer_of(value)) {
    if (*size < 0) interp.raise("ValueError", "negative count");
    if (static_cast<std::uint64_t>(*size) > interp.options().budgets.text_bytes)
      throw Exhausted{"bytes beyond the budget", call.origin};
    return hold(call, interp.bytes(std::string(static_cast<std::size_t>(*size), '\0')));
  }
  std::string made;
  const auto [values, unknown] = interp.elements(value, call.origin);
  if (unknown) return interp.opaque_from(*unknown);
  for (Value one : values) made += static_cast<char>(integer_of(one).value_or(0));
  return hold(call, interp.bytes(made));
}

Value list_construct(Call& call) {
  if (call.args.empty()) return hold(call, call.interp.list());
  auto [values, unknown] = call.interp.elements(call.args[0], call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  return hold(call, call.interp.list(std::move(values)));
}

Value tuple_construct(Call& call) {
  if (call.args.empty()) return hold(call, call.interp.internals().empty_tuple);
  if (call.args[0].as<Tuple>()) return hold(call, call.args[0]);
  const auto [values, unknown] = call.interp.elements(call.args[0], call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  return hold(call, call.interp.tuple(values));
}

Value set_construct(Call& call) {
  const Class* cls = call.self.as<Class>();
  Set* made = call.interp.set(cls && cls->is_subclass_of(call.interp.internals().classes.frozenset));
  if (call.args.empty()) return hold(call, made);
  const auto [values, unknown] = call.interp.elements(call.args[0], call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  for (Value value : values) {
    if (Opaque* one = opaque_in(value)) return call.interp.opaque_from(*one);
    call.interp.set_add(*made, value);
  }
  return hold(call, made);
}

Value dict_construct(Call& call) {
  Interpreter& interp = call.interp;
  Dict* made = interp.dict();
  Class* cls = call.self.as<Class>();
  if (cls && cls->is_native && cls != interp.internals().classes.dict) made->cls = cls;
  if (call.unknown_args) return interp.opaque_from(*call.unknown_args);
  if (call.size())
    if (Opaque* unknown = update_dict(interp, *made, call.args[0], call.origin)) return interp.opaque_from(*unknown);
  for (const Named& named : call.keywords) interp.dict_set(*made, interp.text(named.name), named.value);
  return hold(call, made);
}

Value slice_construct(Call& call) {
  Slice* made = call.interp.heap().make<Slice>();
  const Value none = call.interp.none();
  made->lower = call.size() > 1 ? call.args[0] : none;
  made->upper = call.size() > 1 ? call.args[1] : call.need(0);
  made->step = call.size() > 2 ? call.args[2] : none;
  return made;
}

Value range_construct(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  Range* made = call.interp.heap().make<Range>();
  if (call.size() > 1) {
    made->start = need_integer(call, 0);
    made->stop = need_integer(call, 1);
    if (call.size() > 2) made->step = need_integer(call, 2);
    if (made->step == 0) call.interp.raise("ValueError", "range() arg 3 must not be zero");
  } else {
    made->stop = need_integer(call, 0);
  }
  return made;
}

Value module_construct(Call& call) {
  const Value name = call.need(0, "name");
  const Class* cls = call.self.as<Class>();
  if (cls && !cls->is_native) {
    Instance* made = call.interp.instance(*call.self.as<Class>(), call.origin);
    made->attrs.set(w.name_, name);
    return made;
  }
  Module* made = call.interp.heap().make<Module>();
  made->name = Symbol(text_of(name).value_or(""));
  made->state = Module::State::done;
  made->attrs.set(w.name_, name);
  return made;
}

Value property_construct(Call& call) {
  Property* made = call.interp.heap().make<Property>();
  const auto given = [&](std::size_t at, std::string_view name) {
    const Value value = call.arg(at, name);
    return value && !is_none(value) ? value : Value();
  };
  made->getter = given(0, "fget");
  made->setter = given(1, "fset");
  made->deleter = given(2, "fdel");
  made->doc = given(3, "doc");
  if (const Function* function = made->getter.as<Function>()) made->name = function->name;
  if (made->getter && opaque_in(made->getter)) return call.interp.opaque_from(*opaque_in(made->getter));
  const Class* cls = call.self.as<Class>();
  made->cached = cls && cls->name == "cached_property";
  made->place(call.origin);
  return hold(call, made);
}
// super().__init__(fget, …) of a subclass whose own arguments are others.
void property_init(Call& call) {
  Instance* self = call.self.as<Instance>();
  Property* made = held(call.self).as<Property>();
  if (!self || !made) return;
  constexpr std::pair<const char*, Value Property::*> parts[] = {{"fget", &Property::getter}, {"fset", &Property::setter}, {"fdel", &Property::deleter}, {"doc", &Property::doc}};
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    const Value given = call.arg(i, parts[i].first);
    made->*parts[i].second = given && !is_none(given) ? given : Value();
  }
}
// super().__get__(instance, owner)
Value property_get(Call& call) {
  const Property& self = self_as<Property>(call);
  const Value instance = call.need(0);
  return is_none(instance) || !self.getter ? call.self : call.interp.call(self.getter, {instance}, call.origin);
}

template <Value Property::*part>
Value property_with(Call& call) {
  const Property& self = self_as<Property>(call);
  Property* made = call.interp.heap().make<Property>(self);
  made->*part = call.need(0);
  Instance* of_subclass = call.self.as<Instance>();
  if (!of_subclass) return made;
  Instance* copy = call.interp.instance(*of_subclass->cls, call.origin);
  copy->attrs = of_subclass->attrs;
  copy->hold(made);
  return copy;
}

Value class_method_construct(Call& call) {
  ClassMethod* made = call.interp.heap().make<ClassMethod>();
  made->function = call.need(0);
  return made;
}
Value static_method_construct(Call& call) {
  StaticMethod* made = call.interp.heap().make<StaticMethod>();
  made->function = call.need(0);
  return made;
}

Value super_construct(Call& call) {
  // Without arguments it needs to know where it is called: Frame::eval_super.
  const Value after = call.need(0), self = call.need(1);
  for (Value one : {after, self})
    if (Opaque* unknown = opaque_in(one)) return call.interp.opaque_from(*unknown);
  Super* made = call.interp.heap().make<Super>();
  made->after = after.as<Class>();
  if (!made->after) call.interp.raise("TypeError", "super() argument 1 must be a type");
  made->self = self;
  Class* receiver = self.as<Class>();
  made->start = receiver && receiver->is_subclass_of(made->after) ? receiver : call.interp.class_of(self);
  return made;
}

// ---- methods of object and type -------------------------------------------------------------------------------------

Value object_repr(Call& call) {
  if (Instance* instance = call.self.as<Instance>())
    return call.interp.text("<" + call.interp.dotted_name(instance->cls) + " object>");
  return call.interp.text_or_opaque(call.self, Interpreter::Conversion::repr);
}
Value object_str(Call& call) {
  const Instance* instance = call.self.as<Instance>();
  if (instance && instance->held()) return call.interp.text_or_opaque(instance->held(), Interpreter::Conversion::str);
  return call.interp.text_or_opaque(call.self, Interpreter::Conversion::repr);
}
Value object_format(Call& call) {
  const auto spec = text_of(call.need(0));
  const Value plain = held(call.self);
  if (plain != call.self && spec) return format_value(call.interp, plain, *spec, call.origin);
  return call.interp.text_or_opaque(call.self, Interpreter::Conversion::str);
}
Value object_eq(Call& call) {
  const Value other = call.need(0);
  if (call.self == other) return call.interp.boolean(true);
  const Value x = held(call.self), y = held(other);
  if (x != call.self) return call.interp.boolean(call.interp.equal(x, y), call.origin);
  return call.interp.internals().not_implemented;
}
Value object_ne(Call& call) {
  const Value same = call.interp.compare(ast::CompareOperator::equal, call.self, call.need(0), call.origin);
  const Truth answer = call.interp.truth(same);
  return answer == Truth::unknown ? same : call.interp.boolean(answer == Truth::no);
}
Value object_hash(Call& call) {
  const Value plain = held(call.self);
  if (plain != call.self) return call.interp.integer(static_cast<std::int64_t>(hash_value(call.interp, plain) >> 8));
  return call.interp.integer(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(call.self.object()) >> 4));
}
Value object_getattribute(Call& call) {
  return generic_attribute(call.interp, call.self, Symbol(need_text(call, 0)), call.origin);
}
Value object_setattr(Call& call) {
  const Symbol name(need_text(call, 0));
  const Value value = call.need(1);
  if (Instance* instance = call.self.as<Instance>(); instance && instance->cls->has_setattr) {
    const Value found = instance->cls->find(name);
    if (const Property* property = found.as<Property>(); property && property->setter)
      return call.interp.call(property->setter, {call.self, value}, call.origin);
    instance->attrs.set(name, value, call.origin.line);
    return call.interp.none();
  }
  if (Class* cls = call.self.as<Class>(); cls && !cls->is_native) {
    cls->attrs.set(name, value, call.origin.line);
    if (cls->native && cls->native->class_has_set)
      cls->native->class_has_set(call.interp, *cls, name, value, call.origin);
    return call.interp.none();
  }
  call.interp.set(call.self, name, value, call.origin);
  return call.interp.none();
}
Value object_delattr(Call& call) {
  const Symbol name(need_text(call, 0));
  if (Instance* instance = call.self.as<Instance>()) instance->attrs.erase(name);
  else call.interp.del(call.self, name, call.origin);
  return call.interp.none();
}
Value object_init_subclass(Call& call) {
  if (!call.keywords.empty())
    if (const Class* cls = call.self.as<Class>();
        cls && !cls->unknown_base && !cls->native && cls->metaclass && cls->metaclass->is_native)
      call.interp.raise("TypeError", cls->name.str() + ".__init_subclass__() takes no keyword arguments");
  return call.interp.none();
}
Value do_nothing(Call& call) { return call.interp.none(); }
void type_init(Call&) {}

Value type_call(Call& call) {
  Class* cls = call.self.as<Class>();
  if (!cls) call.interp.raise("TypeError", "type.__call__ needs a type");
  if (cls->native && cls->native->class_call) {
    Call inner = call;
    inner.function = inner.self = cls;
    if (Value made = cls->native->class_call(inner)) return made;
  }
  Call inner = call;
  inner.function = cls;
  return instantiate(call.interp, *cls, inner);
}
Value type_mro(Call& call) {
  Class* cls = call.self.as<Class>();
  const std::vector<Value> all(cls->mro.begin(), cls->mro.end());
  return call.interp.list(all);
}
Value type_subclasses(Call& call) {
  const auto& all = call.interp.internals().subclasses[call.self.as<Class>()];
  return call.interp.list(std::vector<Value>(all.begin(), all.end()));
}
Value type_prepare(Call& call) { return call.interp.dict(); }
Value type_instancecheck(Call& call) {
  const Class* of = call.interp.class_of(call.need(0));
  return call.interp.boolean(of->is_subclass_of(call.self.as<Class>()));
}

Value bit_length(Call& call) {
  const std::string digits = integer_text(held(call.self), 2);
  return call.interp.integer(digits == "0" ? 0 : static_cast<std::int64_t>(digits.size()) - (digits[0] == '-' ? 1 : 0));
}
Value is_whole(Call& call) {
  const double value = real_of(call.self);
  return call.interp.boolean(std::floor(value) == value);
}

Value type_construct(Call& call) { return type_new(call); }

}  // namespace

Value interp_opaque(Call& call, const Opaque& unknown) { return call.interp.opaque_from(unknown); }

void add_builtin_classes(ModuleWriter& into) {
  Interpreter& interp = into.interp();
  Builtins& c = interp.internals().classes;
  static const NativeType object{.name = "object", .init = object_init};
  static const NativeType type{.name = "type", .construct = type_construct, .init = type_init};
  c.object = &into.cls(object);
  // Its hooks are what happens without hooks; no class inherits them as such.
  c.object->native = c.object->own_native = nullptr;
  c.type = &into.cls(type, {c.object});
  c.object->metaclass = c.type->metaclass = c.type;

  NativeFunction* maker = interp.function("__new__", object_new, "object.__new__").as<NativeFunction>();
  StaticMethod* wrapped = interp.heap().make<StaticMethod>();
  wrapped->function = maker;
  (void)wrapped;
  c.object->attrs.set(w.new_, maker);
  into.method(*c.object, "__repr__", object_repr).method(*c.object, "__str__", object_str);
  into.method(*c.object, "__format__", object_format)
      .method(*c.object, "__eq__", object_eq)
      .method(*c.object, "__ne__", object_ne);
  into.method(*c.object, "__hash__", object_hash).method(*c.object, "__getattribute__", object_getattribute);
  into.method(*c.object, "__setattr__", object_setattr).method(*c.object, "__delattr__", object_delattr);
  into.class_method(*c.object, "__init_subclass__", object_init_subclass)
      .class_method(*c.object, "__subclasshook__", do_nothing);
  into.method(*c.type, "__call__", type_call)
      .method(*c.type, "mro", type_mro)
      .method(*c.type, "__subclasses__", type_subclasses);
  into.class_method(*c.type, "__prepare__", type_prepare).method(*c.type, "__instancecheck__", type_instancecheck);

  struct Plain {
    Class* Builtins::*slot;
    NativeType type;
    Type holds = Type::instance;
  };
  static const Plain plain[] = {
      {&Builtins::none, {.name = "NoneType", .construct = none_construct}},
      {&Builtins::integer, {.name = "int", .construct = integer_construct}, Type::integer},
      {&Builtins::real, {.name = "float", .construct = real_construct}, Type::real},
      {&Builtins::complex, {.name = "complex", .construct = complex_construct}},
      {&Builtins::text, {.name = "str", .construct = text_construct}, Type::text},
      {&Builtins::bytes, {.name = "bytes", .construct = bytes_construct}, Type::bytes},
      {&Builtins::bytearray, {.name = "bytearray", .construct = bytes_construct}, Type::bytes},
      {&Builtins::ellipsis, {.name = "ellipsis"}},
      {&Builtins::not_implemented, {.name = "NotImplementedType"}},
      {&Builtins::tuple, {.name = "tuple", .construct = tuple_construct}, Type::tuple},
      {&Builtins::list, {.name = "list", .construct = list_construct}, Type::list},
      {&Builtins::dict, {.name = "dict", .construct = dict_construct}, Type::dict},
      {&Builtins::set, {.name = "set", .construct = set_construct}, Type::set},
      {&Builtins::frozenset, {.name = "frozenset", .construct = set_construct}, Type::set},
      {&Builtins::slice, {.name = "slice", .construct = slice_construct}},
      {&Builtins::range, {.name = "range", .construct = range_construct}},
      {&Builtins::iterator, {.name = "iterator"}},
      {&Builtins::generator, {.name = "generator"}},
      {&Builtins::function, {.name = "function"}},
      {&Builtins::native_function, {.name = "builtin_function_or_method"}},
      {&Builtins::method, {.name = "method"}},
      {&Builtins::property, {.name = "property", .construct = property_construct, .init = property_init}},
      {&Builtins::cached_property, {.name = "cached_property", .construct = property_construct, .init = property_init}},
      {&Builtins::class_method, {.name = "classmethod", .construct = class_method_construct}},
      {&Builtins::static_method, {.name = "staticmethod", .construct = static_method_construct}},
      {&Builtins::super, {.name = "super", .construct = super_construct}},
      {&Builtins::module, {.name = "module", .construct = module_construct}},
      {&Builtins::alias, {.name = "GenericAlias"}},
      {&Builtins::union_, {.name = "UnionType"}},
      {&Builtins::forward_ref, {.name = "ForwardRef"}},
      {&Builtins::type_variable, {.name = "TypeVar"}},
      {&Builtins::opaque, {.name = "unknown"}},
      {&Builtins::mapping_proxy, {.name = "mappingproxy"}},
  };
  for (const Plain& one : plain) {
    c.*one.slot = &into.cls(one.type, {c.object});
    (c.*one.slot)->holds = one.holds;
  }
  static const NativeType boolean{.name = "bool", .construct = boolean_construct};
  c.boolean = &into.cls(boolean, {c.integer});
  // Names that Python does not have among its builtins.
  for (const char* hidden : {"NoneType", "ellipsis", "NotImplementedType", "iterator", "generator", "function",
                             "builtin_function_or_method", "method", "module", "GenericAlias", "UnionType",
                             "ForwardRef", "TypeVar", "unknown", "mappingproxy", "cached_property"})
    into.module().attrs.erase(Symbol(hidden));
  into.method(*c.integer, "bit_length", bit_length).method(*c.real, "is_integer", is_whole);
  into.method(*c.property, "getter", property_with<&Property::getter>)
      .method(*c.property, "setter", property_with<&Property::setter>);
  into.method(*c.property, "deleter", property_with<&Property::deleter>).method(*c.property, "__get__", property_get);
}

}  // namespace trueup::py
