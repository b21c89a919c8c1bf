# Third-party libraries, all from Debian. docs/decisions/002-libraries.md says why each was chosen.
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)

find_path(PG_QUERY_INCLUDE pg_query.h REQUIRED)
find_library(PG_QUERY_LIBRARY NAMES libpg_query.a REQUIRED)
find_library(PROTOBUF_C_LIBRARY NAMES libprotobuf-c.a REQUIRED)
find_library(JEMALLOC_LIBRARY NAMES libjemalloc.a REQUIRED)
add_library(pg_query INTERFACE)
target_include_directories(pg_query SYSTEM INTERFACE ${PG_QUERY_INCLUDE})
target_link_libraries(pg_query INTERFACE ${PG_QUERY_LIBRARY} ${PROTOBUF_C_LIBRARY} pthread)

# Only the header: the library itself is opened at the first connection (pg/libpq.cpp).
find_path(LIBPQ_INCLUDE libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
add_library(libpq_header INTERFACE)
target_include_directories(libpq_header SYSTEM INTERFACE ${LIBPQ_INCLUDE})

find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
add_library(tomlplusplus INTERFACE)
target_include_directories(tomlplusplus SYSTEM INTERFACE ${TOMLPLUSPLUS_INCLUDE})
