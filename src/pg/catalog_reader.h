// CatalogReader: what the kinds' read functions work with: a row of their query in, objects of the Draft out, and the
// look-ups by oid that turn plain catalog columns into names without asking the server again.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/draft.h"
#include "model/expr.h"
#include "model/type.h"
#include "pg/session.h"

namespace trueup {

struct CatalogRow {
  CopyRow fields;

  bool is_null(std::size_t i) const { return fields[i].data() == nullptr; }
  std::string_view text(std::size_t i) const { return fields[i]; }
  std::string string(std::size_t i) const { return std::string(fields[i]); }
  Symbol symbol(std::size_t i) const { return Symbol(fields[i]); }
  bool boolean(std::size_t i) const { return fields[i] == "t"; }
  std::int64_t number(std::size_t i) const;
  std::uint32_t oid(std::size_t i) const { return static_cast<std::uint32_t>(number(i)); }
  std::vector<int> numbers(std::size_t i) const;               // "{1,2}" or "1 2"; NULL: none
  std::vector<std::string> text_array(std::size_t i) const;    // of text[]; NULL: none
};

// The catalogs that objects are remembered under, for comments and memberships.
enum class CatalogClass : std::uint8_t { none, schema, relation, type, constraint, policy, extension };

// An expression as the catalog stores it. Its text is asked for once per distinct tree.
struct StoredExpr {
  std::string_view tree = {};    // pg_node_tree as text
  std::uint32_t oid = 0;         // of the row that holds it
  int slot = 0;                  // which of the row's expressions; the kind's deparse query understands it
  std::uint32_t relation = 0;    // whose columns its Vars number
  Id id = {};                    // the object it belongs to, and …
  std::string_view field = {};   // … the field: what is unknown when its table is locked
  void* payload = nullptr;
  void (*set)(void* payload, const Expr& expr) = nullptr;
};

class CatalogReader {
 public:
  struct Relation {
    Symbol schema, name;
    char kind = 'r';
  };
  static constexpr std::uint32_t default_collation = 100;

  explicit CatalogReader(Draft& draft) : draft_(draft) {}

  // Adds an object; null (and nothing added) when an extension owns it.
  template <class T>
  T* add(CatalogClass catalog, std::uint32_t oid, Id id, T payload) {
    if (is_member(catalog, oid)) return nullptr;
    T* kept = draft_.store->add(std::move(payload));
    return add_object(catalog, oid, id, kept) ? kept : nullptr;
  }

  // ---- look-ups ----
  Symbol schema(std::uint32_t oid) const;
  const Relation* relation(std::uint32_t oid) const;
  Symbol attribute(std::uint32_t relation, int number) const;
  std::uint32_t attribute_collation(std::uint32_t relation, int number) const;
  Type type(std::string_view format_type) const;
  Type type(std::uint32_t oid, std::int64_t modifier, std::string_view format_type);  // parses each spelling once
  Symbol collation(std::uint32_t oid) const;
  std::uint32_t collation_of_type(std::uint32_t oid) const;  // 0: not collatable
  std::string access_method(std::uint32_t oid) const;
  Symbol unusual_opclass(std::uint32_t oid) const;  // empty for the default of its type
  Id object(std::string_view catalog, std::uint32_t oid, int column) const;
  bool is_member(CatalogClass catalog, std::uint32_t oid) const;

  // ---- what the read functions leave behind ----
  void add_relation(std::uint32_t oid, Relation relation);
  struct Attribute {
    Symbol name;
    std::uint32_t collation = 0;
    bool is_generated = false;
    void* payload = nullptr;  // the Column, where one was made
  };
  Attribute& add_attribute(std::uint32_t relation, int number, Symbol name, std::uint32_t collation);
  const Attribute* find_attribute(std::uint32_t relation, int number) const;
  void note_relation(char kind, Symbol schema, Symbol name, std::uint32_t oid);  // not modelled: a view, …
  template <class T>
  void note_column(std::uint32_t relation, Id id, T payload) {  // of such a relation
    if (const auto at = noted_.find(relation); at != noted_.end())
      draft_.unmodelled[at->second].columns.push_back({.id = id, .data = draft_.store->add(std::move(payload))});
  }
  void need_relation(std::uint32_t oid);  // its names will be asked for, even if its schema is not read
  void later(std::function<void(CatalogReader&)> work);  // after all rows of all kinds
  void expression(const StoredExpr& stored);

 private:
  friend class CatalogRun;
  bool add_object(CatalogClass catalog, std::uint32_t oid, const Id& id, const void* payload);

  // Expressions of the kind that is being read, grouped by what makes their texts equal.
  struct Group {
    std::vector<StoredExpr> members = {};  // trees are not kept
    Expr text = {};
  };

  Draft& draft_;
  std::unordered_map<std::uint32_t, Symbol> schemas_, collations_, opclasses_;
  std::unordered_map<std::uint32_t, std::string> methods_;
  std::unordered_map<std::uint32_t, Relation> relations_;
  std::unordered_map<std::uint32_t, std::vector<Attribute>> attributes_;
  std::unordered_map<std::uint64_t, Id> objects_;
  std::unordered_map<std::uint32_t, std::size_t> noted_;  // relation → its place among what is not modelled
  std::unordered_set<std::uint64_t> members_;
  std::unordered_set<std::uint32_t> needed_;
  std::unordered_map<std::uint64_t, Type> types_;  // by oid and modifier
  std::unordered_map<std::uint32_t, std::uint32_t> type_collations_;
  std::unordered_map<std::string, std::size_t> group_index_;
  std::vector<Group> groups_;
  std::vector<std::function<void(CatalogReader&)>> later_;
};

}  // namespace trueup
