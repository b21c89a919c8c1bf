// Scope: what a source is able to speak about. Only what both sides can speak about is compared.
#pragma once
#include <bitset>
#include <set>
#include <vector>

#include "model/kind.h"

namespace trueup {

using KindSet = std::bitset<64>;  // by Kind::number()
KindSet kinds_named(std::initializer_list<std::string_view> names);
KindSet every_kind();

struct Scope {
  struct Part {
    std::vector<Symbol> schemas = {};  // sorted; empty: all of them
    bool all_schemas = false;
    KindSet kinds = {};
    std::set<std::pair<Symbol, Symbol>> tables = {};  // empty: all; else only what sits on these (schema, table)
    std::vector<Id> objects = {};                      // beside that: just these objects, whatever their kind
  };
  // Fields a source never mentions, though it speaks of the object: models say nothing about row security, unless they do.
  struct Silence {
    const Kind* kind = nullptr;
    std::string_view field = {};
    std::set<std::pair<Symbol, Symbol>> except = {};  // tables of which it does speak
  };
  std::vector<Part> parts = {};
  std::vector<Silence> silences = {};

  bool covers(const Id& id) const;
  bool covers_field(const Id& id, std::string_view field) const;  // of an object that is covered
  static Scope everything();
};

}  // namespace trueup
