package io.imprimatur.kit.people;

import io.imprimatur.kit.Forbidden;
import java.util.Arrays;
import java.util.TreeSet;

/** The roles of the office, and the check for them. */
public final class Roles {

  public static final String WRITER = "writer";
  public static final String REVIEWER = "reviewer";
  public static final String CHIEF_EDITOR = "chief-editor";
  public static final String PUBLISHER = "publisher";
  public static final String ADMINISTRATOR = "administrator";

  /** Code of the refusal where a role is missing; its arguments are the roles that would do. */
  public static final String LACKS_ROLE = "lacks-role";

  private Roles() {}

  /**
   * Lets only people pass who have one of the roles.
   *
   * @throws Forbidden naming the roles it takes
   */
  public static void require(Person person, String... roles) {
    if (Arrays.stream(roles).noneMatch(person::has)) {
      throw new Forbidden(
              "This takes the role %s; you have %s."
                  .formatted(
                      String.join(" or ", roles),
                      person.roles().isEmpty()
                          ? "none"
                          : String.join(", ", new TreeSet<>(person.roles()))))
          .coded(LACKS_ROLE, (Object[]) roles);
    }
  }
}
