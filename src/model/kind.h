// Kind: everything trueup knows about one sort of database object. The generic stages see objects through this alone.
#pragma once

#include "base/origin.h"
#include "base/store.h"
#include "model/field.h"

namespace trueup {

struct CatalogRow;   // pg/catalog_reader.h: one row of a kind's catalog query
class CatalogReader;

// How a kind is read from PostgreSQL's catalogs: a query, and a function that makes the object of a row.
struct CatalogQuery {
  std::string_view sql = {};  // $schemas stands for the list of schema oids that are read; see pg/catalog_reader.h
  void (*read)(const CatalogRow& row, CatalogReader& reader) = nullptr;
  std::string_view second_sql = {};  // what the rows of the first need besides, when a join would cost more than a look-up
  void (*read_second)(const CatalogRow& row, CatalogReader& reader) = nullptr;
  std::string_view deparse_sql = {};  // oid list in, one row (oid, slot, text) for each stored expression
  std::string_view fingerprint_sql = {};  // one number that moves when a defining column of any row moves
  int order = 0;              // relations before their columns before what hangs on both
};

struct Object;
class Model;

// Rows that would make a step fail, for the pre-flight to count.
struct Violation {
  std::string what = {};              // "hold NULL in email": said behind their number
  std::string rows = {};              // SELECT $keys FROM … WHERE …; $keys stands for columns of the table. "": can't be asked
  std::vector<Symbol> columns = {};   // what it is about: shown of rows without a primary key
  bool about_nulls = false;           // filling the column first cures it
  bool only_loses = false;            // nothing fails, but values are cut
};

// Which struct a payload is: compared by address, which a comparison of type_info is not always.
using PayloadMark = const char*;
template <class T>
inline constexpr char payload_mark = 0;
template <class T>
constexpr PayloadMark mark_of() {
  return &payload_mark<T>;
}

struct Kind {
  std::string_view name, title, plural, doc;
  std::vector<std::string_view> parents = {};  // kinds it may hang on: they share one namespace; empty: a root
  int path_size = 2;                           // names in its path
  int weight = 0;                              // tie-break of the order, and the order of reports
  bool is_type = false;                        // may be a column's type
  bool is_satellite = false;                   // sits on an object of any kind (comment, owner)
  bool is_relation = false;                    // shares the namespace of tables; columns may hang on it
  bool holds_data = false;                     // to replace it loses what it holds
  bool underlies = false;                      // others may need it without naming it: made before what is heavier, dropped after
  bool nameless_equal = false;                 // two of it with equal payload are the same when nobody gave the name
  std::vector<std::string_view> stands_for = {};  // kinds that say the same in another form (a unique index for a unique)
  std::vector<Field> fields = {};
  std::vector<std::string_view> late_fields = {};  // set in a step of their own after creation: their reference would close a cycle

  CatalogQuery catalog = {};
  // SQL. Comments: `COMMENT ON ` + the phrase this gives ("TABLE a.b", "CONSTRAINT c ON a.b").
  Sql (*create)(const Change&) = nullptr;
  Sql (*drop)(const Change&) = nullptr;
  std::string (*phrase)(const Id&) = nullptr;
  Sql (*rename)(const Id& have, Symbol to) = nullptr;
  // A statement that fails unless the object is there and fit for use: before what it replaces goes. A build outside of a
  // transaction may have failed, and not everybody who runs a script stops at an error.
  std::string (*insist)(const Id&) = nullptr;
  // As a line of CREATE TABLE, for the kinds that fold into it; "" when this object has to stand alone.
  std::string (*fold)(const Change&) = nullptr;
  Effects (*on_create)(const Change&) = nullptr;
  Effects (*on_drop)(const Change&) = nullptr;
  // One line for people, after kind and name: "varchar(1024) not null".
  std::string (*summary)(const Id&, const void*) = nullptr;
  // What else must be there before it, that no field names: a foreign key needs the key it points to.
  void (*more_needs)(const Object&, const Model&, const SeeRef&) = nullptr;
  // Why an object that want lacks is nevertheless no extra ("a partition of …"); "" = it is extra.
  std::string (*never_extra)(const void*) = nullptr;
  // Whether have differs from want by an excess alone (labels at the end of an enum): extra, not different.
  bool (*only_extra)(const void* have, const void* want) = nullptr;
  // What rows can make this change fail; of a server of this version. Want is there for what the object refers to.
  std::vector<Violation> (*violations)(const Change&, const Model& want, int server_version) = nullptr;
  // SQL of one value: the oid of the role that owns it, and alone may change it. Null: whoever owns what it hangs on.
  std::string (*owner)(const Id&) = nullptr;
  // SQL of one value: what the current role lacks to create it, as the statement that would give it; NULL: nothing.
  std::string (*lacking)(const Change&) = nullptr;
  // An object left alone although want lacks it: what breaks running code if it stays ("" = nothing: a warning).
  std::string (*extra_is_error)(const void*) = nullptr;

  PayloadMark payload = nullptr;
  void* (*blank)(Store&) = nullptr;               // a payload with every member at its default
  void* (*copy)(Store&, const void*) = nullptr;

  const Field* field(std::string_view name) const;
  // Its place in all_kinds(), from 1.
  std::uint8_t number() const { return place ? place : find_place(); }
  std::uint8_t find_place() const;
  mutable std::uint8_t place = 0;  // 0: all_kinds() has not been asked yet
};

std::vector<const Kind*> numbered(std::vector<const Kind*> kinds);  // for all_kinds(): gives each its number
const std::vector<const Kind*>& all_kinds();  // made from the one list in kinds/CMakeLists.txt
const Kind* find_kind(std::string_view name);
const Kind& kind_named(std::string_view name);  // throws std::out_of_range: for names the program itself writes

// The kind whose payload is T; each kind's header declares its own.
template <class T>
const Kind& kind_of();

template <class T>
Kind with_payload(Kind kind) {
  kind.payload = mark_of<T>();
  kind.blank = [](Store& store) -> void* { return store.add(T{}); };
  kind.copy = [](Store& store, const void* p) -> void* { return store.add(*static_cast<const T*>(p)); };
  return kind;
}

enum class Named : std::uint8_t { given, convention, server };

struct Object {
  Id id = {};
  const void* data = nullptr;
  Origin origin = {};
  Named named = Named::given;
  bool schema_given = true;  // false: nobody said which schema; settle chose
  std::uint64_t hash = 0;    // of the compared fields; set by settle

  const Kind& kind() const { return id.kind(); }
  template <class T>
  const T& as() const {
    check_payload(mark_of<T>());
    return *static_cast<const T*>(data);
  }
  template <class T>
  const T* as_if() const { return kind().payload == mark_of<T>() ? static_cast<const T*>(data) : nullptr; }
  void check_payload(PayloadMark asked) const;  // throws std::logic_error
  std::string summary() const;                         // kind().summary, or ""
};

}  // namespace trueup
