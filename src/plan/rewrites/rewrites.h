// Safe-DDL patterns: the same end by a way that holds weaker locks, fails less or loses nothing. One file each.
#pragma once
#include "plan/steps.h"

namespace trueup {

void inherited(Steps& steps);            // what partitions get from their table
void take_sequence(Steps& steps);        // SERIAL, where its sequence is there already
void fill_new_columns(Steps& steps);     // NOT NULL columns for rows that are there
void fill_nulls(Steps& steps);           // before SET NOT NULL
void impossible_types(Steps& steps);  // no cast leads there: before anything is made ready for it
// Policies and generated columns hold a column's type fast: before rebuild_dependents, for what hangs on them.
void free_changed_types(Steps& steps);
// Why PostgreSQL would refuse to make it, whatever is done before; "" when it would not.
std::string why_impossible(const Steps& steps, const Object& want);
// Why rows that are there keep a new column from being added; "" when they do not. And what a person could do.
std::string why_unfillable(const Steps& steps, const Object& want);
std::vector<std::string> choices_to_fill(const Object& want);
// What would do instead of a new type, should labels have changed their names only.
std::vector<std::string> renamed_labels(const Object& have, const Object& want);
// Differences whose steps PostgreSQL would refuse for what stands in the database and the plan does not touch.
std::vector<LeftOut> find_held(const Steps& steps);
void unique_via_index(Steps& steps);     // keys on tables in use: build the index first
void reuse_index(Steps& steps);          // a unique constraint from the unique index that stands in for it
void replace_index(Steps& steps);        // another index under the same name: built beside it, then swapped
void index_concurrently(Steps& steps);
void validate_later(Steps& steps);       // foreign keys and checks: NOT VALID, then VALIDATE
void not_null_via_check(Steps& steps);   // SET NOT NULL on a table in use: a check is validated for it before

}  // namespace trueup
