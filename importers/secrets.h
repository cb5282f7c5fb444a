#pragma once
#include <string>

namespace tarascope {

/// Takes reusable secrets out of a text from outside: values of Authorization and Cookie headers, bearer and basic
/// credentials, JWTs, keys that begin with "sk-" or "AKIA", and parameters such as token=, api_key= and password=. Each
/// becomes "[removed]". Gives the number removed.
int removeSecrets(std::string &text);

} // namespace tarascope
