#include "read/sql/psql.h"

#include "base/text.h"
#include "read/sql/text.h"

namespace trueup {
namespace {

std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::string word_at(std::string_view text, std::size_t& at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  std::string out;
  if (at < text.size() && (text[at] == '\'' || text[at] == '"')) {
    const char quote = text[at++];
    while (at < text.size() && text[at] != quote) out += text[at++];
    if (at < text.size()) ++at;
    return out;
  }
  while (at < text.size() && text[at] != ' ' && text[at] != '\t' && text[at] != '\r') out += text[at++];
  return out;
}

class Script {
 public:
  Script(std::string_view text, Symbol file, Diags& diags) : text_(text), file_(file), diags_(diags), sql_(text) {}

  std::vector<PsqlPiece> pieces() {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const SqlToken token = token_at(text_, at);
      if (token.sort == TokenSort::word) see_word(text_.substr(at, token.end - at));
      if (token.sort == TokenSort::mark && text_[at] == ';') {
        at = is_copy() ? skip_data(token.end) : token.end;
        words_.clear();
      } else if (token.sort == TokenSort::mark && text_[at] == '\\') {
        const std::size_t end = line_end(text_, at);
        std::string include = command(at, end);
        if (!include.empty()) {
          out_.push_back({piece(begin, end), std::move(include)});
          begin = end;
        }
        at = end;
      } else {
        at = token.end;
      }
    }
    out_.push_back({piece(begin, text_.size()), {}});
    return std::move(out_);
  }

 private:
  // The words of a statement so far, as many as tell COPY … FROM stdin.
  void see_word(std::string_view word) {
    if (words_.empty() || words_[0] == "copy") words_.push_back(lower(word));
  }
  bool is_copy() const {
    for (std::size_t i = 1; i + 1 < words_.size(); ++i)
      if (words_[i] == "from" && words_[i + 1] == "stdin") return words_[0] == "copy";
    return false;
  }

  // From the line behind the semicolon to the line that says \. — text of any kind, quotes included.
  std::size_t skip_data(std::size_t at) {
    std::size_t line = line_end(text_, at) + 1;
    while (line < text_.size()) {
      const std::size_t end = line_end(text_, line);
      const std::string_view content = text_.substr(line, end - line);
      blank(line, end);
      if (content == "\\." || content == "\\.\r") return end;
      line = end + 1;
    }
    return text_.size();
  }

  void blank(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (sql_[i] != '\n') sql_[i] = ' ';
  }

  // Returns the file to include.
  std::string command(std::size_t at, std::size_t end) {
    std::size_t next = at + 1;
    const std::string name = word_at(text_.substr(0, end), next);
    blank(at, end);
    // These send the statement in front of them, as a semicolon does.
    if (name == "g" || name == "gx" || name == "gset" || name == "gexec" || name == "gdesc") sql_[at] = ';', words_.clear();
    if (name == "gexec") complain(at, "what \\gexec runs is not read");
    if (name == "if" || name == "elif" || name == "else") complain(at, "\\" + name + " is not decided: all branches are read");
    if (name == "i" || name == "ir" || name == "include" || name == "include_relative") {
      std::string file = word_at(text_.substr(0, end), next);
      if (file.empty()) complain(at, "\\" + name + " names no file");
      return file;
    }
    return {};
  }

  void complain(std::size_t at, std::string message) {
    std::uint32_t line = 1;
    for (std::size_t i = 0; i < at; ++i) line += text_[i] == '\n';
    diags_.push_back({.code = "psql-command", .message = std::move(message), .origin = {file_, line, 1}, .severity = Severity::warning});
  }

  // Statements keep their line: what was in earlier pieces becomes blank lines.
  std::string piece(std::size_t begin, std::size_t end) {
    std::string out;
    for (std::size_t i = 0; i < begin; ++i)
      if (sql_[i] == '\n') out += '\n';
    return out + sql_.substr(begin, end - begin);
  }

  std::string_view text_;
  Symbol file_;
  Diags& diags_;
  std::string sql_;
  std::vector<std::string> words_ = {};
  std::vector<PsqlPiece> out_ = {};
};

}  // namespace

std::vector<PsqlPiece> psql_pieces(std::string_view script, Symbol file, Diags& diags) {
  return Script(script, file, diags).pieces();
}

}  // namespace trueup
