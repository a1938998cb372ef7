package io.imprimatur.kit.people;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClaimAccessor;

/** Reads people from the claims of their tokens. */
public final class People {

  private People() {}

  /** Who this thread works for; nobody where the request needed no token and had none. */
  public static Optional<Person> signedIn() {
    return of(SecurityContextHolder.getContext().getAuthentication());
  }

  /** Who was authenticated, by a bearer token or by a session's ID token. */
  public static Optional<Person> of(Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof ClaimAccessor claims
        ? Optional.of(of(claims))
        : Optional.empty();
  }

  /** The person that claims describe. {@code sub} must be there, the rest may be missing. */
  public static Person of(ClaimAccessor claims) {
    String id = claims.getClaimAsString("sub");
    String name = claims.getClaimAsString("name");
    return new Person(
        id,
        name == null || name.isBlank() ? id : name,
        texts(claims.getClaims().get("roles")),
        texts(claims.getClaims().get("sections")),
        claims.getClaimAsString("email"),
        claims.getClaimAsString("locale"));
  }

  /** A claim that is no list gives nobody a right. */
  private static Set<String> texts(Object claim) {
    return claim instanceof Collection<?> values
        ? values.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
