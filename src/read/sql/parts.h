// Parts of table definitions that CREATE TABLE and ALTER TABLE share.
#pragma once
#include "kinds/column.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/primary_key.h"
#include "kinds/sequence.h"
#include "kinds/unique.h"
#include "read/sql/run.h"

namespace trueup {

// Constraints of one statement, in the order in which the server names and makes them: checks, the primary key, other
// keys, foreign keys.
class NewConstraints {
 public:
  enum class On { new_table, new_column, table };  // what was there before decides what NOT VALID means
  NewConstraints(SqlRun& run, Id table, On on) : run_(run), table_(std::move(table)), on_(on) {}

  // Of a column (its only key) or, with an empty symbol, of the table.
  void add(const PgQuery__Constraint& constraint, Symbol column);
  // DEFERRABLE and its kin stand after the constraint of a column as nodes of their own.
  void qualify(const PgQuery__Constraint& attribute);
  void make();

 private:
  struct New {
    const PgQuery__Constraint* node;
    Symbol column;
    Symbol name;
    bool deferrable, initially_deferred;
    std::vector<Symbol> columns() const;
  };
  void make_check(const New& constraint);
  void make_key(const New& constraint, bool primary);
  void make_foreign_key(const New& constraint);
  void merge_repeated_keys();
  Origin origin_of(const New& constraint) const;

  SqlRun& run_;
  Id table_;
  On on_;
  std::vector<New> checks_ = {}, primary_ = {}, keys_ = {}, foreign_keys_ = {};
};

// A column of a table that is there already or is being made. Its constraints go to `constraints`. False: not added.
bool add_column(SqlRun& run, const Id& table, const PgQuery__ColumnDef& definition, NewConstraints& constraints);
// The constraints of a column definition, applied to a column; for PARTITION OF, whose columns are there already.
void read_column_constraints(SqlRun& run, const Id& column, const PgQuery__ColumnDef& definition, NewConstraints& constraints);
Symbol collation_of(const PgQuery__CollateClause* clause);
Symbol collation_of(PgNode* const* parts, std::size_t count);

std::vector<Id> columns_of(const SqlRun& run, const Id& table);  // in their order
std::vector<Id> descendants_of(const SqlRun& run, const Id& table);  // partitions and children, and theirs
// What PostgreSQL gives a partition: keys like its parent's, unless it has them.
void clone_keys(SqlRun& run, const Id& parent, const Id& partition, const Origin& origin);
// ATTACH PARTITION: what the parent has too is the parent's from now on. DETACH: the partition has it for itself.
void attach_partition(SqlRun& run, const Id& parent, const Id& partition);
void detach_partition(SqlRun& run, const Id& partition);
void inherit(SqlRun& run, const Id& parent, const Id& child, const Origin& origin);
void copy_like(SqlRun& run, const PgQuery__TableLikeClause& clause, const Id& table);
// What LIKE copies once the table has its own constraints.
void copy_like_rest(SqlRun& run, const PgQuery__TableLikeClause& clause, const Id& table);

// Makes the sequence behind SERIAL an object of its own, because a statement speaks of it or takes the column from it.
void unfold_serial(SqlRun& run, const Id& column);
Id sequence_named(SqlRun& run, const QualifiedName& name);  // unfolded if need be; there may be none of that name
void apply_sequence_options(SqlRun& run, PgNode* const* options, std::size_t count, Sequence& sequence);
void note_identity_options(SqlRun& run, const Id& column, PgNode* const* options, std::size_t count);

Index index_of(SqlRun& run, const PgQuery__IndexStmt& statement);
std::vector<std::string> storage_options(PgNode* const* options, std::size_t count);

}  // namespace trueup
