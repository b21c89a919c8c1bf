// Formatting: format(x, spec), "…" % args, "…".format(…).
// https://docs.python.org/3/library/string.html#format-specification-mini-language
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "python/internals.h"

namespace trueup::py {

static const Words& w = words();

namespace {

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

struct Spec {
  std::string fill = " ";
  char align = 0, sign = '-', type = 0, grouping = 0;
  bool alternate = false, zero = false;
  std::size_t width = 0;
  int precision = -1;
};

Spec parse_spec(Interpreter& interp, std::string_view text) {
  Spec spec;
  std::size_t i = 0;
  const auto is_align = [](char c) { return c == '<' || c == '>' || c == '^' || c == '='; };
  std::size_t lead = 1;
  if (!text.empty()) {
    const unsigned char c = static_cast<unsigned char>(text[0]);
    lead = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  }
  if (text.size() > lead && is_align(text[lead])) {
    spec.fill = std::string(text.substr(0, lead));
    spec.align = text[lead];
    i = lead + 1;
  } else if (!text.empty() && is_align(text[0])) {
    spec.align = text[0];
    i = 1;
  }
  if (i < text.size() && (text[i] == '+' || text[i] == '-' || text[i] == ' ')) spec.sign = text[i++];
  if (i < text.size() && text[i] == '#') spec.alternate = true, ++i;
  if (i < text.size() && text[i] == '0') {
    spec.zero = true;
    if (!spec.align) spec.align = '=', spec.fill = "0";
    ++i;
  }
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && spec.width < 1'000'000; ++i)
    spec.width = spec.width * 10 + static_cast<std::size_t>(text[i] - '0');
  if (i < text.size() && (text[i] == ',' || text[i] == '_')) spec.grouping = text[i++];
  if (i < text.size() && text[i] == '.') {
    spec.precision = 0;
    for (++i; i < text.size() && text[i] >= '0' && text[i] <= '9' && spec.precision < 100'000; ++i)
      spec.precision = spec.precision * 10 + (text[i] - '0');
  }
  if (i < text.size()) spec.type = text[i++];
  if (i < text.size()) interp.raise("ValueError", "Invalid format specifier '" + std::string(text) + "'");
  return spec;
}

std::string pad(const Spec& spec, std::string sign, std::string body, char standard) {
  const std::size_t have = characters(sign) + characters(body);
  if (have >= spec.width) return sign + body;
  const std::size_t missing = spec.width - have;
  const auto fill = [&](std::size_t count) {
    std::string made;
    for (; count; --count) made += spec.fill;
    return made;
  };
  switch (spec.align ? spec.align : standard) {
    case '<':
      return sign + body + fill(missing);
    case '^':
      return fill(missing / 2) + sign + body + fill(missing - missing / 2);
    case '=':
      return sign + fill(missing) + body;
    default:
      return fill(missing) + sign + body;
  }
}

std::string grouped(std::string digits, char with, std::size_t every) {
  std::string made;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i && (digits.size() - i) % every == 0) made += with;
    made += digits[i];
  }
  return made;
}

std::string printed(char conversion, int precision, bool alternate, double value) {
  char format[16], room[512];
  std::snprintf(format, sizeof format, alternate ? "%%#.*%c" : "%%.*%c", conversion);
  const int size = std::snprintf(room, sizeof room, format, std::min(precision, 100), value);
  return std::string(room, static_cast<std::size_t>(std::min<int>(size, sizeof room - 1)));
}

std::string format_real(const Spec& spec, double value) {
  std::string sign = std::signbit(value) && !std::isnan(value) ? "-"
                     : spec.sign == '-'                        ? ""
                                                               : std::string(1, spec.sign);
  std::string body;
  const double size = std::fabs(value);
  const char type = spec.type;
  if (std::isnan(value) || std::isinf(value)) {
    body = std::isnan(value) ? "nan" : "inf";
  } else if (type == 0 && spec.precision < 0) {
    body = repr_real(size);
  } else if (type == '%') {
    body = printed('f', spec.precision < 0 ? 6 : spec.precision, spec.alternate, size * 100) + "%";
  } else {
    const char conversion = type == 0 || type == 'n' ? 'g' : type;
    body = printed(conversion, spec.precision < 0 ? 6 : spec.precision, spec.alternate, size);
    if (type == 0 && body.find_first_of(".en") == std::string::npos) body += ".0";
  }
  if (spec.grouping) {
    const std::size_t end = body.find_first_not_of("0123456789");
    const std::string whole = body.substr(0, end);
    body = grouped(whole, spec.grouping, 3) + (end == std::string::npos ? "" : body.substr(end));
  }
  return pad(spec, sign, body, '>');
}

std::string format_integer(Interpreter& interp, const Spec& spec, Value value) {
  const char type = spec.type;
  if (type == 'e' || type == 'E' || type == 'f' || type == 'F' || type == 'g' || type == 'G' || type == '%')
    return format_real(spec, real_of(value));
  if (type == 'c') return pad(spec, "", std::string(1, static_cast<char>(integer_of(value).value_or(63))), '<');
  const int base = type == 'x' || type == 'X' ? 16 : type == 'o' ? 8 : type == 'b' ? 2 : 10;
  if (type && std::string_view("bcdoxXn").find(type) == std::string_view::npos)
    interp.raise("ValueError", std::string("Unknown format code '") + type + "' for object of type 'int'");
  std::string digits = integer_text(value, base);
  std::string sign = digits[0] == '-' ? "-" : spec.sign == '-' ? "" : std::string(1, spec.sign);
  if (digits[0] == '-') digits.erase(0, 1);
  if (spec.grouping) digits = grouped(digits, spec.grouping, base == 10 ? 3 : 4);
  if (spec.alternate && base != 10) sign += base == 16 ? "0x" : base == 8 ? "0o" : "0b";
  if (type == 'X') {
    digits = upper(digits);
    sign = upper(sign);
  }
  return pad(spec, sign, digits, '>');
}

}  // namespace

Value format_value(Interpreter& interp, Value value, std::string_view spec_text, const Origin& at) {
  if (Opaque* unknown = opaque_in(value)) return interp.opaque_from(*unknown);
  if (value.as<Text>() && spec_text.empty()) return value;
  if (Instance* instance = value.as<Instance>()) {
    if (Value method = find_special(interp, value, w.format_))
      return interp.call(bind(interp, method, value, *instance->cls, w.format_, at), {interp.text(spec_text)}, at);
    // Since 3.12 an enum with a mixed-in type formats as its str(), which may be the project's or the base's.
    if (spec_text.empty() || !instance->held() || find_special(interp, value, w.str_) ||
        (instance->cls->native && instance->cls->native->str)) {
      value = interp.text_or_opaque(value, Interpreter::Conversion::str);
      if (spec_text.empty()) return value;
    } else {
      value = instance->held();
    }
  }
  if (Opaque* unknown = opaque_in(value)) return interp.opaque_from(*unknown);
  if (spec_text.empty()) return interp.text_or_opaque(value, Interpreter::Conversion::str);
  const Spec spec = parse_spec(interp, spec_text);
  if (spec.width > interp.internals().options.budgets.text_bytes)
    throw Exhausted{"a format's width is beyond the budget", at};
  switch (value->type) {
    case Type::boolean:
    case Type::integer:
    case Type::big_integer:
      return interp.text(format_integer(interp, spec, value));
    case Type::real:
      return interp.text(format_real(spec, value.as<Real>()->value));
    case Type::text: {
      std::string body(value.as<Text>()->view());
      if (spec.type && spec.type != 's')
        interp.raise("ValueError", std::string("Unknown format code '") + spec.type + "' for object of type 'str'");
      if (spec.precision >= 0) {
        std::size_t end = 0, count = 0;
        while (end < body.size() && (count < static_cast<std::size_t>(spec.precision) ||
                                     (static_cast<unsigned char>(body[end]) & 0xC0) == 0x80)) {
          if ((static_cast<unsigned char>(body[end]) & 0xC0) != 0x80) ++count;
          ++end;
        }
        body.resize(end);
      }
      Spec filled = spec;
      if (spec.zero && filled.align == '=') filled.align = '<';
      return interp.text(pad(filled, "", body, '<'));
    }
    default:
      interp.raise("TypeError",
                   "unsupported format string passed to " + interp.class_of(value)->name.str() + ".__format__");
  }
}

// ---- "…" % args -----------------------------------------------------------------------------------------------------

Value format_percent(Interpreter& interp, std::string_view format, Value args, const Origin& at) {
  if (Opaque* unknown = opaque_in(args)) return interp.opaque_from(*unknown);
  const Tuple* tuple = args.as<Tuple>();
  std::size_t next = 0;
  std::string made;
  const auto take = [&]() -> Value {
    if (tuple) {
      if (next >= tuple->elements.size()) interp.raise("TypeError", "not enough arguments for format string");
      return tuple->elements[next++];
    }
    if (next++ > 0) interp.raise("TypeError", "not enough arguments for format string");
    return args;
  };
  bool mapped = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      made += format[i];
      continue;
    }
    if (++i >= format.size()) interp.raise("ValueError", "incomplete format");
    if (format[i] == '%') {
      made += '%';
      continue;
    }
    Value value;
    if (format[i] == '(') {
      std::size_t depth = 1, from = ++i;
      for (; i < format.size() && depth; ++i) depth += format[i] == '(' ? 1u : format[i] == ')' ? ~std::size_t{0} : 0u;
      if (depth) interp.raise("ValueError", "incomplete format key");
      value = interp.subscript(args, interp.text(format.substr(from, i - from - 1)), at);
      mapped = true;
    }
    Spec spec;
    bool left = false;
    for (; i < format.size() && std::string_view("#0- +").find(format[i]) != std::string_view::npos; ++i) {
      if (format[i] == '#') spec.alternate = true;
      if (format[i] == '0') spec.zero = true;
      if (format[i] == '-') left = true;
      if (format[i] == ' ' && spec.sign == '-') spec.sign = ' ';
      if (format[i] == '+') spec.sign = '+';
    }
    if (i < format.size() && format[i] == '*') {
      spec.width = static_cast<std::size_t>(std::max<std::int64_t>(0, integer_of(take()).value_or(0)));
      ++i;
    }
    for (; i < format.size() && format[i] >= '0' && format[i] <= '9' && spec.width < 1'000'000; ++i)
      spec.width = spec.width * 10 + static_cast<std::size_t>(format[i] - '0');
    if (i < format.size() && format[i] == '.') {
      spec.precision = 0;
      if (++i < format.size() && format[i] == '*')
        spec.precision = static_cast<int>(integer_of(take()).value_or(0)), ++i;
      for (; i < format.size() && format[i] >= '0' && format[i] <= '9' && spec.precision < 100'000; ++i)
        spec.precision = spec.precision * 10 + (format[i] - '0');
    }
    if (i >= format.size()) interp.raise("ValueError", "incomplete format");
    if (!value) value = take();
    if (Opaque* unknown = opaque_in(value)) return interp.opaque_from(*unknown);
    spec.align = left ? '<' : spec.zero ? '=' : '>';
    if (spec.zero && !left) spec.fill = "0";
    switch (const char type = format[i]) {
      case 's':
      case 'r':
      case 'a': {
        const Value text =
            interp.text_or_opaque(value, type == 's' ? Interpreter::Conversion::str : Interpreter::Conversion::repr);
        if (Opaque* unknown = opaque_in(text)) return interp.opaque_from(*unknown);
        std::string body(*text_of(text));
        if (spec.precision >= 0) body.resize(std::min(body.size(), static_cast<std::size_t>(spec.precision)));
        spec.fill = " ";
        made += pad(spec, "", body, '>');
        break;
      }
      case 'd':
      case 'i':
      case 'u':
      case 'x':
      case 'X':
      case 'o': {
        Value number = held(value);
        if (const Real* real = number.as<Real>()) number = interp.integer(static_cast<std::int64_t>(real->value));
        if (number->type != Type::integer && number->type != Type::boolean && number->type != Type::big_integer)
          interp.raise("TypeError", std::string("%") + type + " format: a real number is required, not " +
                                        interp.class_of(value)->name.str());
        spec.type = type == 'i' || type == 'u' ? 'd' : type;
        spec.precision = -1;
        made += format_integer(interp, spec, number);
        break;
      }
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        spec.type = type;
        if (spec.precision < 0) spec.precision = 6;
        made += format_real(spec, real_of(value));
        break;
      case 'c':
        if (const auto text = text_of(value)) made += *text;
        else made += static_cast<char>(integer_of(value).value_or(63));
        break;
      default:
        interp.raise("ValueError", std::string("unsupported format character '") + type + "'");
    }
    if (made.size() > interp.internals().options.budgets.text_bytes) throw Exhausted{"a text is beyond the budget", at};
  }
  if (!mapped && tuple && next < tuple->elements.size())
    interp.raise("TypeError", "not all arguments converted during string formatting");
  if (!mapped && !tuple && next == 0 && !args.as<Dict>() && !args.as<List>())
    interp.raise("TypeError", "not all arguments converted during string formatting");
  return interp.text(made);
}

// ---- "…".format(…) --------------------------------------------------------------------------------------------------

namespace {

class Braces {
 public:
  Braces(Interpreter& interp, Span<Value> args, Span<Named> named, Value mapping, const Origin& at)
      : interp_(interp), args_(args), named_(named), mapping_(mapping), at_(at) {}

  // Fills `made`; what is given back is why the text is not known.
  Opaque* run(std::string_view format, std::string& made, int depth) {
    for (std::size_t i = 0; i < format.size(); ++i) {
      const char c = format[i];
      if ((c == '{' || c == '}') && i + 1 < format.size() && format[i + 1] == c) {
        made += c;
        ++i;
        continue;
      }
      if (c == '}') interp_.raise("ValueError", "Single '}' encountered in format string");
      if (c != '{') {
        made += c;
        continue;
      }
      std::size_t end = i + 1, open = 1;
      for (; end < format.size(); ++end) {
        if (format[end] == '{') ++open;
        if (format[end] == '}' && --open == 0) break;
      }
      if (end >= format.size()) interp_.raise("ValueError", "expected '}' before end of string");
      if (Opaque* unknown = field(format.substr(i + 1, end - i - 1), made, depth)) return unknown;
      i = end;
    }
    return nullptr;
  }

 private:
  Opaque* field(std::string_view text, std::string& made, int depth) {
    std::size_t end = 0, brackets = 0;
    for (; end < text.size(); ++end) {
      if (text[end] == '[') ++brackets;
      if (text[end] == ']' && brackets) --brackets;
      if (!brackets && (text[end] == ':' || text[end] == '!')) break;
    }
    Value value = look_up(text.substr(0, end));
    if (Opaque* unknown = opaque_in(value)) return unknown;
    if (end < text.size() && text[end] == '!') {
      const char conversion = end + 1 < text.size() ? text[end + 1] : 's';
      value = interp_.text_or_opaque(value,
                                     conversion == 's' ? Interpreter::Conversion::str : Interpreter::Conversion::repr);
      if (Opaque* unknown = opaque_in(value)) return unknown;
      end += 2;
    }
    std::string spec;
    if (end < text.size() && text[end] == ':') {
      if (depth > 1) interp_.raise("ValueError", "Max string recursion exceeded");
      if (Opaque* unknown = run(text.substr(end + 1), spec, depth + 1)) return unknown;
    }
    const Value formatted = format_value(interp_, value, spec, at_);
    if (Opaque* unknown = opaque_in(formatted)) return unknown;
    made += *text_of(formatted);
    if (made.size() > interp_.internals().options.budgets.text_bytes)
      throw Exhausted{"a text is beyond the budget", at_};
    return nullptr;
  }

  Value look_up(std::string_view name) {
    std::size_t end = name.find_first_of(".[");
    const std::string_view first = name.substr(0, end);
    Value value;
    const bool number = !first.empty() && first.find_first_not_of("0123456789") == std::string_view::npos;
    if (first.empty() || number) {
      const std::size_t index = first.empty()      ? next_++
                                : first.size() > 9 ? ~std::size_t{0}
                                                   : static_cast<std::size_t>(std::stoul(std::string(first)));
      if (index >= args_.size())
        interp_.raise("IndexError", "Replacement index " +
                                        std::string(first.empty() ? std::to_string(index) : std::string(first)) +
                                        " out of range for positional args tuple");
      value = args_[index];
    } else if (mapping_) {
      value = interp_.subscript(mapping_, interp_.text(first), at_);
    } else {
      for (const Named& named : named_)
        if (named.name == first) value = named.value;
      if (!value) throw Raised{interp_.call(interp_.builtin("KeyError"), {interp_.text(first)}, at_)};
    }
    while (end < name.size()) {
      if (name[end] == '.') {
        const std::size_t stop = std::min(name.find_first_of(".[", end + 1), name.size());
        value = interp_.get(value, Symbol(name.substr(end + 1, stop - end - 1)), at_);
        end = stop;
      } else {
        const std::size_t stop = name.find(']', end);
        if (stop == std::string_view::npos) interp_.raise("ValueError", "Missing ']' in format string");
        const std::string_view key = name.substr(end + 1, stop - end - 1);
        const bool index =
            !key.empty() && key.size() < 10 && key.find_first_not_of("0123456789") == std::string_view::npos;
        value =
            interp_.subscript(value, index ? interp_.integer(std::stoll(std::string(key))) : interp_.text(key), at_);
        end = stop + 1;
      }
    }
    return value;
  }

  Interpreter& interp_;
  Span<Value> args_;
  Span<Named> named_;
  Value mapping_;
  const Origin& at_;
  std::size_t next_ = 0;
};

}  // namespace

Value format_braces(Interpreter& interp, std::string_view format, Span<Value> args, Span<Named> named, Value mapping,
                    const Origin& at) {
  std::string made;
  if (Opaque* unknown = Braces(interp, args, named, mapping, at).run(format, made, 0))
    return interp.opaque_from(*unknown);
  return interp.text(made);
}

}  // namespace trueup::py
