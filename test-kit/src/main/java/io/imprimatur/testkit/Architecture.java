package io.imprimatur.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The picture that every service keeps to: a domain in plain Java, and edges around it that know
 * the domain but not each other. An empty package fails too, so a rule can't pass by finding
 * nothing.
 *
 * <pre>{@code
 * @Test
 * void keepsToThePicture() {
 *   Architecture.check("io.imprimatur.drafting", "draft");
 * }
 * }</pre>
 */
public final class Architecture {

  /** The edges that a service has unless it names others. */
  public static final List<String> EDGES = List.of("web", "messaging", "persistence");

  /** What may be an edge: packages of these names are never part of a domain. */
  private static final List<String> ANY_EDGE = List.of("web", "messaging", "persistence", "mail");

  private static final String PROJECT = "io.imprimatur";

  /** The words that a domain shares with all others. */
  private static final Set<String> SHARED_PACKAGES =
      Set.of(PROJECT + ".events", PROJECT + ".seals", PROJECT + ".compare", PROJECT + ".kit");

  private static final Set<String> SHARED_CLASSES =
      Set.of(
          PROJECT + ".kit.people.Person",
          PROJECT + ".kit.people.Roles",
          PROJECT + ".kit.aggregate.Idempotency",
          PROJECT + ".kit.inbox.IllegalTransition",
          PROJECT + ".kit.observability.LogKeys",
          PROJECT + ".kit.observability.Traces");

  private static final String[] TECHNOLOGY = {
    "org.springframework..",
    "com.mongodb..",
    "org.bson..",
    "org.apache.kafka..",
    "jakarta.servlet..",
    "jakarta.mail..",
    "org.thymeleaf.."
  };

  private static final String SETTINGS =
      "org.springframework.boot.context.properties.ConfigurationProperties";

  private Architecture() {}

  /**
   * Checks a domain of a service with the edges {@link #EDGES}.
   *
   * @param service the service's package, such as {@code io.imprimatur.drafting}
   * @param domain the domain's package inside it, such as {@code draft}
   * @throws AssertionError naming each class that steps out of the picture
   */
  public static void check(String service, String domain) {
    check(service, domain, EDGES.toArray(String[]::new));
  }

  /** Checks a domain that has these edges. */
  public static void check(String service, String domain, String... edges) {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(service);
    check(all, service, domain, edges);
  }

  static void check(JavaClasses all, String service, String domain, String... edges) {
    String inside = service + "." + domain;
    DescribedPredicate<JavaClass> anEdge = anEdge(service);
    DescribedPredicate<JavaClass> plain =
        resideInAPackage(inside + "..")
            .and(DescribedPredicate.not(anEdge))
            .as("classes of the domain %s", inside);

    // Settings stand beside their feature and carry Spring's annotations, nothing more of it.
    DescribedPredicate<JavaClass> plainButSettings =
        plain.and(describe("no settings", c -> !c.isAnnotatedWith(SETTINGS)));

    noClasses().that(plain).should().dependOnClassesThat(anEdge).check(all);
    noClasses()
        .that(plainButSettings)
        .should()
        .dependOnClassesThat(resideInAnyPackage(TECHNOLOGY).as("belong to a technology"))
        .check(all);
    classes().that(plain).should().onlyDependOnClassesThat(domainMayKnow(service)).check(all);
    for (String edge : edges) {
      String mine = inside + "." + edge + "..";
      noClasses()
          .that(resideInAPackage(mine))
          .should()
          .dependOnClassesThat(
              anEdge.and(DescribedPredicate.not(resideInAPackage(mine))).as("are another edge"))
          .check(all);
    }
    classes()
        .that(resideInAPackage(service + ".."))
        .should()
        .onlyDependOnClassesThat(notAnotherService(service))
        .check(all);
  }

  /** Checks that the service kit knows no event, no seal and no service. */
  public static void checkKit() {
    JavaClasses kit =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PROJECT + ".kit");
    classes()
        .that(resideInAPackage(PROJECT + ".kit.."))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "belong to the kit or to no part of the project",
                c -> !isOurs(c) || within(c.getPackageName(), PROJECT + ".kit")))
        .check(kit);
    noClasses()
        .that(resideInAPackage(PROJECT + ".kit"))
        .should()
        .dependOnClassesThat(resideInAnyPackage(TECHNOLOGY).as("belong to a technology"))
        .check(kit);
  }

  private static DescribedPredicate<JavaClass> anEdge(String service) {
    return describe(
        "are an edge",
        c ->
            within(c.getPackageName(), service)
                && Arrays.stream(c.getPackageName().substring(service.length()).split("\\."))
                    .anyMatch(ANY_EDGE::contains));
  }

  private static DescribedPredicate<JavaClass> domainMayKnow(String service) {
    return describe(
        "belong to the service, to the shared words, or to no part of the project",
        c ->
            !isOurs(c)
                || within(c.getPackageName(), service)
                || SHARED_PACKAGES.contains(c.getPackageName())
                || SHARED_CLASSES.contains(c.getName()));
  }

  private static DescribedPredicate<JavaClass> notAnotherService(String service) {
    List<String> others =
        List.of("drafting", "review", "publishing", "notification").stream()
            .map(name -> PROJECT + "." + name)
            .filter(name -> !name.equals(service))
            .toList();
    return describe(
        "belong to no other service",
        c -> others.stream().noneMatch(o -> within(c.getPackageName(), o)));
  }

  private static boolean isOurs(JavaClass c) {
    return within(c.getPackageName(), PROJECT);
  }

  private static boolean within(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }
}
