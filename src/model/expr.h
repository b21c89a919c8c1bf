// Expr: a default, a check, a predicate: its text, and what it means. Cheap to copy: one pointer to something shared
// and immutable. Written by a source, made canonical by pg/expr in the light of its table, compared with three answers.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/symbol.h"
#include "model/verdict.h"

namespace trueup {

// Something outside its own table that an expression names.
struct Mention {
  enum class Sort : std::uint8_t { function, type, sequence, relation };
  Sort sort = Sort::function;
  bool assumed = false;  // nobody declares it: the schema is a guess
  Symbol schema = {};
  Symbol name = {};
  friend auto operator<=>(const Mention&, const Mention&) = default;
};

struct ExprBody;  // model/expr_tree.h

class Expr {
 public:
  Expr() = default;  // no expression at all
  // As authored or as a catalog deparsed it; nothing is parsed yet. Outer blanks are dropped.
  static Expr written(std::string_view sql);
  explicit Expr(const ExprBody* body);  // takes over one reference; for pg/expr
  Expr(const Expr& other);
  Expr(Expr&& other) noexcept : body_(std::exchange(other.body_, nullptr)) {}
  Expr& operator=(Expr other) noexcept {
    std::swap(body_, other.body_);
    return *this;
  }
  ~Expr();

  bool empty() const { return body_ == nullptr; }
  explicit operator bool() const { return body_ != nullptr; }
  std::string_view text() const;

  bool is_canonical() const;        // pg/expr has seen it; it may still be opaque
  std::string_view reason() const;  // why it is opaque (not parsed, too large); "" if it has a tree
  // Columns of its own table, by name and sorted; a whole-row reference mentions none of them.
  std::span<const Symbol> columns() const;
  std::span<const Mention> mentions() const;  // sorted
  // nextval('x'::regclass): the sequence; null for anything else.
  const Mention* sequence() const;
  // DEFAULT 'now()' as a string on a date/time type: PostgreSQL evaluates it once, when the table is made.
  bool is_evaluated_once() const;
  // A plain literal or NULL, casts aside: one value for all rows.
  bool is_constant() const;
  bool is_null() const;  // NULL, casts aside
  // May give another value for each row: a new column with such a default rewrites its table. What is not known is.
  bool is_volatile() const;

  // Equal canonical trees hash equal, whatever their text; an opaque or not yet canonical one hashes by its text.
  std::uint64_t hash() const;
  friend bool operator==(const Expr& a, const Expr& b) { return a.body_ == b.body_ || a.hash() == b.hash(); }

  const ExprBody* body() const { return body_; }

 private:
  const ExprBody* body_ = nullptr;
};

// The smallest pair of sub-expressions that differs or could not be decided, written in SQL's manner, for messages.
struct ExprDifference {
  std::string have = {};
  std::string want = {};
};

// `have` is the catalog's deparsed text, `want` the authored one: PostgreSQL adds casts and never drops an explicit
// one, so a cast that only `want` has is a difference, and one that only `have` has is undecided. Equal text is the
// same without a parse. Not symmetric, but never `same` one way and `different` the other.
Verdict compare(const Expr& have, const Expr& want);
Verdict compare(const Expr& have, const Expr& want, ExprDifference& where);

}  // namespace trueup
