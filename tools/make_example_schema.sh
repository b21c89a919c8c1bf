#!/bin/bash
# make_example_schema.sh DIR_OF_SQLALCHEMY: writes examples/autoserve/schema.sql, what create_all makes of the example's models.
# DIR_OF_SQLALCHEMY is the folder that holds the package sqlalchemy, version 2.0.
set -eu
sqlalchemy=${1:?usage: make_example_schema.sh DIR_OF_SQLALCHEMY}
cd "$(dirname "$0")/.."
PYTHONPATH=$sqlalchemy python3 tools/oracle/create_sql.py --root examples/autoserve autoserve.models legacy.models >examples/autoserve/schema.sql.new
mv examples/autoserve/schema.sql.new examples/autoserve/schema.sql
