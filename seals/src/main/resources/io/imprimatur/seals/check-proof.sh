# Checks text.json and seal.jws under key.pem. The last line is GENUINE, NOT GENUINE: why, or NOT CHECKED: why.
b64() { tr -d '\n' | tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | openssl base64 -d -A; }
check() {
  case $(openssl version) in
    'OpenSSL '[3-9]*) ;;
    *) echo 'NOT CHECKED: this needs OpenSSL 3 or newer.'; return 2 ;;
  esac
  for file in text.json seal.jws key.pem; do
    test -s "$file" || { echo "NOT CHECKED: there is no $file in this folder."; return 2; }
  done
  cut -d. -f1-2 seal.jws | tr -d '\n' > seal.signed
  cut -d. -f2 seal.jws | b64 > seal.payload
  cut -d. -f3 seal.jws | b64 > seal.signature
  openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in seal.signed -sigfile seal.signature || {
    echo 'NOT GENUINE: the signature is wrong. The key in key.pem did not sign what seal.jws says.'; return 1; }
  digest="sha256:$(openssl dgst -sha256 -r text.json | cut -d' ' -f1)"
  grep -qF "\"digest\":\"$digest\"" seal.payload || {
    echo 'NOT GENUINE: the text was changed. text.json is not the text that seal.jws names.'; return 1; }
  echo GENUINE
}
check
