# neutron-lib: what its models need.

__modules__ = "api model_query resource_extend utils quota_api"
