# Checks text.json and seal.jws under key.pem (OpenSSL 3 or newer). Ends with GENUINE or with an error.
b64() { tr -d '\n' | tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | openssl base64 -d -A; }
cut -d. -f1-2 seal.jws | tr -d '\n' > seal.signed
cut -d. -f2 seal.jws | b64 > seal.payload
cut -d. -f3 seal.jws | b64 > seal.signature
digest="sha256:$(openssl dgst -sha256 -r text.json | cut -d' ' -f1)"
openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in seal.signed -sigfile seal.signature &&
grep -F "\"digest\":\"$digest\"" seal.payload && echo GENUINE
