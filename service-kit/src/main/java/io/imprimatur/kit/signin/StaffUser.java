package io.imprimatur.kit.signin;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Who signed in, with the claims of the newest access token: a session gives the same rights as a
 * bearer token does.
 */
final class StaffUser implements OidcUser, Serializable {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, Object> claims;
  private final OidcIdToken idToken;

  StaffUser(Map<String, Object> claims, OidcIdToken idToken) {
    this.claims = new HashMap<>(claims);
    this.idToken = idToken;
  }

  @Override
  public Map<String, Object> getClaims() {
    return claims;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return claims;
  }

  @Override
  public OidcUserInfo getUserInfo() {
    return null;
  }

  @Override
  public OidcIdToken getIdToken() {
    return idToken;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public String getName() {
    return getSubject();
  }
}
