#include "model/id.h"

#include "model/kind.h"
#include "model/quote.h"

namespace trueup {

Id::Id(const Kind& kind, std::initializer_list<Symbol> path) : kind_(kind.number()) {
  for (Symbol name : path) path_[size_++] = name;
}

Id::Id(const Kind& kind, std::initializer_list<std::string_view> path) : kind_(kind.number()) {
  for (std::string_view name : path) path_[size_++] = Symbol(name);
}

Id Id::on(const Kind& satellite, const Id& object) {
  Id out = object;
  out.kind_ = satellite.number();
  out.on_ = object.kind_;
  return out;
}

Id Id::object() const {
  Id out = *this;
  out.kind_ = on_;
  out.on_ = 0;
  return out;
}

Id Id::as(const Kind& kind) const {
  Id out = *this;
  out.kind_ = kind.number();
  return out;
}

Id Id::named(Symbol last) const {
  Id out = *this;
  out.path_[size_ - 1] = last;
  return out;
}

Id Id::with(std::size_t place, Symbol name) const {
  Id out = *this;
  out.path_[place] = name;
  return out;
}

Id Id::above(const Kind& kind, std::size_t n) const {
  Id out;
  out.kind_ = kind.number();
  for (std::size_t i = 0; i < n && i < size_; ++i) out.path_[out.size_++] = path_[i];
  return out;
}

std::string Id::path_str() const {
  std::string out;
  for (std::size_t i = 0; i < size_; ++i) {
    if (i) out += '.';
    out += quote_identifier(path_[i].view());
  }
  return out;
}

std::string Id::str() const {
  if (empty()) return "nothing";
  std::string out(kind().name);
  for (char& c : out)
    if (c == '_') c = ' ';
  if (on_) return out + " on " + object().str();
  return out + ' ' + path_str();
}

std::strong_ordering operator<=>(const Id& a, const Id& b) {
  for (std::size_t i = 0; i < Id::most; ++i)
    if (auto order = a.path_[i] <=> b.path_[i]; order != 0) return order;
  if (auto order = (a.on_ ? a.on_ : a.kind_) <=> (b.on_ ? b.on_ : b.kind_); order != 0) return order;
  return a.kind_ <=> b.kind_;
}

}  // namespace trueup
