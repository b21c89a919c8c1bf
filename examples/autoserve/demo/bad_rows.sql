-- Rows that the drifted database accepted and the models forbid: what a pre-flight has to find. Load after drift.sql.

BEGIN;

-- NOT NULL will fail: two invoices have lost their customer.
UPDATE invoices SET customer_id = NULL WHERE id IN (SELECT id FROM invoices ORDER BY number LIMIT 2);

-- The unique constraint of roles will fail.
INSERT INTO roles (tenant_id, name) SELECT tenant_id, name FROM roles WHERE name = 'advisor';

-- The check of quantities will fail.
UPDATE order_lines SET quantity = 0 WHERE position = 3 AND order_id = md5('order 7')::uuid;

-- The foreign key to mechanics will fail.
UPDATE order_lines SET mechanic_id = md5('nobody')::uuid WHERE position = 1 AND order_id = md5('order 8')::uuid;

-- Narrowing the numbers of employees will cut.
UPDATE employees SET number = 'transferred from Leipzig ' || number WHERE kind = 'mechanic';

COMMIT;
