#include "python/parser.h"
