// Draft: objects as a source has them, in any order, perhaps unnamed, perhaps incomplete. Only settle accepts it.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/id_index.h"
#include "model/scope.h"

namespace trueup {

// What could not be read: an object, or one field of it. Travels with Draft and Model.
struct Unknown {
  Id about = {};
  Symbol field = {};  // empty: the whole object, and what is below it
  std::string reason = {};
  Origin origin = {};
  // About a kind on a table: there may be more of it than was read (a mixin is not known), and what was read is right.
  bool more = false;
};

struct Unmodelled {  // seen, and of a kind that is not modelled
  std::string catalog, name;
  Symbol schema = {};  // with relation: a view, materialized view or foreign table of this name stands there
  Symbol relation = {};
  Origin origin = {};  // where a source declares it
  std::vector<Object> columns = {};  // of such a relation, where they are known: names and types are to be trusted alone
};

struct SourceNote {
  std::string kind = {};            // "models", "postgresql", "sql", "snapshot"
  std::string locator = {};         // safe to show
  std::string default_schema = {};  // current_schema() of a server; "" elsewhere
  int server_version = 0;           // 150004; 0: not a server
  std::size_t files = 0;            // read
};

class Draft {
 public:
  Draft();

  // Adds an object; false when one of that id is there already (the first stays).
  template <class T>
  bool add(Id id, T payload, Origin origin = {}, Named named = Named::given) {
    return add(Object{.id = id, .data = store->add(std::move(payload)), .origin = origin, .named = named});
  }
  bool add(Object object);
  void remove(const Id& id);  // nothing happens when it is not there
  const Object* find(const Id& id) const;
  // The payload to change in place; null when there is no such object.
  template <class T>
  T* edit(const Id& id) {
    const Object* object = find(id);
    return object ? const_cast<T*>(&object->as<T>()) : nullptr;
  }
  Object* object(const Id& id);
  void reserve(std::size_t objects);  // as many are to come in all
  // Gives an object another id. False when the new one is taken or the old one is not there.
  bool move(const Id& from, const Id& to);
  // The same for many at once: `to` says the id an object is to have. Where another has it, `taken` is told and the
  // object is removed.
  void move_all(const std::function<Id(const Object&)>& to, const std::function<void(const Object&, const Id&)>& taken);

  const std::vector<Object>& objects() const { return objects_; }  // removed ones have an empty id
  std::vector<Object>& objects() { return objects_; }

  SourceNote source = {};
  Scope scope = {};
  std::vector<Unknown> unknowns = {};
  std::vector<Unmodelled> unmodelled = {};
  Diags diags = {};
  std::shared_ptr<Store> store;

 private:
  std::vector<Object> objects_;
  IdIndex index_;
};

}  // namespace trueup
