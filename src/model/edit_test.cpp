#include "model/edit.h"

#include <gtest/gtest.h>

#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/comment.h"
#include "kinds/enum.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/policy.h"
#include "kinds/primary_key.h"
#include "kinds/sequence.h"
#include "kinds/table.h"
#include "pg/respell.h"

namespace trueup {
namespace {

template <class T>
Id at(std::initializer_list<std::string_view> path) { return Id(kind_of<T>(), path); }

class edit : public testing::Test {
 protected:
  edit() {
    draft.add(at<Enum>({"", "mood"}), Enum{.labels = {"sad", "glad"}});
    draft.add(at<Table>({"", "users"}), Table{});
    draft.add(at<Column>({"", "users", "id"}), Column{.default_value = Expr::written("nextval('users_id_seq'::regclass)")});
    draft.add(at<Column>({"", "users", "age"}), Column{});
    draft.add(at<Column>({"", "users", "mood"}), Column{.type = {.name = Symbol("mood")}});
    draft.add(at<PrimaryKey>({"", "users", "users_pkey"}), PrimaryKey{.columns = {{Symbol("id")}}});
    draft.add(at<Check>({"", "users", "users_age_check"}), Check{.expression = Expr::written("users.age > 0 AND lower('age') <> 'x'")});
    draft.add(at<Index>({"", "users", "ix"}), Index{.keys = {{.name = Symbol("age")}}, .where = Expr::written("mood = 'sad'::mood")});
    draft.add(at<Table>({"", "posts"}), Table{});
    draft.add(at<Column>({"", "posts", "author"}), Column{});
    ForeignKey fk{.columns = {{Symbol("author")}}, .references = {at<Table>({"", "users"})}, .referenced_columns = {Symbol("id")}};
    draft.add(at<ForeignKey>({"", "posts", "posts_author_fkey"}), fk);
    draft.add(at<Policy>({"", "posts", "mine"}), Policy{.using_expression = Expr::written("EXISTS (SELECT 1 FROM users u WHERE u.age > 3 AND id = author)")});
    draft.add(at<Sequence>({"", "users_id_seq"}), Sequence{.owned_by = {at<Column>({"", "users", "id"})}});
    draft.add(Id::on(kind_of<Comment>(), at<Column>({"", "users", "age"})), Comment{.text = "in years"});
  }

  template <class T>
  const T& get(std::initializer_list<std::string_view> path) {
    const Object* object = draft.find(at<T>(path));
    if (!object) throw std::runtime_error("missing " + at<T>(path).str());
    return object->as<T>();
  }
  bool apply(Edit edit) { return static_cast<bool>(apply_edit(draft, edit, postgres_expr_rules())); }

  Draft draft;
};

TEST_F(edit, dropping_a_table_takes_all_on_it_and_the_keys_that_refer_to_it) {
  EXPECT_TRUE(apply(Drop{at<Table>({"", "users"})}));
  std::vector<std::string> left;
  for (auto& object : draft.objects())
    if (!object.id.empty()) left.push_back(object.id.str());
  EXPECT_EQ(left, (std::vector<std::string>{"enum \"\".mood", "table \"\".posts", "column \"\".posts.author"}));
}

TEST_F(edit, dropping_a_column_takes_keys_indexes_checks_and_comments) {
  EXPECT_TRUE(apply(Drop{at<Column>({"", "users", "age"})}));
  EXPECT_FALSE(draft.find(at<Check>({"", "users", "users_age_check"})));
  EXPECT_FALSE(draft.find(at<Index>({"", "users", "ix"})));
  EXPECT_FALSE(draft.find(Id::on(kind_of<Comment>(), at<Column>({"", "users", "age"}))));
  EXPECT_FALSE(draft.find(at<Policy>({"", "posts", "mine"})));
  EXPECT_TRUE(draft.find(at<PrimaryKey>({"", "users", "users_pkey"})));
}

TEST_F(edit, dropping_a_sequence_leaves_the_column_without_its_default) {
  EXPECT_TRUE(apply(Drop{at<Sequence>({"", "users_id_seq"})}));
  EXPECT_FALSE(get<Column>({"", "users", "id"}).default_value);
}

TEST_F(edit, renaming_a_table_moves_what_is_on_it_and_what_refers_to_it) {
  EXPECT_TRUE(apply(Rename{at<Table>({"", "users"}), at<Table>({"", "people"})}));
  EXPECT_EQ(get<Check>({"", "people", "users_age_check"}).expression.text(), "people.age > 0 AND lower('age') <> 'x'");
  EXPECT_EQ(get<ForeignKey>({"", "posts", "posts_author_fkey"}).references.to, at<Table>({"", "people"}));
  EXPECT_EQ(get<Policy>({"", "posts", "mine"}).using_expression.text(), "EXISTS (SELECT 1 FROM people u WHERE u.age > 3 AND id = author)");
  EXPECT_EQ(get<Sequence>({"", "users_id_seq"}).owned_by.to, at<Column>({"", "people", "id"}));
  EXPECT_TRUE(draft.find(Id::on(kind_of<Comment>(), at<Column>({"", "people", "age"}))));
}

TEST_F(edit, renaming_a_column_rewrites_keys_and_expressions) {
  EXPECT_TRUE(apply(Rename{at<Column>({"", "users", "age"}), at<Column>({"", "users", "Years"})}));
  EXPECT_EQ(get<Check>({"", "users", "users_age_check"}).expression.text(), "users.\"Years\" > 0 AND lower('age') <> 'x'");
  EXPECT_EQ(get<Index>({"", "users", "ix"}).keys[0].name, "Years");
  EXPECT_EQ(get<Policy>({"", "posts", "mine"}).using_expression.text(), "EXISTS (SELECT 1 FROM users u WHERE u.\"Years\" > 3 AND id = author)");
  EXPECT_TRUE(apply(Rename{at<Column>({"", "users", "id"}), at<Column>({"", "users", "key"})}));
  EXPECT_EQ(get<ForeignKey>({"", "posts", "posts_author_fkey"}).referenced_columns, std::vector{Symbol("key")});
  EXPECT_EQ(get<PrimaryKey>({"", "users", "users_pkey"}).columns.names, std::vector{Symbol("key")});
}

TEST_F(edit, renaming_types_and_sequences_reaches_columns_and_expressions) {
  EXPECT_TRUE(apply(Rename{at<Enum>({"", "mood"}), at<Enum>({"app", "feeling"})}));
  EXPECT_EQ(get<Column>({"", "users", "mood"}).type.spell(), "app.feeling");
  EXPECT_EQ(get<Index>({"", "users", "ix"}).where.text(), "mood = 'sad'::app.feeling");
  EXPECT_TRUE(apply(Rename{at<Sequence>({"", "users_id_seq"}), at<Sequence>({"", "Numbers"})}));
  EXPECT_EQ(get<Column>({"", "users", "id"}).default_value.text(), "nextval('\"Numbers\"'::regclass)");
}

TEST_F(edit, setting_a_field_does_not_touch_the_payload_that_others_may_share) {
  const Column& before = get<Column>({"", "users", "age"});
  const Column wanted{.nullable = false};
  EXPECT_TRUE(apply(Set{at<Column>({"", "users", "age"}), "nullable", &wanted}));
  EXPECT_TRUE(before.nullable);
  EXPECT_FALSE(get<Column>({"", "users", "age"}).nullable);
  EXPECT_TRUE(apply(Set{at<Column>({"", "users", "age"}), "nullable"}));
  EXPECT_TRUE(get<Column>({"", "users", "age"}).nullable);
}

TEST_F(edit, what_cannot_be_done_is_an_error_and_changes_nothing) {
  EXPECT_EQ(apply_edit(draft, Drop{at<Table>({"", "nobody"})}, {}).error().code, "no-such-object");
  EXPECT_EQ(apply_edit(draft, Rename{at<Table>({"", "users"}), at<Table>({"", "posts"})}, {}).error().code, "duplicate-object");
  EXPECT_EQ(apply_edit(draft, Set{at<Table>({"", "users"}), "colour"}, {}).error().code, "no-such-field");
  EXPECT_EQ(apply_edit(draft, Add{*draft.find(at<Table>({"", "users"}))}, {}).error().code, "duplicate-object");
}

}  // namespace
}  // namespace trueup
