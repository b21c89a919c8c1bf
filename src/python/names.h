// Names: the namespace of a module, class, instance or call: names with values in the order of first assignment, each
// with the line that assigned it last. Small ones are searched linearly, larger ones through an index by symbol.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "base/symbol.h"

namespace trueup::py {

struct Object;
class Value;

// A reference to an object of the evaluator; null means "there is none", which is not Python's None. Objects live as
// long as the Interpreter that made them, so a Value is copied freely and never owns.
class Value {
 public:
  constexpr Value() = default;
  constexpr Value(Object* object) : object_(object) {}
  explicit operator bool() const { return object_ != nullptr; }
  Object* object() const { return object_; }
  Object* operator->() const { return object_; }
  // The object as what it is known to be, or nullptr when it is something else or nothing: value.as<Text>().
  template <class T>
  T* as() const;
  // Identity, Python's `is`; for equality ask Interpreter::equal.
  friend bool operator==(Value a, Value b) { return a.object_ == b.object_; }

 private:
  Object* object_ = nullptr;
};

class Names {
 public:
  struct Entry {
    Value value = {};
    Symbol name = {};
    std::uint32_t line = 0;  // in the file of the module or class; 0: not written there
  };

  Names() = default;
  Names(const Names& other) : body_(other.body_ ? std::make_unique<Body>(*other.body_) : nullptr) {}
  Names(Names&&) noexcept = default;
  Names& operator=(Names other) noexcept {
    body_ = std::move(other.body_);
    return *this;
  }

  Value find(Symbol name) const {
    const Entry* at = entry(name);
    return at ? at->value : Value();
  }
  bool has(Symbol name) const { return entry(name) != nullptr; }
  const Entry* entry(Symbol name) const {
    const std::size_t at = position(name);
    return at == none ? nullptr : &body_->entries[at];
  }
  // A name that is there keeps its place in the order.
  void set(Symbol name, Value value, std::uint32_t line = 0);
  bool erase(Symbol name);
  void clear() {
    if (body_) body_->entries.clear(), body_->index.clear();
  }

  const std::vector<Entry>& entries() const {
    static const std::vector<Entry> no_entries;
    return body_ ? body_->entries : no_entries;
  }
  std::vector<Entry>::const_iterator begin() const { return entries().begin(); }
  std::vector<Entry>::const_iterator end() const { return entries().end(); }
  std::size_t size() const { return body_ ? body_->entries.size() : 0; }
  bool empty() const { return size() == 0; }

 private:
  static constexpr std::size_t none = ~std::size_t{0}, linear = 8;
  // Most instances have no names of their own: those cost a pointer.
  struct Body {
    std::vector<Entry> entries;
    std::vector<std::uint32_t> index;  // open addressing, position + 1; empty while there are few
  };
  std::size_t position(Symbol name) const {
    if (!body_) return none;
    if (!body_->index.empty()) return indexed(name);
    for (std::size_t i = 0; i < body_->entries.size(); ++i)
      if (body_->entries[i].name == name) return i;
    return none;
  }
  std::size_t indexed(Symbol name) const;
  void reindex(std::size_t slots);

  std::unique_ptr<Body> body_;
};

}  // namespace trueup::py
