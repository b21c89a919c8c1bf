// Methods of list, tuple, range and iterators.
#include <algorithm>

#include "python/builtins.h"

namespace trueup::py {

namespace {

List& self_list(Call& call) { return self_as<List>(call); }

Value append(Call& call) {
  self_list(call).elements.push_back(call.need(0));
  return call.interp.none();
}
Value extend(Call& call) {
  List& self = self_list(call);
  const auto [values, unknown] = call.interp.elements(call.need(0), call.origin);
  call.interp.internals().grew(self.elements.size() + values.size(), values.size());
  self.elements.insert(self.elements.end(), values.begin(), values.end());
  // What else would have come is not known: an opaque element stands for it.
  if (unknown) self.elements.push_back(call.interp.opaque_from(*unknown));
  return call.interp.none();
}
Value insert(Call& call) {
  List& self = self_list(call);
  const std::int64_t size = static_cast<std::int64_t>(self.elements.size());
  std::int64_t at = need_integer(call, 0);
  if (at < 0) at = std::max<std::int64_t>(0, at + size);
  self.elements.insert(self.elements.begin() + std::min(at, size), call.need(1));
  return call.interp.none();
}
Value pop(Call& call) {
  List& self = self_list(call);
  if (self.elements.empty()) call.interp.raise("IndexError", "pop from empty list");
  std::int64_t at = call.size() ? need_integer(call, 0) : -1;
  const std::int64_t size = static_cast<std::int64_t>(self.elements.size());
  if (at < 0) at += size;
  if (at < 0 || at >= size) call.interp.raise("IndexError", "pop index out of range");
  const Value value = self.elements[static_cast<std::size_t>(at)];
  self.elements.erase(self.elements.begin() + at);
  return value;
}
Value pop_left(Call& call) {
  List& self = self_list(call);
  if (self.elements.empty()) call.interp.raise("IndexError", "pop from an empty deque");
  const Value value = self.elements.front();
  self.elements.erase(self.elements.begin());
  return value;
}
Value append_left(Call& call) {
  List& self = self_list(call);
  self.elements.insert(self.elements.begin(), call.need(0));
  return call.interp.none();
}

std::size_t find_in(Call& call, Span<Value> elements, Value wanted) {
  for (std::size_t i = 0; i < elements.size(); ++i)
    if (elements[i] == wanted || call.interp.equal(elements[i], wanted) == Truth::yes) return i;
  return elements.size();
}
Value remove(Call& call) {
  List& self = self_list(call);
  const std::size_t at = find_in(call, sequence_of(&self), call.need(0));
  if (at == self.elements.size()) call.interp.raise("ValueError", "list.remove(x): x not in list");
  self.elements.erase(self.elements.begin() + static_cast<std::ptrdiff_t>(at));
  return call.interp.none();
}
Value index(Call& call) {
  const Span<Value> elements = sequence_of(call.self);
  const std::size_t at = find_in(call, elements, call.need(0));
  if (at == elements.size()) call.interp.raise("ValueError", call.interp.repr(call.args[0]) + " is not in list");
  return call.interp.integer(static_cast<std::int64_t>(at));
}
Value count(Call& call) {
  std::int64_t found = 0;
  for (Value one : sequence_of(call.self)) found += call.interp.equal(one, call.need(0)) == Truth::yes;
  return call.interp.integer(found);
}
Value clear(Call& call) {
  self_list(call).elements.clear();
  return call.interp.none();
}
Value copy(Call& call) { return call.interp.list(self_list(call).elements); }
Value reverse(Call& call) {
  std::reverse(self_list(call).elements.begin(), self_list(call).elements.end());
  return call.interp.none();
}
Value sort(Call& call) {
  List& self = self_list(call);
  Opaque* unknown = nullptr;
  std::vector<Value> made = sorted(call, self.elements, unknown);
  if (unknown)
    for (Value& element : made) element = call.interp.opaque_from(*unknown);  // which is where, nobody knows
  self.elements = std::move(made);
  return call.interp.none();
}

Value iterator_next(Call& call) {
  Opaque* unknown = nullptr;
  const Value value = next_of(call.interp, call.self, unknown, call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  if (!value) call.interp.raise("StopIteration", "");
  return value;
}
Value itself(Call& call) { return call.self; }
Value generator_send(Call& call) {
  // The body has run without what is sent; only send(None) is next().
  if (call.size() && is_none(call.args[0])) return iterator_next(call);
  return call.interp.opaque("depends on what is sent to a generator", call.origin);
}
Value generator_close(Call& call) {
  if (Iterator* self = call.self.as<Iterator>()) {
    self->at = static_cast<std::int64_t>(self->ready.size());
    self->unknown = nullptr;
  }
  return call.interp.none();
}
Value iter_of(Call& call) { return make_iterator(call.interp, held(call.self), call.origin); }
Value length_of(Call& call) { return length(call.interp, held(call.self), call.origin); }
Value contains_it(Call& call) { return contains(call.interp, held(call.self), call.need(0), call.origin); }
Value get_item(Call& call) { return call.interp.subscript(held(call.self), call.need(0), call.origin); }
Value set_item(Call& call) {
  set_subscript(call.interp, held(call.self), call.need(0), call.need(1), call.origin);
  return call.interp.none();
}
Value del_item(Call& call) {
  del_subscript(call.interp, held(call.self), call.need(0), call.origin);
  return call.interp.none();
}
Value plus(Call& call) {
  return call.interp.binary(ast::Operator::add, held(call.self), held(call.need(0)), call.origin);
}

}  // namespace

void add_sequence_methods(ModuleWriter& into) {
  const Builtins& c = into.interp().internals().classes;
  into.method(*c.list, "append", append).method(*c.list, "extend", extend).method(*c.list, "insert", insert);
  into.method(*c.list, "pop", pop).method(*c.list, "remove", remove).method(*c.list, "clear", clear);
  into.method(*c.list, "copy", copy).method(*c.list, "reverse", reverse).method(*c.list, "sort", sort);
  into.method(*c.list, "popleft", pop_left).method(*c.list, "appendleft", append_left);
  for (Class* cls : {c.list, c.tuple}) into.method(*cls, "index", index).method(*cls, "count", count);
  for (Class* cls : {c.list, c.tuple, c.dict, c.set, c.frozenset, c.text, c.bytes, c.range}) {
    into.method(*cls, "__iter__", iter_of).method(*cls, "__len__", length_of).method(*cls, "__contains__", contains_it);
    into.method(*cls, "__getitem__", get_item).method(*cls, "__add__", plus);
  }
  for (Class* cls : {c.list, c.dict}) into.method(*cls, "__setitem__", set_item).method(*cls, "__delitem__", del_item);
  for (Class* cls : {c.iterator, c.generator})
    into.method(*cls, "__next__", iterator_next).method(*cls, "__iter__", itself);
  into.method(*c.generator, "send", generator_send)
      .method(*c.generator, "close", generator_close)
      .method(*c.generator, "throw", generator_close);
}

}  // namespace trueup::py
