// Names: the namespace of a module, class, instance or call: names with values in the order of first assignment, each
// with the line that assigned it last.
#pragma once
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/symbol_table.h"

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
  Names(const Names& other) : table_(other.table_ ? std::make_unique<SymbolTable<Entry>>(*other.table_) : nullptr) {}
  Names(Names&&) noexcept = default;
  Names& operator=(Names other) noexcept {
    table_ = std::move(other.table_);
    return *this;
  }

  Value find(Symbol name) const {
    const Entry* at = entry(name);
    return at ? at->value : Value();
  }
  bool has(Symbol name) const { return entry(name) != nullptr; }
  const Entry* entry(Symbol name) const { return table_ ? table_->find(name) : nullptr; }
  // A name that is there keeps its place in the order.
  void set(Symbol name, Value value, std::uint32_t line = 0) {
    if (!table_) table_ = std::make_unique<SymbolTable<Entry>>();
    auto [there, fresh] = table_->add({value, name, line});
    if (fresh) return;
    there->value = value;
    if (line) there->line = line;
  }
  bool erase(Symbol name) { return table_ && table_->erase(name); }
  void clear() {
    if (table_) table_->clear();
  }

  const std::vector<Entry>& entries() const {
    static const std::vector<Entry> no_entries;
    return table_ ? std::as_const(*table_).entries() : no_entries;
  }
  std::vector<Entry>::const_iterator begin() const { return entries().begin(); }
  std::vector<Entry>::const_iterator end() const { return entries().end(); }
  std::size_t size() const { return table_ ? table_->size() : 0; }
  bool empty() const { return size() == 0; }

 private:
  std::unique_ptr<SymbolTable<Entry>> table_;  // most instances have no names of their own: those cost a pointer
};

}  // namespace trueup::py
