// Built-in functions: len, sorted, getattr …
#include <algorithm>
#include <cmath>

#include "python/stdlib.h"

namespace trueup::py {

static const Words& w = words();

namespace {

Value opaque_truth(Call& call, Truth answer, Value asked) {
  if (answer != Truth::unknown) return call.interp.boolean(answer == Truth::yes);
  if (Opaque* unknown = opaque_in(asked)) return call.interp.opaque_from(*unknown);
  return call.interp.opaque("is not known", call.origin);
}

Value length_of(Call& call) { return length(call.interp, call.need(0), call.origin); }
Value print(Call& call) { return call.interp.none(); }
Value repr(Call& call) { return call.interp.text_or_opaque(call.need(0), Interpreter::Conversion::repr); }
Value id(Call& call) {
  return call.interp.integer(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(call.need(0).object())));
}
Value hash(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  // Python's own hashes of texts differ from run to run, so nothing may depend on the number.
  return call.interp.integer(static_cast<std::int64_t>(hash_value(call.interp, call.need(0)) >> 2));
}
Value callable(Call& call) {
  const Value value = call.need(0);
  switch (value->type) {
    case Type::opaque:
      return call.interp.opaque_from(*value.as<Opaque>());
    case Type::function:
    case Type::native_function:
    case Type::method:
    case Type::class_:
    case Type::alias:
    case Type::static_method:
      return call.interp.boolean(true);
    case Type::instance: {
      const Class& cls = *value.as<Instance>()->cls;
      return call.interp.boolean((cls.native && cls.native->call) || find_special(call.interp, value, w.call_));
    }
    default:
      return call.interp.boolean(false);
  }
}

Value is_instance(Call& call) {
  const Value value = call.need(0);
  return opaque_truth(call, call.interp.is_instance(value, call.need(1)), opaque_in(value) ? value : call.args[1]);
}

Truth is_subclass_of(Interpreter& interp, Value value, Value of) {
  if (opaque_in(value) || opaque_in(of)) return Truth::unknown;
  if (const Tuple* several = of.as<Tuple>()) {
    Truth best = Truth::no;
    for (Value one : several->elements) {
      const Truth answer = is_subclass_of(interp, value, one);
      if (answer == Truth::yes) return answer;
      if (answer == Truth::unknown) best = answer;
    }
    return best;
  }
  if (const Alias* alias = of.as<Alias>()) {
    if (alias->origin == interp.internals().union_form) return is_subclass_of(interp, value, interp.tuple(alias->args));
    interp.raise("TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  }
  const Class* cls = value.as<Class>();
  if (!cls) interp.raise("TypeError", "issubclass() arg 1 must be a class");
  const Class* wanted = of.as<Class>();
  if (!wanted) interp.raise("TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  if (interp.class_of(of) != interp.internals().classes.type)
    if (Value check = find_special(interp, of, w.subclasscheck_); check.as<Function>())
      return interp.truth(interp.call(check, {of, value}, {}));
  if (cls->is_subclass_of(wanted)) return Truth::yes;
  return cls->unknown_base && !wanted->is_native ? Truth::unknown : Truth::no;
}
Value is_subclass(Call& call) {
  return opaque_truth(call, is_subclass_of(call.interp, call.need(0), call.need(1)), call.args[0]);
}

// ---- attributes -----------------------------------------------------------------------------------------------------

Value get_attr(Call& call) {
  const Value object = call.need(0), name = call.need(1);
  if (Opaque* unknown = opaque_in(name)) return call.interp.opaque_from(*unknown);
  const auto text = text_of(name);
  if (!text) call.interp.raise("TypeError", "attribute name must be string");
  if (call.size() < 3) return call.interp.get(object, Symbol(*text), call.origin);
  try {
    const Value found = call.interp.find(object, Symbol(*text), call.origin);
    return found ? found : call.args[2];
  } catch (const Raised& raised) {
    if (call.interp.is_instance(raised.exception, call.interp.builtin("AttributeError")) != Truth::yes) throw;
    return call.args[2];
  }
}
Value has_attr(Call& call) {
  const Value object = call.need(0), name = call.need(1);
  if (Opaque* unknown = opaque_in(object)) return call.interp.opaque_from(*unknown);
  if (Opaque* unknown = opaque_in(name)) return call.interp.opaque_from(*unknown);
  const auto text = text_of(name);
  if (!text) call.interp.raise("TypeError", "attribute name must be string");
  try {
    const Value found = call.interp.find(object, Symbol(*text), call.origin);
    if (!found) return call.interp.boolean(false);
    // What a base that is not known would have, or what may come by import *.
    const Instance* instance = object.as<Instance>();
    const Class* cls = object.as<Class>() ? object.as<Class>() : instance ? instance->cls : nullptr;
    if (opaque_in(found) &&
        ((cls && cls->unknown_base && !cls->find(Symbol(*text)) && !(instance && instance->attrs.has(Symbol(*text)))) ||
         (object.as<Module>() && !object.as<Module>()->attrs.has(Symbol(*text)))))
      return found;
    return call.interp.boolean(true);
  } catch (const Raised& raised) {
    if (call.interp.is_instance(raised.exception, call.interp.builtin("AttributeError")) != Truth::yes) throw;
    return call.interp.boolean(false);
  }
}
Value set_attr(Call& call) {
  const Value object = call.need(0), name = call.need(1);
  if (const auto text = text_of(name)) call.interp.set(object, Symbol(*text), call.need(2), call.origin);
  return call.interp.none();
}
Value del_attr(Call& call) {
  const Value object = call.need(0), name = call.need(1);
  if (const auto text = text_of(name)) call.interp.del(object, Symbol(*text), call.origin);
  return call.interp.none();
}

Scope* calling_scope(Call& call) {
  auto& running = call.interp.internals().running;
  return running.empty() ? nullptr : running.back();
}
Value globals(Call& call) {
  Scope* scope = calling_scope(call);
  return scope ? Value(dict_of(call.interp, scope->module->attrs)) : Value(call.interp.dict());
}
Value locals(Call& call) {
  Scope* scope = calling_scope(call);
  if (!scope) return call.interp.dict();
  scope->captured = true;
  return dict_of(call.interp, *scope->names);
}
Value vars(Call& call) {
  if (call.args.empty()) return locals(call);
  return call.interp.get(call.args[0], w.dict_, call.origin);
}
Value dir(Call& call) {
  Interpreter& interp = call.interp;
  std::vector<std::string> names;
  const auto add = [&](const Names& from) {
    for (const Names::Entry& entry : from) names.push_back(entry.name.str());
  };
  Value object = call.args.empty() ? Value() : call.args[0];
  if (!object) {
    if (Scope* scope = calling_scope(call)) add(*scope->names);
  } else if (Opaque* unknown = opaque_in(object)) {
    return interp.opaque_from(*unknown);
  } else if (Value method = find_special(interp, object, w.dir_)) {
    for (Value name : interp.elements(interp.call(method, {object}, call.origin), call.origin).values)
      if (const auto text = text_of(name)) names.emplace_back(*text);
  } else if (const Module* module = object.as<Module>()) {
    add(module->attrs);
  } else {
    if (const Instance* instance = object.as<Instance>()) add(instance->attrs);
    const Class* cls = object.as<Class>() ? object.as<Class>() : interp.class_of(object);
    if (cls->unknown_base) return interp.opaque_from(*cls->unknown_base);
    for (const Class* one : cls->mro) add(one->attrs);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<Value> made;
  for (const std::string& name : names) made.push_back(interp.text(name));
  return interp.list(std::move(made));
}

// ---- iteration ------------------------------------------------------------------------------------------------------

Value iter(Call& call) {
  if (call.size() == 2) return call.interp.opaque("is an iterator with a sentinel", call.origin);
  return make_iterator(call.interp, call.need(0), call.origin);
}
Value next(Call& call) {
  Opaque* unknown = nullptr;
  const Value value = next_of(call.interp, call.need(0), unknown, call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  if (value) return value;
  if (call.size() > 1) return call.args[1];
  call.interp.raise("StopIteration", "");
}

Iterator* lazy(Call& call, Value (*step)(Interpreter&, Iterator&), Value source, std::string_view name) {
  Iterator* made = call.interp.heap().make<Iterator>();
  made->step = step;
  made->source = source;
  made->name = name;
  made->place(call.origin);
  return made;
}

Value step_enumerate(Interpreter& interp, Iterator& it) {
  Opaque* unknown = nullptr;
  const Value value = next_of(interp, it.source, unknown, it.origin());
  if (unknown) it.unknown = unknown;
  if (!value || unknown) return {};
  return interp.tuple(std::vector<Value>{interp.integer(it.at++), value});
}
Value enumerate(Call& call) {
  Iterator* made =
      lazy(call, step_enumerate, make_iterator(call.interp, call.need(0, "iterable"), call.origin), "enumerate");
  if (opaque_in(made->source)) return call.interp.opaque_from(*opaque_in(made->source));
  if (const Value start = call.arg(1, "start")) made->at = integer_of(start).value_or(0);
  return made;
}

Value step_zip(Interpreter& interp, Iterator& it) {
  std::vector<Value> row;
  for (Value source : sequence_of(it.source)) {
    Opaque* unknown = nullptr;
    const Value value = next_of(interp, source, unknown, it.origin());
    if (unknown) it.unknown = unknown;
    if (!value || unknown) return {};
    row.push_back(value);
  }
  return row.empty() ? Value() : interp.tuple(row);
}
Value zip(Call& call) {
  std::vector<Value> sources;
  for (Value arg : call.args) {
    sources.push_back(make_iterator(call.interp, arg, call.origin));
    if (Opaque* unknown = opaque_in(sources.back())) return call.interp.opaque_from(*unknown);
  }
  return lazy(call, step_zip, call.interp.tuple(sources), "zip");
}

Value step_map(Interpreter& interp, Iterator& it) {
  const Value row = step_zip(interp, it);
  if (!row) return {};
  const Span<Value> args = sequence_of(row);
  return interp.call(it.extra, std::vector<Value>(args.begin(), args.end()), it.origin());
}
Value map(Call& call) {
  std::vector<Value> sources;
  for (std::size_t i = 1; i < call.size(); ++i) {
    sources.push_back(make_iterator(call.interp, call.args[i], call.origin));
    if (Opaque* unknown = opaque_in(sources.back())) return call.interp.opaque_from(*unknown);
  }
  Iterator* made = lazy(call, step_map, call.interp.tuple(sources), "map");
  made->extra = call.need(0);
  return made;
}

Value step_filter(Interpreter& interp, Iterator& it) {
  for (;;) {
    interp.internals().step();
    Opaque* unknown = nullptr;
    const Value value = next_of(interp, it.source, unknown, it.origin());
    if (unknown) it.unknown = unknown;
    if (!value || unknown) return {};
    const Value answer = is_none(it.extra) ? value : interp.call(it.extra, {value}, it.origin());
    const Truth truth = interp.truth(answer);
    if (truth == Truth::yes) return value;
    if (truth == Truth::unknown) {
      it.unknown = opaque_in(answer) ? opaque_in(answer) : interp.opaque("is not known", it.origin()).as<Opaque>();
      return {};
    }
  }
}
Value filter(Call& call) {
  const Value source = make_iterator(call.interp, call.need(1), call.origin);
  if (Opaque* unknown = opaque_in(source)) return call.interp.opaque_from(*unknown);
  Iterator* made = lazy(call, step_filter, source, "filter");
  made->extra = call.args[0];
  return made;
}

Value reversed(Call& call) {
  const Value value = call.need(0);
  if (Value method = find_special(call.interp, value, w.reversed_))
    return call.interp.call(method, {value}, call.origin);
  auto [values, unknown] = call.interp.elements(value, call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  std::reverse(values.begin(), values.end());
  return make_iterator(call.interp, call.interp.list(std::move(values)), call.origin);
}

Value sorted_list(Call& call) {
  auto [values, unknown] = call.interp.elements(call.need(0), call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  std::vector<Value> made = sorted(call, std::move(values), unknown);
  if (unknown) return call.interp.opaque_from(*unknown);
  return call.interp.list(std::move(made));
}

Value extreme(Call& call, ast::CompareOperator better) {
  Interpreter& interp = call.interp;
  std::vector<Value> values(call.args.begin(), call.args.end());
  Opaque* unknown = call.unknown_args;
  if (values.size() == 1) {
    auto all = interp.elements(values[0], call.origin);
    values = std::move(all.values);
    unknown = all.unknown;
  }
  if (unknown) return interp.opaque_from(*unknown);
  if (values.empty()) {
    if (const Value otherwise = call.keyword("default")) return otherwise;
    interp.raise("ValueError",
                 std::string(better == ast::CompareOperator::less ? "min" : "max") + "() iterable argument is empty");
  }
  const Value key = call.keyword("key");
  const auto key_of = [&](Value value) {
    return key && !is_none(key) ? interp.call(key, {value}, call.origin) : value;
  };
  Value best = values[0], best_key = key_of(best);
  for (std::size_t i = 1; i < values.size(); ++i) {
    const Value other = key_of(values[i]);
    const Value answer = interp.compare(better, other, best_key, call.origin);
    const Truth truth = interp.truth(answer);
    if (truth == Truth::unknown) return opaque_in(answer) ? answer : interp.opaque("is not known", call.origin);
    if (truth == Truth::yes) best = values[i], best_key = other;
  }
  return best;
}
Value min(Call& call) { return extreme(call, ast::CompareOperator::less); }
Value max(Call& call) { return extreme(call, ast::CompareOperator::greater); }

Value sum(Call& call) {
  const auto [values, unknown] = call.interp.elements(call.need(0), call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  Value total = call.arg(1, "start");
  if (!total) total = call.interp.integer(0);
  for (Value value : values) total = call.interp.binary(ast::Operator::add, total, value, call.origin);
  return total;
}

Value any_or_all(Call& call, Truth decisive) {
  const Value iterator = make_iterator(call.interp, call.need(0), call.origin);
  Opaque* unknown = opaque_in(iterator);
  Value doubtful;
  while (!unknown) {
    call.interp.internals().step();
    const Value value = next_of(call.interp, iterator, unknown, call.origin);
    if (unknown || !value) break;
    const Truth answer = call.interp.truth(value);
    if (answer == decisive) return call.interp.boolean(decisive == Truth::yes);
    if (answer == Truth::unknown) doubtful = value;
  }
  if (unknown) return call.interp.opaque_from(*unknown);
  if (doubtful) return opaque_truth(call, Truth::unknown, doubtful);
  return call.interp.boolean(decisive != Truth::yes);
}
Value any(Call& call) { return any_or_all(call, Truth::yes); }
Value all(Call& call) { return any_or_all(call, Truth::no); }

// ---- numbers and characters -----------------------------------------------------------------------------------------

Value abs(Call& call) {
  const Value value = call.need(0);
  if (Opaque* unknown = opaque_in(value)) return call.interp.opaque_from(*unknown);
  if (Value method = find_special(call.interp, value, w.abs_)) return call.interp.call(method, {value}, call.origin);
  const Truth negative = call.interp.truth(
      call.interp.compare(ast::CompareOperator::less, held(value), call.interp.integer(0), call.origin));
  return negative == Truth::yes ? unary(call.interp, ast::UnaryOperator::minus, held(value), call.origin) : held(value);
}
Value round(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const Value value = held(call.need(0));
  const Value digits = call.arg(1, "ndigits");
  if (value.as<Integer>() || value.as<Boolean>()) {
    const std::int64_t number = *integer_of(value),
                       places = digits && !is_none(digits) ? integer_of(digits).value_or(0) : 0;
    if (places >= 0) return call.interp.integer(number);
    if (places < -18) return call.interp.integer(0);
    std::int64_t unit = 1;
    for (std::int64_t i = places; i < 0; ++i) unit *= 10;
    // Halves go to the even neighbour.
    std::int64_t down = number / unit * unit, rest = number - down;
    if (rest < 0) down -= unit, rest += unit;
    const bool up = rest * 2 > unit || (rest * 2 == unit && down / unit % 2 != 0);
    return call.interp.integer(up ? down + unit : down);
  }
  if (!value.as<Real>()) return call.interp.opaque("is rounded in a way that is not evaluated", call.origin);
  const double real = value.as<Real>()->value;
  if (!digits || is_none(digits)) return call.interp.integer(static_cast<std::int64_t>(std::nearbyint(real)));
  const int places = static_cast<int>(std::clamp<std::int64_t>(integer_of(digits).value_or(0), -300, 300));
  char text[512];
  if (places >= 0) {
    std::snprintf(text, sizeof text, "%.*f", std::min(places, 100), real);
    return call.interp.real(std::strtod(text, nullptr));
  }
  const double scale = std::pow(10.0, -places);
  return call.interp.real(std::nearbyint(real / scale) * scale);
}
Value pow(Call& call) {
  if (call.size() == 3) {
    const Value power = call.interp.binary(ast::Operator::pow, call.args[0], call.args[1], call.origin);
    return call.interp.binary(ast::Operator::mod, power, call.args[2], call.origin);
  }
  return call.interp.binary(ast::Operator::pow, call.need(0, "base"), call.need(1, "exp"), call.origin);
}
Value divmod(Call& call) {
  const Value a = call.need(0), b = call.need(1);
  return call.interp.tuple(std::vector<Value>{call.interp.binary(ast::Operator::floordiv, a, b, call.origin),
                                              call.interp.binary(ast::Operator::mod, a, b, call.origin)});
}
Value radix(Call& call, int base, std::string_view prefix) {
  TRUEUP_NEED_KNOWN(call);
  std::string digits = integer_text(call.need(0), base);
  const bool negative = digits[0] == '-';
  if (negative) digits.erase(0, 1);
  return call.interp.text((negative ? "-" : "") + std::string(prefix) + digits);
}
Value hex(Call& call) { return radix(call, 16, "0x"); }
Value oct(Call& call) { return radix(call, 8, "0o"); }
Value bin(Call& call) { return radix(call, 2, "0b"); }
Value chr(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::int64_t code = need_integer(call, 0);
  if (code < 0 || code > 0x10FFFF) call.interp.raise("ValueError", "chr() arg not in range(0x110000)");
  std::string made;
  const auto put = [&](std::int64_t byte) { made += static_cast<char>(byte); };
  if (code < 0x80) put(code);
  else if (code < 0x800) put(0xC0 | code >> 6), put(0x80 | (code & 63));
  else if (code < 0x10000) put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 63)), put(0x80 | (code & 63));
  else put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 63)), put(0x80 | (code >> 6 & 63)), put(0x80 | (code & 63));
  return call.interp.text(made);
}
Value ord(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const Value value = held(call.need(0));
  if (const Bytes* bytes = value.as<Bytes>(); bytes && bytes->size == 1)
    return call.interp.integer(static_cast<unsigned char>(bytes->data[0]));
  const std::string_view text = need_text(call, 0);
  if (text.empty()) call.interp.raise("TypeError", "ord() expected a character, but string of length 0 found");
  const unsigned char lead = static_cast<unsigned char>(text[0]);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() != size)
    call.interp.raise("TypeError", "ord() expected a character, but string of another length found");
  std::int64_t code = size == 1 ? lead : lead & (0xFF >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = code << 6 | (text[i] & 63);
  return call.interp.integer(code);
}
Value format(Call& call) {
  const Value spec = call.arg(1);
  if (spec && opaque_in(spec)) return spec;
  return format_value(call.interp, call.need(0), spec ? text_of(spec).value_or("") : "", call.origin);
}
Value import(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view name = need_text(call, 0, "name");
  const Value module = import_module(call.interp, Symbol(name), call.origin);
  const Value names = call.arg(3, "fromlist");
  if (names && call.interp.truth(names) == Truth::yes) return module;
  return import_module(call.interp, Symbol(name.substr(0, name.find('.'))), call.origin);
}
// exec(code), exec(code, globals): it may bind any name there, and do what an unknown function does that is given them.
Value exec(Call& call) {
  Scope* scope = calling_scope(call);
  const Value unknown = call.interp.opaque("runs code that is made at run time", call.origin, "exec()");
  if (scope && call.size() < 2 && !scope->module->unknown_star) scope->module->unknown_star = unknown.as<Opaque>();
  Call inner = call;
  inner.function = unknown;
  call.interp.call(inner);
  return call.interp.none();
}
Value outside(Call& call) {
  return call.interp.opaque("is not known without running the program", call.origin,
                            call.interp.dotted_name(call.function) + "()");
}

}  // namespace

std::vector<Value> sorted(Call& call, std::vector<Value> values, Opaque*& unknown) {
  Interpreter& interp = call.interp;
  const Value key = call.keyword("key"), reverse = call.keyword("reverse");
  std::vector<std::pair<Value, Value>> pairs;
  for (Value value : values)
    pairs.emplace_back(key && !is_none(key) ? interp.call(key, {value}, call.origin) : value, value);
  for (const auto& [one, value] : pairs)
    if ((unknown = opaque_in(one))) return values;
  if (reverse && interp.truth(reverse) == Truth::unknown) {
    unknown = opaque_in(reverse);
    return values;
  }
  const bool down = reverse && interp.truth(reverse) == Truth::yes;
  // Merge sort by hand: std::sort may run away when a project's __lt__ contradicts itself.
  if (down) std::reverse(pairs.begin(), pairs.end());
  std::vector<std::pair<Value, Value>> room(pairs.size());
  for (std::size_t width = 1; width < pairs.size(); width *= 2) {
    for (std::size_t from = 0; from < pairs.size(); from += 2 * width) {
      const std::size_t middle = std::min(from + width, pairs.size()), end = std::min(from + 2 * width, pairs.size());
      std::size_t a = from, b = middle, out = from;
      while (a < middle || b < end) {
        bool second = a == middle;
        if (!second && b < end) {
          const Value answer = interp.compare(ast::CompareOperator::less, pairs[b].first, pairs[a].first, call.origin);
          const Truth truth = interp.truth(answer);
          if (truth == Truth::unknown) {
            unknown = opaque_in(answer) ? opaque_in(answer) : interp.opaque("is not known", call.origin).as<Opaque>();
            return values;
          }
          second = truth == Truth::yes;
        }
        room[out++] = pairs[second ? b++ : a++];
      }
    }
    std::swap(pairs, room);
  }
  if (down) std::reverse(pairs.begin(), pairs.end());
  for (std::size_t i = 0; i < pairs.size(); ++i) values[i] = pairs[i].second;
  return values;
}

void add_builtin_functions(ModuleWriter& into) {
  into.function("len", length_of)
      .function("print", print)
      .function("repr", repr)
      .function("ascii", repr)
      .function("id", id);
  into.function("hash", hash)
      .function("callable", callable)
      .function("isinstance", is_instance)
      .function("issubclass", is_subclass);
  into.function("getattr", get_attr)
      .function("hasattr", has_attr)
      .function("setattr", set_attr)
      .function("delattr", del_attr);
  into.function("globals", globals).function("locals", locals).function("vars", vars).function("dir", dir);
  into.function("iter", iter)
      .function("next", next)
      .function("enumerate", enumerate)
      .function("zip", zip)
      .function("map", map);
  into.function("filter", filter)
      .function("reversed", reversed)
      .function("sorted", sorted_list)
      .function("min", min)
      .function("max", max);
  into.function("sum", sum)
      .function("any", any)
      .function("all", all)
      .function("abs", abs)
      .function("round", round)
      .function("pow", pow);
  into.function("divmod", divmod)
      .function("hex", hex)
      .function("oct", oct)
      .function("bin", bin)
      .function("chr", chr)
      .function("ord", ord);
  into.function("format", format).function("__import__", import).function("input", outside);
  fill_files(into);
  into.function("eval", outside).function("exec", exec).function("compile", outside).function("breakpoint", print);
  into.function("memoryview", outside).function("aiter", outside).function("anext", outside);
}

}  // namespace trueup::py
