/*
 * Where a link may lead: http and https with a host and no user's name before it, and mailto.
 * The server spells addresses in one way; here they only have to be such that it takes them.
 */
const FORM = /^(?:https?:\/\/[^/?#]|mailto:)[\w.~:/?#[\]@!$&'()*+,;=%-]+$/;

export function linkAddress(raw) {
  const text = (raw ?? "").trim();
  let url;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.protocol === "mailto:") {
    return url.pathname.includes("@") ? (FORM.test(text) ? text : url.href) : null;
  }
  if (!["http:", "https:"].includes(url.protocol) || !url.hostname || url.username || url.password
      || !/^https?:\/\//i.test(text)) {
    return null;
  }
  return FORM.test(text) ? text : url.href;
}

/** What a person typed as an address: a name of a site or a mailbox will do. */
export function typedAddress(raw) {
  const text = raw.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) {
    return linkAddress("mailto:" + text);
  }
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) && /^[^\s/@:]+\.[^\s/@:]+([:/?#]|$)/.test(text)) {
    return linkAddress("https://" + text);
  }
  return linkAddress(text);
}
