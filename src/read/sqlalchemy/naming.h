// Names of constraints and indexes: given, made by the metadata's naming_convention, or left to the server.
#pragma once
#include <string>

#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

struct ChosenName {
  std::string text = {};  // empty: nobody named it
  bool by_convention = false;
  bool is_cut = false;      // it was given and is too long: SQLAlchemy refuses it
  std::string reason = {};  // why it is not known
  Origin origin = {};
};

ChosenName name_of(World& world, Constraint& constraint, Table& table);
ChosenName name_of(World& world, Index& index, Table& table);
// What SQLAlchemy does to names of its own making that are too long: 55 characters, "_" and four digits of MD5.
std::string shortened(const std::string& name);
// The columns a constraint speaks of, in order; null for one that is not to be found.
std::vector<Column*> columns_of(const Constraint& constraint, const Table& table);
// schema, table and column of a foreign key's target, as it was written or from the column it is.
struct KeyTarget {
  Symbol schema = {}, table = {};
  std::string column = {};
  Table* found = nullptr;
  bool schema_given = false;
  std::string reason = {};  // why it is not known
  Origin origin = {};
};
KeyTarget target_of(World& world, Value target, const Table& from);

}  // namespace trueup::sqla
