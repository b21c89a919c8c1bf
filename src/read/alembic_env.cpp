#include "read/alembic_env.h"

#include <algorithm>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "python/parser.h"

namespace trueup {
namespace {

using namespace ast;

// What a name stands for: a module, or an attribute of one.
struct Binding {
  std::string module = {}, attribute = {};
};

class EnvReader {
 public:
  EnvReader(Tree& tree, const std::function<bool(const std::string&)>& is_module, const EnvironmentValue& environment)
      : tree_(tree), is_module_(is_module), environment_(environment) {}

  AlembicEnv run() {
    block(tree_.module().body);
    follow_metadata();
    for (auto& module : imported_)
      if (std::find(out_.modules.begin(), out_.modules.end(), module) == out_.modules.end())
        out_.modules.push_back(module);
    find_url();
    return std::move(out_);
  }

 private:
  // ---- statements: imports and assignments, at the top or in if, try, with ----
  void block(const Span<Stmt*>& body) {
    for (Stmt* each : body) statement(each);
  }
  void statement(Stmt* node) {
    if (auto* import = as<Import>(node)) {
      for (auto* alias : import->names) {
        const std::string name = alias->name.str();
        if (!alias->asname.empty()) bindings_[alias->asname] = {name};
        else bindings_[Symbol(name.substr(0, name.find('.')))] = {name.substr(0, name.find('.'))};
        note(name);
      }
    } else if (auto* from = as<ImportFrom>(node)) {
      if (from->level) return;  // env.py is no module of a package
      const std::string module = from->module.str();
      for (auto* alias : from->names) {
        const std::string name = alias->name.str();
        if (name == "*") {
          stars_.push_back(module);
          note(module);
          continue;
        }
        const Symbol as_name = alias->asname.empty() ? alias->name : alias->asname;
        if (is_module_(module + '.' + name)) {
          bindings_[as_name] = {module + '.' + name};
          note(module + '.' + name);
        } else {
          bindings_[as_name] = {module, name};
          note(module);
        }
      }
    } else if (auto* assign = as<Assign>(node)) {
      for (auto* target : assign->targets)
        if (auto* name = as<Name>(target)) values_[name->id] = assign->value;
    } else if (auto* annotated = as<AnnAssign>(node)) {
      if (auto* name = as<Name>(annotated->target); name && annotated->value) values_[name->id] = annotated->value;
    } else if (auto* test = as<If>(node)) {
      block(test->body);
      block(test->orelse);
    } else if (auto* attempt = as<Try>(node)) {
      block(attempt->body);
    } else if (auto* with = as<With>(node)) {
      block(with->body);
    } else if (auto* function = as<FunctionDef>(node)) {
      functions_[function->name] = function;
    } else if (auto* expression = as<ExprStmt>(node)) {
      if (auto* call = as<Call>(expression->value)) top_calls_.push_back(call);
    }
  }
  void note(const std::string& module) {
    if (is_module_(module) && std::find(imported_.begin(), imported_.end(), module) == imported_.end())
      imported_.push_back(module);
  }

  // ---- target_metadata ----
  void follow_metadata() {
    const auto at = values_.find(Symbol("target_metadata"));
    if (at == values_.end()) {
      out_.reason = "it assigns no target_metadata";
      return;
    }
    out_.origin = tree_.origin(*at->second);
    Expr* value = at->second;
    if (auto* constant = as<Constant>(value); constant && constant->type == ConstantType::none) {
      out_.reason = "its target_metadata is None";
      return;
    }
    Span<Expr*> several = {};
    if (auto* list = as<ast::List>(value)) several = list->elements;
    else if (auto* tuple = as<Tuple>(value)) several = tuple->elements;
    if (!several.empty()) {
      for (auto* each : several)
        if (auto found = metadata_of(each)) add_module(found->module);
        else
          out_.reason = "a part of its target_metadata does not come from an import: " + std::string(tree_.text(*each));
      return;
    }
    const auto found = metadata_of(value);
    if (!found) {
      out_.reason = "its target_metadata does not come from an import: " + std::string(tree_.text(*value));
      return;
    }
    add_module(found->module);
    out_.attribute = found->attribute;
  }
  void add_module(const std::string& module) {
    if (std::find(out_.modules.begin(), out_.modules.end(), module) == out_.modules.end())
      out_.modules.push_back(module);
  }

  // `Base.metadata`, `models.db.metadata`, `metadata`: the module, and what of it to read.
  std::optional<Binding> metadata_of(Expr* value, int depth = 0) const {
    std::vector<std::string> path;
    for (;;) {
      if (auto* attribute = as<Attribute>(value)) {
        path.insert(path.begin(), attribute->attr.str());
        value = attribute->value;
        continue;
      }
      break;
    }
    auto* name = as<Name>(value);
    if (!name || depth > 8) return {};
    Binding at;
    if (auto bound = bindings_.find(name->id); bound != bindings_.end()) at = bound->second;
    else if (auto local = values_.find(name->id); local != values_.end()) {
      auto inner = metadata_of(local->second, depth + 1);
      if (!inner) return {};
      at = *inner;
    } else if (stars_.size() == 1) at = {stars_[0], name->id.str()};
    else return {};
    for (auto& part : path) {
      if (at.attribute.empty() && is_module_(at.module + '.' + part)) at.module += '.' + part;
      else if (part == "metadata" && !at.attribute.empty()) continue;  // of a Base, a db, a registry
      else at.attribute += (at.attribute.empty() ? "" : ".") + part;
    }
    if (!is_module_(at.module) || at.attribute.empty() || at.attribute.find('(') != std::string::npos) return {};
    return at;
  }

  // ---- the URL ----
  void find_url() {
    if (auto at = functions_.find(Symbol("get_url")); at != functions_.end()) {
      if (auto body = tree_.body(*at->second)) {
        const auto kept = values_;
        for (auto* each : *body) {
          statement(each);
          auto* result = as<Return>(each);
          if (!result || !result->value) continue;
          set_url(text_of(result->value), *each);
          break;
        }
        values_ = kept;
      }
      if (out_.url) return;
    }
    for (auto* call : top_calls_) {
      auto* function = as<Attribute>(call->function);
      if (!function || function->attr.view() != "set_main_option" || call->args.size() < 2) continue;
      auto* key = as<Constant>(call->args[0]);
      if (key && key->text == "sqlalchemy.url") set_url(text_of(call->args[1]), *call);
    }
  }
  void set_url(std::optional<std::string> url, const Node& node) {
    if (!url || url->empty()) return;
    // set_main_option takes configparser's %%.
    out_.url = replace_all(std::move(*url), "%%", "%");
    out_.url_origin = tree_.origin(node);
  }

  // The few ways in which people put a URL together; nothing for any other.
  std::optional<std::string> text_of(Expr* node, int depth = 0) const {
    if (!node || depth > 30) return {};
    if (auto* constant = as<Constant>(node)) {
      if (constant->type == ConstantType::string) return std::string(constant->text);
      if (constant->type == ConstantType::integer) return std::to_string(constant->integer);
      return {};
    }
    if (auto* name = as<Name>(node)) {
      const auto at = values_.find(name->id);
      return at == values_.end() ? std::nullopt : text_of(at->second, depth + 1);
    }
    if (auto* joined = as<JoinedStr>(node)) {
      std::string out;
      for (auto* part : joined->values) {
        auto* formatted = as<FormattedValue>(part);
        if (formatted && formatted->format_spec) return {};
        auto text = text_of(formatted ? formatted->value : part, depth + 1);
        if (!text) return {};
        out += *text;
      }
      return out;
    }
    if (auto* sum = as<BinOp>(node); sum && sum->op == Operator::add) {
      auto left = text_of(sum->left, depth + 1), right = text_of(sum->right, depth + 1);
      return left && right ? std::optional(*left + *right) : std::nullopt;
    }
    if (auto* either = as<BoolOp>(node); either && either->op == BoolOperator::or_) {
      for (auto* value : either->values)
        if (auto text = text_of(value, depth + 1); text && !text->empty()) return text;
      return {};
    }
    if (auto* item = as<Subscript>(node)) return is_environ(item->value) ? variable(item->slice) : std::nullopt;
    if (auto* call = as<Call>(node)) return called(*call, depth);
    return {};
  }
  std::optional<std::string> called(const Call& call, int depth) const {
    auto* function = as<Attribute>(call.function);
    auto* plain = as<Name>(call.function);
    const std::string_view name = function ? function->attr.view() : plain ? plain->id.view() : std::string_view();
    const bool reads = name == "getenv" || (name == "get" && function && is_environ(function->value));
    if (reads && !call.args.empty()) {
      if (auto value = variable(call.args[0])) return value;
      Expr* fallback = call.args.size() > 1 ? call.args[1] : nullptr;
      for (auto* keyword : call.keywords)
        if (keyword->name.view() == "default") fallback = keyword->value;
      return text_of(fallback, depth + 1);
    }
    if (name == "str" && plain && call.args.size() == 1) return text_of(call.args[0], depth + 1);
    if (function && name == "replace" && call.args.size() == 2) {
      auto text = text_of(function->value, depth + 1), from = text_of(call.args[0], depth + 1),
           to = text_of(call.args[1], depth + 1);
      return text && from && to && !from->empty() ? std::optional(replace_all(*text, *from, *to)) : std::nullopt;
    }
    return {};
  }
  bool is_environ(const Expr* node) const {
    if (auto* attribute = as<Attribute>(node)) return attribute->attr.view() == "environ";
    auto* name = as<Name>(node);
    return name && name->id.view() == "environ";
  }
  std::optional<std::string> variable(Expr* node) const {
    auto name = text_of(node);
    return name && environment_ ? environment_(*name) : std::nullopt;
  }

  Tree& tree_;
  const std::function<bool(const std::string&)>& is_module_;
  const EnvironmentValue& environment_;
  std::map<Symbol, Binding> bindings_;
  std::map<Symbol, Expr*> values_;
  std::map<Symbol, FunctionDef*> functions_;
  std::vector<Call*> top_calls_;
  std::vector<std::string> imported_, stars_;
  AlembicEnv out_;
};

}  // namespace

Result<AlembicEnv> read_alembic_env(const std::string& path, const std::function<bool(const std::string&)>& is_module,
                                    const EnvironmentValue& environment) {
  std::string text = TRY(read_file(path));
  auto tree = TRY(parse_python(std::move(text), Symbol(path)));
  return EnvReader(*tree, is_module, environment).run();
}

}  // namespace trueup
