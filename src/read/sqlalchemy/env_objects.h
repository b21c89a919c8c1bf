// Objects of a Model as the Python objects that Alembic would hand to include_object: of want those of the models that
// env.py has loaded, of have what SQLAlchemy's inspector would make.
#pragma once
#include <map>

#include "model/model.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

class EnvObjects {
 public:
  enum class Side : std::uint8_t { have, want };
  EnvObjects(World& world, const Model& model, Side side, Symbol default_schema);

  // A table, column, index, unique constraint or foreign key; anything else is not known.
  Value value_of(const Object& object);
  // None for the default schema, as Alembic writes it.
  Value schema_value(Symbol schema);

 private:
  Table* table_at(Symbol schema, Symbol name);
  Table* declared(Symbol schema, Symbol name) const;
  Table* made(Symbol schema, Symbol name);
  Value part_of(Table& table, const Object& object);
  Value not_known(std::string_view what);

  World& world_;
  const Model& model_;
  const Side side_;
  const Symbol default_schema_;
  MetaData* metadata_ = nullptr;
  std::map<std::pair<Symbol, Symbol>, Table*> tables_;
};

}  // namespace trueup::sqla
