// The names PostgreSQL chooses for what nobody named: makeObjectName, ChooseConstraintName, ChooseIndexName and the
// sequences of serial columns, byte for byte, so that a replayed DDL ends in the names a server would have.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"

namespace trueup {

// Whether a name is taken where the new one is to live.
using NameTaken = std::function<bool(std::string_view)>;

// name1 [_ name2] [_ label], the two names shortened in turn (the longer first) until the whole fits 63 bytes.
std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label);

// A name for a constraint: "users_age_check". `column` may be empty; `label` is "check", "fkey", "not_null".
std::string choose_constraint_name(std::string_view table, std::string_view column, std::string_view label, const NameTaken& taken);
// A foreign key's `column` for choose_constraint_name: all names joined.
std::string foreign_key_addition(const std::vector<Symbol>& columns);

enum class IndexUse { primary, unique, exclusion, plain };
// A name for an index or the constraint that owns it: "users_pkey", "users_email_key", "users_period_excl",
// "users_lower_idx". A key that is an
// expression is called by its function, else "expr".
std::string choose_index_name(std::string_view table, const std::vector<Symbol>& keys, IndexUse use, const NameTaken& taken);

// "users_id_seq", of a serial or identity column.
std::string choose_sequence_name(std::string_view table, std::string_view column, const NameTaken& taken);

// What PostgreSQL makes of a name that is too long: the first 63 bytes, no character cut.
std::string truncated_name(std::string_view name);

}  // namespace trueup
