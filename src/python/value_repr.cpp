// repr() and str().
#include <algorithm>
#include <charconv>
#include <cmath>

#include "python/internals.h"

namespace trueup::py {

static const Words& w = words();

std::string repr_text(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos, both = text.find('"') != std::string_view::npos;
  const char quote = single && !both ? '"' : '\'';
  std::string made(1, quote);
  for (const char c : text) {
    switch (c) {
      case '\\':
        made += "\\\\";
        break;
      case '\n':
        made += "\\n";
        break;
      case '\r':
        made += "\\r";
        break;
      case '\t':
        made += "\\t";
        break;
      default:
        if (c == quote) {
          made += '\\';
          made += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          constexpr char hex[] = "0123456789abcdef";
          made += "\\x";
          made += hex[static_cast<unsigned char>(c) >> 4];
          made += hex[c & 15];
        } else {
          made += c;
        }
    }
  }
  return made + quote;
}

std::string repr_bytes(std::string_view bytes) {
  const char quote =
      bytes.find('\'') != std::string_view::npos && bytes.find('"') == std::string_view::npos ? '"' : '\'';
  std::string made = std::string("b") + quote;
  constexpr char hex[] = "0123456789abcdef";
  for (const char c : bytes) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '\\' || c == quote) made += '\\', made += c;
    else if (c == '\n') made += "\\n";
    else if (c == '\r') made += "\\r";
    else if (c == '\t') made += "\\t";
    else if (byte < 0x20 || byte >= 0x7F) made += "\\x", made += hex[byte >> 4], made += hex[byte & 15];
    else made += c;
  }
  return made + quote;
}

std::string repr_real(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char room[64];
  const double size = std::fabs(value);
  if (size != 0 && (size >= 1e16 || size < 1e-4)) {
    const auto end = std::to_chars(room, room + sizeof room, value, std::chars_format::scientific);
    std::string text(room, end.ptr);
    return text;
  }
  const auto end = std::to_chars(room, room + sizeof room, value, std::chars_format::fixed);
  std::string text(room, end.ptr);
  if (text.find('.') == std::string::npos) text += ".0";
  return text;
}

namespace {

struct Writer {
  Interpreter& interp;
  std::string text = {};
  Opaque* unknown = nullptr;

  void list(Span<Value> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i) text += ", ";
      repr(values[i]);
    }
  }
  void dict(const Keyed& dict) {
    bool first = true;
    for (const Keyed::Entry& entry : dict.entries) {
      if (!entry.key) continue;
      if (!first) text += ", ";
      first = false;
      repr(entry.key);
      if (!entry.value) continue;
      text += ": ";
      repr(entry.value);
    }
  }
  static Keyed by_count(const Keyed& counter) {
    Keyed made = counter;
    std::stable_sort(made.entries.begin(), made.entries.end(), [](const auto& a, const auto& b) {
      return integer_of(a.value).value_or(0) > integer_of(b.value).value_or(0);
    });
    return made;
  }
  void type(Value value) {
    if (is_none(value)) text += "None";
    else if (const Class* cls = value.as<Class>())
      text += cls->module_name == words().builtins ? cls->qualname.str()
                                                   : cls->module_name.str() + "." + cls->qualname.str();
    else repr(value);
  }
  void alias(const Alias& alias) {
    const bool is_union = alias.origin == interp.internals().union_form;
    if (is_union) {
      for (std::size_t i = 0; i < alias.args.size(); ++i) {
        if (i) text += " | ";
        type(alias.args[i]);
      }
      return;
    }
    type(alias.origin);
    text += '[';
    const bool literal = interp.dotted_name(alias.origin) == "typing.Literal";
    for (std::size_t i = 0; i < alias.args.size(); ++i) {
      if (i) text += ", ";
      if (literal) repr(alias.args[i]);
      else type(alias.args[i]);
    }
    text += ']';
  }
  void container(Value value, const auto& write) {
    auto& visiting = interp.internals().visiting;
    if (!visiting.insert(value.object()).second) {
      text += value->type == Type::list ? "[...]" : "{...}";
      return;
    }
    struct Leave {
      std::unordered_set<const void*>& visiting;
      const void* object;
      ~Leave() { visiting.erase(object); }
    } leave{visiting, value.object()};
    write();
  }
  void given(Value made) {
    if (Opaque* opaque = opaque_in(made)) unknown = opaque;
    else if (const auto said = text_of(made)) text += *said;
  }
  void repr(Value value) {
    interp.internals().guard();
    interp.internals().step();
    if (text.size() > interp.internals().options.budgets.text_bytes)
      throw Exhausted{"a text is beyond the budget", interp.internals().at};
    switch (value->type) {
      case Type::none:
        text += "None";
        return;
      case Type::boolean:
        text += value.as<Boolean>()->value ? "True" : "False";
        return;
      case Type::integer:
      case Type::big_integer:
        text += integer_text(value);
        return;
      case Type::real:
        text += repr_real(value.as<Real>()->value);
        return;
      case Type::text:
        text += repr_text(value.as<Text>()->view());
        return;
      case Type::bytes:
        text += repr_bytes(value.as<Bytes>()->view());
        return;
      case Type::ellipsis:
        text += "Ellipsis";
        return;
      case Type::not_implemented:
        text += "NotImplemented";
        return;
      case Type::tuple:
        text += '(';
        list(value.as<Tuple>()->elements);
        text += value.as<Tuple>()->elements.size() == 1 ? ",)" : ")";
        return;
      case Type::list:
        container(value, [&] {
          text += '[';
          list(sequence_of(value));
          text += ']';
        });
        return;
      case Type::dict: {
        const Dict& d = *value.as<Dict>();
        container(value, [&] {
          if (d.read_only) text += "mappingproxy(";
          if (d.cls) {
            text += d.cls->name.view();
            text += '(';
            if (d.factory) {
              if (is_none(d.factory)) text += "None";
              else repr(d.factory);
              text += ", ";
            }
          }
          if (!d.cls || d.live || d.factory) {
            text += '{';
            dict(d.cls && d.cls->name == "Counter" ? by_count(d) : static_cast<const Keyed&>(d));
            text += '}';
          }
          if (d.cls) text += ')';
          if (d.read_only) text += ')';
        });
        return;
      }
      case Type::set: {
        const Set& set = *value.as<Set>();
        container(value, [&] {
          if (set.live == 0) {
            text += set.frozen ? "frozenset()" : "set()";
            return;
          }
          text += set.frozen ? "frozenset({" : "{";
          dict(set);
          text += set.frozen ? "})" : "}";
        });
        return;
      }
      case Type::slice: {
        const Slice& slice = *value.as<Slice>();
        text += "slice(";
        Value parts[] = {slice.lower, slice.upper, slice.step};
        list({parts, 3});
        text += ')';
        return;
      }
      case Type::range: {
        const Range& range = *value.as<Range>();
        text += "range(" + std::to_string(range.start) + ", " + std::to_string(range.stop) +
                (range.step == 1 ? "" : ", " + std::to_string(range.step)) + ")";
        return;
      }
      case Type::alias:
        alias(*value.as<Alias>());
        return;
      case Type::forward_ref:
        text += "ForwardRef(" + repr_text(value.as<ForwardRef>()->text) + ")";
        return;
      case Type::type_variable:
        text += (value.as<TypeVariable>()->is_alias ? "" : "~") + value.as<TypeVariable>()->name.str();
        return;
      case Type::function:
        text += "<function " + value.as<Function>()->qualname.str() + ">";
        return;
      case Type::native_function:
        text += "<built-in function " + value.as<NativeFunction>()->name.str() + ">";
        return;
      case Type::method:
        text += "<bound method " + interp.dotted_name(value) + ">";
        return;
      case Type::module:
        text += "<module '" + value.as<Module>()->name.str() + "'>";
        return;
      case Type::opaque:
        unknown = value.as<Opaque>();
        text += "<unknown: " + describe(*unknown) + ">";
        return;
      case Type::class_: {
        if (Value method = find_special(interp, value, w.repr_); method.as<Function>())
          return given(interp.call(method, {value}, {}));
        const Class& cls = *value.as<Class>();
        const bool enumeration = cls.native && cls.native->class_iterate && !cls.is_native;
        text += enumeration ? "<enum '" : "<class '";
        if (!enumeration && cls.module_name != words().builtins) text += cls.module_name.str() + ".";
        text += cls.qualname.str() + "'>";
        return;
      }
      case Type::instance: {
        Instance& instance = *value.as<Instance>();
        if (Value method = find_special(interp, value, w.repr_))
          return given(interp.call(bind(interp, method, value, *instance.cls, w.repr_, {}), {}, {}));
        if (instance.cls->native && instance.cls->native->repr)
          if (Value made = instance.cls->native->repr(interp, instance)) return given(made);
        if (instance.cls->unknown_base) unknown = instance.cls->unknown_base;
        if (instance.held()) return repr(instance.held());
        text += "<" + (instance.cls->module_name == words().builtins ? "" : instance.cls->module_name.str() + ".") +
                instance.cls->qualname.str() + " object>";
        return;
      }
      default:
        text += "<" + interp.class_of(value)->name.str() + " object>";
        return;
    }
  }
  void str(Value value) {
    switch (value->type) {
      case Type::text:
        text += value.as<Text>()->view();
        return;
      case Type::instance: {
        Instance& instance = *value.as<Instance>();
        const NativeType* native = instance.cls->native;
        // Along the MRO: whichever of __str__ and the native class's hook comes first.
        if (Value method = find_special(interp, value, w.str_))
          return given(interp.call(bind(interp, method, value, *instance.cls, w.str_, {}), {}, {}));
        if (native && native->str)
          if (Value made = native->str(interp, instance)) return given(made);
        if (instance.held() && instance.held()->type == Type::text) return str(instance.held());
        return repr(value);
      }
      default:
        return repr(value);
    }
  }
};

}  // namespace

std::string Interpreter::repr(Value value) {
  Writer writer{*this};
  writer.repr(value);
  return std::move(writer.text);
}

std::string Interpreter::str(Value value) {
  Writer writer{*this};
  writer.str(value);
  return std::move(writer.text);
}

Value Interpreter::text_or_opaque(Value value, Conversion how) {
  if (how == Conversion::str && value.as<Text>()) return value;
  Writer writer{*this};
  if (how == Conversion::str) writer.str(value);
  else writer.repr(value);
  if (writer.unknown) return opaque_from(*writer.unknown);
  return text(writer.text);
}

std::string exception_text(Interpreter& interp, Value exception) {
  const std::string name = interp.class_of(exception)->name.str();
  std::string said;
  try {
    said = interp.str(exception);
  } catch (const Raised&) {
  }
  return said.empty() ? name : name + ": " + said;
}

}  // namespace trueup::py
