// A tree as text, in the manner of Python's ast.dump: what the tests compare with CPython.
#pragma once
#include <string>

#include "python/ast.h"

namespace trueup::ast {

// Whether "@LINE:COLUMN" stands behind the name of each node that has a place in `ast`. CPython gives right places to
// what is inside f-strings only from 3.12 on.
enum class Places { none, outside_strings, all };

// Kind(member=…, member=[…]), with the names of `ast`; members that are None or an empty list are left out, also
// `type_ignores`, `type_comment` and contexts other than Store and Del. Strings as Python's ascii() writes them.
// Function bodies that have not been parsed are left out.
std::string dump(const Module& module, Places places = Places::none);

}  // namespace trueup::ast
