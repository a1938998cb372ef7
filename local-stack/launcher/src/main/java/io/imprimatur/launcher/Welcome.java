package io.imprimatur.launcher;

import java.io.PrintStream;
import java.util.List;

/** The last lines of a start: where everything is, who is there, and what to do next. */
final class Welcome {

  private static final List<String[]> ADDRESSES =
      List.of(
          new String[] {"The public site", "publishing"},
          new String[] {"Mails to subscribers", "mailbox"},
          new String[] {"Drafting", "drafting"},
          new String[] {"Review", "review"},
          new String[] {"Subscriptions, alerts", "notification"},
          new String[] {"Sign-in", "sign-in"},
          new String[] {"Kafka broker", "broker"},
          new String[] {"Document store", "store"});

  private final Stack stack;

  Welcome(Stack stack) {
    this.stack = stack;
  }

  void print(PrintStream out) {
    out.println();
    for (String[] address : ADDRESSES) {
      String external = stack.externals().addresses().get(address[1]);
      out.printf(
          "  %-22s %s%n",
          address[0], external == null ? stack.part(address[1]).url() : external + " (external)");
    }
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
        "%n  Next: ./imprimatur demo fills it with articles; README.md walks one from desk to mailbox by curl.%n"
            + "  ./imprimatur status tells how it runs, ./imprimatur stop ends it and keeps the data.%n");
  }
}
