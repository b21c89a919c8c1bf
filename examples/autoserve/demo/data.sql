-- Plausible rows of two tenants, the same on every run. Load after schema.sql and db/policies.sql.
-- Keys are md5 of a readable word, so that statements can name each other's rows: md5('tenant nordring')::uuid.

BEGIN;

INSERT INTO tier_features (tier_name, max_users, max_orders_per_month, storage_gb, modules, support, api_enabled) VALUES
    ('workshop', 5, 200, 10, '{orders,billing}', 'email', false),
    ('dealer', 25, NULL, 100, '{orders,billing,inventory,purchasing}', 'phone', true);

INSERT INTO plans (id, code, name, tier_name, cycle, price, trial_days)
SELECT md5('plan ' || tier || cycle)::uuid, tier, initcap(tier) || ', ' || cycle, tier, cycle::billing_cycle,
       CASE tier WHEN 'workshop' THEN 39 ELSE 149 END * CASE cycle WHEN 'yearly' THEN 10 ELSE 1 END, 14
FROM unnest(ARRAY['workshop', 'dealer']) tier, unnest(ARRAY['monthly', 'yearly']) cycle;

INSERT INTO tenants (id, name, slug, status, billing_email) VALUES
    (md5('tenant nordring')::uuid, 'Autohaus Nordring GmbH', 'nordring', 'active', 'accounts@nordring.example'),
    (md5('tenant seeblick')::uuid, 'Garage Seeblick', 'seeblick', 'trial', 'mail@seeblick.example');

INSERT INTO subscriptions (tenant_id, plan_id, status, starts_on, seats, external_ref)
SELECT md5('tenant nordring')::uuid, md5('plan dealermonthly')::uuid, 'active'::subscription_status, DATE '2024-02-01', 12, 'sub_0001'
UNION ALL
SELECT md5('tenant seeblick')::uuid, md5('plan workshopmonthly')::uuid, 'trialing', DATE '2025-05-12', 3, 'sub_0002';

INSERT INTO feature_flags (name, tenant_id, enabled, rollout_percent, conditions) VALUES
    ('new-calendar', NULL, true, 20, NULL),
    ('new-calendar', md5('tenant nordring')::uuid, true, 100, '{"since": "2025-01-01"}'),
    ('parts-exchange', NULL, false, 0, NULL);

INSERT INTO users (id, tenant_id, email, full_name, password_hash, is_superuser, last_login_at)
SELECT md5('user ' || tenant || name)::uuid, md5('tenant ' || tenant)::uuid, lower(name) || '@' || tenant || '.example',
       name || ' ' || family, 'argon2id$' || md5(name), name = 'Anna', TIMESTAMPTZ '2025-06-01 08:00+02' + nr * interval '37 minutes'
FROM unnest(ARRAY['nordring', 'seeblick']) tenant,
     unnest(ARRAY['Anna', 'Bernd', 'Carla', 'Deniz'], ARRAY['Weber', 'Kowalski', 'Moreau', 'Aydin']) WITH ORDINALITY people (name, family, nr);

UPDATE tenants SET owner_id = md5('user ' || slug || 'Anna')::uuid;

INSERT INTO permissions (code, description) VALUES
    ('orders.read', 'see service orders'), ('orders.write', 'change service orders'), ('invoices.issue', 'issue invoices'),
    ('stock.move', 'book stock movements'), ('users.manage', 'invite and remove users');

INSERT INTO roles (id, tenant_id, name, description, is_system)
SELECT md5('role ' || t.slug || r.name)::uuid, t.id, r.name, r.description, r.name = 'owner'
FROM tenants t, (VALUES ('owner', 'may everything'), ('advisor', 'at the desk'), ('mechanic', 'in the hall')) r (name, description);

INSERT INTO role_permissions
SELECT r.id, p.id FROM roles r JOIN permissions p ON r.name = 'owner' OR p.code LIKE 'orders.%' AND r.name = 'advisor' OR p.code = 'orders.read';

INSERT INTO user_roles (user_id, role_id, granted_by_id)
SELECT u.id, r.id, md5('user ' || t.slug || 'Anna')::uuid
FROM users u JOIN tenants t ON t.id = u.tenant_id JOIN roles r ON r.tenant_id = t.id
WHERE r.name = CASE WHEN u.is_superuser THEN 'owner' ELSE 'advisor' END;

INSERT INTO api_keys (tenant_id, name, prefix, key_hash, scopes, webhook_url, rate_limit, allowed_networks, user_id)
SELECT u.tenant_id, u.full_name || '''s tablet', substr(md5(u.email), 1, 12), sha256(u.email::bytea), '{orders.read,orders.write}',
       CASE WHEN u.is_superuser THEN 'https://hooks.' || split_part(u.email, '@', 2) || '/in' ELSE '' END, 600,
       CASE WHEN u.is_superuser THEN '{192.0.2.0/24}'::inet[] END, u.id
FROM users u;

INSERT INTO sessions (user_id, token, ip_address, user_agent)
SELECT id, md5(email) || md5(full_name), '198.51.100.7', 'Mozilla/5.0' FROM users;

INSERT INTO customers (id, tenant_id, number, public_id, kind, company_name, first_name, last_name, email, phone, born_on,
                       discount, loyalty_points, preferred_language, tags, created_by_id)
SELECT md5('customer ' || n)::uuid, md5('tenant ' || tenant)::uuid, 10000 + n, md5('public ' || n)::uuid, kind::customer_kind,
       CASE WHEN kind <> 'private' THEN family || ' ' || (ARRAY['Logistik GmbH', 'Bau KG', 'Pflegedienst'])[1 + n % 3] END,
       given, family, CASE WHEN n % 7 > 0 THEN given || '.' || family || n || '@mail.example' END,
       '+49 30 555' || lpad(n::text, 4, '0'), DATE '1958-03-04' + n * 211,
       CASE kind WHEN 'private' THEN 0 WHEN 'business' THEN 5 ELSE 12.5 END, n * 13 % 400,
       CASE WHEN n % 5 = 0 THEN 'de' ELSE 'en' END, CASE WHEN n % 4 = 0 THEN '{regular,newsletter}'::varchar[] ELSE '{}' END,
       md5('user ' || tenant || 'Bernd')::uuid
FROM (SELECT n, CASE WHEN n % 3 = 0 THEN 'seeblick' ELSE 'nordring' END AS tenant,
             CASE WHEN n % 10 = 9 THEN 'fleet' WHEN n % 5 = 2 THEN 'business' ELSE 'private' END AS kind,
             (ARRAY['Paula', 'Jonas', 'Mira', 'Oskar', 'Lena', 'Tarek', 'Sofia', 'Emil'])[1 + n % 8] AS given,
             (ARRAY['Schmidt', 'Yilmaz', 'Novak', 'Fischer', 'Brandt', 'Nguyen', 'Rossi'])[1 + n % 7] AS family
      FROM generate_series(1, 60) n) made;

SELECT setval('customer_number_seq', 10060);

INSERT INTO customer_contacts (id, tenant_id, customer_id, full_name, position, email, is_primary)
SELECT md5('contact ' || number)::uuid, tenant_id, id, 'Kim ' || last_name, 'fleet coordinator', 'kim@' || lower(last_name) || '.example', true
FROM customers WHERE kind <> 'private';

INSERT INTO addresses (tenant_id, customer_id, kind, line1, postcode, city, latitude, longitude)
SELECT tenant_id, id, CASE WHEN number % 4 = 0 THEN 'delivery' ELSE 'billing' END::address_kind,
       (ARRAY['Lindenallee', 'Hafenstraße', 'Am Markt', 'Mühlenweg'])[1 + number % 4] || ' ' || number % 90 + 1,
       lpad((10115 + number % 2000)::text, 5, '0'), 'Berlin', 52.5 + number % 10 * 0.01, 13.4 + number % 7 * 0.01
FROM customers;

INSERT INTO vehicles (id, tenant_id, vin, plate, make, model, model_year, fuel, power_kw, odometer_km, first_registered_on, next_inspection_on, equipment)
SELECT md5('vehicle ' || n)::uuid, c.tenant_id, upper(substr('WVW' || md5('vin ' || n), 1, 17)), 'B-AS ' || 1000 + n, make, model, 2008 + n % 17,
       CASE WHEN n % 6 = 0 THEN 'ELECTRIC' WHEN n % 3 = 0 THEN 'DIESEL' ELSE 'PETROL' END::fuel_type, 55 + n % 9 * 15, n * 2713 % 220000,
       DATE '2008-01-15' + n * 71, DATE '2025-07-01' + n * 5, jsonb_build_object('hitch', n % 4 = 0, 'tyres', CASE WHEN n % 2 = 0 THEN 'all-season' ELSE 'summer' END)
FROM (SELECT n, (ARRAY['Volkswagen', 'Skoda', 'Renault', 'Toyota', 'Ford'])[1 + n % 5] AS make,
             (ARRAY['Golf', 'Octavia', 'Zoe', 'Yaris', 'Transit'])[1 + n % 5] AS model
      FROM generate_series(1, 75) n) made
JOIN customers c ON c.id = md5('customer ' || 1 + n % 60)::uuid;

INSERT INTO vehicle_ownerships (tenant_id, vehicle_id, customer_id, during)
SELECT c.tenant_id, md5('vehicle ' || n)::uuid, c.id, daterange(DATE '2015-01-01' + n * 31, NULL)
FROM generate_series(1, 75) n JOIN customers c ON c.id = md5('customer ' || 1 + n % 60)::uuid;

INSERT INTO categories (id, tenant_id, parent_id, name, slug, position)
SELECT md5('category ' || t.slug || c.slug)::uuid, t.id, md5('category ' || t.slug || c.parent)::uuid, initcap(c.slug), c.slug, c.position
FROM tenants t, (VALUES ('parts', NULL, 1), ('brakes', 'parts', 1), ('filters', 'parts', 2), ('fluids', NULL, 2), ('tyres', NULL, 3)) c (slug, parent, position);

INSERT INTO suppliers (id, tenant_id, name, code, email, lead_time_days, is_preferred)
SELECT md5('supplier ' || t.slug || s.code)::uuid, t.id, s.name, s.code, 'orders@' || lower(s.code) || '.example', s.days, s.days < 2
FROM tenants t, (VALUES ('Teile Express', 'TEX', 1), ('Reifen Union', 'REU', 3), ('Schmierstoff Nord', 'SMN', 5)) s (name, code, days);

INSERT INTO addresses (tenant_id, supplier_id, kind, line1, postcode, city)
SELECT tenant_id, id, 'visit', 'Industriestraße 4', '28195', 'Bremen' FROM suppliers;

INSERT INTO products (id, tenant_id, sku, name, category_id, list_price, cost_price, tax_rate, ean, oem_numbers, weight_g, is_active, is_labour)
SELECT md5('product ' || t.slug || n)::uuid, t.id, upper(left(kind, 2)) || '-' || 1000 + n, kind || ' ' || (ARRAY['standard', 'premium', 'heavy duty'])[1 + n % 3] || ' ' || n,
       md5('category ' || t.slug || category)::uuid, 9.90 + n * 3.35, 5.10 + n * 2.05, 19, lpad((4006381333931 + n)::text, 13, '0'),
       ARRAY['5Q0' || 600000 + n], 150 + n * 40, n % 9 <> 0, false
FROM tenants t, (SELECT n, (ARRAY['Brake pad', 'Oil filter', 'Engine oil', 'Winter tyre'])[1 + n % 4] AS kind,
                        (ARRAY['brakes', 'filters', 'fluids', 'tyres'])[1 + n % 4] AS category
                 FROM generate_series(1, 24) n) made;

INSERT INTO product_prices (tenant_id, product_id, valid_from, min_quantity, price)
SELECT tenant_id, id, DATE '2025-01-01', 4, round(list_price * 0.92, 2) FROM products WHERE is_active;

INSERT INTO supplier_products (supplier_id, product_id, supplier_sku, purchase_price, pack_size)
SELECT s.id, p.id, s.code || '/' || p.sku, p.cost_price, CASE WHEN p.name LIKE '%filter%' THEN 10 ELSE 1 END
FROM products p JOIN suppliers s ON s.tenant_id = p.tenant_id AND s.code = CASE WHEN p.name LIKE 'Winter%' THEN 'REU' ELSE 'TEX' END;

INSERT INTO warehouses (id, tenant_id, code, name, is_mobile)
SELECT md5('warehouse ' || t.slug || w.code)::uuid, t.id, w.code, w.name, w.code = 'VAN'
FROM tenants t, (VALUES ('MAIN', 'Parts room'), ('VAN', 'Breakdown van')) w (code, name);

-- stock_levels forces row level security on its owner too: say whose rows these are.
SELECT set_config('autoserve.tenant_id', md5('tenant nordring')::uuid::text, true);
INSERT INTO stock_levels (tenant_id, warehouse_id, product_id, quantity, reserved, reorder_point, shelf)
SELECT tenant_id, md5('warehouse nordringMAIN')::uuid, id, weight_g % 60 + 4, weight_g % 3, 8, 'A-' || weight_g % 12
FROM products WHERE tenant_id = md5('tenant nordring')::uuid;
SELECT set_config('autoserve.tenant_id', md5('tenant seeblick')::uuid::text, true);
INSERT INTO stock_levels (tenant_id, warehouse_id, product_id, quantity, reserved, reorder_point, shelf)
SELECT tenant_id, md5('warehouse seeblickMAIN')::uuid, id, weight_g % 20, 0, 2, NULL
FROM products WHERE tenant_id = md5('tenant seeblick')::uuid;

INSERT INTO stock_movements (tenant_id, warehouse_id, product_id, quantity, reason, moved_at)
SELECT p.tenant_id, w.id, p.id, p.weight_g % 60 + 4, 'purchase', TIMESTAMPTZ '2025-01-07 09:00+01' + p.weight_g * interval '1 minute'
FROM products p JOIN warehouses w ON w.tenant_id = p.tenant_id AND NOT w.is_mobile;

INSERT INTO employees (id, tenant_id, kind, number, full_name, user_id, hired_on, hourly_wage)
SELECT md5('employee ' || u.email)::uuid, u.tenant_id, CASE WHEN u.full_name ~ '^(Carla|Deniz)' THEN 'mechanic' ELSE 'employee' END,
       'E' || row_number() OVER (PARTITION BY u.tenant_id ORDER BY u.email), u.full_name, u.id, DATE '2019-04-01', 24.50
FROM users u;

INSERT INTO mechanics (id, level, certificates, high_voltage_until)
SELECT id, CASE WHEN full_name LIKE 'Carla%' THEN 4 ELSE 2 END, '{air conditioning}',
       CASE WHEN full_name LIKE 'Carla%' THEN DATE '2027-03-31' END
FROM employees WHERE kind = 'mechanic';

INSERT INTO labour_rates (tenant_id, level, month, rate)
SELECT t.id, level, to_char(DATE '2025-01-01' + (m || ' months')::interval, 'YYYY-MM'), 70 + level * 12
FROM tenants t, generate_series(1, 5) level, generate_series(0, 5) m;

INSERT INTO service_bays (id, tenant_id, name, has_lift, max_weight_kg)
SELECT md5('bay ' || t.slug || n)::uuid, t.id, 'Bay ' || n, n < 3, 3500 FROM tenants t, generate_series(1, 3) n;

INSERT INTO appointments (id, tenant_id, customer_id, vehicle_id, bay_id, mechanic_id, status, starts_at, ends_at, wish)
SELECT md5('appointment ' || n)::uuid, c.tenant_id, c.id, md5('vehicle ' || n)::uuid, md5('bay ' || t.slug || 1 + n % 3)::uuid,
       md5('employee ' || CASE WHEN n % 2 = 0 THEN 'carla@' ELSE 'deniz@' END || t.slug || '.example')::uuid,
       (ARRAY['requested', 'booked', 'arrived', 'no_show'])[1 + n % 4]::appointment_status,
       TIMESTAMPTZ '2025-06-02 08:00+02' + n * interval '3 hours', TIMESTAMPTZ '2025-06-02 10:00+02' + n * interval '3 hours', 'please call before'
FROM generate_series(1, 40) n JOIN customers c ON c.id = md5('customer ' || 1 + n % 60)::uuid JOIN tenants t ON t.id = c.tenant_id;

INSERT INTO service_orders (id, tenant_id, number, customer_id, vehicle_id, appointment_id, advisor_id, status, complaint, odometer_km,
                            estimate, promised_at, started_at, finished_at)
SELECT md5('order ' || n)::uuid, c.tenant_id, '2025-' || lpad(n::text, 5, '0'), c.id, md5('vehicle ' || n)::uuid,
       CASE WHEN n <= 40 THEN md5('appointment ' || n)::uuid END, md5('employee bernd@' || t.slug || '.example')::uuid,
       (ARRAY['draft', 'confirmed', 'in_progress', 'waiting_for_parts', 'done', 'done', 'cancelled'])[1 + n % 7]::order_status,
       (ARRAY['Squeals when braking', 'Service is due', 'Warning lamp is on', 'Change to winter tyres'])[1 + n % 4], 30000 + n * 911,
       120 + n * 7.5, TIMESTAMPTZ '2025-06-03 17:00+02' + n * interval '3 hours', TIMESTAMPTZ '2025-06-02 08:30+02' + n * interval '3 hours',
       CASE WHEN n % 7 IN (4, 5) THEN TIMESTAMPTZ '2025-06-02 12:30+02' + n * interval '3 hours' END
FROM generate_series(1, 50) n JOIN customers c ON c.id = md5('customer ' || 1 + n % 60)::uuid JOIN tenants t ON t.id = c.tenant_id;

INSERT INTO order_lines (id, tenant_id, order_id, position, kind, product_id, mechanic_id, description, quantity, unit_price, discount)
SELECT md5('line ' || o.number || position)::uuid, o.tenant_id, o.id, position, kind,
       CASE WHEN kind = 'part' THEN md5('product ' || t.slug || 1 + o.odometer_km % 24)::uuid END,
       CASE WHEN kind = 'labour' THEN md5('employee carla@' || t.slug || '.example')::uuid END,
       (ARRAY['Diagnosis and repair', 'Part as quoted', 'Environmental fee'])[position], (ARRAY[1.5, 2, 1])[position], (ARRAY[94, 39.9, 4.5])[position],
       CASE WHEN kind = 'part' THEN 5 ELSE 0 END
FROM service_orders o JOIN tenants t ON t.id = o.tenant_id,
     unnest(ARRAY['labour', 'part', 'fee']) WITH ORDINALITY kinds (kind, position);

INSERT INTO vehicle_inspections (tenant_id, order_id, checklist, tread_depth_mm, severity, is_roadworthy)
SELECT tenant_id, id, '["brakes", "lights", "tyres"]', '{6.1,6.0,4.2,4.4}', CASE WHEN odometer_km % 5 = 0 THEN 'HIGH' ELSE 'LOW' END, odometer_km % 5 <> 0
FROM service_orders WHERE status = 'done';

INSERT INTO invoices (id, tenant_id, customer_id, order_id, status, net, tax, total, issued_at, due_on, paid_at)
SELECT md5('invoice ' || o.number)::uuid, o.tenant_id, o.customer_id, o.id, CASE WHEN o.odometer_km % 2 = 0 THEN 'paid' ELSE 'issued' END::invoice_status,
       net, round(net * 0.19, 2), net + round(net * 0.19, 2), o.finished_at, o.finished_at::date + 14,
       CASE WHEN o.odometer_km % 2 = 0 THEN o.finished_at + interval '2 days' END
FROM service_orders o JOIN (SELECT order_id, sum(total) AS net FROM order_lines GROUP BY order_id) l ON l.order_id = o.id
WHERE o.status = 'done' ORDER BY o.number;

INSERT INTO invoice_lines (invoice_id, position, description, quantity, unit_price, amount)
SELECT i.id, l.position, l.description, l.quantity, l.unit_price, l.total FROM invoices i JOIN order_lines l ON l.order_id = i.order_id;

INSERT INTO payments (id, tenant_id, kind, invoice_id, amount, reference, card_brand, card_last4, iban)
SELECT md5('payment ' || number)::uuid, tenant_id, (ARRAY['card', 'cash', 'bank_transfer'])[1 + number % 3]::payment_kind, id, total, 'invoice ' || number,
       CASE WHEN number % 3 = 0 THEN 'visa' END, CASE WHEN number % 3 = 0 THEN '4242' END, CASE WHEN number % 3 = 2 THEN 'DE02120300000000202051' END
FROM invoices WHERE status = 'paid';

INSERT INTO refunds (tenant_id, payment_id, amount, reason)
SELECT tenant_id, id, 10, 'goodwill' FROM payments ORDER BY id LIMIT 2;

INSERT INTO coupons (tenant_id, code, percent, amount, max_uses, expires_on)
SELECT id, 'SPRING25', 10, NULL::numeric, 100, DATE '2025-05-31' FROM tenants UNION ALL SELECT id, 'Welcome', NULL, 20, 1, NULL FROM tenants;

INSERT INTO exchange_rates (base, quote, day, rate)
SELECT 'EUR', quote, DATE '2025-06-02' + d, rate + d * 0.001
FROM (VALUES ('USD', 1.14), ('CHF', 0.935), ('PLN', 4.26)) r (quote, rate), generate_series(0, 9) d;

INSERT INTO webhooks (id, tenant_id, url, events)
SELECT md5('webhook ' || slug)::uuid, id, 'https://erp.' || slug || '.example/hook', '{order.finished,invoice.issued}' FROM tenants;

INSERT INTO webhook_deliveries (webhook_id, event, payload, status, attempts, response_code)
SELECT md5('webhook ' || t.slug)::uuid, 'invoice.issued', jsonb_build_object('invoice', i.number), CASE WHEN i.number % 4 = 0 THEN 'failed' ELSE 'sent' END,
       1, CASE WHEN i.number % 4 = 0 THEN 503 ELSE 204 END
FROM invoices i JOIN tenants t ON t.id = i.tenant_id;

INSERT INTO notifications (tenant_id, user_id, channel, status, subject, body, retries)
SELECT tenant_id, id, 'push', 'sent', 'Parts have arrived', 'Three deliveries wait in the parts room.', 0 FROM users;
INSERT INTO notifications (tenant_id, customer_id, status, subject, body, retries)
SELECT tenant_id, id, 'pending', 'Your car is due for inspection', 'Book a date on our site.', 0 FROM customers WHERE email IS NOT NULL;

INSERT INTO documents (tenant_id, owner_kind, owner_id, file_name, media_type, size_bytes, sha256, storage_key)
SELECT tenant_id, 'invoice', id, 'invoice-' || number || '.pdf', 'application/pdf', 48000 + number, sha256(number::text::bytea), 'invoices/' || id || '.pdf'
FROM invoices;

INSERT INTO audit_log (tenant_id, user_id, action, table_name, row_id, after)
SELECT tenant_id, created_by_id, 'insert', 'customers', id::text, jsonb_build_object('number', number) FROM customers;

INSERT INTO legacy.clients (clientno, name1, phone, balance)
SELECT 'K' || lpad(n::text, 5, '0'), 'Old client ' || n, '030/' || 4000 + n, n * 1.5 FROM generate_series(1, 40) n;
INSERT INTO legacy.cars (client_id, plate, chassis, kilometres)
SELECT id, 'B-OL ' || id, 'WDB' || lpad(id::text, 9, '0'), id * 4000 FROM legacy.clients;
INSERT INTO legacy.parts (part_no, supplier_no, title, price, stock)
SELECT 'P' || n, 'S' || n % 3, 'Part ' || n, n * 2.2, n FROM generate_series(1, 20) n;
INSERT INTO legacy.job_cards (number, year, car_id, state, opened_on, closed_on)
SELECT id, 2016, id, CASE WHEN id % 3 = 0 THEN 'billed' ELSE 'closed' END::legacy.job_state, DATE '2016-01-04' + id, DATE '2016-01-06' + id FROM legacy.cars;
INSERT INTO legacy.job_card_lines (job_card_id, line_no, part_no, supplier_no, hours, amount)
SELECT j.id, 1, 'P' || 1 + j.id % 20, 'S' || (1 + j.id % 20) % 3, 1.5, 90 FROM legacy.job_cards j;
INSERT INTO legacy.take_overs (table_name, old_key, new_id)
SELECT 'clients', clientno, md5('customer ' || id) FROM legacy.clients WHERE id <= 15;

COMMIT;
