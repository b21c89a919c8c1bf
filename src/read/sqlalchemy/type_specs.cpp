// The table of SQLAlchemy's types, those of its PostgreSQL dialect and of the usual companion packages.
#include <deque>

#include "read/sqlalchemy/types.h"

namespace trueup::sqla {

namespace {

struct Line {
  const char *name, *base;
  TypeSort sort;
  const char *word = "", *parameters = "";
  Family family = Family::other;
};

using enum TypeSort;

// Bases first. What PostgreSQL lacks (CLOB, BLOB …) is written as SQLAlchemy writes it, and refused by PostgreSQL.
constexpr Line lines[] = {
    {"TypeEngine", "", null},
    {"NullType", "TypeEngine", null},
    {"UserDefinedType", "TypeEngine", user_defined},
    {"TypeDecorator", "TypeEngine", decorator},
    {"String", "TypeEngine", sized, "character varying", "length collation"},
    {"Text", "String", text, "text", "length collation"},
    {"Unicode", "String", sized, "character varying", "length collation"},
    {"UnicodeText", "Text", text, "text", "length collation"},
    {"VARCHAR", "String", sized, "character varying", "length collation"},
    {"NVARCHAR", "Unicode", sized, "character varying", "length collation"},
    {"CHAR", "String", sized, "character", "length collation"},
    {"NCHAR", "Unicode", sized, "character", "length collation"},
    {"TEXT", "Text", text, "text", "length collation"},
    {"CLOB", "Text", text, "clob", "length collation"},
    {"Enum", "String", enumeration},
    {"ENUM", "Enum", enumeration},
    {"DOMAIN", "TypeEngine", domain, "", "name data_type"},
    {"Integer", "TypeEngine", fixed, "integer", "", Family::integer},
    {"SmallInteger", "Integer", fixed, "smallint", "", Family::integer},
    {"BigInteger", "Integer", fixed, "bigint", "", Family::integer},
    {"INTEGER", "Integer", fixed, "integer", "", Family::integer},
    {"INT", "Integer", fixed, "integer", "", Family::integer},
    {"SMALLINT", "SmallInteger", fixed, "smallint", "", Family::integer},
    {"BIGINT", "BigInteger", fixed, "bigint", "", Family::integer},
    {"Numeric", "TypeEngine", numeric, "numeric", "precision scale decimal_return_scale asdecimal", Family::numeric},
    {"NUMERIC", "Numeric", numeric, "numeric", "precision scale decimal_return_scale asdecimal", Family::numeric},
    {"DECIMAL", "Numeric", numeric, "numeric", "precision scale decimal_return_scale asdecimal", Family::numeric},
    {"Float", "Numeric", floating, "float", "precision asdecimal decimal_return_scale", Family::numeric},
    {"Double", "Float", fixed, "double precision", "precision asdecimal decimal_return_scale", Family::numeric},
    {"FLOAT", "Float", floating, "float", "precision asdecimal decimal_return_scale", Family::numeric},
    {"REAL", "Float", fixed, "real", "precision asdecimal decimal_return_scale", Family::numeric},
    {"DOUBLE", "Double", fixed, "double precision", "precision asdecimal decimal_return_scale", Family::numeric},
    {"DOUBLE_PRECISION", "Double", fixed, "double precision", "precision asdecimal decimal_return_scale", Family::numeric},
    {"MONEY", "TypeEngine", fixed, "money"},
    {"Boolean", "TypeEngine", fixed, "boolean", "create_constraint name"},
    {"BOOLEAN", "Boolean", fixed, "boolean", "create_constraint name"},
    {"DateTime", "TypeEngine", timestamp, "timestamp", "timezone"},
    {"DATETIME", "DateTime", timestamp, "timestamp", "timezone"},
    {"TIMESTAMP", "DateTime", timestamp, "timestamp", "timezone precision"},
    {"Date", "TypeEngine", fixed, "date"},
    {"DATE", "Date", fixed, "date"},
    {"Time", "TypeEngine", time, "time", "timezone"},
    {"TIME", "Time", time, "time", "timezone precision"},
    {"Interval", "TypeDecorator", interval, "interval", "native second_precision day_precision"},
    {"INTERVAL", "TypeEngine", interval, "interval", "precision fields"},
    {"LargeBinary", "TypeEngine", fixed, "bytea", "length"},
    {"BINARY", "LargeBinary", sized, "binary", "length"},
    {"VARBINARY", "LargeBinary", sized, "varbinary", "length"},
    {"BLOB", "LargeBinary", fixed, "blob", "length"},
    {"BYTEA", "LargeBinary", fixed, "bytea", "length"},
    {"PickleType", "TypeDecorator", fixed, "bytea", "protocol pickler comparator impl"},
    {"Uuid", "TypeEngine", uuid, "uuid", "as_uuid native_uuid"},
    {"UUID", "Uuid", uuid, "uuid", "as_uuid"},
    {"ARRAY", "TypeEngine", array, "", "item_type as_tuple dimensions zero_indexes"},
    {"JSON", "TypeEngine", fixed, "json", "none_as_null astext_type"},
    {"JSONB", "JSON", fixed, "jsonb", "none_as_null astext_type"},
    {"HSTORE", "TypeEngine", fixed, "hstore", "text_type"},
    {"JSONPATH", "TypeEngine", fixed, "jsonpath"},
    {"BIT", "TypeEngine", bit, "bit", "length varying"},
    {"INET", "TypeEngine", fixed, "inet"},
    {"CIDR", "TypeEngine", fixed, "cidr"},
    {"MACADDR", "TypeEngine", fixed, "macaddr"},
    {"MACADDR8", "TypeEngine", fixed, "macaddr8"},
    {"OID", "TypeEngine", fixed, "oid"},
    {"REGCLASS", "TypeEngine", fixed, "regclass"},
    {"REGCONFIG", "TypeEngine", fixed, "regconfig"},
    {"TSVECTOR", "TypeEngine", fixed, "tsvector"},
    {"TSQUERY", "TypeEngine", fixed, "tsquery"},
    {"CITEXT", "TypeEngine", fixed, "citext"},
    {"AbstractRange", "TypeEngine", null},
    {"AbstractMultiRange", "AbstractRange", null},
    {"INT4RANGE", "AbstractRange", fixed, "int4range"},
    {"INT8RANGE", "AbstractRange", fixed, "int8range"},
    {"NUMRANGE", "AbstractRange", fixed, "numrange"},
    {"DATERANGE", "AbstractRange", fixed, "daterange"},
    {"TSRANGE", "AbstractRange", fixed, "tsrange"},
    {"TSTZRANGE", "AbstractRange", fixed, "tstzrange"},
    {"INT4MULTIRANGE", "AbstractMultiRange", fixed, "int4multirange"},
    {"INT8MULTIRANGE", "AbstractMultiRange", fixed, "int8multirange"},
    {"NUMMULTIRANGE", "AbstractMultiRange", fixed, "nummultirange"},
    {"DATEMULTIRANGE", "AbstractMultiRange", fixed, "datemultirange"},
    {"TSMULTIRANGE", "AbstractMultiRange", fixed, "tsmultirange"},
    {"TSTZMULTIRANGE", "AbstractMultiRange", fixed, "tstzmultirange"},
    // of companion packages; the names are their own
    {"Geometry", "UserDefinedType", named, "geometry", "geometry_type srid dimension spatial_index"},
    {"Geography", "Geometry", named, "geography", "geometry_type srid dimension spatial_index"},
    {"Raster", "UserDefinedType", fixed, "raster", "spatial_index from_text name nullable"},
    {"Vector", "UserDefinedType", sized, "vector", "length"},
    {"VECTOR", "Vector", sized, "vector", "length"},
    {"HALFVEC", "UserDefinedType", sized, "halfvec", "length"},
    {"SPARSEVEC", "UserDefinedType", sized, "sparsevec", "length"},
    {"CIText", "UserDefinedType", fixed, "citext"},
    {"LtreeType", "UserDefinedType", fixed, "ltree"},
    {"TSVectorType", "TypeDecorator", fixed, "tsvector"},
    {"UUIDType", "TypeDecorator", fixed, "uuid", "binary native"},
    {"ArrowType", "TypeDecorator", timestamp, "timestamp", "timezone"},
    {"URLType", "TypeDecorator", fixed, "text"},
    {"JSONType", "TypeDecorator", fixed, "json"},
    {"PasswordType", "TypeDecorator", fixed, "bytea", "max_length"},
    {"EmailType", "TypeDecorator", sized, "character varying(255)", "length"},
    {"ChoiceType", "TypeDecorator", decorator, "", "choices impl"},
    {"ColorType", "TypeDecorator", sized, "character varying(20)", "length"},
    {"CountryType", "TypeDecorator", fixed, "character varying(2)"},
    {"CurrencyType", "TypeDecorator", fixed, "character varying(3)"},
    {"IPAddressType", "TypeDecorator", sized, "character varying(50)", "length"},
    {"LocaleType", "TypeDecorator", fixed, "character varying(10)"},
    {"PhoneNumberType", "TypeDecorator", sized, "character varying(20)", "region length"},
    {"ScalarListType", "TypeDecorator", fixed, "text"},
    {"TimezoneType", "TypeDecorator", fixed, "character varying(50)"},
    {"WeekDaysType", "TypeDecorator", fixed, "bit(7)"},
    {"EncryptedType", "TypeDecorator", fixed, "bytea", "type_in key"},
    {"StringEncryptedType", "TypeDecorator", sized, "character varying", "type_in key engine padding length"},
    {"AutoString", "TypeDecorator", sized, "character varying", "length"},
    {"GUID", "TypeDecorator", fixed, "uuid"},
    {"TIMESTAMPAware", "TypeDecorator", fixed, "timestamp with time zone"},
};

}  // namespace

void set_type_hooks(TypeSpec& spec);  // types.cpp

std::span<const TypeSpec> type_specs() {
  static const std::vector<TypeSpec> specs = [] {
    std::vector<TypeSpec> out(std::size(lines));
    for (std::size_t i = 0; i < out.size(); ++i) {
      const Line& line = lines[i];
      TypeSpec& spec = out[i];
      spec.name = line.name, spec.base = line.base, spec.sort = line.sort, spec.word = line.word;
      spec.parameters = line.parameters, spec.family = line.family;
      set_type_hooks(spec);
    }
    return out;
  }();
  return specs;
}

}  // namespace trueup::sqla
