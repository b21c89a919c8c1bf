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

TEST(id_index, ids_move_all_at_once_and_those_that_are_taken_are_named) {
  Draft draft;
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(draft.add(table(i), Table{.unlogged = i % 2 == 1}));
  draft.remove(table(4));
  // The odd ones get a zero behind their number: those up to 99 meet an even one that stays.
  std::vector<std::string> taken;
  draft.move_all([](const Object& object) { return object.as<Table>().unlogged ? Id(kind_of<Table>(), {std::string_view("s"), std::string_view(object.id[1].str() + "0")}) : object.id; },
                 [&](const Object& object, const Id& id) { taken.push_back(object.id[1].str() + " " + id[1].str()); });
  EXPECT_EQ(draft.find(table(1)), nullptr);
  EXPECT_EQ(draft.find(table(10))->as<Table>().unlogged, false);  // the one that stayed
  EXPECT_NE(draft.find(table(2)), nullptr);
  EXPECT_EQ(draft.find(table(4)), nullptr);
  ASSERT_FALSE(taken.empty());
  EXPECT_EQ(taken[0], "t1 t10");
  for (int i = 0; i < 1000; i += 2) EXPECT_EQ(draft.find(table(i)) != nullptr, i != 4) << i;
  EXPECT_TRUE(draft.find(table(1010))->as<Table>().unlogged);  // 101, which found room
}

}  // namespace
}  // namespace trueup
