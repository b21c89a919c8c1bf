#include "read/discover.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"

namespace trueup {
namespace {

class Discover : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "discover.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(path.parent_path());
    ASSERT_TRUE(write_file(path.string(), text));
  }
  FoundAlembic look(const EnvironmentValue& environment = {}) {
    auto found = look_at_alembic(folder_ + "/alembic.ini", environment);
    EXPECT_TRUE(found) << (found ? "" : found.error().str());
    return *found;
  }
  std::string folder_;
};

TEST_F(Discover, target_metadata_leads_to_the_models) {
  write("alembic.ini",
        "[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = postgresql://a:b%%40c@h/d\n");
  write("migrations/env.py",
        "from alembic import context\nfrom app.db.base import Base\nimport app.models  # noqa\ntarget_metadata = "
        "Base.metadata\n");
  write("app/__init__.py", "");
  write("app/db/base.py", "");
  write("app/models.py", "");
  const FoundAlembic found = look();
  EXPECT_EQ(found.models, "models:" + folder_ + ":app.db.base,app.models:Base");
  ASSERT_TRUE(url_of(found));
  EXPECT_EQ(url_of(found)->url, "postgresql://a:b%40c@h/d");
  EXPECT_EQ(url_of(found)->origin.line, 3u);
}

TEST_F(Discover, a_flask_metadata_is_not_guessed) {
  write("alembic.ini", "[alembic]\nscript_location = m\n");
  write("m/env.py", "from flask import current_app\ntarget_metadata = current_app.extensions['migrate'].db.metadata\n");
  const FoundAlembic found = look();
  EXPECT_EQ(found.models, "");
  EXPECT_NE(found.env->reason, "");
  EXPECT_FALSE(url_of(found));
}

TEST_F(Discover, get_url_is_followed_as_far_as_it_is_static) {
  write("alembic.ini", "[alembic]\nscript_location = m\nsqlalchemy.url = driver://user:pass@localhost/dbname\n");
  write("m/env.py",
        "import os\nfrom models import metadata as m\ntarget_metadata = [m]\n"
        "def get_url():\n    user = os.getenv('PG_USER', 'postgres')\n    host = os.environ['PG_HOST']\n    return "
        "f'postgresql://{user}@{host}/app'\n");
  write("models.py", "");
  const FoundAlembic found =
      look([](std::string_view name) { return name == "PG_HOST" ? std::optional<std::string>("db") : std::nullopt; });
  ASSERT_TRUE(url_of(found));
  EXPECT_EQ(url_of(found)->url, "postgresql://postgres@db/app");
  EXPECT_EQ(found.models, "models:" + folder_ + ":models");
  EXPECT_FALSE(url_of(look()));
}

TEST_F(Discover, models_are_found_by_what_they_hold) {
  write("src/shop/__init__.py", "");
  write("src/shop/models/__init__.py", "");
  write("src/shop/models/user.py", "class User(Base):\n    __tablename__ = 'users'\n");
  write("src/shop/views.py", "from .models import User\n");
  write("src/tests/models.py", "__tablename__");
  write(".venv/lib/x.py", "DeclarativeBase");
  const auto found = find_models(folder_);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].folder, folder_ + "/src");
  EXPECT_EQ(found[0].modules, std::vector<std::string>{"shop.models.user"});
}

TEST_F(Discover, compose_files_tell_a_port) {
  write("docker-compose.yml",
        "services:\n  web:\n    ports:\n      - \"8000:8000\"\n  db:\n    image: postgres:16\n    environment:\n      "
        "POSTGRES_USER: shop\n      - POSTGRES_DB=shop_dev\n    ports:\n"
        "      - \"127.0.0.1:5433:5432\"\nvolumes:\n  data:\n");
  const auto found = find_compose_services(folder_);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].service, "db");
  EXPECT_EQ(found[0].port, "5433");
  EXPECT_EQ(found[0].user, "shop");
  EXPECT_EQ(found[0].database, "shop_dev");
}

}  // namespace
}  // namespace trueup
