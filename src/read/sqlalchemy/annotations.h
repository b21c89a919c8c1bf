// Mapped[…]: what an annotation says about the column it stands on.
#pragma once
#include "python/value.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

MappedAnnotation read_annotation(World& world, const py::Annotation& annotation);

struct AnnotatedType {
  bool nullable = false;
  Value type = {};                 // SQLAlchemy's type for it; null: none found
  Column* merge = nullptr;         // mapped_column() inside Annotated[…]
  std::string reason = {};         // why there is no type
  Origin origin = {};
};
enum class Wanted { nullability, type_too };  // a column that says its type needs only the former
// `inner` of a Mapped annotation in the light of a class's registry.
AnnotatedType read_mapped_type(World& world, Class& cls, Value inner, const Origin& at, Wanted wanted);

// Applies it to a mapped_column(), as MappedColumn._init_column_for_annotation does.
void apply_annotation(World& world, Class& cls, Column& column, Value inner, const Origin& at);
// Column._merge: what `from` says and `to` does not.
void merge_column(World& world, const Column& from, Column& to);

// int, str, datetime … as SQLAlchemy maps them without a type_annotation_map; null for others.
Value default_type_for(World& world, Value python_type, const Origin& at);

}  // namespace trueup::sqla
