// Declarative: from a class statement to a table.
#pragma once
#include "read/sqlalchemy/annotations.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

struct DeclaredAttr {
  Value function = {};
  bool cascading = false;
};

// Whether what comes from there is known to make no columns: login mixins, serializers and the like.
bool makes_no_columns(const Opaque& opaque);
bool is_without_columns(std::string_view dotted);
// The first base of the class, or of one it inherits from, that is not known and may bring columns; null: none.
const Opaque* unknown_mixin(const Class& cls);
// The first decorator of such a class that is not known: it may set more of them.
const Opaque* unknown_decorator(const Class& cls);
// Whether this class has been mapped; the nearest mapped class above it.
bool is_mapped(Class* cls);
Class* mapped_above(Class& cls);
// Maps the class as Declarative would, if it says it is to be mapped. `table`: an existing one (imperative mapping).
void map_class(World& world, Class& cls, const Origin& at, Value table = {});
// Maps a class on a base that is not known if it evidently is a model: it names its table and has columns or
// relationships. What it got from that base is unknown.
void map_on_unknown_base(World& world, Class& cls, const Origin& at);
// Whether the class itself or a mixin has columns or relationships.
bool has_columns(const Class& cls);
// The metadata new tables of this class go to.
MetaData* metadata_for(World& world, Class& cls, const Origin& at);
// A base of this class is made ready: registry, metadata.
void set_up_base(World& world, Class& cls, const Origin& at);
// User(name="x"): SQLAlchemy's own constructor takes any attribute.
void construct_row(Call& call);
// What a mapped class has without its body saying so; null: nothing of that name.
Value missing_attribute(World& world, Class& cls, Symbol name, const Origin& at);
// Class.attribute = Column(…), after it was mapped.
void set_mapped_attribute(World& world, Class& cls, Symbol name, Value value, const Origin& at);

}  // namespace trueup::sqla
