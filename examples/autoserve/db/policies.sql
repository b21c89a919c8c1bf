-- What the models do not say: row level security of catalog, stock and messages, and one sequence.
-- Applied after the tables exist. Every statement stands on its own.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Numbers of customers, taken by the API when a customer is made.
CREATE SEQUENCE customer_number_seq AS bigint START WITH 10000;

ALTER TABLE products ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON products
    USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

ALTER TABLE stock_levels ENABLE ROW LEVEL SECURITY;
ALTER TABLE stock_levels FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON stock_levels
    USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

ALTER TABLE webhooks ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON webhooks
    USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

-- Everybody may read what happened in their own tenant, nobody may rewrite it.
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_log_read ON audit_log FOR SELECT
    USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);
CREATE POLICY audit_log_append ON audit_log FOR INSERT
    WITH CHECK (true);
