#include "read/sqlalchemy/versions.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace trueup::sqla {
namespace {

bool is_legacy(std::string_view requirement) { return is_before(newest_allowed(requirement), {2}); }

}  // namespace

TEST(Versions, a_requirement_allows_something_below_two_or_it_does_not) {
  for (auto one : {"==1.4.41", "1.4.41", "<2", "<2.0", ">=1.4,<2.0", "~=1.4", "~=1.4.41", "^1.4", "<=1.4.54", "==1.4.*", "~1.4.2"}) EXPECT_TRUE(is_legacy(one)) << one;
  for (auto two : {"==2.0.40", ">=1.4", ">=1.4,<3", "^2.0", "~=2.0.1", "<2.1", "", "*", "<=2"}) EXPECT_FALSE(is_legacy(two)) << two;
  EXPECT_TRUE(is_before(newest_allowed("^0.0.8"), {0, 0, 9}));
  EXPECT_FALSE(is_before(newest_allowed(">=0.0.8"), {0, 0, 9}));
}

TEST(Versions, they_are_found_in_the_files_of_a_project_and_above_it) {
  const std::string root = testing::TempDir() + "trueup-versions";
  std::filesystem::create_directories(root + "/backend/app");
  std::filesystem::create_directories(root + "/.git");
  auto write = [&](const std::string& name, std::string_view text) { std::ofstream(root + '/' + name) << text; };
  write("backend/requirements.txt", "# pins\nFlask-SQLAlchemy==2.5.1\nsqlalchemy-utils==0.38.3\nSQLAlchemy[asyncio]==1.4.41  # old\n");
  write("pyproject.toml", "[project]\ndependencies = [\n  \"sqlmodel>=0.0.8,<0.0.9\",\n  \"sqlalchemy>=2\",\n]\n");
  EXPECT_EQ(pinned_version(root + "/backend/app", "sqlalchemy"), (Version{1, 4, 41}));
  EXPECT_TRUE(is_before(pinned_version(root + "/backend/app", "sqlmodel"), {0, 0, 9}));
  EXPECT_TRUE(pinned_version(root, "sqlalchemy").empty());
  write("poetry.lock", "[[package]]\nname = \"sqlalchemy\"\nversion = \"2.0.30\"\n");
  EXPECT_EQ(pinned_version(root, "sqlalchemy"), (Version{2, 0, 30}));
  std::filesystem::remove_all(root);
}

}  // namespace trueup::sqla
