// The memory in front of the analyser, and what is gathered from a finished tree.
#include "pg/expr.h"

#include <algorithm>
#include <unordered_map>

#include "base/hash.h"
#include "base/text.h"
#include "pg/expr_analyse.h"

namespace trueup {
namespace {

struct Key {
  Symbol text = {};
  ExprUse use = ExprUse::check;
  Type target = {};
  bool operator==(const Key&) const = default;
};

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::uint64_t hash = hash_with(key.text.number(), static_cast<std::uint64_t>(key.use) * 2 + key.target.array);
    hash = hash_with(hash, key.target.name.number());
    return hash_with(hash, key.target.modifier.number() ^ (std::uint64_t{key.target.schema.number()} << 32));
  }
};

// One answer, and for which columns and table it holds.
struct Known {
  std::vector<std::pair<Symbol, Type>> columns = {};
  bool table = false;
  Symbol schema = {}, name = {};
  Expr answer = {};

  bool holds(const ExprSite& site) const {
    if (table && (site.table != name || site.schema != schema)) return false;
    for (const auto& [column, type] : columns) {
      const Type* now = site.column ? site.column(column) : nullptr;
      if (now ? *now != type : !type.empty()) return false;
    }
    return true;
  }
};

bool is_sequence_function(Symbol name) {
  static const Symbol names[] = {Symbol("nextval"), Symbol("currval"), Symbol("setval")};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Columns and mentions, read off the tree's leaves.
class Gather {
 public:
  Gather(ExprBody& body, const std::unordered_map<Symbol, Mention>& types) : body_(body), types_(types) {}

  void all(const ExprNode& root) {
    visit(root, nullptr);
    tidy(body_.columns);
    tidy(body_.mentions);
    // DEFAULT nextval('x'::regclass), a cast of it to the column's type aside
    const ExprNode* top = root.sort == NodeSort::cast ? root.children[0] : &root;
    if (top->sort != NodeSort::call || top->name != "nextval" || !top->schema.empty() || top->children.size() != 1)
      return;
    const ExprNode& argument = *top->children[0];
    for (std::size_t i = 0; i < body_.mentions.size(); ++i) {
      const Mention& mention = body_.mentions[i];
      if (mention.sort == Mention::Sort::sequence && argument.sort == NodeSort::constant)
        body_.sequence = static_cast<int>(i);
    }
  }

 private:
  void visit(const ExprNode& node, const ExprNode* above) {
    static const Symbol regclass("regclass"), relation("relation"), value("value");
    const bool assumed = node.has(ExprNode::assumed);
    switch (node.sort) {
      case NodeSort::column:
        if (node.schema.empty() || node.schema == "old" || node.schema == "new") body_.columns.push_back(node.name);
        break;
      case NodeSort::call:
        if (!node.schema.empty()) body_.mentions.push_back({Mention::Sort::function, assumed, node.schema, node.name});
        break;
      case NodeSort::constant:
        if (node.type == regclass) {
          const bool sequence = above && above->sort == NodeSort::call && is_sequence_function(above->name);
          // Capitals outside quotes are folded (see relation_name).
          const auto folded = [&](Symbol part) { return node.has(ExprNode::raw) ? Symbol(lower(part.view())) : part; };
          body_.mentions.push_back({sequence ? Mention::Sort::sequence : Mention::Sort::relation, assumed,
                                    folded(node.schema), folded(node.name)});
        }
        break;
      case NodeSort::form:
        if (node.type == relation) body_.mentions.push_back({Mention::Sort::relation, assumed, node.schema, node.name});
        break;
      default:
        break;
    }
    if (const auto type = types_.find(node.type); type != types_.end()) body_.mentions.push_back(type->second);
    for (const ExprNode* child : node.children) visit(*child, &node);
  }

  template <class T>
  static void tidy(std::vector<T>& all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }

  ExprBody& body_;
  const std::unordered_map<Symbol, Mention>& types_;
};

bool is_constant(const ExprNode& node) {
  if (node.sort == NodeSort::cast) return is_constant(*node.children[0]);
  return node.sort == NodeSort::constant || node.sort == NodeSort::null;
}

}  // namespace

struct Canonicaliser::Memory {
  explicit Memory(Names given) : names(std::move(given)), types(names) {}

  Names names;
  TypeCatalog types;
  std::unordered_map<Key, std::vector<Known>, KeyHash> known;
  std::unordered_map<Symbol, Mention> type_mentions;

  Expr analysed(Symbol text, const ExprSite& site, Known& known_for);
};

Expr Canonicaliser::Memory::analysed(Symbol text, const ExprSite& site, Known& known_for) {
  auto body = std::make_unique<ExprBody>();
  body->text = text;
  body->canonical = true;
  body->hash = hash_of(text.view(), 1);
  const auto parsed = parse_meaning(text.view());
  if (!parsed) {
    body->reason = Symbol(parsed.error().message);
    body->volatility = 'v';
    return Expr(body.release());
  }
  auto tree = std::make_unique<ExprTree>();
  Findings findings;
  tree->root = Analyser(types, names, site, text, *tree, findings).whole(parsed->node());
  types.each_new([&](const TypeFacts& facts) {
    type_mentions.try_emplace(facts.label, Mention{Mention::Sort::type, facts.assumed, facts.schema, facts.name});
  });
  body->hash = tree->root->hash;
  body->evaluated_once = findings.evaluated_once;
  body->constant = is_constant(*tree->root);
  body->volatility = findings.volatility;
  Gather(*body, type_mentions).all(*tree->root);
  body->tree = std::move(tree);
  known_for.columns = std::move(findings.columns);
  std::sort(known_for.columns.begin(), known_for.columns.end(), [](auto& a, auto& b) { return a.first < b.first; });
  known_for.columns.erase(std::unique(known_for.columns.begin(), known_for.columns.end()), known_for.columns.end());
  known_for.table = findings.table;
  return Expr(body.release());
}

Canonicaliser::Canonicaliser(Names names) : memory_(std::make_unique<Memory>(std::move(names))) {}
Canonicaliser::~Canonicaliser() = default;

Expr Canonicaliser::canonical(const Expr& written, const ExprSite& site) {
  if (written.empty()) return {};
  const Symbol text = written.body()->text;
  std::vector<Known>& answers = memory_->known[{text, site.use, site.target}];
  for (const Known& known : answers)
    if (known.holds(site)) return known.answer;
  Known known{.schema = site.schema, .name = site.table};
  known.answer = memory_->analysed(text, site, known);
  return answers.emplace_back(std::move(known)).answer;
}

}  // namespace trueup
