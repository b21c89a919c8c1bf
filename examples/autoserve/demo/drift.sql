-- What years of hot fixes, forgotten migrations and good intentions did to the database. Load after data.sql.
-- Every block says what a check of the models against this database should find.

BEGIN;

-- 1 missing table: the webhooks' journal was never rolled out here.
DROP TABLE webhook_deliveries;

-- 2 missing nullable columns.
ALTER TABLE vehicles DROP COLUMN colour;
ALTER TABLE suppliers DROP COLUMN website;

-- 3 missing NOT NULL column with a server default, on a table with rows (its index goes with it).
ALTER TABLE api_keys DROP COLUMN webhook_url;

-- 4 missing NOT NULL columns whose default only Python knows: a constant, a string, a UUID made by a function.
ALTER TABLE customers DROP COLUMN loyalty_points;
ALTER TABLE customers DROP COLUMN preferred_language;
ALTER TABLE customers DROP COLUMN public_id;

-- 5 wrong types: two that widen in place, one that rewrites the table, one that must be narrowed.
ALTER TABLE products ALTER COLUMN name TYPE varchar(120);
ALTER TABLE notifications ALTER COLUMN subject TYPE varchar(150);
ALTER TABLE customers ALTER COLUMN number TYPE integer;
ALTER TABLE employees ALTER COLUMN number TYPE varchar(64);

-- 6 wrong nullability, in both directions.
ALTER TABLE invoices ALTER COLUMN customer_id DROP NOT NULL;
ALTER TABLE service_orders ALTER COLUMN complaint DROP NOT NULL;
ALTER TABLE suppliers ALTER COLUMN email SET NOT NULL;

-- 7 changed, lost and invented defaults.
ALTER TABLE tenants ALTER COLUMN currency SET DEFAULT 'USD';
ALTER TABLE products ALTER COLUMN is_active DROP DEFAULT;
ALTER TABLE coupons ALTER COLUMN max_uses SET DEFAULT 1;

-- 8 missing indexes, one of them partial and one on an expression.
DROP INDEX ix_sessions_seen_at;
DROP INDEX uq_customer_contacts_primary;
DROP INDEX ix_customers_lower_email;

-- 9 indexes of the right name and the wrong definition: other columns, other method, other predicate.
DROP INDEX ix_payments_invoice;
CREATE INDEX ix_payments_invoice ON payments (invoice_id);
DROP INDEX ix_customers_tags;
CREATE INDEX ix_customers_tags ON customers (tags);
DROP INDEX ix_invoices_due;
CREATE INDEX ix_invoices_due ON invoices (tenant_id, due_on) WHERE status = 'draft';

-- 10 row level security: a policy gone, one loosened, and a table whose policies are not enforced.
DROP POLICY tenant_isolation ON vehicles;
DROP POLICY tenant_isolation ON webhooks;
CREATE POLICY tenant_isolation ON webhooks USING (true);
ALTER TABLE invoices DISABLE ROW LEVEL SECURITY;

-- 11 enum types: a label in the middle is missing, another type has one too many at its end.
ALTER TABLE service_orders ALTER COLUMN status DROP DEFAULT;
DROP INDEX ix_service_orders_open;
ALTER TYPE order_status RENAME TO order_status_old;
CREATE TYPE order_status AS ENUM ('draft', 'confirmed', 'in_progress', 'done', 'cancelled');
ALTER TABLE service_orders ALTER COLUMN status TYPE order_status
    USING CASE status WHEN 'waiting_for_parts' THEN 'in_progress' ELSE status::text END::order_status;
ALTER TABLE service_orders ALTER COLUMN status SET DEFAULT 'draft';
DROP TYPE order_status_old;
CREATE INDEX ix_service_orders_open ON service_orders (tenant_id, promised_at) WHERE status IN ('confirmed', 'in_progress');
ALTER TYPE channel ADD VALUE 'fax';

-- 12 foreign keys: one dropped, one with another action, one that was never validated.
ALTER TABLE order_lines DROP CONSTRAINT fk_order_lines_mechanic_id_mechanics;
ALTER TABLE invoice_lines DROP CONSTRAINT fk_invoice_lines_invoice_id_invoices;
ALTER TABLE invoice_lines ADD CONSTRAINT fk_invoice_lines_invoice_id_invoices FOREIGN KEY (invoice_id) REFERENCES invoices (id);
ALTER TABLE documents DROP CONSTRAINT fk_documents_created_by_id_users;
ALTER TABLE documents ADD CONSTRAINT fk_documents_created_by_id_users
    FOREIGN KEY (created_by_id) REFERENCES users (id) ON DELETE SET NULL NOT VALID;

-- 13 checks: one dropped, one with other bounds.
ALTER TABLE order_lines DROP CONSTRAINT ck_order_lines_quantity_positive;
ALTER TABLE customers DROP CONSTRAINT ck_customers_discount_in_range;
ALTER TABLE customers ADD CONSTRAINT ck_customers_discount_in_range CHECK (discount BETWEEN 0 AND 50);

-- 14 unique constraints: one missing, one that lost NULLS NOT DISTINCT, one that cannot be deferred any more.
ALTER TABLE roles DROP CONSTRAINT uq_roles_tenant_id_name;
ALTER TABLE feature_flags DROP CONSTRAINT uq_feature_flags_name_tenant_id;
ALTER TABLE feature_flags ADD CONSTRAINT uq_feature_flags_name_tenant_id UNIQUE (name, tenant_id);
ALTER TABLE order_lines DROP CONSTRAINT uq_order_lines_position;
ALTER TABLE order_lines ADD CONSTRAINT uq_order_lines_position UNIQUE (order_id, position);

-- 15 comments: one changed, one gone.
COMMENT ON TABLE users IS 'users table';
COMMENT ON COLUMN customers.number IS NULL;

-- 16 extra: columns, one of which stops the application's inserts; tables; an index; a policy.
ALTER TABLE customers ADD COLUMN fax varchar(32);
ALTER TABLE exchange_rates ADD COLUMN checked_by text NOT NULL DEFAULT 'nobody';
ALTER TABLE exchange_rates ALTER COLUMN checked_by DROP DEFAULT;
CREATE TABLE customers_backup_2023 AS SELECT * FROM customers;
CREATE TABLE import_errors (id serial PRIMARY KEY, line text, problem text);
INSERT INTO import_errors (line, problem) VALUES ('K00017;;', 'no name');
CREATE INDEX tmp_vehicles_make ON vehicles (make);
CREATE INDEX ix_orders_by_advisor ON service_orders (advisor_id);
CREATE POLICY support_reads_all ON customers FOR SELECT USING (current_user = 'support');

-- 17 generated column: became a plain one that a script fills.
ALTER TABLE order_lines ALTER COLUMN total DROP EXPRESSION;

-- 18 sequence: somebody let the numbers of customers jump.
ALTER SEQUENCE customer_number_seq INCREMENT BY 10;

COMMIT;
