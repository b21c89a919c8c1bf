#include "python/tokens.h"

#include <array>

namespace trueup::ast {
namespace {

struct Word {
  std::string_view text;
  TokenKind kind;
};
using enum TokenKind;
// By first letter; asked only for words that are not in the tokenizer's cache.
constexpr std::array words = {
    Word{"False", false_}, Word{"None", none_}, Word{"True", true_}, Word{"and", and_}, Word{"as", as_},
    Word{"assert", assert_}, Word{"async", async_}, Word{"await", await_}, Word{"break", break_}, Word{"class", class_},
    Word{"continue", continue_}, Word{"def", def_}, Word{"del", del_}, Word{"elif", elif_}, Word{"else", else_},
    Word{"except", except_}, Word{"finally", finally_}, Word{"for", for_}, Word{"from", from_}, Word{"global", global_},
    Word{"if", if_}, Word{"import", import_}, Word{"in", in_}, Word{"is", is_}, Word{"lambda", lambda_},
    Word{"nonlocal", nonlocal_}, Word{"not", not_}, Word{"or", or_}, Word{"pass", pass_}, Word{"raise", raise_},
    Word{"return", return_}, Word{"try", try_}, Word{"while", while_}, Word{"with", with_}, Word{"yield", yield_}};

}  // namespace

TokenKind keyword_of(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return name;
  for (const Word& w : words) {
    if (w.text == word) return w.kind;
  }
  return name;
}

}  // namespace trueup::ast
