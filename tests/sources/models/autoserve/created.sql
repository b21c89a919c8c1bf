-- Made by tools/oracle/create_sql.py from autoserve.models, legacy.models with SQLAlchemy 2; do not edit.

CREATE TYPE address_kind AS ENUM ('billing', 'delivery', 'visit');

CREATE TYPE appointment_status AS ENUM ('requested', 'booked', 'arrived', 'no_show');

CREATE TYPE billing_cycle AS ENUM ('monthly', 'yearly');

CREATE TYPE channel AS ENUM ('email', 'sms', 'push');

CREATE TYPE customer_kind AS ENUM ('private', 'business', 'fleet');

CREATE TYPE document_owner AS ENUM ('customer', 'vehicle', 'order', 'invoice');

CREATE TYPE fuel_type AS ENUM ('PETROL', 'DIESEL', 'HYBRID', 'ELECTRIC', 'LPG');

CREATE TYPE invoice_status AS ENUM ('draft', 'issued', 'paid', 'void');

CREATE TYPE movement_reason AS ENUM ('purchase', 'sale', 'return', 'transfer', 'correction');

CREATE TYPE order_status AS ENUM ('draft', 'confirmed', 'in_progress', 'waiting_for_parts', 'done', 'cancelled');

CREATE TYPE payment_kind AS ENUM ('card', 'cash', 'bank_transfer');

CREATE TYPE subscription_status AS ENUM ('trialing', 'active', 'past_due', 'cancelled');

CREATE TYPE tenant_status AS ENUM ('trial', 'active', 'suspended', 'closed');

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE exchange_rates (
    base VARCHAR(3) NOT NULL,
    quote VARCHAR(3) NOT NULL,
    day DATE NOT NULL,
    rate NUMERIC(18, 8) NOT NULL,
    source VARCHAR(20) DEFAULT 'ECB' NOT NULL,
    fetched_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_exchange_rates PRIMARY KEY (base, quote, day),
    CONSTRAINT ck_exchange_rates_pair_plausible CHECK (base <> quote AND rate > 0)
);

CREATE TABLE permissions (
    id SERIAL NOT NULL,
    code VARCHAR(40) NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_permissions PRIMARY KEY (id),
    CONSTRAINT uq_permissions_code UNIQUE (code)
);

CREATE TABLE tenants (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    name VARCHAR(200) NOT NULL,
    slug VARCHAR(80) NOT NULL,
    status tenant_status DEFAULT 'trial' NOT NULL,
    billing_email VARCHAR(320) NOT NULL,
    locale VARCHAR(10) DEFAULT 'en-GB' NOT NULL,
    timezone VARCHAR(64) DEFAULT 'Europe/Berlin' NOT NULL,
    currency VARCHAR(3) DEFAULT 'EUR' NOT NULL,
    settings JSONB DEFAULT '{}'::jsonb NOT NULL,
    owner_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_tenants PRIMARY KEY (id),
    CONSTRAINT ck_tenants_slug_is_url_safe CHECK (slug ~ '^[a-z0-9-]+$')
);

CREATE INDEX ix_tenants_status ON tenants (status);

CREATE UNIQUE INDEX uq_tenants_live_slug ON tenants (slug) WHERE deleted_at IS NULL;

COMMENT ON TABLE tenants IS 'workshops and dealers, one row each';

COMMENT ON COLUMN tenants.slug IS 'first label of the tenant''s host name';

CREATE TABLE tier_features (
    tier_name VARCHAR(40) NOT NULL,
    max_users INTEGER DEFAULT '5' NOT NULL,
    max_orders_per_month INTEGER,
    storage_gb SMALLINT DEFAULT 10 NOT NULL,
    modules VARCHAR(40)[] DEFAULT '{}' NOT NULL,
    support VARCHAR(9) DEFAULT 'email' NOT NULL,
    api_enabled BOOLEAN DEFAULT false NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_tier_features PRIMARY KEY (tier_name)
);

CREATE TABLE coupons (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    percent NUMERIC(5, 2),
    amount NUMERIC(12, 2),
    max_uses INTEGER NOT NULL,
    used INTEGER DEFAULT '0' NOT NULL,
    expires_on DATE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_coupons PRIMARY KEY (id),
    CONSTRAINT ck_coupons_percent_or_amount CHECK ((percent IS NULL) <> (amount IS NULL)),
    CONSTRAINT fk_coupons_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_coupons_tenant_id ON coupons (tenant_id);

CREATE UNIQUE INDEX uq_coupons_code ON coupons (tenant_id, lower(code));

CREATE TABLE categories (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    parent_id UUID,
    name VARCHAR(200) NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    slug VARCHAR(80) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_categories PRIMARY KEY (id),
    CONSTRAINT fk_categories_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_categories_parent_id_categories FOREIGN KEY(parent_id) REFERENCES categories (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_categories_parent_id ON categories (parent_id);

CREATE INDEX ix_categories_tenant_id ON categories (tenant_id);

CREATE UNIQUE INDEX uq_categories_live_slug ON categories (tenant_id, slug) WHERE deleted_at IS NULL;

CREATE TABLE suppliers (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    name VARCHAR(200) NOT NULL,
    code VARCHAR(40) NOT NULL,
    email VARCHAR(320),
    phone VARCHAR(32),
    website VARCHAR(1024),
    lead_time_days INTEGER NOT NULL,
    min_order NUMERIC(12, 2),
    is_preferred BOOLEAN DEFAULT false NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_suppliers PRIMARY KEY (id),
    CONSTRAINT uq_suppliers_tenant_id_code UNIQUE (tenant_id, code),
    CONSTRAINT fk_suppliers_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_suppliers_tenant_id ON suppliers (tenant_id);

CREATE TABLE customers (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    number BIGINT NOT NULL,
    public_id UUID NOT NULL,
    kind customer_kind DEFAULT 'private' NOT NULL,
    company_name VARCHAR(200),
    first_name VARCHAR(100),
    last_name VARCHAR(100) NOT NULL,
    email VARCHAR(320),
    phone VARCHAR(32),
    born_on DATE,
    vat_number VARCHAR(20),
    discount NUMERIC(5, 2) DEFAULT '0' NOT NULL,
    loyalty_points INTEGER NOT NULL,
    credit_limit NUMERIC(12, 2) DEFAULT 500.00 NOT NULL,
    marketing_consent BOOLEAN DEFAULT false NOT NULL,
    preferred_language VARCHAR(5) NOT NULL,
    tags VARCHAR(40)[] DEFAULT '{}' NOT NULL,
    preferences JSONB DEFAULT '{}'::jsonb NOT NULL,
    notes TEXT,
    search TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', coalesce(company_name, '') || ' ' || coalesce(first_name, '') || ' ' || last_name)) STORED,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_customers PRIMARY KEY (id),
    CONSTRAINT uq_customers_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT uq_customers_tenant_id_number UNIQUE (tenant_id, number),
    CONSTRAINT ck_customers_discount_in_range CHECK (discount BETWEEN 0 AND 80),
    CONSTRAINT ck_customers_company_has_name CHECK (kind = 'private' OR company_name IS NOT NULL),
    CONSTRAINT fk_customers_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_customers_lower_email ON customers (tenant_id, lower(email));

CREATE INDEX ix_customers_name ON customers (tenant_id, last_name, first_name) INCLUDE (email, phone);

CREATE INDEX ix_customers_search ON customers USING gin (search);

CREATE INDEX ix_customers_tags ON customers USING gin (tags);

CREATE INDEX ix_customers_tenant_id ON customers (tenant_id);

COMMENT ON TABLE customers IS 'who brings cars and pays for them';

COMMENT ON COLUMN customers.number IS 'printed on invoices';

COMMENT ON COLUMN customers.public_id IS 'what links in e-mails carry';

ALTER TABLE customers ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON customers USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

CREATE TABLE users (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    email VARCHAR(320) NOT NULL,
    full_name VARCHAR(200) NOT NULL,
    phone VARCHAR(32),
    password_hash VARCHAR(255),
    is_active BOOLEAN DEFAULT true NOT NULL,
    is_superuser BOOLEAN DEFAULT 'false' NOT NULL,
    last_login_at TIMESTAMP WITH TIME ZONE,
    failed_logins SMALLINT DEFAULT 0 NOT NULL,
    locale VARCHAR(10),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT fk_users_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_users_tenant_id ON users (tenant_id);

CREATE UNIQUE INDEX uq_users_tenant_email ON users (tenant_id, lower(email));

COMMENT ON TABLE users IS 'people who log in';

CREATE TABLE roles (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    name VARCHAR(80) NOT NULL,
    description TEXT,
    is_system BOOLEAN DEFAULT false NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_roles PRIMARY KEY (id),
    CONSTRAINT uq_roles_tenant_id_name UNIQUE (tenant_id, name),
    CONSTRAINT fk_roles_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_roles_tenant_id ON roles (tenant_id);

COMMENT ON COLUMN roles.is_system IS 'made by us, not editable';

CREATE TABLE webhooks (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    url VARCHAR(1024) NOT NULL,
    secret VARCHAR(64) DEFAULT encode(sha256(gen_random_uuid()::text::bytea), 'hex') NOT NULL,
    events VARCHAR(60)[] NOT NULL,
    is_active BOOLEAN DEFAULT true NOT NULL,
    headers JSONB DEFAULT '{}' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_webhooks PRIMARY KEY (id),
    CONSTRAINT ck_webhooks_url_is_https CHECK (url LIKE 'https://%'),
    CONSTRAINT ck_webhooks_events_not_empty CHECK (cardinality(events) > 0),
    CONSTRAINT fk_webhooks_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_webhooks_tenant_id ON webhooks (tenant_id);

CREATE TABLE documents (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    owner_kind document_owner NOT NULL,
    owner_id UUID NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    media_type VARCHAR(100) DEFAULT 'application/octet-stream' NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    storage_key VARCHAR(512) NOT NULL,
    metadata JSONB DEFAULT '{}' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_documents PRIMARY KEY (id),
    CONSTRAINT ck_documents_size_positive CHECK (size_bytes > 0),
    CONSTRAINT fk_documents_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT uq_documents_storage_key UNIQUE (storage_key)
);

CREATE INDEX ix_documents_owner ON documents (owner_kind, owner_id);

CREATE INDEX ix_documents_sha256 ON documents USING hash (sha256);

CREATE INDEX ix_documents_tenant_id ON documents (tenant_id);

COMMENT ON COLUMN documents.owner_id IS 'no foreign key: the kind says where to look';

CREATE TABLE audit_log (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    tenant_id UUID,
    user_id UUID,
    action VARCHAR(20) NOT NULL,
    table_name VARCHAR(63) NOT NULL,
    row_id VARCHAR(64) NOT NULL,
    before JSONB,
    after JSONB,
    ip_address INET,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_audit_log PRIMARY KEY (id),
    CONSTRAINT ck_audit_log_action_known CHECK (action IN ('insert', 'update', 'delete')),
    CONSTRAINT fk_audit_log_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE SET NULL
);

CREATE INDEX ix_audit_log_at ON audit_log (at DESC);

CREATE INDEX ix_audit_log_row ON audit_log (table_name, row_id);

CREATE INDEX ix_audit_log_tenant_id ON audit_log (tenant_id);

COMMENT ON TABLE audit_log IS 'append only';

CREATE TABLE plans (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    code VARCHAR(40) NOT NULL,
    name VARCHAR(200) NOT NULL,
    tier_name VARCHAR(40) NOT NULL,
    cycle billing_cycle DEFAULT 'monthly' NOT NULL,
    price NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    trial_days SMALLINT DEFAULT '14' NOT NULL,
    is_public BOOLEAN DEFAULT true NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_plans PRIMARY KEY (id),
    CONSTRAINT uq_plans_code_cycle UNIQUE (code, cycle),
    CONSTRAINT ck_plans_price_not_negative CHECK (price >= 0),
    CONSTRAINT ck_plans_trial_days_in_range CHECK (trial_days BETWEEN 0 AND 90),
    CONSTRAINT fk_plans_tier_name_tier_features FOREIGN KEY(tier_name) REFERENCES tier_features (tier_name) ON UPDATE CASCADE
);

CREATE TABLE feature_flags (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    name VARCHAR(80) NOT NULL,
    tenant_id UUID,
    enabled BOOLEAN DEFAULT false NOT NULL,
    rollout_percent SMALLINT DEFAULT '0' NOT NULL,
    conditions JSONB,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_feature_flags PRIMARY KEY (id),
    CONSTRAINT uq_feature_flags_name_tenant_id UNIQUE NULLS NOT DISTINCT (name, tenant_id),
    CONSTRAINT ck_feature_flags_rollout_percent_in_range CHECK (rollout_percent >= 0 AND rollout_percent <= 100),
    CONSTRAINT fk_feature_flags_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE TABLE vehicles (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    vin VARCHAR(17) NOT NULL,
    plate VARCHAR(16),
    make VARCHAR(60) NOT NULL,
    model VARCHAR(80) NOT NULL,
    model_year SMALLINT,
    fuel fuel_type DEFAULT 'PETROL' NOT NULL,
    power_kw SMALLINT,
    colour VARCHAR(40),
    odometer_km INTEGER DEFAULT '0' NOT NULL,
    first_registered_on DATE,
    next_inspection_on DATE,
    equipment JSONB DEFAULT '{}'::jsonb NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_vehicles PRIMARY KEY (id),
    CONSTRAINT uq_vehicles_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT uq_vehicles_tenant_id_vin UNIQUE (tenant_id, vin),
    CONSTRAINT ck_vehicles_vin_length CHECK (char_length(vin) = 17),
    CONSTRAINT ck_vehicles_model_year_plausible CHECK (model_year >= 1900 AND model_year < 2100),
    CONSTRAINT ck_vehicles_odometer_not_negative CHECK (odometer_km >= 0),
    CONSTRAINT fk_vehicles_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_vehicles_equipment ON vehicles USING gin (equipment jsonb_path_ops);

CREATE INDEX ix_vehicles_next_inspection_on ON vehicles (next_inspection_on);

CREATE INDEX ix_vehicles_plate ON vehicles (tenant_id, upper(plate)) WHERE plate IS NOT NULL;

CREATE INDEX ix_vehicles_tenant_id ON vehicles (tenant_id);

ALTER TABLE vehicles ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON vehicles USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

CREATE TABLE service_bays (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    name VARCHAR(40) NOT NULL,
    has_lift BOOLEAN DEFAULT true NOT NULL,
    max_weight_kg INTEGER,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_service_bays PRIMARY KEY (id),
    CONSTRAINT uq_service_bays_tenant_id_name UNIQUE (tenant_id, name),
    CONSTRAINT fk_service_bays_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_service_bays_tenant_id ON service_bays (tenant_id);

CREATE TABLE labour_rates (
    tenant_id UUID NOT NULL,
    level SMALLINT NOT NULL,
    month CHAR(7) DEFAULT to_char(now(), 'YYYY-MM') NOT NULL,
    rate NUMERIC(12, 2) NOT NULL,
    CONSTRAINT pk_labour_rates PRIMARY KEY (tenant_id, level, month),
    CONSTRAINT ck_labour_rates_rate_positive CHECK (rate > 0),
    CONSTRAINT fk_labour_rates_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE TABLE products (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    sku VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    description TEXT,
    category_id UUID,
    list_price NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    cost_price NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    tax_rate INTEGER DEFAULT '19' NOT NULL,
    ean VARCHAR(14),
    oem_numbers VARCHAR(40)[] DEFAULT '{}'::varchar[] NOT NULL,
    weight_g INTEGER,
    is_active BOOLEAN DEFAULT true NOT NULL,
    is_labour BOOLEAN DEFAULT false NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_products PRIMARY KEY (id),
    CONSTRAINT uq_products_sku UNIQUE (tenant_id, sku),
    CONSTRAINT uq_products_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT ck_products_prices_not_negative CHECK (list_price >= 0 AND cost_price >= 0),
    CONSTRAINT ck_products_tax_rate_known CHECK (tax_rate IN (0, 7, 19)),
    CONSTRAINT fk_products_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_products_category_id_categories FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE SET NULL
);

CREATE INDEX ix_products_active ON products (tenant_id, name) WHERE is_active AND deleted_at IS NULL;

CREATE INDEX ix_products_category_id ON products (category_id);

CREATE INDEX ix_products_ean ON products (ean);

CREATE INDEX ix_products_name_trgm ON products USING gin (name gin_trgm_ops);

CREATE INDEX ix_products_tenant_id ON products (tenant_id);

CREATE TABLE customer_contacts (
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    full_name VARCHAR(200) NOT NULL,
    position VARCHAR(80),
    email VARCHAR(320),
    phone VARCHAR(32),
    is_primary BOOLEAN DEFAULT false NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_customer_contacts PRIMARY KEY (id),
    CONSTRAINT fk_customer_contacts_customer FOREIGN KEY(tenant_id, customer_id) REFERENCES customers (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_customer_contacts_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_customer_contacts_tenant_id ON customer_contacts (tenant_id);

CREATE UNIQUE INDEX uq_customer_contacts_primary ON customer_contacts (customer_id) WHERE is_primary;

ALTER TABLE customer_contacts ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON customer_contacts USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

CREATE TABLE addresses (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    customer_id UUID,
    supplier_id UUID,
    kind address_kind DEFAULT 'billing' NOT NULL,
    line1 VARCHAR(200) NOT NULL,
    line2 VARCHAR(200),
    postcode VARCHAR(16) NOT NULL,
    city VARCHAR(120) NOT NULL,
    country CHAR(2) DEFAULT 'DE' NOT NULL,
    latitude FLOAT(53),
    longitude DOUBLE PRECISION,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_addresses PRIMARY KEY (id),
    CONSTRAINT ck_addresses_country_is_iso CHECK (country = upper(country) AND length(country) = 2),
    CONSTRAINT ck_addresses_one_owner CHECK (num_nonnulls(customer_id, supplier_id) <= 1),
    CONSTRAINT fk_addresses_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_addresses_customer_id_customers FOREIGN KEY(customer_id) REFERENCES customers (id) ON DELETE CASCADE,
    CONSTRAINT fk_addresses_supplier_id_suppliers FOREIGN KEY(supplier_id) REFERENCES suppliers (id) ON DELETE CASCADE
);

CREATE INDEX ix_addresses_customer_id ON addresses (customer_id);

CREATE INDEX ix_addresses_supplier_id ON addresses (supplier_id);

CREATE INDEX ix_addresses_tenant_id ON addresses (tenant_id);

ALTER TABLE addresses ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON addresses USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

CREATE TABLE user_roles (
    user_id UUID NOT NULL,
    role_id UUID NOT NULL,
    granted_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    granted_by_id UUID,
    CONSTRAINT pk_user_roles PRIMARY KEY (user_id, role_id),
    CONSTRAINT fk_user_roles_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_user_roles_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id) ON DELETE CASCADE,
    CONSTRAINT fk_user_roles_granted_by_id_users FOREIGN KEY(granted_by_id) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX ix_user_roles_role_id ON user_roles (role_id);

COMMENT ON TABLE user_roles IS 'which user has which role';

CREATE TABLE role_permissions (
    role_id UUID NOT NULL,
    permission_id INTEGER NOT NULL,
    CONSTRAINT pk_role_permissions PRIMARY KEY (role_id, permission_id),
    CONSTRAINT fk_role_permissions_role_id_roles FOREIGN KEY(role_id) REFERENCES roles (id) ON DELETE CASCADE,
    CONSTRAINT fk_role_permissions_permission_id_permissions FOREIGN KEY(permission_id) REFERENCES permissions (id) ON DELETE CASCADE
);

CREATE TABLE api_keys (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    name VARCHAR(200) NOT NULL,
    prefix VARCHAR(12) NOT NULL,
    key_hash BYTEA NOT NULL,
    scopes TEXT[] DEFAULT ARRAY[]::text[] NOT NULL,
    webhook_url VARCHAR(1024) DEFAULT '' NOT NULL,
    rate_limit INTEGER NOT NULL,
    allowed_networks INET[],
    expires_at TIMESTAMP WITH TIME ZONE,
    last_used_at TIMESTAMP WITH TIME ZONE,
    user_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_api_keys PRIMARY KEY (id),
    CONSTRAINT ck_api_keys_key_hash_is_sha256 CHECK (octet_length(key_hash) = 32),
    CONSTRAINT fk_api_keys_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT uq_api_keys_prefix UNIQUE (prefix),
    CONSTRAINT fk_api_keys_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_api_keys_tenant_id ON api_keys (tenant_id);

CREATE INDEX ix_api_keys_user_id ON api_keys (user_id);

CREATE INDEX ix_api_keys_webhook ON api_keys (webhook_url) WHERE webhook_url <> '';

CREATE TABLE sessions (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    user_id UUID NOT NULL,
    token VARCHAR(64) NOT NULL,
    ip_address INET,
    user_agent VARCHAR(400),
    idle_after INTERVAL DEFAULT interval '30 minutes' NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT fk_sessions_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT uq_sessions_token UNIQUE (token)
);

CREATE INDEX ix_sessions_seen_at ON sessions (seen_at);

CREATE INDEX ix_sessions_user_id ON sessions (user_id);

CREATE TABLE webhook_deliveries (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    webhook_id UUID NOT NULL,
    event VARCHAR(60) NOT NULL,
    payload JSONB NOT NULL,
    status VARCHAR(20) DEFAULT 'pending' NOT NULL,
    attempts SMALLINT DEFAULT '0' NOT NULL,
    response_code SMALLINT,
    next_attempt_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_webhook_deliveries PRIMARY KEY (id),
    CONSTRAINT ck_webhook_deliveries_attempts_in_range CHECK (attempts BETWEEN 0 AND 12),
    CONSTRAINT fk_webhook_deliveries_webhook_id_webhooks FOREIGN KEY(webhook_id) REFERENCES webhooks (id) ON DELETE CASCADE,
    CONSTRAINT ck_webhook_deliveries_delivery_status CHECK (status IN ('pending', 'sent', 'failed'))
);

CREATE INDEX ix_webhook_deliveries_pending ON webhook_deliveries (next_attempt_at) WHERE status = 'pending';

CREATE INDEX ix_webhook_deliveries_webhook ON webhook_deliveries (webhook_id, id);

CREATE TABLE notifications (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    user_id UUID,
    customer_id UUID,
    channel channel DEFAULT 'email' NOT NULL,
    status VARCHAR(20) DEFAULT 'pending' NOT NULL,
    subject VARCHAR(200) NOT NULL,
    body TEXT NOT NULL,
    retries INTEGER NOT NULL,
    read_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_notifications PRIMARY KEY (id),
    CONSTRAINT ck_notifications_one_recipient CHECK ((user_id IS NULL) <> (customer_id IS NULL)),
    CONSTRAINT fk_notifications_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_notifications_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_notifications_customer_id_customers FOREIGN KEY(customer_id) REFERENCES customers (id) ON DELETE CASCADE,
    CONSTRAINT ck_notifications_delivery_status CHECK (status IN ('pending', 'sent', 'failed'))
);

CREATE INDEX ix_notifications_tenant_id ON notifications (tenant_id);

CREATE INDEX ix_notifications_unread ON notifications (user_id) WHERE read_at IS NULL;

CREATE TABLE employees (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    kind VARCHAR(20) DEFAULT 'employee' NOT NULL,
    number VARCHAR(20) NOT NULL,
    full_name VARCHAR(200) NOT NULL,
    email VARCHAR(320),
    user_id UUID,
    hired_on DATE NOT NULL,
    left_on DATE,
    hourly_wage NUMERIC(12, 2),
    weekly_hours NUMERIC(5, 2) DEFAULT 40.0 NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_employees PRIMARY KEY (id),
    CONSTRAINT uq_employees_tenant_id_number UNIQUE (tenant_id, number),
    CONSTRAINT ck_employees_left_after_hired CHECK (left_on >= hired_on),
    CONSTRAINT fk_employees_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT uq_employees_user_id UNIQUE (user_id),
    CONSTRAINT fk_employees_user_id_users FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX ix_employees_tenant_id ON employees (tenant_id);

COMMENT ON COLUMN employees.weekly_hours IS 'by contract';

CREATE TABLE subscriptions (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    plan_id UUID NOT NULL,
    status subscription_status DEFAULT 'trialing' NOT NULL,
    starts_on DATE DEFAULT CURRENT_DATE NOT NULL,
    ends_on DATE,
    seats INTEGER NOT NULL,
    external_ref VARCHAR(120),
    cancelled_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_subscriptions PRIMARY KEY (id),
    CONSTRAINT ck_subscriptions_ends_after_start CHECK (ends_on IS NULL OR ends_on >= starts_on),
    CONSTRAINT fk_subscriptions_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_subscriptions_plan_id_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE RESTRICT,
    CONSTRAINT uq_subscriptions_external_ref UNIQUE (external_ref)
);

CREATE INDEX ix_subscriptions_tenant_id ON subscriptions (tenant_id);

CREATE UNIQUE INDEX uq_subscriptions_one_alive ON subscriptions (tenant_id) WHERE status IN ('trialing', 'active', 'past_due');

CREATE TABLE vehicle_ownerships (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    vehicle_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    during DATERANGE DEFAULT daterange(CURRENT_DATE, NULL) NOT NULL,
    is_current BOOLEAN DEFAULT 'true' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_vehicle_ownerships PRIMARY KEY (id),
    CONSTRAINT fk_vehicle_ownerships_vehicle FOREIGN KEY(tenant_id, vehicle_id) REFERENCES vehicles (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_vehicle_ownerships_customer FOREIGN KEY(tenant_id, customer_id) REFERENCES customers (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_vehicle_ownerships_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_vehicle_ownerships_customer_id ON vehicle_ownerships (customer_id);

CREATE INDEX ix_vehicle_ownerships_during ON vehicle_ownerships USING gist (during);

CREATE INDEX ix_vehicle_ownerships_newest ON vehicle_ownerships (vehicle_id, created_at DESC);

CREATE INDEX ix_vehicle_ownerships_tenant_id ON vehicle_ownerships (tenant_id);

CREATE INDEX ix_vehicle_ownerships_vehicle_id ON vehicle_ownerships (vehicle_id);

CREATE TABLE product_prices (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    product_id UUID NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    min_quantity INTEGER DEFAULT '1' NOT NULL,
    price NUMERIC(12, 2) NOT NULL,
    currency VARCHAR(3) DEFAULT 'EUR' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_product_prices PRIMARY KEY (id),
    CONSTRAINT uq_product_prices_step UNIQUE (product_id, valid_from, min_quantity),
    CONSTRAINT ck_product_prices_period_in_order CHECK (valid_until IS NULL OR valid_until >= valid_from),
    CONSTRAINT fk_product_prices_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_product_prices_product_id_products FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);

CREATE INDEX ix_product_prices_tenant_id ON product_prices (tenant_id);

CREATE TABLE supplier_products (
    supplier_id UUID NOT NULL,
    product_id UUID NOT NULL,
    supplier_sku VARCHAR(64) NOT NULL,
    purchase_price NUMERIC(12, 4) NOT NULL,
    pack_size INTEGER DEFAULT '1' NOT NULL,
    label VARCHAR(200),
    CONSTRAINT pk_supplier_products PRIMARY KEY (supplier_id, product_id),
    CONSTRAINT fk_supplier_products_supplier_id_suppliers FOREIGN KEY(supplier_id) REFERENCES suppliers (id) ON DELETE CASCADE,
    CONSTRAINT fk_supplier_products_product_id_products FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT ck_supplier_products_price_and_pack_plausible CHECK (purchase_price >= 0 AND pack_size > 0)
);

CREATE INDEX ix_supplier_products_product ON supplier_products (product_id, purchase_price ASC);

CREATE INDEX ix_supplier_products_sku ON supplier_products (upper(supplier_sku));

CREATE TABLE warehouses (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    code VARCHAR(40) NOT NULL,
    name VARCHAR(200) NOT NULL,
    is_mobile BOOLEAN DEFAULT false NOT NULL,
    address_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_warehouses PRIMARY KEY (id),
    CONSTRAINT uq_warehouses_tenant_id_code UNIQUE (tenant_id, code),
    CONSTRAINT uq_warehouses_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT fk_warehouses_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_warehouses_address_id_addresses FOREIGN KEY(address_id) REFERENCES addresses (id) ON DELETE SET NULL
);

CREATE INDEX ix_warehouses_tenant_id ON warehouses (tenant_id);

CREATE TABLE mechanics (
    id UUID NOT NULL,
    level SMALLINT DEFAULT '1' NOT NULL,
    certificates VARCHAR(60)[] DEFAULT '{}' NOT NULL,
    high_voltage_until DATE,
    shift_starts TIME WITHOUT TIME ZONE DEFAULT '08:00' NOT NULL,
    shift_ends TIME WITHOUT TIME ZONE DEFAULT '17:00' NOT NULL,
    trained_by_id UUID,
    graduates_on DATE,
    CONSTRAINT pk_mechanics PRIMARY KEY (id),
    CONSTRAINT ck_mechanics_level_in_range CHECK (level BETWEEN 1 AND 5),
    CONSTRAINT fk_mechanics_id_employees FOREIGN KEY(id) REFERENCES employees (id) ON DELETE CASCADE,
    CONSTRAINT fk_mechanics_trained_by_id_mechanics FOREIGN KEY(trained_by_id) REFERENCES mechanics (id) ON DELETE SET NULL
);

CREATE INDEX ix_mechanics_certificates ON mechanics USING gin (certificates);

CREATE TABLE stock_levels (
    tenant_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(12, 3) DEFAULT '0' NOT NULL,
    reserved NUMERIC(12, 3) DEFAULT '0' NOT NULL,
    reorder_point NUMERIC(12, 3),
    shelf VARCHAR(20),
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_stock_levels PRIMARY KEY (tenant_id, warehouse_id, product_id),
    CONSTRAINT fk_stock_levels_warehouse FOREIGN KEY(tenant_id, warehouse_id) REFERENCES warehouses (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_stock_levels_product FOREIGN KEY(tenant_id, product_id) REFERENCES products (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_stock_levels_reserved_is_there CHECK (reserved >= 0 AND reserved <= quantity),
    CONSTRAINT fk_stock_levels_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE INDEX ix_stock_levels_low ON stock_levels (tenant_id, product_id) WHERE quantity <= reorder_point;

COMMENT ON TABLE stock_levels IS 'one row for each product in each warehouse';

CREATE TABLE appointments (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    vehicle_id UUID,
    bay_id UUID,
    mechanic_id UUID,
    status appointment_status DEFAULT 'requested' NOT NULL,
    starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reminder_before INTERVAL (0) DEFAULT '1 day',
    wish TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_appointments PRIMARY KEY (id),
    CONSTRAINT fk_appointments_customer FOREIGN KEY(tenant_id, customer_id) REFERENCES customers (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_appointments_ends_after_start CHECK (ends_at > starts_at),
    CONSTRAINT fk_appointments_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_appointments_vehicle_id_vehicles FOREIGN KEY(vehicle_id) REFERENCES vehicles (id) ON DELETE SET NULL,
    CONSTRAINT fk_appointments_bay_id_service_bays FOREIGN KEY(bay_id) REFERENCES service_bays (id) ON DELETE SET NULL,
    CONSTRAINT fk_appointments_mechanic_id_mechanics FOREIGN KEY(mechanic_id) REFERENCES mechanics (id) ON DELETE SET NULL
);

CREATE INDEX ix_appointments_day ON appointments (tenant_id, starts_at);

CREATE INDEX ix_appointments_mechanic_id ON appointments (mechanic_id);

CREATE INDEX ix_appointments_tenant_id ON appointments (tenant_id);

CREATE TABLE service_orders (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    number VARCHAR(32) NOT NULL,
    customer_id UUID NOT NULL,
    vehicle_id UUID NOT NULL,
    appointment_id UUID,
    advisor_id UUID,
    status order_status DEFAULT 'draft' NOT NULL,
    priority SMALLINT DEFAULT '2' NOT NULL,
    complaint TEXT DEFAULT '' NOT NULL,
    diagnosis TEXT,
    odometer_km INTEGER,
    estimate NUMERIC(12, 2),
    currency VARCHAR(3) DEFAULT 'EUR' NOT NULL,
    promised_at TIMESTAMP WITH TIME ZONE,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_service_orders PRIMARY KEY (id),
    CONSTRAINT fk_service_orders_tenant_id_customers FOREIGN KEY(tenant_id, customer_id) REFERENCES customers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_service_orders_vehicle FOREIGN KEY(tenant_id, vehicle_id) REFERENCES vehicles (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_service_orders_tenant_id_number UNIQUE (tenant_id, number),
    CONSTRAINT uq_service_orders_tenant_key UNIQUE (tenant_id, id),
    CONSTRAINT ck_service_orders_finished_after_start CHECK (finished_at IS NULL OR finished_at >= started_at),
    CONSTRAINT ck_service_orders_odometer_not_negative CHECK (odometer_km >= 0),
    CONSTRAINT fk_service_orders_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT uq_service_orders_appointment_id UNIQUE (appointment_id),
    CONSTRAINT fk_service_orders_appointment_id_appointments FOREIGN KEY(appointment_id) REFERENCES appointments (id) ON DELETE SET NULL,
    CONSTRAINT fk_service_orders_advisor_id_employees FOREIGN KEY(advisor_id) REFERENCES employees (id) ON DELETE SET NULL
);

CREATE INDEX ix_service_orders_open ON service_orders (tenant_id, promised_at) WHERE status IN ('confirmed', 'in_progress', 'waiting_for_parts');

CREATE INDEX ix_service_orders_tenant_id ON service_orders (tenant_id);

CREATE INDEX ix_service_orders_vehicle ON service_orders (vehicle_id, created_at DESC NULLS LAST);

COMMENT ON COLUMN service_orders.complaint IS 'in the customer''s words';

CREATE SEQUENCE invoice_number_seq START WITH 100000;

CREATE TABLE invoices (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    number BIGINT DEFAULT nextval('invoice_number_seq') NOT NULL,
    customer_id UUID NOT NULL,
    order_id UUID,
    status invoice_status DEFAULT 'draft' NOT NULL,
    net NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    tax NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    total NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    currency VARCHAR(3) DEFAULT 'EUR' NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE,
    due_on DATE,
    paid_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    created_by_id UUID,
    updated_by_id UUID,
    CONSTRAINT pk_invoices PRIMARY KEY (id),
    CONSTRAINT fk_invoices_customer FOREIGN KEY(tenant_id, customer_id) REFERENCES customers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT uq_invoices_number UNIQUE (tenant_id, number),
    CONSTRAINT ck_invoices_total_adds_up CHECK (total = net + tax),
    CONSTRAINT ck_invoices_issued_has_date CHECK (status = 'draft' OR issued_at IS NOT NULL),
    CONSTRAINT fk_invoices_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_invoices_order_id_service_orders FOREIGN KEY(order_id) REFERENCES service_orders (id) ON DELETE RESTRICT
);

CREATE INDEX ix_invoices_customer_id ON invoices (customer_id);

CREATE INDEX ix_invoices_due ON invoices (tenant_id, due_on) WHERE status = 'issued';

CREATE INDEX ix_invoices_order_id ON invoices (order_id);

CREATE INDEX ix_invoices_tenant_id ON invoices (tenant_id);

ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON invoices USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

CREATE POLICY issued_are_final ON invoices AS RESTRICTIVE FOR DELETE USING (status = 'draft');

CREATE TABLE order_lines (
    id UUID NOT NULL,
    tenant_id UUID NOT NULL,
    order_id UUID NOT NULL,
    position SMALLINT NOT NULL,
    kind VARCHAR(16) NOT NULL,
    product_id UUID,
    mechanic_id UUID,
    description VARCHAR(200) NOT NULL,
    quantity NUMERIC(10, 3) DEFAULT '1' NOT NULL,
    unit_price NUMERIC(12, 2) DEFAULT 0 NOT NULL,
    discount NUMERIC(5, 2) DEFAULT 0 NOT NULL,
    total NUMERIC(12, 2) GENERATED ALWAYS AS (round(quantity * unit_price * (1 - discount / 100), 2)) STORED NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_order_lines PRIMARY KEY (id),
    CONSTRAINT fk_order_lines_order FOREIGN KEY(tenant_id, order_id) REFERENCES service_orders (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT uq_order_lines_position UNIQUE (order_id, position) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck_order_lines_quantity_positive CHECK (quantity > 0),
    CONSTRAINT ck_order_lines_part_has_product CHECK ((kind = 'part') = (product_id IS NOT NULL)),
    CONSTRAINT fk_order_lines_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT ck_order_lines_line_kind CHECK (kind IN ('labour', 'part', 'fee')),
    CONSTRAINT fk_order_lines_product_id_products FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT fk_order_lines_mechanic_id_mechanics FOREIGN KEY(mechanic_id) REFERENCES mechanics (id) ON DELETE SET NULL
);

CREATE INDEX ix_order_lines_product_id ON order_lines (product_id);

CREATE INDEX ix_order_lines_tenant_id ON order_lines (tenant_id);

CREATE TABLE vehicle_inspections (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    order_id UUID NOT NULL,
    mechanic_id UUID,
    checklist JSONB DEFAULT '[]'::jsonb NOT NULL,
    tread_depth_mm NUMERIC(3, 1)[],
    severity VARCHAR(10) NOT NULL,
    is_roadworthy BOOLEAN NOT NULL,
    signed_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_vehicle_inspections PRIMARY KEY (id),
    CONSTRAINT fk_vehicle_inspections_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_vehicle_inspections_order_id_service_orders FOREIGN KEY(order_id) REFERENCES service_orders (id) ON DELETE CASCADE,
    CONSTRAINT fk_vehicle_inspections_mechanic_id_mechanics FOREIGN KEY(mechanic_id) REFERENCES mechanics (id) ON DELETE SET NULL
);

CREATE INDEX ix_vehicle_inspections_order_id ON vehicle_inspections (order_id);

CREATE INDEX ix_vehicle_inspections_tenant_id ON vehicle_inspections (tenant_id);

CREATE TABLE invoice_lines (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    invoice_id UUID NOT NULL,
    position SMALLINT NOT NULL,
    description VARCHAR(200) NOT NULL,
    quantity NUMERIC(10, 3) NOT NULL,
    unit_price NUMERIC(12, 2) NOT NULL,
    tax_rate NUMERIC(5, 2) DEFAULT '19.00' NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_invoice_lines PRIMARY KEY (id),
    CONSTRAINT uq_invoice_lines_invoice_id_position UNIQUE (invoice_id, position),
    CONSTRAINT fk_invoice_lines_invoice_id_invoices FOREIGN KEY(invoice_id) REFERENCES invoices (id) ON DELETE CASCADE
);

CREATE TABLE payments (
    id UUID DEFAULT gen_random_uuid() NOT NULL,
    tenant_id UUID NOT NULL,
    kind payment_kind NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    currency VARCHAR(3) DEFAULT 'EUR' NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    reference VARCHAR(140),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    card_brand VARCHAR(20),
    card_last4 CHAR(4),
    processor_ref VARCHAR(80),
    fee NUMERIC(12, 2),
    till VARCHAR(20),
    iban VARCHAR(34),
    booked_on DATE,
    CONSTRAINT pk_payments PRIMARY KEY (id),
    CONSTRAINT ck_payments_amount_positive CHECK (amount > 0),
    CONSTRAINT fk_payments_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_payments_invoice_id_invoices FOREIGN KEY(invoice_id) REFERENCES invoices (id) ON DELETE RESTRICT
);

CREATE INDEX ix_payments_invoice ON payments (invoice_id, received_at);

CREATE INDEX ix_payments_processor_ref ON payments (processor_ref);

CREATE INDEX ix_payments_tenant_id ON payments (tenant_id);

ALTER TABLE payments ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON payments USING (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('autoserve.tenant_id', true), '')::uuid);

CREATE TABLE stock_movements (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    tenant_id UUID NOT NULL,
    warehouse_id UUID NOT NULL,
    product_id UUID NOT NULL,
    quantity NUMERIC(12, 3) NOT NULL,
    reason movement_reason NOT NULL,
    order_line_id UUID,
    moved_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    details JSONB,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_stock_movements PRIMARY KEY (id),
    CONSTRAINT ck_stock_movements_quantity_not_zero CHECK (quantity != 0),
    CONSTRAINT fk_stock_movements_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_stock_movements_warehouse_id_warehouses FOREIGN KEY(warehouse_id) REFERENCES warehouses (id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_movements_product_id_products FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_movements_order_line_id_order_lines FOREIGN KEY(order_line_id) REFERENCES order_lines (id) ON DELETE SET NULL
);

CREATE INDEX ix_stock_movements_moved_at ON stock_movements USING brin (moved_at) WITH (pages_per_range = 64);

CREATE INDEX ix_stock_movements_product ON stock_movements (tenant_id, product_id, moved_at DESC);

CREATE INDEX ix_stock_movements_warehouse_id ON stock_movements (warehouse_id);

CREATE TABLE refunds (
    tenant_id UUID NOT NULL,
    id INTEGER GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 1 START WITH 1000),
    payment_id UUID NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    reason TEXT DEFAULT 'goodwill' NOT NULL,
    approved_by_id UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_refunds PRIMARY KEY (id),
    CONSTRAINT ck_refunds_amount_positive CHECK (amount > 0),
    CONSTRAINT fk_refunds_tenant_id_tenants FOREIGN KEY(tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
    CONSTRAINT fk_refunds_payment_id_payments FOREIGN KEY(payment_id) REFERENCES payments (id) ON DELETE RESTRICT,
    CONSTRAINT fk_refunds_approved_by_id_users FOREIGN KEY(approved_by_id) REFERENCES users (id) ON DELETE SET NULL
);

ALTER TABLE appointments ADD CONSTRAINT fk_appointments_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE appointments ADD CONSTRAINT fk_appointments_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE customers ADD CONSTRAINT fk_customers_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE customers ADD CONSTRAINT fk_customers_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE documents ADD CONSTRAINT fk_documents_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE documents ADD CONSTRAINT fk_documents_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE invoices ADD CONSTRAINT fk_invoices_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE invoices ADD CONSTRAINT fk_invoices_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE products ADD CONSTRAINT fk_products_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE products ADD CONSTRAINT fk_products_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE service_orders ADD CONSTRAINT fk_service_orders_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE service_orders ADD CONSTRAINT fk_service_orders_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE suppliers ADD CONSTRAINT fk_suppliers_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE suppliers ADD CONSTRAINT fk_suppliers_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE tenants ADD CONSTRAINT fk_tenants_owner FOREIGN KEY(owner_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE vehicles ADD CONSTRAINT fk_vehicles_created_by_id_users FOREIGN KEY(created_by_id) REFERENCES users (id) ON DELETE SET NULL;

ALTER TABLE vehicles ADD CONSTRAINT fk_vehicles_updated_by_id_users FOREIGN KEY(updated_by_id) REFERENCES users (id) ON DELETE SET NULL;

CREATE INDEX ix_refunds_payment_id ON refunds (payment_id);

CREATE INDEX ix_refunds_tenant_id ON refunds (tenant_id);

CREATE SCHEMA IF NOT EXISTS legacy;

CREATE TYPE legacy.job_state AS ENUM ('open', 'closed', 'billed');

CREATE TABLE legacy.clients (
    id SERIAL NOT NULL,
    clientno VARCHAR(12) NOT NULL,
    name1 VARCHAR(60) NOT NULL,
    name2 VARCHAR(60),
    phone VARCHAR(30),
    blocked BOOLEAN DEFAULT '0' NOT NULL,
    balance NUMERIC(10, 2) DEFAULT 0 NOT NULL,
    customer_id VARCHAR(36),
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL,
    changed TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id),
    UNIQUE (clientno)
);

CREATE INDEX ix_legacy_clients_phone ON legacy.clients (phone);

CREATE TABLE legacy.parts (
    part_no VARCHAR(30) NOT NULL,
    supplier_no VARCHAR(10) DEFAULT '' NOT NULL,
    title VARCHAR(80) NOT NULL,
    price NUMERIC(10, 2),
    stock INTEGER NOT NULL,
    remarks TEXT,
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL,
    changed TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (part_no, supplier_no)
);

CREATE TABLE legacy.take_overs (
    id SERIAL NOT NULL,
    table_name VARCHAR(63) NOT NULL,
    old_key VARCHAR(60) NOT NULL,
    new_id VARCHAR(36) NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX take_overs_row_key ON legacy.take_overs (table_name, old_key);

COMMENT ON TABLE legacy.take_overs IS 'journal of the take-over';

CREATE TABLE legacy.cars (
    id SERIAL NOT NULL,
    client_id INTEGER,
    plate VARCHAR(12) NOT NULL,
    plate_country VARCHAR(3) DEFAULT 'D' NOT NULL,
    chassis VARCHAR(20),
    kilometres INTEGER,
    displacement FLOAT,
    first_seen DATE,
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL,
    changed TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id),
    CONSTRAINT cars_chassis_key UNIQUE (chassis),
    FOREIGN KEY(client_id) REFERENCES legacy.clients (id) ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE INDEX cars_plate_idx ON legacy.cars (plate, plate_country);

CREATE INDEX ix_legacy_cars_client_id ON legacy.cars (client_id);

COMMENT ON TABLE legacy.cars IS 'one row for each car the old program knew';

CREATE TABLE legacy.job_cards (
    id SERIAL NOT NULL,
    number INTEGER NOT NULL,
    year SMALLINT NOT NULL,
    car_id INTEGER NOT NULL,
    state legacy.job_state DEFAULT 'open' NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL,
    changed TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id),
    CONSTRAINT job_cards_number_year_key UNIQUE (number, year),
    CONSTRAINT job_cards_dates_check CHECK (closed_on IS NULL OR closed_on >= opened_on),
    FOREIGN KEY(car_id) REFERENCES legacy.cars (id)
);

CREATE TABLE legacy.job_card_lines (
    job_card_id INTEGER NOT NULL,
    line_no SMALLINT NOT NULL,
    part_no VARCHAR(30),
    supplier_no VARCHAR(10),
    hours NUMERIC(5, 2),
    amount NUMERIC(10, 2) NOT NULL,
    PRIMARY KEY (job_card_id, line_no),
    CONSTRAINT job_card_lines_part_fkey FOREIGN KEY(part_no, supplier_no) REFERENCES legacy.parts (part_no, supplier_no),
    FOREIGN KEY(job_card_id) REFERENCES legacy.job_cards (id) ON DELETE CASCADE
);

COMMENT ON TABLE legacy.job_card_lines IS 'hours and parts of a job card';

