-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE order_line (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE h_t_t_p_call (
    verb VARCHAR(7) NOT NULL,
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE shop_baskets (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE shop_parcels (
    id SERIAL NOT NULL,
    label VARCHAR(33),
    PRIMARY KEY (id)
);

