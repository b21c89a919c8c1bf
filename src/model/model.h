// Model: one state of one database — sorted objects, what could not be read, what it speaks about. Immutable: only
// settle makes one, and everything after it may share it.
#pragma once
#include <memory>
#include <span>

#include "model/draft.h"

namespace trueup {

class Model {
 public:
  std::span<const Object> objects() const { return objects_; }  // in IdOrder
  const Object* find(const Id& id) const;
  // What the object hangs on: null for a root, or when it is not in this model.
  const Object* parent(const Id& id) const;
  // What hangs directly on an object, satellites included.
  std::vector<const Object*> children(const Id& id) const;
  // Every object whose path begins with this (schema, relation), the relation included.
  std::span<const Object> on_relation(Symbol schema, Symbol relation) const;
  // The unknown that keeps us from judging this field of an object; field empty: the object as a whole.
  const Unknown* unknown_about(const Id& id, Symbol field) const;

  // The unknown for whose sake a table may have further columns, and what hangs on them, that this model does not hold.
  const Unknown* may_have_more(const Id& id) const;

  const Scope& scope() const { return scope_; }
  const std::vector<Unknown>& unknowns() const { return unknowns_; }
  const std::vector<Unmodelled>& unmodelled() const { return unmodelled_; }
  // The view, materialized view or foreign table that stands under this name; null: none.
  const Unmodelled* other_relation(Symbol schema, Symbol name) const;
  const SourceNote& source() const { return source_; }
  std::uint64_t fingerprint() const;  // of all objects: equal models, equal number

  // References of an object to others, its parent included.
  void each_need(const Object& object, const SeeRef& see) const;

 private:
  friend class ModelBuilder;
  Model() = default;
  std::vector<Object> objects_;
  std::vector<Unknown> unknowns_;
  std::unordered_multimap<Id, std::uint32_t> unknown_index_;
  std::vector<Unmodelled> unmodelled_;
  Scope scope_;
  SourceNote source_;
  std::shared_ptr<Store> store_;
};

using ModelPtr = std::shared_ptr<const Model>;

// The end of settle. Sorts, hashes, indexes.
class ModelBuilder {
 public:
  static ModelPtr build(Draft&& draft);
};

}  // namespace trueup
