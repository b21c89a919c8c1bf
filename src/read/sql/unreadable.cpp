// A statement that does not parse still says what it is about: that object is unknown, and nobody takes it for missing.
#include "base/text.h"
#include "kinds/enum.h"
#include "kinds/sequence.h"
#include "read/sql/run.h"
#include "read/sql/text.h"

namespace trueup {
namespace {

std::vector<std::string> tokens_of(std::string_view sql) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < sql.size();) {
    const SqlToken token = token_at(sql, at);
    const std::string_view text = sql.substr(at, token.end - at);
    if (token.sort == TokenSort::word) out.push_back(lower(text));
    if (token.sort == TokenSort::quoted && text.size() > 2) out.push_back(replace_all(std::string(text.substr(1, text.size() - 2)), "\"\"", "\""));
    if (token.sort == TokenSort::mark || token.sort == TokenSort::literal) out.emplace_back(text);
    at = token.end;
  }
  return out;
}

class Words {
 public:
  explicit Words(std::vector<std::string> words) : words_(std::move(words)) {}
  bool accept(std::string_view word) { return at_ < words_.size() && words_[at_] == word ? ++at_, true : false; }
  bool skip_to(std::string_view word) {
    while (at_ < words_.size())
      if (words_[at_++] == word) return true;
    return false;
  }
  // The last word may have been cut off with the message: what follows a name shows that it is whole.
  QualifiedName name() {
    QualifiedName out;
    do {
      if (at_ + 1 >= words_.size()) return {};
      out.schema = out.name;
      out.name = cut_name(words_[at_++]);
    } while (accept("."));
    return out;
  }

 private:
  std::vector<std::string> words_;
  std::size_t at_ = 0;
};

}  // namespace

Id unreadable_object(const SqlRun& run, std::string_view message) {
  const auto from = message.find(", in: ");
  if (from == message.npos) return {};
  Words words(tokens_of(message.substr(from + 6)));
  const bool creates = words.accept("create");
  if (!creates && !words.accept("alter")) return {};
  words.accept("unlogged");
  words.accept("unique");
  const Kind* kind = nullptr;
  if (words.accept("table")) kind = &kind_of<Table>();
  else if (words.accept("type")) kind = &kind_of<Enum>();
  else if (words.accept("sequence")) kind = &kind_of<Sequence>();
  else if (!creates || !words.accept("index") || !words.skip_to("on")) return {};
  if (words.accept("if")) words.accept("not"), words.accept("exists");
  words.accept("only");
  const QualifiedName name = words.name();
  if (name.name.empty()) return {};
  // Of an index it is not known what it says: whatever its table has or lacks is in doubt.
  return run.locate(kind ? *kind : kind_of<Table>(), name);
}

}  // namespace trueup
