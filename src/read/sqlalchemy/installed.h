// A virtual environment beside the project, and what of its packages models need (docs/decisions/010).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "python/ast.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

// The site-packages of the environment that is active, else of the one in the project's folder or above it, within the
// project; empty where there is none.
std::vector<std::string> installed_packages(const std::string& root, const std::string& virtualenv);
// Whether an installed module may hold bases, mixins or types of models: it imports SQLAlchemy itself.
bool speaks_of_models(std::string_view dotted, std::string_view text);
// Whether a class statement makes a model, or something for models to derive from: its bases are worth a look.
bool looks_mapped(const World& world, const ast::ClassDef& cls, const std::vector<Value>& bases);
// A value from outside that is called `db` is Flask-SQLAlchemy's, or one's own of that kind: db.Column, db.String, db.func are
// SQLAlchemy's. Its Model and its Table are its own, since they know its MetaData.
Value name_of_database(World& world, const Opaque& of, Symbol attr);
// What was read of them, for the note that says so: "house, house.db (.venv/lib/python3.12/site-packages)"; empty: nothing.
std::string installed_that_was_read(const World& world);

}  // namespace trueup::sqla
