// SqlRun: one run over statements: the draft they change, and what a session would remember between them.
#pragma once
#include <optional>
#include <set>
#include <unordered_set>

#include "kinds/primary_key.h"
#include "kinds/table.h"
#include "model/draft.h"
#include "model/edit.h"
#include "pg/names.h"
#include "pg/parse.h"
#include "read/sql/nodes.h"

namespace trueup {

class SqlRun {
 public:
  explicit SqlRun(Draft& draft);

  // One parsed script after the other; `finish` looks at what later statements could have given.
  void read(const ParsedSql& script);
  void finish();
  void new_session() { search_path_.reset(); }

  Draft& draft;

  // ---- names ----
  // Where a new object of this kind goes, and what a name means: the object there is, else the one there would be.
  Id to_create(const Kind& kind, const QualifiedName& name) const;
  Id locate(const Kind& kind, const QualifiedName& name) const;
  Id table(const PgQuery__RangeVar& relation) { return locate(kind_of<Table>(), qualified_of(relation)); }
  // What is on a table, by schema and own name: indexes, or keys, which own an index. Empty: there is none.
  Id index_named(const QualifiedName& name) const;
  Type type(const PgQuery__TypeName& name, const Origin& origin);
  void set_search_path(std::optional<std::vector<Symbol>> path) { search_path_ = std::move(path); }
  const std::optional<std::vector<Symbol>>& search_path() const { return search_path_; }
  const NamesInUse& names();  // brought up to date first
  const PrimaryKey* primary_key_of(const Id& table);
  void take_relation_name(Symbol schema, Symbol name);  // of something that is not modelled

  // Temporary tables, and relations of unmodelled kinds: statements about them are none of ours.
  void note_foreign(const QualifiedName& name) { foreign_.insert(key(locate(kind_of<Table>(), name))); }
  void forget_foreign(const Id& relation) { foreign_.erase(key(relation)); }
  bool is_foreign(const Id& relation) const { return foreign_.contains(key(relation)); }

  // ---- edits ----
  template <class T>
  bool add(const Id& id, T payload, const Origin& origin, Named named = Named::given) {
    Object object{.id = id, .data = draft.store->add(std::move(payload)), .origin = origin, .named = named, .schema_given = id.size() < 2 || !id[0].empty()};
    return edit(Add{object}, origin);
  }
  template <class T, class Change>
  bool change(const Id& id, Change change) {
    const Object* object = draft.find(id);
    if (!object) return missing(id), false;
    see(id);
    T payload = object->as<T>();
    change(payload);
    return edit(Set{id, {}, &payload}, {});
  }
  template <class T>
  const T* find(const Id& id) const {
    const Object* object = draft.find(id);
    return object ? object->as_if<T>() : nullptr;
  }
  bool edit(const Edit& edit, const Origin& origin);
  void see(const Id& id);  // it belongs to what this source speaks about
  bool exists(const Id& id) const { return draft.find(id) != nullptr; }

  // The place of the next column; counted, not searched, because a script has a hundred thousand of them.
  std::int32_t next_position(const Id& table);
  bool has_children = false;  // some table is a partition or a child of another

  // ---- expressions, as they were written ----
  // What encloses it: nothing; the parentheses of its clause, which are left away; a list of index elements, where it has
  // parentheses of its own or is a function call.
  enum class Around { nothing, parentheses, first_element, element };
  Expr expression(const PgNode& node, Around around, std::int64_t limit = -1);
  std::string text_of(const PgNode& node, Around around, std::int64_t limit = -1);

  // ---- messages ----
  Origin origin() const { return statement_->origin; }
  Origin origin_at(int location) const;  // of a node; the statement's where that is not known
  const Statement& statement() const { return *statement_; }
  void complain(Severity severity, std::string_view code, std::string message, std::string hint = {});
  void missing(const Id& id);  // a statement changes what no statement has made
  // Seen and not modelled: "view", "owner" … with its name; the relation, where its name stands for a table.
  void unmodelled(std::string_view sort, std::string name, const Id& relation = {});
  void unknown(const Id& about, Symbol field, std::string reason);

 private:
  std::vector<Symbol> path() const;
  Symbol creation_schema() const;
  static std::uint64_t key(const Id& id) { return std::uint64_t{id[0].number()} << 32 | id[1].number(); }
  bool is_located(int location) const;
  void note_names(const Object& object);

  const ParsedSql* script_ = nullptr;
  const Statement* statement_ = nullptr;
  std::optional<std::vector<Symbol>> search_path_ = {};  // nothing: as the server has it
  NamesInUse names_ = {};
  std::unordered_map<std::uint64_t, Id> primary_keys_ = {};  // by table; as old as names_
  bool names_stale_ = true;
  std::set<std::pair<Symbol, Symbol>> taken_ = {};
  std::unordered_map<std::uint64_t, std::int32_t> positions_ = {};
  std::unordered_set<std::uint64_t> foreign_ = {};
  Scope::Part seen_ = {};
};

// What a statement that cannot be parsed is about, as far as its beginning (in the parser's message) tells.
Id unreadable_object(const SqlRun& run, std::string_view message);
// The statement's meaning; what is not understood is noted as unmodelled. statement.cpp.
void read_statement(SqlRun& run, const PgNode& node);

}  // namespace trueup
