// Operators and comparisons between values of any kind:
// https://docs.python.org/3/reference/datamodel.html#emulating-numeric-types
#include <cmath>

#include "python/internals.h"

namespace trueup::py {

using ast::CompareOperator;
using ast::Operator;
static const Words& w = words();

namespace {

bool is_integer(Value value) {
  return value->type == Type::integer || value->type == Type::boolean || value->type == Type::big_integer;
}
bool is_number(Value value) { return is_integer(value) || value->type == Type::real; }

const char* symbol_of(Operator op) {
  static constexpr const char* symbols[] = {"+",  "-",  "*", "@", "/", "%", "** or pow()",
                                            "<<", ">>", "|", "^", "&", "//"};
  return symbols[static_cast<int>(op)];
}

// Interned once; the order is that of ast::Operator.
Symbol special_name(Operator op, bool reflected) {
  static const Symbol plain[] = {Symbol("__add__"),     Symbol("__sub__"), Symbol("__mul__"), Symbol("__matmul__"),
                                 Symbol("__truediv__"), Symbol("__mod__"), Symbol("__pow__"), Symbol("__lshift__"),
                                 Symbol("__rshift__"),  Symbol("__or__"),  Symbol("__xor__"), Symbol("__and__"),
                                 Symbol("__floordiv__")};
  static const Symbol reverse[] = {
      Symbol("__radd__"), Symbol("__rsub__"), Symbol("__rmul__"),     Symbol("__rmatmul__"), Symbol("__rtruediv__"),
      Symbol("__rmod__"), Symbol("__rpow__"), Symbol("__rlshift__"),  Symbol("__rrshift__"), Symbol("__ror__"),
      Symbol("__rxor__"), Symbol("__rand__"), Symbol("__rfloordiv__")};
  return (reflected ? reverse : plain)[static_cast<int>(op)];
}

Value repeated(Interpreter& interp, Value sequence, std::int64_t times, const Origin&) {
  Interpreter::Internals& in = interp.internals();
  const std::size_t most = in.options.budgets.text_bytes;
  if (times < 0) times = 0;
  const auto too_long = [&](std::size_t size, std::size_t unit) {
    return size && static_cast<std::uint64_t>(times) > most / (size * unit);
  };
  if (const Text* text = sequence.as<Text>()) {
    if (too_long(text->size, 1))
      throw Exhausted{"a text repeated " + std::to_string(times) + " times is beyond the budget", in.at};
    std::string made;
    made.reserve(text->size * static_cast<std::size_t>(times));
    for (; times > 0; --times) made += text->view();
    return interp.text(made);
  }
  if (const Bytes* bytes = sequence.as<Bytes>()) {
    if (too_long(bytes->size, 1)) throw Exhausted{"bytes repeated are beyond the budget", in.at};
    std::string made;
    for (; times > 0; --times) made += bytes->view();
    return interp.bytes(made);
  }
  const Span<Value> elements = sequence_of(sequence);
  if (too_long(elements.size(), sizeof(Value)))
    throw Exhausted{"a sequence repeated " + std::to_string(times) + " times is beyond the budget", in.at};
  std::vector<Value> made;
  made.reserve(elements.size() * static_cast<std::size_t>(times));
  const std::vector<Value> once(elements.begin(), elements.end());
  for (; times > 0; --times) made.insert(made.end(), once.begin(), once.end());
  if (sequence.as<List>()) return interp.list(std::move(made));
  return interp.tuple(made);
}

Value set_operation(Interpreter& interp, Operator op, const Keyed& a, const Keyed& b, bool frozen) {
  Set* made = interp.set(frozen);
  made->doubt = a.doubt ? a.doubt : b.doubt;
  for (const Keyed::Entry& entry : a.entries) {
    if (!entry.key) continue;
    const bool both = bool(interp.dict_get(b, entry.key));
    const bool keep = op == Operator::bitor_ || (op == Operator::bitand_ ? both : !both);
    if (keep) interp.set_add(*made, entry.key);
  }
  if (op == Operator::bitor_ || op == Operator::bitxor_)
    for (const Keyed::Entry& entry : b.entries)
      if (entry.key && (op == Operator::bitor_ || !interp.dict_get(a, entry.key))) interp.set_add(*made, entry.key);
  return made;
}

// Operands that are plain values (not instances): nothing when the operator does not apply.
Value plain_binary(Interpreter& interp, Operator op, Value left, Value right, const Origin& at) {
  if (is_integer(left) && is_integer(right)) return integer_binary(interp, op, left, right, at);
  if (is_number(left) && is_number(right)) {
    const double a = real_of(left), b = real_of(right);
    switch (op) {
      case Operator::add:
        return interp.real(a + b);
      case Operator::sub:
        return interp.real(a - b);
      case Operator::mult:
        return interp.real(a * b);
      case Operator::div:
        if (b == 0) interp.raise("ZeroDivisionError", "float division by zero");
        return interp.real(a / b);
      case Operator::floordiv:
        if (b == 0) interp.raise("ZeroDivisionError", "float floor division by zero");
        return interp.real(std::floor(a / b));
      case Operator::mod: {
        if (b == 0) interp.raise("ZeroDivisionError", "float modulo");
        double rest = std::fmod(a, b);
        if (rest != 0 && (rest < 0) != (b < 0)) rest += b;
        return interp.real(rest);
      }
      case Operator::pow:
        return interp.real(std::pow(a, b));
      default:
        return {};
    }
  }
  switch (op) {
    case Operator::add: {
      if (const Text* a = left.as<Text>(), *b = right.as<Text>(); a && b)
        return interp.text(std::string(a->view()).append(b->view()));
      if (const Bytes* a = left.as<Bytes>(), *b = right.as<Bytes>(); a && b)
        return interp.bytes(std::string(a->view()).append(b->view()));
      if ((left.as<List>() && right.as<List>()) || (left.as<Tuple>() && right.as<Tuple>())) {
        const Span<Value> a = sequence_of(left), b = sequence_of(right);
        std::vector<Value> made(a.begin(), a.end());
        made.insert(made.end(), b.begin(), b.end());
        if (left.as<List>()) return interp.list(std::move(made));
        return interp.tuple(made);
      }
      if (const Dict* a = left.as<Dict>(), *b = right.as<Dict>(); a && b && a->cls && a->cls->name == "Counter")
        return interp.call(interp.get(a->cls, Symbol("_plus"), at), {left, right}, at);
      return {};
    }
    case Operator::mult: {
      const bool first = left->type == Type::text || left->type == Type::bytes || left->type == Type::list ||
                         left->type == Type::tuple;
      const bool second = right->type == Type::text || right->type == Type::bytes || right->type == Type::list ||
                          right->type == Type::tuple;
      if (first && is_integer(right)) return repeated(interp, left, integer_of(right).value_or(INT64_MAX), at);
      if (second && is_integer(left)) return repeated(interp, right, integer_of(left).value_or(INT64_MAX), at);
      return {};
    }
    case Operator::mod:
      if (const Text* format = left.as<Text>()) return format_percent(interp, format->view(), right, at);
      return {};
    case Operator::bitor_:
      if (const Dict* a = left.as<Dict>(), *b = right.as<Dict>(); a && b) {
        Dict* made = interp.dict();
        made->cls = a->cls;
        made->factory = a->factory;
        for (const Keyed* from : {static_cast<const Keyed*>(a), static_cast<const Keyed*>(b)})
          for (const Keyed::Entry& entry : from->entries)
            if (entry.key) interp.dict_set(*made, entry.key, entry.value);
        return made;
      }
      [[fallthrough]];
    case Operator::bitand_:
    case Operator::bitxor_:
    case Operator::sub:
      if (const Set* a = left.as<Set>(), *b = right.as<Set>(); a && b)
        return set_operation(interp, op, *a, *b, a->frozen);
      if (op == Operator::bitor_ && is_type_like(left) && is_type_like(right))
        return make_union(interp, {left, right}, at);
      return {};
    default:
      return {};
  }
}

// One side's say: hooks of native classes, then the project's methods. Nothing: not its business.
Value ask_binary(Interpreter& interp, Operator op, Value asked, Value left, Value right, bool reflected,
                 const Origin& at) {
  const NativeType* native = nullptr;
  if (const Instance* instance = asked.as<Instance>()) {
    native = instance->cls->native;
    if (Value method = find_special(interp, asked, special_name(op, reflected))) {
      Value made;
      Class& cls = *instance->cls;
      made = interp.call(bind(interp, method, asked, cls, special_name(op, reflected), at), {reflected ? left : right},
                         at);
      if (made->type != Type::not_implemented) return made;
    }
    if (native && native->binary)
      if (Value made = native->binary({interp, op, left, right, reflected, at})) return made;
    return {};
  }
  if (const Class* cls = asked.as<Class>()) {
    if (cls->native && cls->native->class_operator)
      if (Value made = cls->native->class_operator({interp, op, left, right, reflected, at})) return made;
    if (cls->metaclass && !cls->metaclass->is_native)
      if (Value method = find_special(interp, asked, special_name(op, reflected))) {
        const Value made = interp.call(method, {asked, reflected ? left : right}, at);
        if (made->type != Type::not_implemented) return made;
      }
  }
  return {};
}

bool asks_itself(Value value) { return value->type == Type::instance || value->type == Type::class_; }

}  // namespace

Value Interpreter::binary(Operator op, Value left, Value right, const Origin& at) {
  internals_->guard();
  if (!asks_itself(left) && !asks_itself(right)) {
    // IPv4Address | None, where the class is from outside: a union of what it says, whatever that class may be.
    const auto in_union = [](Value value) { return opaque_in(value) ? is_outside_type(*opaque_in(value)) : is_type_like(value); };
    if (op == Operator::bitor_ && (opaque_in(left) || opaque_in(right)) && in_union(left) && in_union(right))
      return make_union(*this, {left, right}, at);
    // "…" % opaque, [1] + opaque: the opaque decides nothing but what follows from it.
    if (Opaque* unknown = opaque_in(left)) return opaque_from(*unknown);
    if (Opaque* unknown = opaque_in(right)) return opaque_from(*unknown);
    if (Value made = plain_binary(*this, op, left, right, at)) return made;
  } else {
    // A subclass on the right that redefines the operator goes first.
    const Class *a = class_of(left), *b = class_of(right);
    const bool right_first = a != b && b->is_subclass_of(a) && asks_itself(right);
    if (right_first)
      if (Value made = ask_binary(*this, op, right, left, right, true, at)) return made;
    if (asks_itself(left))
      if (Value made = ask_binary(*this, op, left, left, right, false, at)) return made;
    if (!right_first && asks_itself(right))
      if (Value made = ask_binary(*this, op, right, left, right, true, at)) return made;
    // A class from outside the project beside None or a class: a union, of which one member is unknown.
    if (op == Operator::bitor_ && (is_type_like(left) || is_type_like(right)) && (opaque_in(left) || opaque_in(right)))
      return make_union(*this, {left, right}, at);
    if (Opaque* unknown = opaque_in(left)) return opaque_from(*unknown);
    if (Opaque* unknown = opaque_in(right)) return opaque_from(*unknown);
    const Value x = held(left), y = held(right);
    if (op == Operator::mod && x.as<Text>()) {
      // An instance is written as its str(), which may not be what it holds.
      return format_percent(*this, x.as<Text>()->view(), right, at);
    } else if (x != left || y != right) {
      if (Value made = plain_binary(*this, op, x, y, at)) return made;
    } else if (op == Operator::bitor_ && is_type_like(left) && is_type_like(right)) {
      return make_union(*this, {left, right}, at);
    }
    for (const Class* cls : {a, b, static_cast<const Class*>(left.as<Class>()), static_cast<const Class*>(right.as<Class>())})
      if (cls && cls->unknown_base) return opaque_from(*cls->unknown_base);
  }
  raise("TypeError", std::string("unsupported operand type(s) for ") + symbol_of(op) + ": '" +
                         class_of(left)->name.str() + "' and '" + class_of(right)->name.str() + "'");
}

Value unary(Interpreter& interp, ast::UnaryOperator op, Value operand, const Origin& at) {
  using ast::UnaryOperator;
  if (Opaque* unknown = opaque_in(operand)) return interp.opaque_from(*unknown);
  if (Instance* instance = operand.as<Instance>()) {
    const Symbol name = op == UnaryOperator::invert ? w.invert_ : op == UnaryOperator::minus ? w.neg_ : w.pos_;
    if (Value method = find_special(interp, operand, name)) return interp.call(method, {operand}, at);
    if (instance->cls->native && instance->cls->native->unary)
      if (Value made = instance->cls->native->unary(interp, op, *instance, at)) return made;
    if (instance->cls->unknown_base) return interp.opaque_from(*instance->cls->unknown_base);
    operand = held(operand);
  }
  if (is_integer(operand)) {
    switch (op) {
      case UnaryOperator::minus:
        return integer_binary(interp, Operator::sub, interp.integer(0), operand, at);
      case UnaryOperator::plus:
        return integer_binary(interp, Operator::add, interp.integer(0), operand, at);
      case UnaryOperator::invert:
        return integer_binary(interp, Operator::sub, interp.integer(-1), operand, at);
      default:
        break;
    }
  }
  if (const Real* real = operand.as<Real>(); real && op != UnaryOperator::invert)
    return interp.real(op == UnaryOperator::minus ? -real->value : real->value);
  const char* symbol = op == UnaryOperator::minus ? "-" : op == UnaryOperator::plus ? "+" : "~";
  interp.raise("TypeError", std::string("bad operand type for unary ") + symbol + ": '" +
                                interp.class_of(operand)->name.str() + "'");
}

// ---- comparison -----------------------------------------------------------------------------------------------------

namespace {

Truth equal_keyed(Interpreter& interp, const Keyed& a, const Keyed& b, bool values) {
  if (a.doubt || b.doubt) return Truth::unknown;
  if (a.size() != b.size()) return Truth::no;
  Truth best = Truth::yes;
  for (const Keyed::Entry& entry : a.entries) {
    if (!entry.key) continue;
    const Value other = interp.dict_get(b, entry.key);
    if (!other) return Truth::no;
    if (!values) continue;
    const Truth answer = interp.equal(entry.value, other);
    if (answer == Truth::no) return answer;
    if (answer == Truth::unknown) best = answer;
  }
  return best;
}

Truth equal_sequences(Interpreter& interp, Span<Value> a, Span<Value> b) {
  if (a.size() != b.size()) return Truth::no;
  Truth best = Truth::yes;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Truth answer = interp.equal(a[i], b[i]);
    if (answer == Truth::no) return answer;
    if (answer == Truth::unknown) best = answer;
  }
  return best;
}

// Equality of plain values; instances by identity.
Truth plain_equal(Interpreter& interp, Value a, Value b) {
  if (a == b) return Truth::yes;
  if (is_number(a) && is_number(b)) {
    if (is_integer(a) && is_integer(b)) return truth_of(compare_integers(a, b) == 0);
    return truth_of(real_of(a) == real_of(b));
  }
  if (a->type != b->type) return Truth::no;
  switch (a->type) {
    case Type::text:
      return truth_of(a.as<Text>()->view() == b.as<Text>()->view());
    case Type::bytes:
      return truth_of(a.as<Bytes>()->view() == b.as<Bytes>()->view());
    case Type::tuple:
    case Type::list:
      return equal_sequences(interp, sequence_of(a), sequence_of(b));
    case Type::dict:
      return equal_keyed(interp, *a.as<Dict>(), *b.as<Dict>(), true);
    case Type::set:
      return equal_keyed(interp, *a.as<Set>(), *b.as<Set>(), false);
    case Type::range: {
      const Range &x = *a.as<Range>(), &y = *b.as<Range>();
      return truth_of(x.start == y.start && x.stop == y.stop && x.step == y.step);
    }
    case Type::slice: {
      const Slice &x = *a.as<Slice>(), &y = *b.as<Slice>();
      for (const auto& [p, q] : {std::pair{x.lower, y.lower}, std::pair{x.upper, y.upper}, std::pair{x.step, y.step}})
        if (const Truth answer = interp.equal(p, q); answer != Truth::yes) return answer;
      return Truth::yes;
    }
    case Type::method:
      return truth_of(a.as<Method>()->self == b.as<Method>()->self &&
                      a.as<Method>()->function == b.as<Method>()->function);
    case Type::alias: {
      const Alias &x = *a.as<Alias>(), &y = *b.as<Alias>();
      return x.origin == y.origin ? equal_sequences(interp, x.args, y.args) : Truth::no;
    }
    case Type::forward_ref:
      return truth_of(a.as<ForwardRef>()->text == b.as<ForwardRef>()->text);
    default:
      return Truth::no;
  }
}

Symbol special_name(CompareOperator op) {
  switch (op) {
    case CompareOperator::equal:
      return w.eq_;
    case CompareOperator::unequal:
      return w.ne_;
    case CompareOperator::less:
      return w.lt_;
    case CompareOperator::less_equal:
      return w.le_;
    case CompareOperator::greater:
      return w.gt_;
    default:
      return w.ge_;
  }
}

CompareOperator mirrored(CompareOperator op) {
  switch (op) {
    case CompareOperator::less:
      return CompareOperator::greater;
    case CompareOperator::less_equal:
      return CompareOperator::greater_equal;
    case CompareOperator::greater:
      return CompareOperator::less;
    case CompareOperator::greater_equal:
      return CompareOperator::less_equal;
    default:
      return op;
  }
}

Value ask_compare(Interpreter& interp, CompareOperator op, Value asked, Value other, bool reflected, const Origin& at) {
  if (Value method = find_special(interp, asked, special_name(op))) {
    const Value made = interp.call(method, {asked, other}, at);
    if (made->type != Type::not_implemented) return made;
    return {};
  }
  if (op == CompareOperator::unequal)
    if (Value method = find_special(interp, asked, w.eq_)) {
      const Value made = interp.call(method, {asked, other}, at);
      if (made->type == Type::not_implemented) return {};
      if (opaque_in(made)) return made;
      return interp.boolean(interp.truth(made) == Truth::no);
    }
  if (const Instance* instance = asked.as<Instance>())
    if (instance->cls->native && instance->cls->native->compare) {
      const Comparison comparison{interp, op, reflected ? other : asked, reflected ? asked : other, reflected, at};
      if (Value made = instance->cls->native->compare(comparison)) return made;
    }
  return {};
}

int order_texts(std::string_view a, std::string_view b) {
  const int order = a.compare(b);
  return order < 0 ? -1 : order > 0;
}

// -1, 0, 1; 2: these cannot be ordered; 3: not known.
int plain_order(Interpreter& interp, Value a, Value b, const Origin& at) {
  if (is_number(a) && is_number(b)) {
    if (is_integer(a) && is_integer(b)) return compare_integers(a, b);
    const double x = real_of(a), y = real_of(b);
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : 4;
  }
  if (a->type != b->type) return 2;
  if (const Text* x = a.as<Text>()) return order_texts(x->view(), b.as<Text>()->view());
  if (const Bytes* x = a.as<Bytes>()) return order_texts(x->view(), b.as<Bytes>()->view());
  if (a->type != Type::tuple && a->type != Type::list) return 2;
  const Span<Value> x = sequence_of(a), y = sequence_of(b);
  for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
    const Truth same = interp.equal(x[i], y[i]);
    if (same == Truth::unknown) return 3;
    if (same == Truth::yes) continue;
    const Truth less = interp.truth(interp.compare(CompareOperator::less, x[i], y[i], at));
    return less == Truth::unknown ? 3 : less == Truth::yes ? -1 : 1;
  }
  return x.size() < y.size() ? -1 : x.size() > y.size();
}

Truth subset(Interpreter& interp, const Keyed& a, const Keyed& b, bool proper) {
  for (const Keyed::Entry& entry : a.entries)
    if (entry.key && !interp.dict_get(b, entry.key)) return Truth::no;
  return truth_of(!proper || a.size() < b.size());
}

}  // namespace

Truth Interpreter::equal(Value a, Value b) {
  internals_->guard();
  if (a == b && !opaque_in(a)) return Truth::yes;
  if (opaque_in(a)) return internals_->matches(a, b);
  if (opaque_in(b)) return internals_->matches(b, a);
  if (a->type == Type::instance || b->type == Type::instance || a->type == Type::class_ || b->type == Type::class_)
    return truth(compare(CompareOperator::equal, a, b, {}));
  return plain_equal(*this, a, b);
}

Value Interpreter::compare(CompareOperator op, Value left, Value right, const Origin& at) {
  internals_->guard();
  for (Value* one : {&left, &right})
    if (const Opaque* opaque = one->as<Opaque>(); opaque && opaque->is_unset) *one = none();
  switch (op) {
    case CompareOperator::is:
    case CompareOperator::is_not: {
      for (Value one : {left, right})
        if (Opaque* unknown = opaque_in(one)) return opaque_from(*unknown);
      bool same = left == right;
      // Equal small constants are one object in CPython; code that compares them with `is` relies on it.
      if (!same && left->type == right->type && (left.as<Integer>() || left.as<Text>()))
        same = plain_equal(*this, left, right) == Truth::yes;
      return boolean(same == (op == CompareOperator::is));
    }
    case CompareOperator::in:
    case CompareOperator::not_in: {
      const Value found = contains(*this, right, left, at);
      if (op == CompareOperator::in) return found;
      const Truth answer = truth(found);
      if (answer == Truth::unknown) return found;
      return boolean(answer == Truth::no);
    }
    default:
      break;
  }
  if (asks_itself(left) || asks_itself(right)) {
    const Class *a = class_of(left), *b = class_of(right);
    const bool right_first = a != b && b->is_subclass_of(a) && asks_itself(right);
    if (right_first)
      if (Value made = ask_compare(*this, mirrored(op), right, left, true, at)) return made;
    if (asks_itself(left))
      if (Value made = ask_compare(*this, op, left, right, false, at)) return made;
    if (!right_first && asks_itself(right))
      if (Value made = ask_compare(*this, mirrored(op), right, left, true, at)) return made;
  }
  if (left == right && !opaque_in(left) && (op == CompareOperator::equal || op == CompareOperator::unequal))
    return boolean(op == CompareOperator::equal);
  if (op == CompareOperator::equal || op == CompareOperator::unequal)
    if (const Truth answer = internals_->matches(opaque_in(left) ? left : right, opaque_in(left) ? right : left); answer != Truth::unknown)
      return boolean((answer == Truth::yes) == (op == CompareOperator::equal));
  for (Value one : {left, right})
    if (Opaque* unknown = opaque_in(one)) return opaque_from(*unknown);
  const Value x = held(left), y = held(right);
  if (op == CompareOperator::equal || op == CompareOperator::unequal) {
    const Truth answer = plain_equal(*this, x, y);
    if (answer == Truth::unknown) return opaque("compares values that are not known", at);
    return boolean((answer == Truth::yes) == (op == CompareOperator::equal));
  }
  if (const Set* a = x.as<Set>(), *b = y.as<Set>(); a && b) {
    if (a->doubt || b->doubt) return opaque_from(a->doubt ? *a->doubt : *b->doubt);
    const bool up = op == CompareOperator::less || op == CompareOperator::less_equal;
    const bool proper = op == CompareOperator::less || op == CompareOperator::greater;
    return boolean(subset(*this, up ? *a : *b, up ? *b : *a, proper) == Truth::yes);
  }
  const int order = plain_order(*this, x, y, at);
  if (order == 3) return opaque("compares values that are not known", at);
  if (order == 4) return boolean(false);
  if (order == 2) {
    for (const Class* cls : {class_of(left), class_of(right)})
      if (cls->unknown_base) return opaque_from(*cls->unknown_base);
    const char* symbol = op == CompareOperator::less         ? "<"
                         : op == CompareOperator::less_equal ? "<="
                         : op == CompareOperator::greater    ? ">"
                                                             : ">=";
    raise("TypeError", std::string("'") + symbol + "' not supported between instances of '" +
                           class_of(left)->name.str() + "' and '" + class_of(right)->name.str() + "'");
  }
  switch (op) {
    case CompareOperator::less:
      return boolean(order < 0);
    case CompareOperator::less_equal:
      return boolean(order <= 0);
    case CompareOperator::greater:
      return boolean(order > 0);
    default:
      return boolean(order >= 0);
  }
}

Truth Interpreter::truth(Value value) {
  switch (value->type) {
    case Type::none:
      return Truth::no;
    case Type::boolean:
      return truth_of(value.as<Boolean>()->value);
    case Type::integer:
      return truth_of(value.as<Integer>()->value != 0);
    case Type::real:
      return truth_of(value.as<Real>()->value != 0);
    case Type::text:
      return truth_of(value.as<Text>()->size != 0);
    case Type::bytes:
      return truth_of(value.as<Bytes>()->size != 0);
    case Type::tuple:
      return truth_of(!value.as<Tuple>()->elements.empty());
    case Type::list:
      return truth_of(!value.as<List>()->elements.empty());
    case Type::dict:
      return truth_of(value.as<Dict>()->live != 0);
    case Type::set:
      if (value.as<Set>()->doubt && !value.as<Set>()->live) return Truth::unknown;
      return truth_of(value.as<Set>()->live != 0);
    case Type::range: {
      const Range& range = *value.as<Range>();
      return truth_of(range.step > 0 ? range.start < range.stop : range.start > range.stop);
    }
    case Type::opaque:
      return value.as<Opaque>()->is_unset ? Truth::no : Truth::unknown;
    case Type::instance: {
      Instance& instance = *value.as<Instance>();
      if (Value method = find_special(*this, value, w.bool_)) return truth(call(method, {value}, {}));
      const NativeType* native = instance.cls->native;
      if (native && native->truth)
        if (Value answer = native->truth(*this, instance)) return truth(answer);
      if (Value method = find_special(*this, value, w.len_)) return truth(call(method, {value}, {}));
      if (native && native->length)
        if (Value answer = native->length(*this, instance)) return truth(answer);
      if (instance.held()) return truth(instance.held());
      return Truth::yes;
    }
    case Type::class_: {
      if (Value method = find_special(*this, value, w.bool_); method.as<Function>())
        return truth(call(method, {value}, {}));
      if (Value method = find_special(*this, value, w.len_); method.as<Function>())
        return truth(call(method, {value}, {}));
      return Truth::yes;
    }
    default:
      return Truth::yes;
  }
}

}  // namespace trueup::py
