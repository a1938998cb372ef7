# Takes the key that signed seal.jws out of jwks.json into key.pem (needs jq).
b64() { tr -d '\n' | tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | openssl base64 -d -A; }
kid=$(cut -d. -f1 seal.jws | b64 | jq -r .kid)
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'
  jq -r --arg kid "$kid" '.keys[] | select(.kid == $kid) | .x' jwks.json | b64
} | openssl pkey -pubin -inform DER -out key.pem
