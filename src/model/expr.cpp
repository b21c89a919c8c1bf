#include "model/expr.h"

#include "base/hash.h"
#include "base/text.h"
#include "model/expr_tree.h"

namespace trueup {
namespace {

void release(const ExprBody* body) {
  if (body && body->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete body;
}

std::uint64_t content_hash(const ExprNode& node) {
  std::uint64_t hash = hash_with(static_cast<std::uint64_t>(node.sort), node.children.size());
  for (const Symbol part : {node.name, node.schema, node.type}) hash = hash_with(hash, part.content_hash());
  for (const ExprNode* child : node.children) hash = hash_with(hash, child->hash);
  return hash;
}

}  // namespace

Expr Expr::written(std::string_view sql) {
  auto* body = new ExprBody;
  body->text = Symbol(trim(sql));
  body->hash = hash_of(body->text.view(), 1);
  return Expr(body);
}

Expr::Expr(const ExprBody* body) : body_(body) {}

Expr::Expr(const Expr& other) : body_(other.body_) {
  if (body_) body_->references.fetch_add(1, std::memory_order_relaxed);
}

Expr::~Expr() { release(body_); }

std::string_view Expr::text() const { return body_ ? body_->text.view() : std::string_view(); }
bool Expr::is_canonical() const { return body_ && body_->canonical; }
std::string_view Expr::reason() const { return body_ ? body_->reason.view() : std::string_view(); }
std::span<const Symbol> Expr::columns() const { return body_ ? std::span(body_->columns) : std::span<const Symbol>(); }

std::span<const Mention> Expr::mentions() const {
  return body_ ? std::span(body_->mentions) : std::span<const Mention>();
}

const Mention* Expr::sequence() const {
  return body_ && body_->sequence >= 0 ? &body_->mentions[static_cast<std::size_t>(body_->sequence)] : nullptr;
}

bool Expr::is_evaluated_once() const { return body_ && body_->evaluated_once; }
bool Expr::is_constant() const { return body_ && body_->constant; }
bool Expr::is_null() const {
  if (!body_ || !body_->tree) return false;
  const ExprNode* node = body_->tree->root;
  while (node && node->sort == NodeSort::cast && node->children.size() == 1) node = node->children[0];
  return node && node->sort == NodeSort::null;
}
bool Expr::is_volatile() const { return body_ && (!body_->canonical || body_->volatility == 'v'); }
std::uint64_t Expr::hash() const { return body_ ? body_->hash : 0; }

const ExprNode* ExprTree::add(ExprNode node, std::span<const ExprNode* const> children) {
  if (!children.empty()) node.children = children_.emplace_back(children.begin(), children.end());
  node.hash = content_hash(node);
  return &nodes_.emplace_back(node);
}

}  // namespace trueup
