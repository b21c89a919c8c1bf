#include "read/sqlalchemy/requirements.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace trueup::sqla {
namespace {

class Project {
 public:
  Project() {
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root + "/backend/app");
    std::filesystem::create_directories(root + "/.git");
  }
  ~Project() { std::filesystem::remove_all(root); }
  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories(std::filesystem::path(root + '/' + name).parent_path());
    std::ofstream(root + '/' + name) << text;
  }
  const std::string root = testing::TempDir() + "trueup-requirements";
};

TEST(Requirements, what_no_list_names_is_lacking) {
  Project project;
  project.write("pyproject.toml", "[project]\nname = \"shop\"\ndependencies = [\n  \"SQLAlchemy>=2\",\n  \"psycopg2-binary\", \"PyYAML\",\n]\n[tool.mypy]\nignore = \"shop_plugins.*\"\n");
  project.write("backend/requirements/base.txt", "pillow==9\nzope.interface\n");
  const Requirements requirements(project.root + "/backend");
  for (auto listed : {"sqlalchemy", "psycopg2", "yaml", "PIL", "zope", "shop", "shop_plugins"}) EXPECT_FALSE(requirements.lack(listed)) << listed;
  for (auto other : {"shop_enterprise", "orjson", "psycopg3"}) EXPECT_TRUE(requirements.lack(other)) << other;
}

TEST(Requirements, where_nothing_is_listed_nothing_is_lacking) {
  Project project;
  EXPECT_FALSE(Requirements(project.root).lack("orjson"));
  project.write("pyproject.toml", "[tool.black]\nline-length = 100\n");
  EXPECT_FALSE(Requirements(project.root).lack("orjson"));
  project.write("setup.py", "from setuptools import setup\nsetup(name='shop', install_requires=['sqlalchemy'])\n");
  EXPECT_TRUE(Requirements(project.root).lack("orjson"));
}

}  // namespace
}  // namespace trueup::sqla
