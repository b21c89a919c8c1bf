// Dicts, sets, subscripts and `in`.
#include <bit>
#include <cmath>

#include "base/hash.h"
#include "python/internals.h"

namespace trueup::py {

static const Words& w = words();

// ---- keys -----------------------------------------------------------------------------------------------------------

// What is not in the project and is called as classes are: two are the same when their names are, and it equals nothing
// else.
static bool names_class(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return !last.empty() && last[0] >= 'A' && last[0] <= 'Z' && name.find_first_of("()[]") == std::string_view::npos;
}

bool is_outside_class(const Opaque& opaque) { return names_class(opaque.name.view()); }

bool is_outside_type(const Opaque& opaque) {
  constexpr std::string_view arguments = "[…]";  // as opaque_from() names them
  std::string_view name = opaque.name.view();
  if (name.ends_with(arguments)) name.remove_suffix(arguments.size());
  return names_class(name);
}

std::uint64_t hash_value(Interpreter& interp, Value value) {
  switch (value->type) {
    case Type::text:
      return hash_of(value.as<Text>()->view());
    case Type::bytes:
      return hash_of(value.as<Bytes>()->view(), 1);
    case Type::boolean:
      return hash_with(7, value.as<Boolean>()->value ? 1 : 0);
    case Type::integer:
      return hash_with(7, static_cast<std::uint64_t>(value.as<Integer>()->value));
    case Type::big_integer:
      return hash_of(integer_text(value));
    case Type::real: {
      const double real = value.as<Real>()->value;
      if (std::floor(real) == real && std::fabs(real) < 9e18)
        return hash_with(7, static_cast<std::uint64_t>(static_cast<std::int64_t>(real)));
      return hash_with(8, std::bit_cast<std::uint64_t>(real));
    }
    case Type::tuple: {
      interp.internals().guard();
      std::uint64_t hash = 3;
      for (Value element : value.as<Tuple>()->elements) hash = hash_with(hash, hash_value(interp, element));
      return hash;
    }
    case Type::set: {
      if (!value.as<Set>()->frozen) break;
      std::uint64_t hash = 5;
      for (const Keyed::Entry& entry : value.as<Set>()->entries)
        if (entry.key) hash ^= entry.hash;
      return hash;
    }
    case Type::alias: {
      const Alias& alias = *value.as<Alias>();
      std::uint64_t hash = hash_with(11, reinterpret_cast<std::uintptr_t>(alias.origin.object()));
      for (Value arg : alias.args) hash = hash_with(hash, hash_value(interp, arg));
      return hash;
    }
    case Type::forward_ref:
      return hash_of(value.as<ForwardRef>()->text, 2);
    case Type::range: {
      const Range& range = *value.as<Range>();
      return hash_with(
          hash_with(hash_with(13, static_cast<std::uint64_t>(range.start)), static_cast<std::uint64_t>(range.stop)),
          static_cast<std::uint64_t>(range.step));
    }
    case Type::list:
    case Type::dict:
      break;
    case Type::method:
      return hash_with(reinterpret_cast<std::uintptr_t>(value.as<Method>()->self.object()),
                       reinterpret_cast<std::uintptr_t>(value.as<Method>()->function.object()));
    case Type::instance: {
      if (Value method = find_special(interp, value, w.hash_)) {
        if (is_none(method)) break;
        const Value made = interp.call(method, {value}, {});
        if (auto number = integer_of(made)) return hash_with(9, static_cast<std::uint64_t>(*number));
        return 9;
      }
      const Instance& instance = *value.as<Instance>();
      if (instance.held() && instance.cls->holds != Type::dict && instance.cls->holds != Type::list)
        return hash_value(interp, instance.held());
      if (find_special(interp, value, w.eq_)) break;  // __eq__ without __hash__
      return reinterpret_cast<std::uintptr_t>(value.object()) >> 4;
    }
    case Type::opaque:
      return hash_of(value.as<Opaque>()->name.view(), 17);
    default:
      return reinterpret_cast<std::uintptr_t>(value.object()) >> 4;
  }
  interp.raise("TypeError", "unhashable type: '" + interp.class_of(value)->name.str() + "'");
}

namespace {

constexpr std::size_t nowhere = ~std::size_t{0}, linear = 8;

bool same_key(Interpreter& interp, Value a, Value b) {
  if (a == b) return true;
  if (a->type == Type::opaque && b->type == Type::opaque) return a.as<Opaque>()->name == b.as<Opaque>()->name;
  if (a->type == Type::text && b->type == Type::text) return a.as<Text>()->view() == b.as<Text>()->view();
  // Native instances are keys by identity: what `==` gives for a column is an expression, not an answer.
  for (Value one : {a, b})
    if (const Instance* instance = one.as<Instance>())
      if (!instance->held() && !find_special(interp, one, w.eq_)) return false;
  return interp.equal(a, b) == Truth::yes;
}

std::size_t position(Interpreter& interp, const Keyed& keyed, Value key, std::uint64_t hash) {
  if (keyed.index.empty()) {
    for (std::size_t i = 0; i < keyed.entries.size(); ++i)
      if (keyed.entries[i].key && keyed.entries[i].hash == hash && same_key(interp, keyed.entries[i].key, key))
        return i;
    return nowhere;
  }
  const std::size_t mask = keyed.index.size() - 1;
  for (std::size_t slot = hash & mask; keyed.index[slot]; slot = (slot + 1) & mask) {
    const std::size_t at = keyed.index[slot] - 1;
    if (at < keyed.entries.size() && keyed.entries[at].key && keyed.entries[at].hash == hash &&
        same_key(interp, keyed.entries[at].key, key))
      return at;
  }
  return nowhere;
}

void reindex(Keyed& keyed) {
  std::erase_if(keyed.entries, [](const Keyed::Entry& entry) { return !entry.key; });
  keyed.index.clear();
  if (keyed.entries.size() <= linear) return;
  keyed.index.assign(std::bit_ceil(keyed.entries.size() * 4), 0);
  const std::size_t mask = keyed.index.size() - 1;
  for (std::size_t i = 0; i < keyed.entries.size(); ++i) {
    std::size_t slot = keyed.entries[i].hash & mask;
    while (keyed.index[slot]) slot = (slot + 1) & mask;
    keyed.index[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

bool put(Interpreter& interp, Keyed& keyed, Value key, Value value) {
  const std::uint64_t hash = hash_value(interp, key);
  const std::size_t at = position(interp, keyed, key, hash);
  if (at != nowhere) {
    keyed.entries[at].value = value;
    return false;
  }
  keyed.entries.push_back({key, value, hash});
  ++keyed.live;
  if (keyed.entries.size() <= linear) return true;
  if (keyed.entries.size() * 2 > keyed.index.size()) {
    reindex(keyed);
  } else {
    const std::size_t mask = keyed.index.size() - 1;
    std::size_t slot = hash & mask;
    while (keyed.index[slot]) slot = (slot + 1) & mask;
    keyed.index[slot] = static_cast<std::uint32_t>(keyed.entries.size());
  }
  return true;
}

}  // namespace

// Of a set: the element itself.
Value Interpreter::dict_get(const Keyed& dict, Value key) {
  if (opaque_in(key)) return {};
  const std::size_t at = position(*this, dict, key, hash_value(*this, key));
  if (at == nowhere) return {};
  return dict.entries[at].value ? dict.entries[at].value : dict.entries[at].key;
}

Value Interpreter::dict_get(const Keyed& dict, std::string_view key) {
  const std::uint64_t hash = hash_of(key);
  for (const Keyed::Entry& entry : dict.entries)
    if (entry.key && entry.hash == hash)
      if (const auto text = text_of(entry.key); text && *text == key) return entry.value ? entry.value : entry.key;
  return {};
}

void Interpreter::dict_set(Dict& dict, Value key, Value value) {
  if (Opaque* unknown = opaque_in(key); unknown && !is_outside_class(*unknown)) dict.doubt = unknown;
  put(*this, dict, key, value);
  if (dict.mirror)
    if (const auto name = text_of(key)) dict.mirror->set(Symbol(*name), value);
}

bool Interpreter::dict_erase(Keyed& dict, Value key) {
  const std::size_t at = position(*this, dict, key, hash_value(*this, key));
  if (at == nowhere) return false;
  dict.entries[at].key = dict.entries[at].value = {};
  --dict.live;
  if (dict.entries.size() > 16 && dict.live * 2 < dict.entries.size()) reindex(dict);
  return true;
}

bool Interpreter::set_add(Set& set, Value key) { return put(*this, set, key, {}); }

// ---- subscripts -----------------------------------------------------------------------------------------------------

namespace {

struct Bounds {
  std::int64_t start = 0, step = 1, count = 0;
  Opaque* unknown = nullptr;
};

// https://docs.python.org/3/library/stdtypes.html#common-sequence-operations, notes 4 and 5
Bounds bounds_of(Interpreter& interp, const Slice& slice, std::int64_t size) {
  Bounds bounds;
  for (Value one : {slice.lower, slice.upper, slice.step})
    if (Opaque* unknown = opaque_in(one)) bounds.unknown = unknown;
  if (bounds.unknown) return bounds;
  const auto number = [&](Value value, std::int64_t otherwise) {
    if (is_none(value)) return otherwise;
    const auto found = integer_of(value);
    if (!found) interp.raise("TypeError", "slice indices must be integers or None or have an __index__ method");
    return *found;
  };
  bounds.step = number(slice.step, 1);
  if (bounds.step == 0) interp.raise("ValueError", "slice step cannot be zero");
  if (bounds.step == INT64_MIN) bounds.step = -INT64_MAX;
  const bool back = bounds.step < 0;
  const auto clamp = [&](std::int64_t at) {
    if (at < 0) at = at < -size ? -1 : at + size;
    if (at < 0) return back ? std::int64_t{-1} : std::int64_t{0};
    return at >= size ? (back ? size - 1 : size) : at;
  };
  bounds.start = is_none(slice.lower) ? (back ? size - 1 : 0) : clamp(number(slice.lower, 0));
  const std::int64_t stop = is_none(slice.upper) ? (back ? -1 : size) : clamp(number(slice.upper, 0));
  const std::int64_t distance = back ? bounds.start - stop : stop - bounds.start;
  const std::int64_t stride = back ? -bounds.step : bounds.step;
  bounds.count = distance <= 0 ? 0 : (distance - 1) / stride + 1;
  return bounds;
}

std::int64_t index_of(Interpreter& interp, Value key, std::int64_t size, const char* what) {
  auto at = integer_of(key);
  if (!at)
    if (Value method = find_special(interp, key, w.index_)) at = integer_of(interp.call(method, {key}, {}));
  if (!at)
    interp.raise("TypeError",
                 std::string(what) + " indices must be integers or slices, not " + interp.class_of(key)->name.str());
  const std::int64_t real = *at < 0 ? *at + size : *at;
  if (real < 0 || real >= size) interp.raise("IndexError", std::string(what) + " index out of range");
  return real;
}

std::size_t width(unsigned char lead) { return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

Value subscript_text(Interpreter& interp, const Text& text, Value key) {
  const std::string_view view = text.view();
  bool ascii = true;
  for (const char c : view)
    if (static_cast<unsigned char>(c) >= 0x80) ascii = false;
  std::vector<std::string_view> characters;
  if (!ascii)
    for (std::size_t i = 0; i < view.size();) {
      const std::size_t size = std::min(width(static_cast<unsigned char>(view[i])), view.size() - i);
      characters.push_back(view.substr(i, size));
      i += size;
    }
  const std::int64_t size = static_cast<std::int64_t>(ascii ? view.size() : characters.size());
  const auto character = [&](std::int64_t at) {
    return ascii ? view.substr(static_cast<std::size_t>(at), 1) : characters[static_cast<std::size_t>(at)];
  };
  const Slice* slice = key.as<Slice>();
  if (!slice) return interp.text(character(index_of(interp, key, size, "string")));
  const Bounds bounds = bounds_of(interp, *slice, size);
  if (bounds.unknown) return interp.opaque_from(*bounds.unknown);
  std::string made;
  for (std::int64_t i = 0; i < bounds.count; ++i) made += character(bounds.start + i * bounds.step);
  return interp.text(made);
}

Value subscript_sequence(Interpreter& interp, Value sequence, Value key) {
  const Span<Value> elements = sequence_of(sequence);
  const std::int64_t size = elements.size();
  const Slice* slice = key.as<Slice>();
  if (!slice)
    return elements[static_cast<std::size_t>(index_of(interp, key, size, sequence.as<List>() ? "list" : "tuple"))];
  const Bounds bounds = bounds_of(interp, *slice, size);
  if (bounds.unknown) return interp.opaque_from(*bounds.unknown);
  std::vector<Value> made;
  for (std::int64_t i = 0; i < bounds.count; ++i)
    made.push_back(elements[static_cast<std::size_t>(bounds.start + i * bounds.step)]);
  if (sequence.as<List>()) return interp.list(std::move(made));
  return interp.tuple(made);
}

Value subscript_dict(Interpreter& interp, Dict& dict, Value key) {
  if (Value found = interp.dict_get(dict, key)) return found;
  if (dict.doubt) return interp.opaque_from(*dict.doubt);
  if (dict.factory && !is_none(dict.factory)) {
    const Value made = interp.call(dict.factory, {}, {});
    interp.dict_set(dict, key, made);
    return made;
  }
  if (dict.cls && dict.cls->name == "Counter") return interp.integer(0);
  throw Raised{interp.call(interp.builtin("KeyError"), {key}, {})};
}

}  // namespace

Value Interpreter::subscript(Value object, Value key, const Origin& at) {
  if (Opaque* unknown = opaque_in(object)) return opaque_from(*unknown, "[…]");
  switch (object->type) {
    case Type::instance: {
      Instance& instance = *object.as<Instance>();
      if (Value method = find_special(*this, object, w.getitem_))
        return call(bind(*this, method, object, *instance.cls, w.getitem_, at), {key}, at);
      if (instance.cls->native && instance.cls->native->subscript)
        if (Value found = instance.cls->native->subscript(*this, instance, key, at)) return found;
      if (instance.held()) {
        if (Dict* dict = instance.held().as<Dict>(); dict && !opaque_in(key) && !dict_get(*dict, key))
          if (Value missing = find_special(*this, object, w.missing_)) return call(missing, {object, key}, at);
        return subscript(instance.held(), key, at);
      }
      if (instance.cls->unknown_base) return opaque_from(*instance.cls->unknown_base, "[…]");
      break;
    }
    case Type::class_: {
      Class& cls = *object.as<Class>();
      if (cls.metaclass && !cls.metaclass->is_native)
        if (Value method = find_special(*this, object, w.getitem_)) return call(method, {object, key}, at);
      if (cls.native && cls.native->class_subscript)
        if (Value found = cls.native->class_subscript(*this, cls, key, at)) return found;
      if (Value method = cls.find(w.class_getitem_); method && !method.as<NativeFunction>())
        return call(bind(*this, method, {}, cls, w.class_getitem_, at), {key}, at);
      return make_alias(*this, object, key, at);
    }
    case Type::alias:
    case Type::type_variable:
      return make_alias(*this, object, key, at);
    default:
      break;
  }
  if (Opaque* unknown = opaque_in(key)) return opaque_from(*unknown);
  switch (object->type) {
    case Type::text:
      return subscript_text(*this, *object.as<Text>(), key);
    case Type::tuple:
    case Type::list:
      return subscript_sequence(*this, object, key);
    case Type::dict:
      return subscript_dict(*this, *object.as<Dict>(), key);
    case Type::bytes: {
      const std::string_view view = object.as<Bytes>()->view();
      const Slice* slice = key.as<Slice>();
      if (!slice)
        return integer(static_cast<unsigned char>(
            view[static_cast<std::size_t>(index_of(*this, key, static_cast<std::int64_t>(view.size()), "bytes"))]));
      const Bounds bounds = bounds_of(*this, *slice, static_cast<std::int64_t>(view.size()));
      if (bounds.unknown) return opaque_from(*bounds.unknown);
      std::string made;
      for (std::int64_t i = 0; i < bounds.count; ++i)
        made += view[static_cast<std::size_t>(bounds.start + i * bounds.step)];
      return bytes(made);
    }
    case Type::range: {
      const Range& range = *object.as<Range>();
      const std::int64_t size = *integer_of(length(*this, object, at));
      const Slice* slice = key.as<Slice>();
      if (!slice) return integer(range.start + index_of(*this, key, size, "range object") * range.step);
      const Bounds bounds = bounds_of(*this, *slice, size);
      if (bounds.unknown) return opaque_from(*bounds.unknown);
      Range* made = heap().make<Range>();
      made->start = range.start + bounds.start * range.step;
      made->step = range.step * bounds.step;
      made->stop = made->start + bounds.count * made->step;
      return made;
    }
    default:
      break;
  }
  raise("TypeError", "'" + class_of(object)->name.str() + "' object is not subscriptable");
}

void set_subscript(Interpreter& interp, Value object, Value key, Value value, const Origin& at) {
  switch (object->type) {
    case Type::opaque:
      return;
    case Type::instance: {
      Instance& instance = *object.as<Instance>();
      if (Value method = find_special(interp, object, w.setitem_)) {
        interp.call(method, {object, key, value}, at);
        return;
      }
      if (instance.cls->native && instance.cls->native->set_subscript &&
          instance.cls->native->set_subscript(interp, instance, key, value, at))
        return;
      if (instance.held()) return set_subscript(interp, instance.held(), key, value, at);
      if (instance.cls->unknown_base) return;
      break;
    }
    case Type::class_:
      if (Value method = find_special(interp, object, w.setitem_)) {
        interp.call(method, {object, key, value}, at);
        return;
      }
      break;
    case Type::dict: {
      Dict& dict = *object.as<Dict>();
      if (dict.read_only) interp.raise("TypeError", "'mappingproxy' object does not support item assignment");
      if (Opaque* unknown = opaque_in(key); unknown && !is_outside_class(*unknown)) dict.doubt = unknown;
      else interp.dict_set(dict, key, value);
      return;
    }
    case Type::list: {
      List& list = *object.as<List>();
      if (opaque_in(key)) return;
      const std::int64_t size = static_cast<std::int64_t>(list.elements.size());
      const Slice* slice = key.as<Slice>();
      if (!slice) {
        list.elements[static_cast<std::size_t>(index_of(interp, key, size, "list assignment"))] = value;
        return;
      }
      const Bounds bounds = bounds_of(interp, *slice, size);
      const Interpreter::Elements given = interp.elements(value, at);
      if (bounds.unknown || given.unknown) return;
      if (bounds.step == 1) {
        interp.internals().grew(list.elements.size() + given.values.size(), given.values.size());
        const auto from = list.elements.begin() + bounds.start;
        list.elements.erase(from, from + bounds.count);
        list.elements.insert(list.elements.begin() + bounds.start, given.values.begin(), given.values.end());
        return;
      }
      if (static_cast<std::int64_t>(given.values.size()) != bounds.count)
        interp.raise("ValueError", "attempt to assign sequence of size " + std::to_string(given.values.size()) +
                                       " to extended slice of size " + std::to_string(bounds.count));
      for (std::int64_t i = 0; i < bounds.count; ++i)
        list.elements[static_cast<std::size_t>(bounds.start + i * bounds.step)] =
            given.values[static_cast<std::size_t>(i)];
      return;
    }
    default:
      break;
  }
  interp.raise("TypeError", "'" + interp.class_of(object)->name.str() + "' object does not support item assignment");
}

void del_subscript(Interpreter& interp, Value object, Value key, const Origin& at) {
  if (opaque_in(object) || opaque_in(key)) return;
  if (object.as<Instance>() || object.as<Class>())
    if (Value method = find_special(interp, object, w.delitem_)) {
      interp.call(method, {object, key}, at);
      return;
    }
  // What a plug-in made, os.environ say.
  if (const Instance* instance = object.as<Instance>(); instance && !instance->held() && instance->cls->find(w.delitem_)) {
    interp.call(interp.get(object, w.delitem_, at), {key}, at);
    return;
  }
  const Value plain = held(object);
  if (Dict* dict = plain.as<Dict>()) {
    if (!interp.dict_erase(*dict, key)) throw Raised{interp.call(interp.builtin("KeyError"), {key}, at)};
    if (dict->mirror)
      if (const auto name = text_of(key)) dict->mirror->erase(Symbol(*name));
    return;
  }
  if (List* list = plain.as<List>()) {
    const std::int64_t size = static_cast<std::int64_t>(list->elements.size());
    if (const Slice* slice = key.as<Slice>()) {
      const Bounds bounds = bounds_of(interp, *slice, size);
      std::vector<bool> gone(list->elements.size(), false);
      for (std::int64_t i = 0; i < bounds.count; ++i)
        gone[static_cast<std::size_t>(bounds.start + i * bounds.step)] = true;
      std::vector<Value> kept;
      for (std::size_t i = 0; i < gone.size(); ++i)
        if (!gone[i]) kept.push_back(list->elements[i]);
      list->elements = std::move(kept);
      return;
    }
    list->elements.erase(list->elements.begin() + index_of(interp, key, size, "list assignment"));
    return;
  }
  interp.raise("TypeError", "'" + interp.class_of(object)->name.str() + "' object doesn't support item deletion");
}

Value contains(Interpreter& interp, Value container, Value value, const Origin& at) {
  if (Opaque* unknown = opaque_in(container)) {
    const Truth answer = interp.internals().matches(container, value);
    return answer == Truth::unknown ? interp.opaque_from(*unknown) : interp.boolean(answer == Truth::yes);
  }
  if (container.as<Instance>() || container.as<Class>()) {
    if (Value method = find_special(interp, container, w.contains_)) {
      const Value answer = interp.call(method, {container, value}, at);
      if (opaque_in(answer)) return answer;
      return interp.boolean(interp.truth(answer), at);
    }
    if (const Instance* instance = container.as<Instance>();
        instance && instance->cls->native && instance->cls->native->compare)
      if (Value answer = instance->cls->native->compare({interp, ast::CompareOperator::in, value, container, true, at}))
        return answer;
  }
  const Value plain = held(container);
  Opaque* const sought = opaque_in(value);
  if (sought && !plain.as<Tuple>() && !plain.as<List>()) return interp.opaque_from(*sought);
  if (const Text* text = plain.as<Text>()) {
    const auto part = text_of(value);
    if (!part)
      interp.raise("TypeError",
                   "'in <string>' requires string as left operand, not " + interp.class_of(value)->name.str());
    return interp.boolean(text->view().find(*part) != std::string_view::npos);
  }
  if (const Bytes* bytes = plain.as<Bytes>()) {
    if (const Bytes* part = value.as<Bytes>())
      return interp.boolean(bytes->view().find(part->view()) != std::string_view::npos);
    return interp.boolean(bytes->view().find(static_cast<char>(integer_of(value).value_or(256))) !=
                          std::string_view::npos);
  }
  const Dict* dict = plain.as<Dict>();
  if (const Keyed* keyed = dict ? static_cast<const Keyed*>(dict) : plain.as<Set>()) {
    const bool is_there = bool(interp.dict_get(*keyed, value));
    return keyed->doubt && !is_there ? interp.opaque_from(*keyed->doubt) : interp.boolean(is_there);
  }
  const Value iterator = make_iterator(interp, plain, at);
  Opaque* unknown = opaque_in(iterator);
  Truth best = Truth::no;
  while (!unknown) {
    interp.internals().step();
    const Value next = next_of(interp, iterator, unknown, at);
    if (unknown || !next) break;
    const Truth answer = next == value && !sought ? Truth::yes : interp.equal(next, value);
    if (answer == Truth::yes) return interp.boolean(true);
    if (answer == Truth::unknown) best = answer;
  }
  if (unknown) return interp.opaque_from(*unknown);
  if (sought && best == Truth::unknown) return interp.opaque_from(*sought);
  return interp.boolean(best, at);
}

Value length(Interpreter& interp, Value value, const Origin& at) {
  if (Opaque* unknown = opaque_in(value)) return interp.opaque_from(*unknown);
  if (value.as<Instance>() || value.as<Class>()) {
    if (Value method = find_special(interp, value, w.len_)) return interp.call(method, {value}, at);
    if (Instance* instance = value.as<Instance>(); instance && instance->cls->native && instance->cls->native->length)
      if (Value made = instance->cls->native->length(interp, *instance)) return made;
    if (Class* cls = value.as<Class>(); cls && cls->native && cls->native->class_iterate)
      return interp.integer(static_cast<std::int64_t>(interp.elements(value, at).values.size()));
  }
  const Value plain = held(value);
  switch (plain->type) {
    case Type::text: {
      std::int64_t count = 0;
      for (const char c : plain.as<Text>()->view()) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      return interp.integer(count);
    }
    case Type::bytes:
      return interp.integer(plain.as<Bytes>()->size);
    case Type::tuple:
    case Type::list:
      return interp.integer(sequence_of(plain).size());
    case Type::dict:
      if (Opaque* doubt = plain.as<Dict>()->doubt) return interp.opaque_from(*doubt);
      return interp.integer(plain.as<Dict>()->live);
    case Type::set:
      if (Opaque* doubt = plain.as<Set>()->doubt) return interp.opaque_from(*doubt);
      return interp.integer(plain.as<Set>()->live);
    case Type::range: {
      const Range& range = *plain.as<Range>();
      if (range.step > 0)
        return interp.integer(range.start >= range.stop ? 0 : (range.stop - range.start - 1) / range.step + 1);
      return interp.integer(range.start <= range.stop ? 0 : (range.start - range.stop - 1) / -range.step + 1);
    }
    case Type::instance:
      if (Opaque* unknown = plain.as<Instance>()->cls->unknown_base) return interp.opaque_from(*unknown);
      break;
    default:
      break;
  }
  interp.raise("TypeError", "object of type '" + interp.class_of(value)->name.str() + "' has no len()");
}

}  // namespace trueup::py
