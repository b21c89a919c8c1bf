// Integers: 64 bits where they suffice, sign and magnitude beyond.
#include <algorithm>
#include <cmath>

#include "python/internals.h"

namespace trueup::py {

namespace {

constexpr std::size_t most_digits = 4096;  // of 32 bits; beyond, a number is not a constant of a schema

struct Big {
  bool negative = false;
  std::vector<std::uint32_t> digits = {};  // least significant first, no leading zeros
  bool is_zero() const { return digits.empty(); }
  void trim() {
    while (!digits.empty() && digits.back() == 0) digits.pop_back();
    if (digits.empty()) negative = false;
  }
};

Big big_of(std::int64_t value) {
  Big made;
  made.negative = value < 0;
  std::uint64_t rest = value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
  for (; rest; rest >>= 32) made.digits.push_back(static_cast<std::uint32_t>(rest));
  return made;
}

Big big_of(Value value) {
  const Value plain = held(value);
  if (const BigInteger* big = plain.as<BigInteger>()) return {big->negative, {big->digits.begin(), big->digits.end()}};
  return big_of(integer_of(plain).value_or(0));
}

Value made_of(Interpreter& interp, Big big) {
  big.trim();
  if (big.digits.size() <= 2) {
    std::uint64_t value = 0;
    for (std::size_t i = big.digits.size(); i-- > 0;) value = value << 32 | big.digits[i];
    if (!big.negative && value <= static_cast<std::uint64_t>(INT64_MAX))
      return interp.integer(static_cast<std::int64_t>(value));
    if (big.negative && value <= static_cast<std::uint64_t>(INT64_MAX) + 1)
      return interp.integer(static_cast<std::int64_t>(~value + 1));
  }
  BigInteger* made = interp.heap().make<BigInteger>();
  made->negative = big.negative;
  made->digits = interp.heap().copy(big.digits);
  return made;
}

int compare_size(const Big& a, const Big& b) {
  if (a.digits.size() != b.digits.size()) return a.digits.size() < b.digits.size() ? -1 : 1;
  for (std::size_t i = a.digits.size(); i-- > 0;)
    if (a.digits[i] != b.digits[i]) return a.digits[i] < b.digits[i] ? -1 : 1;
  return 0;
}

int compare(const Big& a, const Big& b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int size = compare_size(a, b);
  return a.negative ? -size : size;
}

Big add_size(const Big& a, const Big& b) {
  Big sum;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < std::max(a.digits.size(), b.digits.size()) || carry; ++i) {
    carry += (i < a.digits.size() ? a.digits[i] : 0ull) + (i < b.digits.size() ? b.digits[i] : 0ull);
    sum.digits.push_back(static_cast<std::uint32_t>(carry));
    carry >>= 32;
  }
  return sum;
}

Big sub_size(const Big& a, const Big& b) {  // |a| >= |b|
  Big difference;
  std::int64_t borrow = 0;
  for (std::size_t i = 0; i < a.digits.size(); ++i) {
    std::int64_t digit = static_cast<std::int64_t>(a.digits[i]) - borrow -
                         (i < b.digits.size() ? static_cast<std::int64_t>(b.digits[i]) : 0);
    borrow = digit < 0;
    if (digit < 0) digit += std::int64_t{1} << 32;
    difference.digits.push_back(static_cast<std::uint32_t>(digit));
  }
  difference.trim();
  return difference;
}

Big add(const Big& a, const Big& b) {
  Big sum;
  if (a.negative == b.negative) {
    sum = add_size(a, b);
    sum.negative = a.negative;
  } else if (compare_size(a, b) >= 0) {
    sum = sub_size(a, b);
    sum.negative = a.negative;
  } else {
    sum = sub_size(b, a);
    sum.negative = b.negative;
  }
  sum.trim();
  return sum;
}

Big negated(Big a) {
  if (!a.is_zero()) a.negative = !a.negative;
  return a;
}

Big multiply(const Big& a, const Big& b) {
  Big product;
  product.negative = a.negative != b.negative;
  product.digits.assign(a.digits.size() + b.digits.size(), 0);
  for (std::size_t i = 0; i < a.digits.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t k = 0; k < b.digits.size(); ++k) {
      carry += product.digits[i + k] + std::uint64_t{a.digits[i]} * b.digits[k];
      product.digits[i + k] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    product.digits[i + b.digits.size()] = static_cast<std::uint32_t>(carry);
  }
  product.trim();
  return product;
}

std::uint32_t divide_small(Big& a, std::uint32_t by) {
  std::uint64_t rest = 0;
  for (std::size_t i = a.digits.size(); i-- > 0;) {
    rest = rest << 32 | a.digits[i];
    a.digits[i] = static_cast<std::uint32_t>(rest / by);
    rest %= by;
  }
  a.trim();
  return static_cast<std::uint32_t>(rest);
}

// Bit by bit: such divisions are rare and short. Rounds towards minus infinity, as Python does.
void divide(const Big& a, const Big& b, Big& quotient, Big& rest) {
  Big size = b;
  size.negative = false;
  quotient.digits.assign(a.digits.size(), 0);
  for (std::size_t bit = a.digits.size() * 32; bit-- > 0;) {
    rest = add_size(rest, rest);
    rest.trim();
    if (a.digits[bit / 32] >> (bit % 32) & 1) rest = add_size(rest, big_of(1));
    rest.trim();
    if (compare_size(rest, size) >= 0) {
      rest = sub_size(rest, size);
      quotient.digits[bit / 32] |= 1u << (bit % 32);
    }
  }
  quotient.negative = a.negative != b.negative;
  quotient.trim();
  if (a.negative != b.negative && !rest.is_zero()) {
    quotient = add(quotient, big_of(-1));
    rest = sub_size(size, rest);
  }
  rest.negative = b.negative;
  rest.trim();
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Value power(Interpreter& interp, const Big& base, std::int64_t exponent, const Origin& at) {
  Big result = big_of(1), square = base;
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) result = multiply(result, square);
    if (exponent > 1) square = multiply(square, square);
    if (result.digits.size() > most_digits || square.digits.size() > most_digits)
      return interp.opaque("is a number beyond the budget", at);
    interp.internals().step();
  }
  return made_of(interp, std::move(result));
}

}  // namespace

double real_of(Value number) {
  const Value plain = held(number);
  if (const Real* real = plain.as<Real>()) return real->value;
  if (plain.as<BigInteger>()) {
    const Big big = big_of(plain);
    double value = 0;
    for (std::size_t i = big.digits.size(); i-- > 0;) value = value * 4294967296.0 + big.digits[i];
    return big.negative ? -value : value;
  }
  return static_cast<double>(integer_of(plain).value_or(0));
}

int compare_integers(Value left, Value right) {
  const auto a = integer_of(left), b = integer_of(right);
  if (a && b) return *a < *b ? -1 : *a > *b;
  return compare(big_of(left), big_of(right));
}

Value parse_integer(Interpreter& interp, std::string_view digits, int base) {
  bool negative = false;
  while (!digits.empty() && (digits.front() == ' ' || digits.front() == '\n' || digits.front() == '\t'))
    digits.remove_prefix(1);
  while (!digits.empty() && (digits.back() == ' ' || digits.back() == '\n' || digits.back() == '\t'))
    digits.remove_suffix(1);
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) {
    negative = digits[0] == '-';
    digits.remove_prefix(1);
  }
  if (digits.size() > 2 && digits[0] == '0') {
    const char kind = static_cast<char>(digits[1] | 0x20);
    const int meant = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
    if (meant && (base == 0 || base == meant)) {
      base = meant;
      digits.remove_prefix(2);
    }
  }
  if (base == 0) base = 10;
  if (digits.empty() || digits.size() > most_digits * 8) return {};
  Big big;
  for (const char c : digits) {
    if (c == '_') continue;
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'z' ? c - 'a' + 10
                      : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                             : 99;
    if (digit >= base) return {};
    std::uint64_t carry = static_cast<std::uint64_t>(digit);
    for (std::uint32_t& part : big.digits) {
      carry += std::uint64_t{part} * static_cast<std::uint64_t>(base);
      part = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry) big.digits.push_back(static_cast<std::uint32_t>(carry));
  }
  big.negative = negative;
  return made_of(interp, std::move(big));
}

std::string integer_text(Value value, int base) {
  const Value plain = held(value);
  if (const auto small = integer_of(plain); small && base == 10) return std::to_string(*small);
  Big big = big_of(plain);
  if (big.is_zero()) return "0";
  std::string text;
  const bool negative = big.negative;
  while (!big.is_zero()) text += "0123456789abcdef"[divide_small(big, static_cast<std::uint32_t>(base))];
  if (negative) text += '-';
  return {text.rbegin(), text.rend()};
}

// Both operands are integers (or bools).
Value integer_binary(Interpreter& interp, ast::Operator op, Value left, Value right, const Origin& at) {
  using ast::Operator;
  const auto a = integer_of(left), b = integer_of(right);
  const bool small = a && b;
  std::int64_t result = 0;
  switch (op) {
    case Operator::add:
      if (small && !__builtin_add_overflow(*a, *b, &result)) return interp.integer(result);
      return made_of(interp, add(big_of(left), big_of(right)));
    case Operator::sub:
      if (small && !__builtin_sub_overflow(*a, *b, &result)) return interp.integer(result);
      return made_of(interp, add(big_of(left), negated(big_of(right))));
    case Operator::mult: {
      if (small && !__builtin_mul_overflow(*a, *b, &result)) return interp.integer(result);
      const Big x = big_of(left), y = big_of(right);
      if (x.digits.size() + y.digits.size() > most_digits) return interp.opaque("is a number beyond the budget", at);
      return made_of(interp, multiply(x, y));
    }
    case Operator::div: {
      const double by = real_of(right);
      if (by == 0) interp.raise("ZeroDivisionError", "division by zero");
      return interp.real(real_of(left) / by);
    }
    case Operator::floordiv:
    case Operator::mod: {
      if (small) {
        if (*b == 0)
          interp.raise("ZeroDivisionError",
                       op == Operator::mod ? "integer modulo by zero" : "integer division or modulo by zero");
        if (*b == -1) return op == Operator::mod ? interp.integer(0) : made_of(interp, negated(big_of(left)));
        const std::int64_t quotient = floor_divide(*a, *b);
        return interp.integer(op == Operator::floordiv ? quotient : *a - quotient * *b);
      }
      const Big x = big_of(left), y = big_of(right);
      if (y.is_zero()) interp.raise("ZeroDivisionError", "integer division or modulo by zero");
      if (x.digits.size() > 256) return interp.opaque("is a number beyond the budget", at);
      Big quotient, rest;
      divide(x, y, quotient, rest);
      return made_of(interp, op == Operator::floordiv ? quotient : rest);
    }
    case Operator::pow: {
      if (!b) return interp.opaque("is a number beyond the budget", at);
      if (*b < 0) return interp.real(std::pow(real_of(left), static_cast<double>(*b)));
      return power(interp, big_of(left), *b, at);
    }
    case Operator::lshift:
    case Operator::rshift: {
      if (!b || *b < 0) interp.raise("ValueError", "negative shift count");
      if (op == Operator::lshift) {
        if (*b > static_cast<std::int64_t>(most_digits * 32)) return interp.opaque("is a number beyond the budget", at);
        Big by;
        by.digits.assign(static_cast<std::size_t>(*b / 32), 0);
        by.digits.push_back(1u << (*b % 32));
        return made_of(interp, multiply(big_of(left), by));
      }
      if (small) return interp.integer(*b > 63 ? (*a < 0 ? -1 : 0) : *a >> *b);
      Big quotient, rest, by;
      if (*b > static_cast<std::int64_t>(most_digits * 32) || big_of(left).digits.size() > 256)
        return interp.opaque("is a number beyond the budget", at);
      by.digits.assign(static_cast<std::size_t>(*b / 32), 0);
      by.digits.push_back(1u << (*b % 32));
      divide(big_of(left), by, quotient, rest);
      return made_of(interp, quotient);
    }
    case Operator::bitor_:
    case Operator::bitxor_:
    case Operator::bitand_: {
      if (small) {
        if (held(left).as<Boolean>() && held(right).as<Boolean>())
          return interp.boolean(op == Operator::bitor_ ? *a | *b : op == Operator::bitand_ ? *a & *b : *a ^ *b);
        return interp.integer(op == Operator::bitor_ ? *a | *b : op == Operator::bitand_ ? *a & *b : *a ^ *b);
      }
      Big x = big_of(left), y = big_of(right);
      if (x.negative || y.negative) return interp.opaque("is a number that is not computed", at);
      Big made;
      for (std::size_t i = 0; i < std::max(x.digits.size(), y.digits.size()); ++i) {
        const std::uint32_t p = i < x.digits.size() ? x.digits[i] : 0, q = i < y.digits.size() ? y.digits[i] : 0;
        made.digits.push_back(op == Operator::bitor_ ? p | q : op == Operator::bitand_ ? p & q : p ^ q);
      }
      return made_of(interp, std::move(made));
    }
    case Operator::matmult:
      break;
  }
  return {};
}

}  // namespace trueup::py
