"""Sizes and limits that models, forms and the API agree on."""

from typing import Final

NAME_LENGTH: Final = 200
EMAIL_LENGTH: Final = 320
PHONE_LENGTH: Final = 32
URL_LENGTH: Final = 1024
SKU_LENGTH: Final = 64
VIN_LENGTH: Final = 17
CODE_LENGTH: Final = 40

MONEY_PRECISION: Final = 12
MONEY_SCALE: Final = 2
RATE_PRECISION: Final = 18
RATE_SCALE: Final = 8

DEFAULT_CURRENCY: Final = "EUR"
DEFAULT_LOCALE: Final = "en-GB"
DEFAULT_TIMEZONE: Final = "Europe/Berlin"

MAX_DISCOUNT_PERCENT: Final = 80
MAX_WEBHOOK_ATTEMPTS: Final = 12

#: Row level security compares tenant_id with this setting, which the API sets for each transaction.
TENANT_SETTING: Final = "autoserve.tenant_id"
