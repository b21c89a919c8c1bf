// collections.
#include "python/stdlib.h"

namespace trueup::py {

Value make_named_tuple_class(Call& call);  // stdlib_typing.cpp

namespace {

Value plain_dict(Call& call) {
  Dict* made = call.interp.dict();
  Class* cls = call.self.as<Class>();
  for (Class* one : cls->mro)
    if (one->is_native) {
      made->cls = one;
      break;
    }
  return made;
}

Value ordered_construct(Call& call) {
  const Value made = plain_dict(call);
  if (call.size())
    if (Opaque* unknown = update_dict(call.interp, *made.as<Dict>(), call.args[0], call.origin))
      return call.interp.opaque_from(*unknown);
  for (const Named& named : call.keywords)
    call.interp.dict_set(*made.as<Dict>(), call.interp.text(named.name), named.value);
  return hold(call, made);
}
Value default_construct(Call& call) {
  const Value made = plain_dict(call);
  made.as<Dict>()->factory = call.size() ? call.args[0] : call.interp.none();
  if (call.size() > 1)
    if (Opaque* unknown = update_dict(call.interp, *made.as<Dict>(), call.args[1], call.origin))
      return call.interp.opaque_from(*unknown);
  for (const Named& named : call.keywords)
    call.interp.dict_set(*made.as<Dict>(), call.interp.text(named.name), named.value);
  return hold(call, made);
}

Opaque* count_into(Interpreter& interp, Dict& into, Value from, std::int64_t sign, const Origin& at) {
  const auto add = [&](Value key, std::int64_t number) {
    const Value have = interp.dict_get(into, key);
    interp.dict_set(into, key, interp.integer((have ? integer_of(have).value_or(0) : 0) + sign * number));
  };
  if (const Dict* dict = held(from).as<Dict>()) {
    for (const Keyed::Entry& entry : std::vector<Keyed::Entry>(dict->entries))
      if (entry.key) add(entry.key, integer_of(entry.value).value_or(1));
    return nullptr;
  }
  const auto [values, unknown] = interp.elements(from, at);
  for (Value value : values) {
    if (Opaque* one = opaque_in(value)) return one;
    add(value, 1);
  }
  return unknown;
}
Value counter_construct(Call& call) {
  const Value made = plain_dict(call);
  if (call.size())
    if (Opaque* unknown = count_into(call.interp, *made.as<Dict>(), call.args[0], 1, call.origin))
      return call.interp.opaque_from(*unknown);
  for (const Named& named : call.keywords)
    call.interp.dict_set(*made.as<Dict>(), call.interp.text(named.name), named.value);
  return hold(call, made);
}
Value counter_update(Call& call) {
  Dict& self = self_as<Dict>(call);
  if (call.size()) count_into(call.interp, self, call.args[0], 1, call.origin);
  return call.interp.none();
}
Value counter_plus(Call& call) {
  Dict* made = call.interp.dict();
  made->cls = call.need(0).as<Dict>()->cls;
  for (Value one : call.args) count_into(call.interp, *made, one, 1, call.origin);
  return made;
}
Value most_common(Call& call) {
  const Dict& self = self_as<Dict>(call);
  std::vector<std::pair<std::int64_t, Value>> pairs;
  for (const Keyed::Entry& entry : self.entries)
    if (entry.key) pairs.emplace_back(integer_of(entry.value).value_or(0), entry.key);
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (const Value most = call.arg(0); most && !is_none(most))
    pairs.resize(
        std::min(pairs.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, integer_of(most).value_or(0)))));
  std::vector<Value> made;
  for (const auto& [number, key] : pairs)
    made.push_back(call.interp.tuple(std::vector<Value>{key, call.interp.integer(number)}));
  return call.interp.list(std::move(made));
}

Value deque_construct(Call& call) {
  if (call.args.empty()) return call.interp.list();
  auto [values, unknown] = call.interp.elements(call.args[0], call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  return call.interp.list(std::move(values));
}
// The first map that has a key answers, so the maps are laid over each other from the last on.
Value chain_map_construct(Call& call) {
  Dict* made = call.interp.dict();
  for (std::size_t i = call.size(); i-- > 0;)
    if (Opaque* unknown = update_dict(call.interp, *made, call.args[i], call.origin))
      return call.interp.opaque_from(*unknown);
  return made;
}

const NativeType ordered{.name = "OrderedDict", .construct = ordered_construct},
    defaults{.name = "defaultdict", .construct = default_construct},
    counter{.name = "Counter", .construct = counter_construct}, deque{.name = "deque", .construct = deque_construct},
    chain_map{.name = "ChainMap", .construct = chain_map_construct},
    user_dict{.name = "UserDict", .construct = ordered_construct};

void fill_collections(ModuleWriter& into) {
  const Builtins& c = into.interp().internals().classes;
  into.cls(ordered, {c.dict});
  into.cls(defaults, {c.dict});
  Class& counted = into.cls(counter, {c.dict});
  into.method(counted, "most_common", most_common)
      .method(counted, "update", counter_update)
      .static_method(counted, "_plus", counter_plus);
  into.cls(deque, {c.list});
  into.cls(chain_map, {c.dict});
  into.cls(user_dict, {c.dict});
  into.function("namedtuple", make_named_tuple_class);
  into.value("abc", import_module(into.interp(), Symbol("collections.abc"), {}));
}

}  // namespace

void add_collections(Interpreter& interp) { interp.add_native("collections", fill_collections); }

}  // namespace trueup::py
