// Words of Python source: literals, identifiers, calls broken over lines.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace trueup {

// it's "so" → "it's \"so\"": in double quotes, or in single ones where that saves escapes.
std::string python_string(std::string_view text);
// The argument of sqlalchemy.text(): a colon before a name would be a bind parameter there.
std::string python_sql(std::string_view sql);

bool is_python_identifier(std::string_view name);  // and no keyword
// The nearest identifier: what cannot stand in one becomes "_", a keyword gets one behind it.
std::string python_identifier(std::string_view name);

// service_orders → ServiceOrders.
std::string camel_case(std::string_view name);
// service_orders → service_order, by the plain rules of English; what they do not fit stays.
std::string singular(std::string_view name);

// NAME(a, b), or one argument a line when it does not fit behind `indent` columns.
std::string python_call(const std::string& name, const std::vector<std::string>& arguments, std::size_t indent,
                        std::size_t before = 0);
// ["a", "b"]
std::string python_list(const std::vector<std::string>& texts);

}  // namespace trueup
