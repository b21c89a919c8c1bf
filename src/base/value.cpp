#include "base/value.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace trueup {

const Value* Record::find(std::string_view name) const {
  for (auto& [key, value] : members)
    if (key == name) return &value;
  return nullptr;
}

Record& Record::add(std::string name, Value value) {
  members.emplace_back(std::move(name), std::move(value));
  return *this;
}

bool operator==(const Record& a, const Record& b) { return a.members == b.members; }

namespace {

class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) {}
  std::string take() { return std::move(out_); }

  void write(const Value& value, int depth) {
    switch (value.index()) {
      case 0: out_ += "null"; break;
      case 1: out_ += std::get<bool>(value) ? "true" : "false"; break;
      case 2: out_ += std::to_string(std::get<std::int64_t>(value)); break;
      case 3: write_double(std::get<double>(value)); break;
      case 4: write_string(std::get<std::string>(value)); break;
      case 5: write_list(std::get<List>(value), depth); break;
      case 6: write_record(std::get<Record>(value), depth); break;
    }
  }

 private:
  static bool flat(const Value& value) { return value.index() < 5; }
  void line(int depth) {
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_ * depth), ' ');
  }
  void write_double(double x) {
    if (!std::isfinite(x)) return void(out_ += "null");
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.17g", x);
    out_ += buffer;
  }
  void write_string(std::string_view text) {
    // nlohmann's dump replaces broken UTF-8; the plain case, which is nearly all, is copied as it is.
    for (unsigned char c : text)
      if (c < 0x20 || c == '"' || c == '\\' || c >= 0x7F)
        return void(out_ += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    out_ += '"';
    out_ += text;
    out_ += '"';
  }
  void write_list(const List& items, int depth) {
    bool broken = false;
    if (indent_ >= 0)
      for (auto& item : items) broken |= !flat(item);
    out_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i) out_ += broken || indent_ < 0 ? "," : ", ";
      if (broken) line(depth + 1);
      write(items[i], depth + 1);
    }
    if (broken) line(depth);
    out_ += ']';
  }
  void write_record(const Record& record, int depth) {
    bool broken = depth == 0 && indent_ >= 0;
    if (indent_ >= 0)
      for (auto& [name, item] : record.members) broken |= item.index() == 6 || (item.list() && !item.list()->empty() && !flat(item.list()->front()));
    out_ += '{';
    bool first = true;
    for (auto& [name, item] : record.members) {
      if (!first) out_ += broken || indent_ < 0 ? "," : ", ";
      first = false;
      if (broken) line(depth + 1);
      write_string(name);
      out_ += indent_ < 0 ? ":" : ": ";
      write(item, depth + 1);
    }
    if (broken) line(depth);
    out_ += '}';
  }

  int indent_;
  std::string out_;
};

Value converted(nlohmann::ordered_json& json) {
  switch (json.type()) {
    case nlohmann::json::value_t::boolean: return json.get<bool>();
    case nlohmann::json::value_t::number_integer:
    case nlohmann::json::value_t::number_unsigned: return json.get<std::int64_t>();
    case nlohmann::json::value_t::number_float: return json.get<double>();
    case nlohmann::json::value_t::string: return std::move(json.get_ref<std::string&>());
    case nlohmann::json::value_t::array: {
      List out;
      for (auto& item : json) out.push_back(converted(item));
      return out;
    }
    case nlohmann::json::value_t::object: {
      Record out;
      for (auto& [name, item] : json.items()) out.add(name, converted(item));
      return out;
    }
    default: return {};
  }
}

}  // namespace

std::string to_json(const Value& value, int indent) {
  Writer writer(indent);
  writer.write(value, 0);
  return writer.take();
}

Result<Value> from_json(std::string_view text, const std::string& file) {
  try {
    auto json = nlohmann::ordered_json::parse(text);
    return converted(json);
  } catch (const nlohmann::json::parse_error& error) {
    std::uint32_t line = 1;
    for (std::size_t i = 0; i < std::min<std::size_t>(error.byte, text.size()); ++i) line += text[i] == '\n';
    std::string_view what = error.what();
    if (auto at = what.find(": "); at != std::string_view::npos) what.remove_prefix(at + 2);
    return Diag{.code = "bad-json", .message = "not JSON: " + std::string(what), .origin = {Symbol(file), line, 0}};
  }
}

}  // namespace trueup
