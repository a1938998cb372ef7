package io.imprimatur.launcher;

import java.io.PrintStream;
import java.util.List;

/** The last lines of a start: which desks there are, who to try them as, and what to do next. */
final class Welcome {

  /**
   * A page to open.
   *
   * @param what it is called
   * @param service whose it is
   * @param path below the service's staff pages
   * @param who to try it as
   */
  private record Desk(String what, String service, String path, String who) {}

  private static final List<Desk> DESKS =
      List.of(
          new Desk("Write", "drafting", "", "Lin Yue or Tom Baker, writers"),
          new Desk(
              "Review", "review", "", "Wang Min, then Sara Olsen, reviewers; Chen Bo releases"),
          new Desk("Newsroom", "publishing", "", "Mia Roth, publisher"),
          new Desk("Alerts", "notification", "", "Mia Roth, publisher"),
          new Desk("Operations", "drafting", "/operations", "Adam Frey, administrator"));

  private static final List<String[]> BEHIND =
      List.of(
          new String[] {"Sign-in", "sign-in"},
          new String[] {"Kafka broker", "broker"},
          new String[] {"Document store", "store"});

  private final Stack stack;

  Welcome(Stack stack) {
    this.stack = stack;
  }

  void print(PrintStream out) {
    out.printf("%n  Desks: open one and choose who you are; one click signs in.%n");
    for (Desk desk : DESKS) {
      out.printf(
          "    %-11s %-40s %s%n",
          desk.what(), stack.desk(desk.service()) + desk.path(), "as " + desk.who());
    }
    out.printf("%n  For readers:%n");
    line(out, "The site", stack.publicSite());
    line(out, "Subscribe", stack.url("notification") + "/subscriptions");
    line(out, "Mailbox", address("mailbox"));
    out.printf("%n  Behind them:%n");
    BEHIND.forEach(part -> line(out, part[0], address(part[1])));
    out.printf("%n  People, all with the password %s:%n", Person.PASSWORD);
    for (Person person : Person.ALL) {
      out.printf(
          "    %-11s %-23s %s%n",
          person.name(),
          String.join(", ", person.roles()),
          person.sections().equals(List.of("*"))
              ? "all sections"
              : String.join(", ", person.sections()));
    }
    out.printf(
        "%n  Next: ./imprimatur demo fills it with articles; README.md walks one from desk to mailbox.%n"
            + "  ./imprimatur status tells how it runs, ./imprimatur stop ends it and keeps the data.%n");
  }

  private static void line(PrintStream out, String what, String address) {
    out.printf("    %-14s %s%n", what, address);
  }

  private String address(String part) {
    String external = stack.externals().addresses().get(part);
    return external == null ? stack.part(part).url() : external + " (external)";
  }
}
