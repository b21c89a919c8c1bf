#include "python/strings.h"

#include <gtest/gtest.h>

#include <limits>

#include "python/dump_values.h"
#include "python/tokens.h"

namespace trueup::ast {
namespace {

Constant read(std::string_view text) {
  static Arena arena;
  Constant constant;
  read_number(text, constant, arena);
  return constant;
}

TEST(Numbers, integers_keep_their_value_or_their_digits) {
  EXPECT_EQ(read("1_000").integer, 1000);
  EXPECT_EQ(read("0xFF").integer, 255);
  EXPECT_EQ(read("0b101").integer, 5);
  EXPECT_EQ(read("0o17").integer, 15);
  EXPECT_EQ(read("00").integer, 0);
  EXPECT_EQ(read("9223372036854775807").integer, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(read("9_223_372_036_854_775_808").type, ConstantType::big_integer);
  EXPECT_EQ(read("9_223_372_036_854_775_808").text, "9223372036854775808");
}

TEST(Numbers, reals_are_read_and_written_as_python_does) {
  const auto written = [](std::string_view text) {
    std::string out;
    append_real(read(text).real, out);
    return out;
  };
  EXPECT_EQ(written("1."), "1.0");
  EXPECT_EQ(written("1e16"), "1e+16");
  EXPECT_EQ(written("1e15"), "1000000000000000.0");
  EXPECT_EQ(written("0.0001"), "0.0001");
  EXPECT_EQ(written("0.00001"), "1e-05");
  EXPECT_EQ(written("1_0.2_5"), "10.25");
  EXPECT_EQ(written("1e400"), "inf");
  EXPECT_EQ(written("1e-400"), "0.0");
  EXPECT_EQ(written("5e-324"), "5e-324");
  EXPECT_EQ(read("1.5j").type, ConstantType::imaginary);
}

TEST(Strings, escapes_are_decoded) {
  std::string out;
  EXPECT_EQ(decode_string("\\x41\\101\\u00e9\\U0001F600\\q\\\n\\ud800", out), NamedCharacters::none);
  EXPECT_EQ(out, "AA\xC3\xA9\xF0\x9F\x98\x80\\q\xED\xA0\x80");
  out.clear();
  decode_bytes("\\xff\\377\\u00e9", out);
  EXPECT_EQ(out, "\xFF\xFF\\u00e9");
  EXPECT_THROW(decode_string("\\U00110000", out), SyntaxError);
}

}  // namespace
}  // namespace trueup::ast
