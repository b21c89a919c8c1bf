// Methods of dict, set and frozenset. keys(), values() and items() give what is there now, not views: code that reads
// models does not change a dict while it holds a view of it.
#include "python/builtins.h"

namespace trueup::py {

Opaque* update_dict(Interpreter& interp, Dict& dict, Value other, const Origin& at) {
  if (Opaque* unknown = opaque_in(other)) return unknown;
  if (const Dict* from = held(other).as<Dict>()) {
    for (const Keyed::Entry& entry : std::vector<Keyed::Entry>(from->entries))
      if (entry.key) interp.dict_set(dict, entry.key, entry.value);
    if (from->doubt) dict.doubt = from->doubt;
    return nullptr;
  }
  if (other.as<Instance>())
    if (Value keys = interp.find(other, Symbol("keys"), at)) {
      const auto [names, unknown] = interp.elements(interp.call(keys, {}, at), at);
      for (Value name : names) interp.dict_set(dict, name, interp.subscript(other, name, at));
      return unknown;
    }
  const auto [pairs, unknown] = interp.elements(other, at);
  for (Value pair : pairs) {
    const auto [both, missing] = interp.elements(pair, at);
    if (missing) return missing;
    if (both.size() != 2)
      interp.raise("ValueError",
                   "dictionary update sequence element has length " + std::to_string(both.size()) + "; 2 is required");
    if (Opaque* key = opaque_in(both[0])) return key;
    interp.dict_set(dict, both[0], both[1]);
  }
  return unknown;
}

namespace {

Dict& self_dict(Call& call) { return self_as<Dict>(call); }

Value get(Call& call) {
  const Value key = call.need(0);
  if (Opaque* unknown = opaque_in(key)) return call.interp.opaque_from(*unknown);
  if (Value found = call.interp.dict_get(self_dict(call), key)) return found;
  if (Opaque* doubt = self_dict(call).doubt) return call.interp.opaque_from(*doubt);
  const Value otherwise = call.arg(1, "default");
  return otherwise ? otherwise : call.interp.none();
}
Value setdefault(Call& call) {
  Dict& self = self_dict(call);
  const Value key = call.need(0);
  if (Opaque* unknown = opaque_in(key)) return call.interp.opaque_from(*unknown);
  if (Value found = call.interp.dict_get(self, key)) return found;
  if (self.doubt) return call.interp.opaque_from(*self.doubt);
  const Value made = call.size() > 1 ? call.args[1] : call.interp.none();
  call.interp.dict_set(self, key, made);
  return made;
}
Value pop(Call& call) {
  Dict& self = self_dict(call);
  const Value key = call.need(0);
  if (Opaque* unknown = opaque_in(key)) return call.interp.opaque_from(*unknown);
  if (Value found = call.interp.dict_get(self, key)) {
    call.interp.dict_erase(self, key);
    if (self.mirror)
      if (const auto name = text_of(key)) self.mirror->erase(Symbol(*name));
    return found;
  }
  if (self.doubt) return call.interp.opaque_from(*self.doubt);
  if (const Value otherwise = call.arg(1, "default")) return otherwise;
  throw Raised{call.interp.call(call.interp.builtin("KeyError"), {key}, call.origin)};
}
Value popitem(Call& call) {
  Dict& self = self_dict(call);
  for (std::size_t i = self.entries.size(); i-- > 0;)
    if (self.entries[i].key) {
      const std::vector<Value> pair = {self.entries[i].key, self.entries[i].value};
      call.interp.dict_erase(self, pair[0]);
      return call.interp.tuple(pair);
    }
  call.interp.raise("KeyError", "popitem(): dictionary is empty");
}
Value keys(Call& call) {
  Set* made = call.interp.set();
  static_cast<Keyed&>(*made) = self_dict(call);
  for (Keyed::Entry& entry : made->entries) entry.value = {};
  return made;
}
Value values(Call& call) {
  std::vector<Value> made;
  for (const Keyed::Entry& entry : self_dict(call).entries)
    if (entry.key) made.push_back(entry.value);
  if (Opaque* doubt = self_dict(call).doubt) made.push_back(call.interp.opaque_from(*doubt));
  return call.interp.list(std::move(made));
}
Value items(Call& call) {
  std::vector<Value> made;
  for (const Keyed::Entry& entry : self_dict(call).entries)
    if (entry.key) made.push_back(call.interp.tuple(std::vector<Value>{entry.key, entry.value}));
  if (Opaque* doubt = self_dict(call).doubt) made.push_back(call.interp.opaque_from(*doubt));
  return call.interp.list(std::move(made));
}
Value update(Call& call) {
  Dict& self = self_dict(call);
  for (Value other : call.args)
    if (Opaque* unknown = update_dict(call.interp, self, other, call.origin)) {
      // Which keys came is not known: whoever asks for one that is there may be told a wrong value.
      for (Keyed::Entry& entry : self.entries)
        if (entry.key) entry.value = call.interp.opaque_from(*unknown);
    }
  for (const Named& named : call.keywords) call.interp.dict_set(self, call.interp.text(named.name), named.value);
  return call.interp.none();
}
Value copy(Call& call) {
  const Dict& self = self_dict(call);
  Dict* made = call.interp.dict();
  static_cast<Keyed&>(*made) = self;
  made->cls = self.cls;
  made->factory = self.factory;
  return made;
}
Value clear(Call& call) {
  Dict& self = self_dict(call);
  self.entries.clear();
  self.index.clear();
  self.live = 0;
  self.doubt = nullptr;
  return call.interp.none();
}
Value fromkeys(Call& call) {
  Dict* made = call.interp.dict();
  const auto [keys, unknown] = call.interp.elements(call.need(0), call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  for (Value key : keys) call.interp.dict_set(*made, key, call.size() > 1 ? call.args[1] : call.interp.none());
  return made;
}
Value move_to_end(Call& call) {
  Dict& self = self_dict(call);
  const Value key = call.need(0), value = call.interp.dict_get(self, key);
  if (!value) throw Raised{call.interp.call(call.interp.builtin("KeyError"), {key}, call.origin)};
  call.interp.dict_erase(self, key);
  call.interp.dict_set(self, key, value);
  return call.interp.none();
}

// ---- sets -----------------------------------------------------------------------------------------------------------

Set& self_set(Call& call) { return self_as<Set>(call); }

Value add(Call& call) {
  const Value value = call.need(0);
  if (Opaque* unknown = opaque_in(value)) self_set(call).doubt = unknown;
  else call.interp.set_add(self_set(call), value);
  return call.interp.none();
}
Value discard(Call& call) {
  if (Opaque* unknown = opaque_in(call.need(0))) return self_set(call).doubt = unknown, call.interp.none();
  call.interp.dict_erase(self_set(call), call.need(0));
  return call.interp.none();
}
Value remove(Call& call) {
  Opaque* const unknown = opaque_in(call.need(0));
  if (unknown || self_set(call).doubt) {
    if (unknown) self_set(call).doubt = unknown;
    else call.interp.dict_erase(self_set(call), call.args[0]);
    return call.interp.none();
  }
  if (!call.interp.dict_erase(self_set(call), call.need(0)))
    throw Raised{call.interp.call(call.interp.builtin("KeyError"), {call.args[0]}, call.origin)};
  return call.interp.none();
}
Value pop_any(Call& call) {
  Set& self = self_set(call);
  for (const Keyed::Entry& entry : self.entries)
    if (entry.key) {
      const Value key = entry.key;
      call.interp.dict_erase(self, key);
      return key;
    }
  if (self.doubt) return call.interp.opaque_from(*self.doubt);
  call.interp.raise("KeyError", "pop from an empty set");
}
Value as_set(Call& call, Value value, Opaque*& unknown) {
  if (const Set* set = held(value).as<Set>()) return unknown = set->doubt, held(value);
  Set* made = call.interp.set();
  const auto all = call.interp.elements(value, call.origin);
  unknown = all.unknown;
  for (Value one : all.values)
    if (!(unknown = unknown ? unknown : opaque_in(one))) call.interp.set_add(*made, one);
  return made;
}
Value combined(Call& call, ast::Operator op) {
  Value made = &self_set(call);
  if (call.args.empty()) made = call.interp.binary(ast::Operator::bitor_, made, call.interp.set(), call.origin);
  for (Value other : call.args) {
    Opaque* unknown = nullptr;
    const Value set = as_set(call, other, unknown);
    if (unknown) return call.interp.opaque_from(*unknown);
    made = call.interp.binary(op, made, set, call.origin);
  }
  return made;
}
Value set_union(Call& call) { return combined(call, ast::Operator::bitor_); }
Value intersection(Call& call) { return combined(call, ast::Operator::bitand_); }
Value difference(Call& call) { return combined(call, ast::Operator::sub); }
Value symmetric_difference(Call& call) { return combined(call, ast::Operator::bitxor_); }
template <ast::Operator op>
Value update_set(Call& call) {
  Set& self = self_set(call);
  const Value made = combined(call, op);
  if (const Set* set = made.as<Set>()) {
    const Keyed kept = *set;
    static_cast<Keyed&>(self) = kept;
  } else if (Opaque* unknown = opaque_in(made)) {
    self.doubt = unknown;
  }
  return call.interp.none();
}
Value compare_sets(Call& call, ast::CompareOperator op) {
  Opaque* unknown = nullptr;
  const Value other = as_set(call, call.need(0), unknown);
  if (unknown) return call.interp.opaque_from(*unknown);
  return call.interp.compare(op, &self_set(call), other, call.origin);
}
Value issubset(Call& call) { return compare_sets(call, ast::CompareOperator::less_equal); }
Value issuperset(Call& call) { return compare_sets(call, ast::CompareOperator::greater_equal); }
Value isdisjoint(Call& call) {
  const Value both = intersection(call);
  const Truth any = call.interp.truth(both);
  return any == Truth::unknown ? both : call.interp.boolean(any == Truth::no);
}
Value copy_set(Call& call) {
  Set* made = call.interp.set(self_set(call).frozen);
  static_cast<Keyed&>(*made) = self_set(call);
  return made;
}
Value clear_set(Call& call) {
  static_cast<Keyed&>(self_set(call)) = Keyed();
  return call.interp.none();
}

}  // namespace

void add_mapping_methods(ModuleWriter& into) {
  const Builtins& c = into.interp().internals().classes;
  Class& dict = *c.dict;
  into.method(dict, "get", get)
      .method(dict, "setdefault", setdefault)
      .method(dict, "pop", pop)
      .method(dict, "popitem", popitem);
  into.method(dict, "keys", keys)
      .method(dict, "values", values)
      .method(dict, "items", items)
      .method(dict, "update", update);
  into.method(dict, "copy", copy)
      .method(dict, "clear", clear)
      .class_method(dict, "fromkeys", fromkeys)
      .method(dict, "move_to_end", move_to_end);
  for (const char* name :
       {"get", "keys", "values", "items", "copy", "__getitem__", "__contains__", "__iter__", "__len__"})
    c.mapping_proxy->attrs.set(Symbol(name), dict.attrs.find(Symbol(name)));
  for (Class* set : {c.set, c.frozenset}) {
    into.method(*set, "union", set_union)
        .method(*set, "intersection", intersection)
        .method(*set, "difference", difference);
    into.method(*set, "symmetric_difference", symmetric_difference).method(*set, "issubset", issubset);
    into.method(*set, "issuperset", issuperset).method(*set, "isdisjoint", isdisjoint).method(*set, "copy", copy_set);
  }
  into.method(*c.set, "add", add)
      .method(*c.set, "discard", discard)
      .method(*c.set, "remove", remove)
      .method(*c.set, "pop", pop_any);
  into.method(*c.set, "clear", clear_set).method(*c.set, "update", update_set<ast::Operator::bitor_>);
  into.method(*c.set, "intersection_update", update_set<ast::Operator::bitand_>);
  into.method(*c.set, "difference_update", update_set<ast::Operator::sub>);
}

}  // namespace trueup::py
