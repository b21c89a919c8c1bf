// Type: a column's type as PostgreSQL means it. Made by pg/types from any spelling; two equal types are equal memberwise.
#pragma once
#include <compare>
#include <string>

#include "base/symbol.h"

namespace trueup {

struct Type {
  Symbol schema = {};    // empty: pg_catalog
  Symbol name = {};      // format_type's word: "integer", "character varying", "timestamp with time zone",
                         // "interval day to second"; a user's type as it is named, unquoted
  Symbol modifier = {};  // what stands in the parentheses: "320", "10,2", "Point,4326"; empty: none
  bool array = false;    // PostgreSQL keeps neither bounds nor the number of dimensions

  bool operator==(const Type&) const = default;
  bool empty() const { return name.empty(); }
  // As format_type writes it with search_path = '': "timestamp(3) with time zone[]", "app.mood"; identifiers quoted
  // where they must be. Types in `public` are written without their schema (the snapshot format says so).
  std::string spell() const;
  // The same with every user type's schema, for SQL that must not depend on search_path.
  std::string spell_qualified() const;
};

}  // namespace trueup
