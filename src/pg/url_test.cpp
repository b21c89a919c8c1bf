#include "pg/url.h"

#include <gtest/gtest.h>

namespace trueup {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs parsed(std::string_view text) {
  Result<ConnectionSpec> spec = parse_database_url(text);
  if (!spec) return {{"error", spec.error().code + ": " + spec.error().message}};
  return spec->parameters;
}

std::vector<std::string> notes(std::string_view text) {
  Result<ConnectionSpec> spec = parse_database_url(text);
  return spec ? spec->notes : std::vector<std::string>{spec.error().str()};
}

std::string safe(std::string_view text) {
  Result<ConnectionSpec> spec = parse_database_url(text);
  return spec ? spec->safe_text() : spec.error().str();
}

std::string failure(std::string_view text) {
  Result<ConnectionSpec> spec = parse_database_url(text);
  return spec ? "" : spec.error().str();
}

}  // namespace

TEST(Url, every_driver_of_sqlalchemy_reads_alike) {
  const Pairs want = {
      {"host", "db.example.com"}, {"port", "5433"}, {"user", "ann"}, {"password", "pw"}, {"dbname", "shop"}};
  for (const char* scheme :
       {"postgresql", "postgres", "postgresql+asyncpg", "postgresql+psycopg", "postgresql+psycopg2",
        "postgresql+pg8000", "postgresql+psycopg2cffi", "PostgreSQL", "postgres+asyncpg"})
    EXPECT_EQ(parsed(std::string(scheme) + "://ann:pw@db.example.com:5433/shop"), want) << scheme;
}

TEST(Url, escapes_are_decoded_and_a_plus_stays_a_plus) {
  EXPECT_EQ(parsed("postgresql://an%20n:p%40s%3As%2F+%25@h/my%20db+1"),
            (Pairs{{"host", "h"}, {"user", "an n"}, {"password", "p@s:s/+%"}, {"dbname", "my db+1"}}));
  EXPECT_EQ(parsed("postgresql://u:100%@h/d"),
            (Pairs{{"host", "h"}, {"user", "u"}, {"password", "100%"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://u:%zz%4@h"), (Pairs{{"host", "h"}, {"user", "u"}, {"password", "%zz%4"}}));
}

TEST(Url, special_characters_of_a_password_need_not_be_encoded) {
  EXPECT_EQ(parsed("postgresql://u:p@ss@h/d"),
            (Pairs{{"host", "h"}, {"user", "u"}, {"password", "p@ss"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://u:p:s,s@h:1/d"),
            (Pairs{{"host", "h"}, {"port", "1"}, {"user", "u"}, {"password", "p:s,s"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://u:p/s?s#1@h/d"),
            (Pairs{{"host", "h"}, {"user", "u"}, {"password", "p/s?s#1"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://u:[x]@h/d"),
            (Pairs{{"host", "h"}, {"user", "u"}, {"password", "[x]"}, {"dbname", "d"}}));
}

TEST(Url, an_at_sign_in_the_query_is_no_end_of_a_password) {
  EXPECT_EQ(parsed("postgresql://h:5432/d?application_name=a@b"),
            (Pairs{{"host", "h"}, {"port", "5432"}, {"dbname", "d"}, {"application_name", "a@b"}}));
  EXPECT_EQ(parsed("postgresql://u:p@h/d?application_name=a@b"),
            (Pairs{{"host", "h"}, {"user", "u"}, {"password", "p"}, {"dbname", "d"}, {"application_name", "a@b"}}));
  EXPECT_EQ(parsed("postgresql:///d?application_name=a@b"), (Pairs{{"dbname", "d"}, {"application_name", "a@b"}}));
}

TEST(Url, what_is_left_out_is_left_to_libpq) {
  EXPECT_EQ(parsed("postgresql://"), Pairs{});
  EXPECT_EQ(parsed("postgresql:///"), Pairs{});
  EXPECT_EQ(parsed("postgresql:///d"), (Pairs{{"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://u@/d"), (Pairs{{"user", "u"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://h"), (Pairs{{"host", "h"}}));
  EXPECT_EQ(parsed("postgresql://h:/d"), (Pairs{{"host", "h"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://:5433/d"), (Pairs{{"port", "5433"}, {"dbname", "d"}}));
}

TEST(Url, hosts_may_be_ipv6_addresses_sockets_and_several) {
  EXPECT_EQ(parsed("postgresql://u@[2001:db8::1]:5433/d"),
            (Pairs{{"host", "2001:db8::1"}, {"port", "5433"}, {"user", "u"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://[::1]/d"), (Pairs{{"host", "::1"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql://u@a:1,b,c:3/d"),
            (Pairs{{"host", "a,b,c"}, {"port", "1,,3"}, {"user", "u"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql:///d?host=/var/run/postgresql"),
            (Pairs{{"dbname", "d"}, {"host", "/var/run/postgresql"}}));
  EXPECT_EQ(parsed("postgresql://%2Ftmp/d"), (Pairs{{"host", "/tmp"}, {"dbname", "d"}}));
  EXPECT_EQ(parsed("postgresql+asyncpg://u:p@/d?host=a:1&host=b:2"),
            (Pairs{{"user", "u"}, {"password", "p"}, {"dbname", "d"}, {"host", "a,b"}, {"port", "1,2"}}));
  EXPECT_EQ(parsed("postgresql:///d?host=a,b&port=1,2"), (Pairs{{"dbname", "d"}, {"host", "a,b"}, {"port", "1,2"}}));
  EXPECT_EQ(parsed("postgresql:///d?host=::1"), (Pairs{{"dbname", "d"}, {"host", "::1"}}));
}

TEST(Url, keyword_strings_and_services_are_read) {
  EXPECT_EQ(parsed("host=h dbname='my db' password='it\\'s \\\\'  user = u"),
            (Pairs{{"host", "h"}, {"dbname", "my db"}, {"password", "it's \\"}, {"user", "u"}}));
  EXPECT_EQ(parsed("service=prod"), (Pairs{{"service", "prod"}}));
  EXPECT_EQ(parsed("postgresql:///d?service=prod"), (Pairs{{"dbname", "d"}, {"service", "prod"}}));
  EXPECT_EQ(parsed("postgresql://?service=prod"), (Pairs{{"service", "prod"}}));
  EXPECT_EQ(parsed("password=a://b host=h"), (Pairs{{"password", "a://b"}, {"host", "h"}}));
  EXPECT_EQ(parsed("host=h options='-c search_path=a,b'"), (Pairs{{"host", "h"}, {"options", "-c search_path=a,b"}}));
}

TEST(Url, what_a_driver_calls_otherwise_is_translated_with_a_note) {
  EXPECT_EQ(parsed("postgresql+asyncpg://h/d?ssl=require"),
            (Pairs{{"host", "h"}, {"dbname", "d"}, {"sslmode", "require"}}));
  EXPECT_EQ(parsed("postgresql+asyncpg://h/d?ssl=true"),
            (Pairs{{"host", "h"}, {"dbname", "d"}, {"sslmode", "require"}}));
  EXPECT_EQ(parsed("postgresql+asyncpg://h/d?ssl=verify-full"),
            (Pairs{{"host", "h"}, {"dbname", "d"}, {"sslmode", "verify-full"}}));
  EXPECT_EQ(parsed("postgresql+asyncpg://h/d?ssl=False"),
            (Pairs{{"host", "h"}, {"dbname", "d"}, {"sslmode", "disable"}}));
  EXPECT_EQ(parsed("postgresql+asyncpg://h/d?timeout=2.5"),
            (Pairs{{"host", "h"}, {"dbname", "d"}, {"connect_timeout", "3"}}));
  EXPECT_EQ(parsed("postgresql+pg8000://u@/d?unix_sock=/tmp/.s.PGSQL.5433"),
            (Pairs{{"user", "u"}, {"dbname", "d"}, {"host", "/tmp"}, {"port", "5433"}}));
  EXPECT_EQ(notes("postgresql+asyncpg://h/d?ssl=require"),
            (std::vector<std::string>{"ssl=require is read as sslmode=require"}));
  EXPECT_TRUE(notes("postgresql://h/d?sslmode=require&connect_timeout=3").empty());
  EXPECT_EQ(parsed("postgresql://h/d?options=-csearch_path%3Da+-cjit%3Doff"),
            (Pairs{{"host", "h"}, {"dbname", "d"}, {"options", "-csearch_path=a -cjit=off"}}));
}

TEST(Url, what_only_a_driver_or_pool_understands_is_dropped_with_a_note) {
  EXPECT_EQ(parsed("postgresql+asyncpg://h/d?prepared_statement_cache_size=0&pool_size=5&command_timeout=60"),
            (Pairs{{"host", "h"}, {"dbname", "d"}}));
  EXPECT_EQ(notes("postgresql+asyncpg://h/d?prepared_statement_cache_size=0&pool_size=5").size(), 2u);
  EXPECT_EQ(parsed("postgresql://h/d?client_encoding=utf8&application_name=web"),
            (Pairs{{"host", "h"}, {"dbname", "d"}, {"client_encoding", "utf8"}, {"application_name", "web"}}));
}

TEST(Url, an_unknown_parameter_is_named_with_the_nearest_known_one) {
  EXPECT_EQ(failure("postgresql://h/d?ssl_mode=require"),
            "error: cannot use the database URL: parameter \"ssl_mode\" is unknown\n  hint: did you mean sslmode?");
  EXPECT_NE(failure("postgresql://h/d?schema=app").find("--schema"), std::string::npos);
  EXPECT_NE(failure("postgresql://h/d?sslmode=sometimes").find("sslmode"), std::string::npos);
  EXPECT_NE(failure("host=h hosst=x").find("did you mean host?"), std::string::npos);
}

TEST(Url, other_databases_are_refused_by_name) {
  for (const char* url :
       {"mysql+pymysql://u:secret@h/d", "sqlite:///x.db", "oracle://u:secret@h", "mssql+pyodbc://u:secret@h"}) {
    Result<ConnectionSpec> spec = parse_database_url(url);
    ASSERT_FALSE(spec);
    EXPECT_EQ(spec.error().code, "unsupported-database");
    EXPECT_EQ(spec.error().str().find("secret"), std::string::npos);
  }
  EXPECT_NE(failure("postgressql://h/d").find("did you mean postgresql://?"), std::string::npos);
}

TEST(Url, no_failure_shows_a_piece_of_the_password) {
  for (const char* url : {"postgresql://u:secret/d", "postgresql://u:se/cret", "postgresql://u:12?secret@h/d?nope",
                          "postgresql://u:secret@h:x/d", "postgresql://u:secret@[::1/d", "host=h password=my secret=1",
                          "password=two secret", "host=h password='secret", "postgresql://u@h/d?password=secret&nope=1",
                          "postgresql://u:secret", "password=a b secret=c", "postgresql://u:p@secret/w@h:1/d"})
    EXPECT_EQ(failure(url).find("secret"), std::string::npos) << url << "\n" << failure(url);
}

TEST(Url, the_safe_text_has_no_secret_and_reads_back) {
  EXPECT_EQ(safe("postgresql+asyncpg://u:secret@h:5433/d?ssl=require&sslpassword=secret"),
            "postgresql://u@h:5433/d?sslmode=require");
  EXPECT_EQ(safe("host=/tmp user=u password=secret dbname=d"), "postgresql://u@/d?host=/tmp");
  EXPECT_EQ(safe("service=prod"), "postgresql:///?service=prod");
  EXPECT_EQ(safe("postgresql://u@[::1]:1/d"), "postgresql://u@[::1]:1/d");
  EXPECT_EQ(safe("postgresql://a%40b:x@h/my%20db"), "postgresql://a%40b@h/my%20db");
  EXPECT_EQ(safe("postgresql://"), "postgresql:///");
  EXPECT_EQ(safe("host=h options='-c a=b'"), "postgresql://h?options=-c%20a%3Db");
  for (const char* url : {"postgresql://u@h:5433/d?sslmode=require", "postgresql://u@a:1,b:2/d",
                          "host=/tmp port=1 dbname=d", "service=x dbname=y", "postgresql://[fe80::1%25eth0]:5/d",
                          "port=5433 user=u", "host=a,b port=1", "host='a b' user='x@y:z/w' options='-c x=y+z&w'"}) {
    Result<ConnectionSpec> once = parse_database_url(url);
    ASSERT_TRUE(once) << once.error().str();
    Result<ConnectionSpec> again = parse_database_url(once->safe_text());
    ASSERT_TRUE(again) << again.error().str();
    EXPECT_EQ(again->safe_text(), once->safe_text());
    if (std::string_view(url) == "host=a,b port=1") continue;  // comes back as port=1,1
    for (auto& [name, value] : once->parameters) EXPECT_EQ(again->get(name), value) << url << " " << name;
  }
}

TEST(Url, a_locator_is_known_by_its_beginning) {
  EXPECT_TRUE(is_database_url("postgresql+asyncpg://x"));
  EXPECT_TRUE(is_database_url("service=x"));
  EXPECT_TRUE(is_database_url("host = x"));
  EXPECT_FALSE(is_database_url("models:app?x=y"));
  EXPECT_FALSE(is_database_url("mysql://x"));
  EXPECT_FALSE(is_database_url("alembic:migrations@head?base=sql:x.sql"));
}

TEST(Url, passwords_in_foreign_text_are_blotted_out) {
  EXPECT_EQ(without_passwords("DATABASE_URL=\"postgresql://u:se@cret@h/d\" # x"),
            "DATABASE_URL=\"postgresql://u:***@h/d\" # x");
  EXPECT_EQ(without_passwords("a host=h password=secret b"), "a host=h password=*** b");
  EXPECT_EQ(without_passwords("password='my secret' host=h"), "password=*** host=h");
  EXPECT_EQ(without_passwords("mysql://u:secret@h/d?password=secret&x=1"), "mysql://u:***@h/d?password=***&x=1");
  EXPECT_EQ(without_passwords("postgresql://h:5432/d nothing  here\n"), "postgresql://h:5432/d nothing  here\n");
}

}  // namespace trueup
