// Id: the environment-independent address of one object: its kind and its path of names. Never an OID.
#pragma once
#include <array>
#include <bit>
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

// All kinds by their number, which takes one byte of an Id; filled by all_kinds(). Number 0 is no kind.
extern std::array<const Kind*, 256> kind_of_number;

class Id {
 public:
  static constexpr std::size_t most = 4;

  Id() = default;
  Id(const Kind& kind, std::initializer_list<Symbol> path);
  Id(const Kind& kind, std::initializer_list<std::string_view> path);
  // A satellite (comment, owner): its path is the address of the object it sits on.
  static Id on(const Kind& satellite, const Id& object);

  const Kind& kind() const { return *kind_of_number[kind_]; }
  bool empty() const { return kind_ == 0; }
  std::size_t size() const { return size_; }
  Symbol operator[](std::size_t i) const { return path_[i]; }
  Symbol back() const { return path_[size_ - 1]; }
  bool is_satellite() const { return on_ != 0; }
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
  std::uint64_t hash() const {
    const auto path = std::bit_cast<std::array<std::uint64_t, 2>>(path_);
    return hash_with(hash_with(path[0], path[1]), kind_ | std::uint64_t(on_) << 8);
  }
  // Of 32 bits, of which all but the lowest six are the relation's: what lies on one table lies together in an index, as
  // it is mostly asked for together.
  std::uint32_t near_hash() const {
    const auto path = std::bit_cast<std::array<std::uint64_t, 2>>(path_);
    const std::uint64_t within = hash_with(path[1], kind_ | std::uint64_t(on_) << 8);
    return static_cast<std::uint32_t>(hash_with(path[0], 0) >> 32 & ~std::uint64_t{63}) | static_cast<std::uint32_t>(within & 63);
  }

 private:
  friend struct IdOrder;
  std::array<Symbol, most> path_ = {};
  std::uint8_t size_ = 0;
  std::uint8_t kind_ = 0;  // Kind::number()
  std::uint8_t on_ = 0;    // of a satellite: the number of the kind it sits on
};

// The order inside a model: by the numbers of the path's names, so that merging two models compares no text. It differs
// from run to run; whatever is shown is sorted by Id's own order, which is by content.
struct IdOrder {
  bool operator()(const Id& a, const Id& b) const {
    for (std::size_t i = 0; i < Id::most; ++i)
      if (a.path_[i] != b.path_[i]) return a.path_[i].number() < b.path_[i].number();
    const int a_rank = a.on_ ? a.on_ : a.kind_, b_rank = b.on_ ? b.on_ : b.kind_;
    return a_rank != b_rank ? a_rank < b_rank : a.kind_ < b.kind_;
  }
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
