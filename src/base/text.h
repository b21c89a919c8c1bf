// Small things about text that the standard library lacks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace trueup {

std::string join(const std::vector<std::string>& parts, std::string_view between);
std::vector<std::string> split(std::string_view text, char at);  // "a,,b" → {"a", "", "b"}; "" → {}
std::string_view trim(std::string_view text);
std::string lower(std::string_view text);  // ASCII only
std::string upper(std::string_view text);  // ASCII only
std::string replace_all(std::string text, std::string_view from, std::string_view to);
bool matches_glob(std::string_view text, std::string_view pattern);  // `*` any run, `?` one character

// Edits (insert, delete, replace, swap of neighbours) between two words.
std::size_t edit_distance(std::string_view a, std::string_view b);
// The candidate nearest to a word, or "" when none is near enough to be meant (a third of its length).
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// "1 table", "2 tables"
std::string counted(std::size_t n, std::string_view one, std::string_view many = {});

// The longest prefix of at most `most` bytes that does not cut a UTF-8 character: how PostgreSQL shortens names.
std::string_view utf8_prefix(std::string_view text, std::size_t most);

}  // namespace trueup
