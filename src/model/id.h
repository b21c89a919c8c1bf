// Id: the environment-independent address of one object: its kind and its path of names. Never an OID.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/symbol.h"

namespace trueup {

struct Kind;

class Id {
 public:
  static constexpr std::size_t most = 4;

  Id() = default;
  Id(const Kind& kind, std::initializer_list<Symbol> path);
  Id(const Kind& kind, std::initializer_list<std::string_view> path);
  // A satellite (comment, owner): its path is the address of the object it sits on.
  static Id on(const Kind& satellite, const Id& object);

  const Kind& kind() const { return *kind_; }
  bool empty() const { return kind_ == nullptr; }
  std::size_t size() const { return size_; }
  Symbol operator[](std::size_t i) const { return path_[i]; }
  Symbol back() const { return path_[size_ - 1]; }
  bool is_satellite() const { return on_ != nullptr; }
  Id object() const;  // of a satellite: what it sits on

  // The same place under another kind or last name; the first `n` names of the path under a kind.
  Id as(const Kind& kind) const;
  Id named(Symbol last) const;
  Id with(std::size_t place, Symbol name) const;
  Id above(const Kind& kind, std::size_t n) const;

  // "column public.users.email"; "comment on column public.users.email". Names that need it are quoted.
  std::string str() const;
  // The path alone: "public.users.email".
  std::string path_str() const;

  friend bool operator==(const Id&, const Id&) = default;
  // By path first, so that a table stands next to what is below it; then by kind's weight and name.
  friend std::strong_ordering operator<=>(const Id& a, const Id& b);
  std::uint64_t hash() const;

 private:
  const Kind* kind_ = nullptr;
  const Kind* on_ = nullptr;
  std::array<Symbol, most> path_ = {};
  std::uint8_t size_ = 0;
};

// A reference to another object, held by a field. Dependencies are read off these.
struct Ref {
  Id to = {};
  friend bool operator==(const Ref&, const Ref&) = default;
};

}  // namespace trueup

template <>
struct std::hash<trueup::Id> {
  std::size_t operator()(const trueup::Id& id) const { return id.hash(); }
};
