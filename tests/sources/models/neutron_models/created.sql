-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE standardattributes (
    id BIGSERIAL NOT NULL,
    resource_type VARCHAR(255) NOT NULL,
    description VARCHAR(255),
    revision_number BIGINT DEFAULT '0' NOT NULL,
    created_at TIMESTAMP WITHOUT TIME ZONE,
    updated_at TIMESTAMP WITHOUT TIME ZONE,
    PRIMARY KEY (id)
);

CREATE TABLE quotas (
    resource VARCHAR(255) NOT NULL,
    project_id VARCHAR(255) NOT NULL,
    PRIMARY KEY (resource, project_id)
);

CREATE TABLE networks (
    name VARCHAR(255),
    mtu INTEGER DEFAULT '1500' NOT NULL,
    standard_attr_id BIGINT NOT NULL,
    id VARCHAR(36) NOT NULL,
    project_id VARCHAR(255),
    PRIMARY KEY (id),
    UNIQUE (standard_attr_id),
    FOREIGN KEY(standard_attr_id) REFERENCES standardattributes (id) ON DELETE CASCADE
);

CREATE INDEX ix_networks_project_id ON networks (project_id);

CREATE TABLE network_ports (
    network_id VARCHAR(36) NOT NULL,
    mac VARCHAR(64),
    address VARCHAR(64),
    seen TIMESTAMP WITHOUT TIME ZONE,
    id VARCHAR(36) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uniq_mac UNIQUE (network_id, mac),
    FOREIGN KEY(network_id) REFERENCES networks (id) ON DELETE CASCADE
);

