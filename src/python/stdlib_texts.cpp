// string, textwrap, json, hashlib.
#include "base/text.h"
#include "base/value.h"
#include "python/digest.h"
#include "python/stdlib.h"

namespace trueup::py {

namespace {

void fill_string(ModuleWriter& into) {
  Interpreter& interp = into.interp();
  const std::string lower = "abcdefghijklmnopqrstuvwxyz", upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", digits = "0123456789";
  const std::string punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  into.value("ascii_lowercase", interp.text(lower))
      .value("ascii_uppercase", interp.text(upper))
      .value("ascii_letters", interp.text(lower + upper));
  into.value("digits", interp.text(digits))
      .value("hexdigits", interp.text(digits + "abcdefABCDEF"))
      .value("octdigits", interp.text("01234567"));
  into.value("punctuation", interp.text(punctuation))
      .value("whitespace", interp.text(" \t\n\r\v\f"))
      .value("printable", interp.text(digits + lower + upper + punctuation + " \t\n\r\v\f"));
}

Value dedent(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  std::vector<std::string> lines = split(need_text(call, 0), '\n');
  std::optional<std::string> margin;
  for (std::string& line : lines) {
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string::npos) {
      line.clear();
      continue;
    }
    const std::string own = line.substr(0, first);
    if (!margin) margin = own;
    std::size_t same = 0;
    while (same < margin->size() && same < own.size() && (*margin)[same] == own[same]) ++same;
    margin->resize(same);
  }
  for (std::string& line : lines)
    if (margin && line.size() >= margin->size()) line.erase(0, margin->size());
  return call.interp.text(join(lines, "\n"));
}
Value indent(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  std::vector<std::string> lines = split(need_text(call, 0), '\n');
  const std::string prefix(need_text(call, 1, "prefix"));
  for (std::string& line : lines)
    if (!trim(line).empty()) line = prefix + line;
  return call.interp.text(join(lines, "\n"));
}
void fill_textwrap(ModuleWriter& into) { into.function("dedent", dedent).function("indent", indent); }

// ---- json -----------------------------------------------------------------------------------------------------------

Value from_plain(Interpreter& interp, const trueup::Value& value) {
  if (value.is_null()) return interp.none();
  if (const bool* boolean = value.boolean()) return interp.boolean(*boolean);
  if (const std::int64_t* integer = value.integer()) return interp.integer(*integer);
  if (const double* real = std::get_if<double>(&value)) return interp.real(*real);
  if (const std::string* text = value.text()) return interp.text(*text);
  if (const trueup::List* list = value.list()) {
    List* made = interp.list();
    for (const trueup::Value& one : *list) made->elements.push_back(from_plain(interp, one));
    return made;
  }
  Dict* made = interp.dict();
  if (const Record* record = value.record())
    for (const auto& [name, one] : record->members) interp.dict_set(*made, interp.text(name), from_plain(interp, one));
  return made;
}
Value loads(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const auto parsed = from_json(need_text(call, 0), "<json>");
  if (!parsed) {
    Class* error = call.interp.find_module("json")->attrs.find(Symbol("JSONDecodeError")).as<Class>();
    throw Raised{make_exception(call.interp, *error, parsed.error().message)};
  }
  return from_plain(call.interp, *parsed);
}

std::string quoted(std::string_view text) {
  std::string made = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c == '"' || c == '\\') made += '\\', made += static_cast<char>(c), ++at;
    else if (c == '\n') made += "\\n", ++at;
    else if (c == '\t') made += "\\t", ++at;
    else if (c == '\r') made += "\\r", ++at;
    else if (c >= 0x20 && c < 0x7F) made += static_cast<char>(c), ++at;
    else {
      const std::size_t size = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
      std::uint32_t code = size == 1 ? c : c & (0xFFu >> (size + 1));
      for (std::size_t i = 1; i < size && at + i < text.size(); ++i)
        code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 63);
      at += size;
      const auto unit = [&](std::uint32_t value) {
        made += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) made += "0123456789abcdef"[value >> shift & 15];
      };
      if (code >= 0x10000) unit(0xD800 + ((code - 0x10000) >> 10)), unit(0xDC00 + ((code - 0x10000) & 0x3FF));
      else unit(code);
    }
  }
  return made + "\"";
}

struct JsonWriter {
  Interpreter& interp;
  int indent = -1;
  bool sorted = false, compact = false;
  std::string text = {};
  Opaque* unknown = nullptr;

  void line(int depth) {
    if (indent < 0) return;
    text += '\n' + std::string(static_cast<std::size_t>(indent * depth), ' ');
  }
  void write(Value value, int depth) {
    interp.internals().guard();
    const Value plain = held(value);
    switch (plain->type) {
      case Type::none:
        text += "null";
        return;
      case Type::boolean:
        text += plain.as<Boolean>()->value ? "true" : "false";
        return;
      case Type::integer:
      case Type::big_integer:
        text += integer_text(plain);
        return;
      case Type::real:
        text += repr_real(plain.as<Real>()->value);
        return;
      case Type::text:
        text += quoted(plain.as<Text>()->view());
        return;
      case Type::opaque:
        unknown = plain.as<Opaque>();
        return;
      case Type::list:
      case Type::tuple: {
        const Span<Value> all = sequence_of(plain);
        text += '[';
        for (std::size_t i = 0; i < all.size(); ++i) {
          if (i) text += indent >= 0 || compact ? "," : ", ";
          line(depth + 1);
          write(all[i], depth + 1);
        }
        if (!all.empty()) line(depth);
        text += ']';
        return;
      }
      case Type::dict: {
        std::vector<std::pair<std::string, Value>> rows;
        for (const Keyed::Entry& entry : plain.as<Dict>()->entries)
          if (entry.key)
            rows.emplace_back(entry.key->type == Type::boolean ? lower(interp.str(entry.key))
                              : is_none(entry.key)             ? "null"
                                                               : interp.str(held(entry.key)),
                              entry.value);
        if (sorted)
          std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        text += '{';
        bool first = true;
        for (const auto& [key, one] : rows) {
          if (!first) text += indent >= 0 || compact ? "," : ", ";
          first = false;
          line(depth + 1);
          text += quoted(key) + (compact ? ":" : ": ");
          write(one, depth + 1);
        }
        if (!rows.empty()) line(depth);
        text += '}';
        return;
      }
      default:
        interp.raise("TypeError", "Object of type " + interp.class_of(value)->name.str() + " is not JSON serializable");
    }
  }
};
Value dumps(Call& call) {
  JsonWriter writer{call.interp};
  if (const Value indent = call.keyword("indent"); indent && !is_none(indent))
    writer.indent = static_cast<int>(std::min<std::int64_t>(16, integer_of(indent).value_or(0)));
  if (const Value sorted = call.keyword("sort_keys")) writer.sorted = call.interp.truth(sorted) == Truth::yes;
  if (const Value separators = call.keyword("separators"); separators && sequence_of(separators).size() == 2)
    writer.compact = text_of(sequence_of(separators)[0]) == ",";
  writer.write(call.need(0, "obj"), 0);
  if (writer.unknown) return call.interp.opaque_from(*writer.unknown);
  return call.interp.text(writer.text);
}
void fill_json(ModuleWriter& into) {
  static const NativeType error{.name = "JSONDecodeError"}, encoder{.name = "JSONEncoder"},
      decoder{.name = "JSONDecoder"};
  into.cls(error, {into.interp().builtin("ValueError")});
  into.cls(encoder);
  into.cls(decoder);
  into.function("loads", loads).function("dumps", dumps);
}

// ---- hashlib --------------------------------------------------------------------------------------------------------

const Symbol data_attr("_data"), kind_attr("_kind");

std::string_view bytes_in(Call& call, Value value) {
  if (const Bytes* bytes = value.as<Bytes>()) return bytes->view();
  if (const auto text = text_of(value)) return *text;
  call.interp.raise("TypeError", "object supporting the buffer API required");
}
template <int kind>
Value start(Call& call) {
  Class* cls = call.interp.find_module("hashlib")->attrs.find(Symbol("_Hash")).as<Class>();
  Instance* made = call.interp.instance(*cls, call.origin);
  made->attrs.set(kind_attr, call.interp.integer(kind));
  const Value data = call.arg(0);
  if (data && opaque_in(data)) return data;
  made->attrs.set(data_attr, call.interp.bytes(data ? bytes_in(call, data) : ""));
  return made;
}
Value update(Call& call) {
  Instance& self = *call.self.as<Instance>();
  const Value more = call.need(0), have = self.attrs.find(data_attr);
  if (opaque_in(more) || opaque_in(have)) self.attrs.set(data_attr, opaque_in(more) ? more : have);
  else self.attrs.set(data_attr, call.interp.bytes(std::string(have.as<Bytes>()->view()).append(bytes_in(call, more))));
  return call.interp.none();
}
std::string digest_of(const Instance& self) {
  const std::string_view data = self.attrs.find(data_attr).as<Bytes>()->view();
  switch (integer_of(self.attrs.find(kind_attr)).value_or(0)) {
    case 1:
      return sha1(data);
    case 256:
      return sha256(data);
    default:
      return md5(data);
  }
}
Value hexdigest(Call& call) {
  const Instance& self = *call.self.as<Instance>();
  if (Opaque* unknown = opaque_in(self.attrs.find(data_attr))) return call.interp.opaque_from(*unknown);
  std::string text;
  for (const char c : digest_of(self)) {
    text += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    text += "0123456789abcdef"[c & 15];
  }
  return call.interp.text(text);
}
Value digest(Call& call) {
  const Instance& self = *call.self.as<Instance>();
  if (Opaque* unknown = opaque_in(self.attrs.find(data_attr))) return call.interp.opaque_from(*unknown);
  return call.interp.bytes(digest_of(self));
}
const NativeType hash_type{.name = "_Hash"};
void fill_hashlib(ModuleWriter& into) {
  Class& cls = into.cls(hash_type);
  into.method(cls, "update", update).method(cls, "hexdigest", hexdigest).method(cls, "digest", digest);
  into.function("md5", start<5>).function("sha1", start<1>).function("sha256", start<256>);
}

}  // namespace

void add_texts(Interpreter& interp) {
  interp.add_native("string", fill_string);
  interp.add_native("textwrap", fill_textwrap);
  interp.add_native("json", fill_json);
  interp.add_native("hashlib", fill_hashlib);
}

}  // namespace trueup::py
