// collections.abc and numbers: classes that recognise what has their methods.
#include <algorithm>

#include "python/stdlib.h"

namespace trueup::py {

static const Words& w = words();

namespace {

// ---------------------------------------------------

template <Type... types>
Value is_one_of(Interpreter& interp, Class& cls, Value value) {
  const Value plain = held(value);
  constexpr Type known[] = {types...};
  if (std::find(std::begin(known), std::end(known), plain->type) != std::end(known)) return interp.boolean(true);
  if (const Instance* instance = value.as<Instance>()) {
    if (instance->cls->unknown_base) return interp.opaque_from(*instance->cls->unknown_base);
    const std::string_view name = cls.name.view();
    const auto has = [&](Symbol method) { return bool(instance->cls->find(method)); };
    if (name == "Iterable")
      return interp.boolean(has(w.iter_) || (instance->cls->native && instance->cls->native->iterate));
    if (name == "Iterator") return interp.boolean(has(w.next_));
    if (name == "Callable")
      return interp.boolean(has(w.call_) || (instance->cls->native && instance->cls->native->call));
    if (name == "Sized") return interp.boolean(has(w.len_));
    if (name == "Container") return interp.boolean(has(w.contains_));
    if (name == "Hashable") return interp.boolean(true);
  }
  if (value.as<Class>() && cls.name == "Hashable") return interp.boolean(true);
  return interp.boolean(false);
}

constexpr auto sequences = is_one_of<Type::list, Type::tuple, Type::text, Type::range, Type::bytes>;
constexpr auto iterables =
    is_one_of<Type::list, Type::tuple, Type::text, Type::range, Type::bytes, Type::dict, Type::set, Type::iterator>;
constexpr auto collections =
    is_one_of<Type::list, Type::tuple, Type::text, Type::range, Type::bytes, Type::dict, Type::set>;
constexpr auto callables = is_one_of<Type::function, Type::native_function, Type::method, Type::class_>;
constexpr auto hashables = is_one_of<Type::none, Type::boolean, Type::integer, Type::real, Type::text, Type::bytes,
                                     Type::tuple, Type::function, Type::class_, Type::native_function>;

// What Mapping and MutableMapping give to classes that define __getitem__, __iter__ and so on.
Value mixin_get(Call& call) {
  Interpreter& interp = call.interp;
  try {
    return interp.subscript(call.self, call.need(0), call.origin);
  } catch (const Raised& raised) {
    if (interp.is_instance(raised.exception, interp.builtin("KeyError")) != Truth::yes) throw;
    const Value otherwise = call.arg(1, "default");
    return otherwise ? otherwise : interp.none();
  }
}
Value mixin_rows(Call& call, bool with_keys, bool with_values) {
  const auto keys = call.interp.elements(call.self, call.origin);
  if (keys.unknown) return call.interp.opaque_from(*keys.unknown);
  std::vector<Value> rows;
  for (Value key : keys.values) {
    const Value value = with_values ? call.interp.subscript(call.self, key, call.origin) : Value();
    rows.push_back(!with_values ? key : !with_keys ? value : call.interp.tuple(std::vector<Value>{key, value}));
  }
  return call.interp.list(std::move(rows));
}
Value mixin_keys(Call& call) { return mixin_rows(call, true, false); }
Value mixin_values(Call& call) { return mixin_rows(call, false, true); }
Value mixin_items(Call& call) { return mixin_rows(call, true, true); }
Value mixin_update(Call& call) {
  Dict* all = call.interp.dict();
  if (call.size()) update_dict(call.interp, *all, call.args[0], call.origin);
  for (const Named& named : call.keywords) call.interp.dict_set(*all, call.interp.text(named.name), named.value);
  for (const Keyed::Entry& entry : all->entries)
    if (entry.key) set_subscript(call.interp, call.self, entry.key, entry.value, call.origin);
  return call.interp.none();
}
// The element, or a value of our own that says there is none.
Value mixin_find(Call& call, Value missing) {
  Value args[] = {call.need(0), missing};
  Call inner = call;
  inner.args = {args, 2};
  return mixin_get(inner);
}
Value mixin_setdefault(Call& call) {
  const Value missing = call.interp.instance(*call.interp.internals().classes.object, {});
  const Value found = mixin_find(call, missing);
  if (found != missing) return found;
  const Value otherwise = call.size() > 1 ? call.args[1] : call.interp.none();
  set_subscript(call.interp, call.self, call.args[0], otherwise, call.origin);
  return otherwise;
}
Value mixin_pop(Call& call) {
  const Value missing = call.interp.instance(*call.interp.internals().classes.object, {});
  const Value found = mixin_find(call, missing);
  if (found == missing) {
    if (call.size() > 1) return call.args[1];
    throw Raised{call.interp.call(call.interp.builtin("KeyError"), {call.args[0]}, call.origin)};
  }
  del_subscript(call.interp, call.self, call.args[0], call.origin);
  return found;
}
Value mixin_contains(Call& call) {
  const Value missing = call.interp.instance(*call.interp.internals().classes.object, {});
  return call.interp.boolean(mixin_find(call, missing) != missing);
}
void add_mapping_mixins(ModuleWriter& into) {
  for (const char* name : {"Mapping", "MutableMapping"}) {
    Class& cls = *into.module().attrs.find(Symbol(name)).as<Class>();
    into.method(cls, "get", mixin_get).method(cls, "keys", mixin_keys).method(cls, "values", mixin_values);
    into.method(cls, "items", mixin_items).method(cls, "__contains__", mixin_contains);
  }
  Class& cls = *into.module().attrs.find(Symbol("MutableMapping")).as<Class>();
  into.method(cls, "update", mixin_update).method(cls, "setdefault", mixin_setdefault).method(cls, "pop", mixin_pop);
}

void fill_collections_abc(ModuleWriter& into) {
  static const NativeType types[] = {
      {.name = "Sequence", .instance_check = sequences},
      {.name = "MutableSequence", .instance_check = is_one_of<Type::list>},
      {.name = "Mapping", .instance_check = is_one_of<Type::dict>},
      {.name = "MutableMapping", .instance_check = is_one_of<Type::dict>},
      {.name = "Set", .instance_check = is_one_of<Type::set>},
      {.name = "MutableSet", .instance_check = is_one_of<Type::set>},
      {.name = "Iterable", .instance_check = iterables},
      {.name = "Iterator", .instance_check = is_one_of<Type::iterator>},
      {.name = "Generator", .instance_check = is_one_of<Type::iterator>},
      {.name = "Collection", .instance_check = collections},
      {.name = "Container", .instance_check = collections},
      {.name = "Sized", .instance_check = collections},
      {.name = "Reversible", .instance_check = sequences},
      {.name = "Hashable", .instance_check = hashables},
      {.name = "Callable", .instance_check = callables},
      {.name = "ByteString", .instance_check = is_one_of<Type::bytes>},
      {.name = "Awaitable"},
      {.name = "Coroutine"},
      {.name = "AsyncIterator"},
      {.name = "AsyncIterable"},
      {.name = "AsyncGenerator"},
      {.name = "KeysView"},
      {.name = "ValuesView"},
      {.name = "ItemsView"},
  };
  // Mapping.register(cls): for isinstance() alone.
  for (const NativeType& type : types) into.class_method(into.cls(type), "register", [](Call& call) { return call.need(0, "subclass"); });
  add_mapping_mixins(into);
}

Value is_number(Interpreter& interp, Class& cls, Value value) {
  const Value plain = held(value);
  const bool integer = plain.as<Integer>() || plain.as<BigInteger>() || plain.as<Boolean>();
  const bool whole = cls.name == "Integral" || cls.name == "Rational";
  return interp.boolean(integer || (!whole && plain.as<Real>()));
}
void fill_numbers(ModuleWriter& into) {
  static const NativeType types[] = {{.name = "Number", .instance_check = is_number},
                                     {.name = "Complex", .instance_check = is_number},
                                     {.name = "Real", .instance_check = is_number},
                                     {.name = "Rational", .instance_check = is_number},
                                     {.name = "Integral", .instance_check = is_number}};
  for (const NativeType& type : types) into.cls(type);
}

}  // namespace

void add_abstract_classes(Interpreter& interp) {
  interp.add_native("collections.abc", fill_collections_abc);
  interp.add_native("numbers", fill_numbers);
}

}  // namespace trueup::py
