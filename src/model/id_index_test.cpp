#include "model/id_index.h"

#include <gtest/gtest.h>

#include "kinds/table.h"
#include "model/draft.h"

namespace trueup {
namespace {

Id table(int i) { return Id(kind_of<Table>(), {std::string_view("s"), std::string_view("t" + std::to_string(i))}); }

TEST(id_index, finds_what_was_added_moved_and_not_removed) {
  Draft draft;
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(draft.add(table(i), Table{}));
  EXPECT_FALSE(draft.add(table(7), Table{}));
  for (int i = 0; i < 1000; i += 3) draft.remove(table(i));
  for (int i = 1; i < 1000; i += 3) ASSERT_TRUE(draft.move(table(i), table(i + 5000)));
  EXPECT_FALSE(draft.move(table(2), table(5)));
  EXPECT_TRUE(draft.move(table(2), table(2)));
  EXPECT_FALSE(draft.move(table(0), table(9999)));
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(draft.find(table(i)) != nullptr, i % 3 == 2) << i;
    EXPECT_EQ(draft.find(table(i + 5000)) != nullptr, i % 3 == 1) << i;
  }
  ASSERT_TRUE(draft.add(table(0), Table{.unlogged = true}));
  EXPECT_TRUE(draft.find(table(0))->as<Table>().unlogged);
}

}  // namespace
}  // namespace trueup
