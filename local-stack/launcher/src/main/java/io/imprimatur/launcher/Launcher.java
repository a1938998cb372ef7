package io.imprimatur.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./imprimatur COMMAND}: reads the command line and says how it went. */
public final class Launcher {

  static final String HELP =
      """
      ./imprimatur COMMAND

        start [PART…]          build what is missing, start what does not run, say where everything is
          --port-offset N      move all ports together by N; remembered until the next --port-offset
          --timeout SECONDS    how long a process may take until it is ready (120)
          --no-rehearsal       don't start everything once on trial after a build, which makes later
                               starts quick
        stop [PART…]           end the processes; the data stays
        status [--json]        a line for each process: up, pid, port, oldest unsent event
        logs PART [-f]         the last 200 lines that a process wrote; -f goes on showing them
        token PERSON           an access token of a demo person, for the Authorization header
        demo                   subscribers and articles in every state, made by the API
        jdk                    the folder of the JDK that is used
        help                   this text

      Parts: publishing, drafting, review, notification, sign-in, mailbox, broker, store.

      Variables that put a real part in the place of the local one, which start then leaves out:
        MONGODB_URI, KAFKA_BOOTSTRAP_SERVERS, OIDC_ISSUER, SMTP_HOST (with SMTP_PORT, 25)
      Others: OIDC_CLIENT_SECRET (of the four services at a provider of your own), IMPRIMATUR_OFFICE
        (the office file), PUBLIC_SITE_URL, SUBSCRIPTIONS_URL,
        JAVA_HOME, IMPRIMATUR_JDKS (where to look for a JDK), IMPRIMATUR_JAVA_OPTIONS (for all
        processes, and stronger than the usual ones), IMPRIMATUR_STATE (where data, logs and keys
        are, instead of .imprimatur: a stack of its own beside the other)

      Ends with 0 when done, 1 when something failed (a sentence says what to do), 2 when the command
      line is wrong, 3 when there is no JDK from version 21 on.""";

  private static final Duration READY_WITHIN = Duration.ofSeconds(120);

  private final Home home;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Launcher(Home home, Map<String, String> environment, PrintStream out, PrintStream err) {
    this.home = home;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs a command; {@code imprimatur.home} is the project's folder. */
  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("imprimatur.home")).toAbsolutePath();
    int exit =
        new Launcher(Home.of(root, System.getenv()), System.getenv(), System.out, System.err)
            .run(arguments);
    System.exit(exit);
  }

  int run(String[] arguments) {
    try {
      return execute(List.of(arguments));
    } catch (Failure e) {
      out.flush();
      err.println(e.getMessage());
      return e.exitCode();
    }
  }

  private int execute(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw Failure.usage("Give a command: start, stop, status, logs, token, demo or help.");
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.get(0)) {
      case "start" -> start(rest);
      case "stop" -> stop(rest);
      case "status" -> status(rest);
      case "logs" -> logs(rest);
      case "token" -> token(rest);
      case "demo" -> {
        if (!rest.isEmpty()) {
          throw Failure.usage("demo takes nothing more.");
        }
        new Demo(stack(known()), out).run();
        yield 0;
      }
      case "help", "--help", "-h" -> {
        out.println(HELP);
        yield 0;
      }
      default -> throw Failure.usage("There is no command %s.".formatted(arguments.get(0)));
    };
  }

  private int start(List<String> arguments) {
    home.prepare();
    int offset = Settings.read(home.settings()).portOffset();
    Duration limit = READY_WITHIN;
    boolean rehearse = true;
    var names = new ArrayList<String>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--port-offset" -> offset = number(argument, arguments, ++i);
        case "--timeout" -> limit = Duration.ofSeconds(number(argument, arguments, ++i));
        case "--no-rehearsal" -> rehearse = false;
        default -> names.add(part(argument));
      }
    }
    var settings = new Settings(offset, Externals.of(environment));
    Stack stack = stack(settings);
    try (Lock lock = Lock.take(home, out)) {
      settings.write(home.settings());
      // Before the parts are asked for: one of the secrets is in what they are told.
      Keys.makeMissing(home.keys());
      new Start(home, stack, Jvm.current(environment), out, limit, rehearse)
          .run(
              stack.parts().stream()
                  .filter(part -> names.isEmpty() || names.contains(part.name()))
                  .toList());
    }
    if (names.isEmpty()) {
      new Welcome(stack).print(out);
    }
    return 0;
  }

  private int stop(List<String> arguments) {
    List<String> names = arguments.stream().map(Launcher::part).toList();
    home.prepare();
    try (Lock lock = Lock.take(home, out)) {
      new Stop(home, out).run(names.isEmpty() ? Stack.NAMES : names);
    }
    return 0;
  }

  private int status(List<String> arguments) {
    var status = new Status(home, stack(known()));
    if (arguments.isEmpty()) {
      status.print(out);
    } else if (arguments.equals(List.of("--json"))) {
      status.printJson(out);
    } else {
      throw Failure.usage("status takes --json or nothing.");
    }
    return 0;
  }

  private int logs(List<String> arguments) {
    boolean follow = arguments.contains("-f");
    List<String> names = arguments.stream().filter(argument -> !argument.equals("-f")).toList();
    if (names.size() != 1) {
      throw Failure.usage("logs takes one part, as in ./imprimatur logs drafting.");
    }
    return Logs.show(home, part(names.get(0)), follow);
  }

  private int token(List<String> arguments) {
    if (arguments.size() != 1) {
      throw Failure.usage("token takes one person, as in ./imprimatur token lin.yue.");
    }
    Person person = Person.named(arguments.get(0));
    out.println(new SignIn(stack(known()).issuer()).token(person));
    return 0;
  }

  /** As the last start left it; replacements in the environment count too. */
  private Settings known() {
    Settings last = Settings.read(home.settings());
    var addresses = new TreeMap<>(last.externals().addresses());
    addresses.putAll(Externals.of(environment).addresses());
    return new Settings(last.portOffset(), new Externals(addresses));
  }

  private Stack stack(Settings settings) {
    return new Stack(
        home,
        Ports.read(home.portsFile(), settings.portOffset()),
        environment,
        settings.externals());
  }

  private static String part(String name) {
    if (name.startsWith("-")) {
      throw Failure.usage("There is no option %s here.".formatted(name));
    }
    return Stack.named(name);
  }

  private static int number(String option, List<String> arguments, int at) {
    if (at < arguments.size() && arguments.get(at).matches("-?\\d{1,5}")) {
      return Integer.parseInt(arguments.get(at));
    }
    throw Failure.usage("%s takes a number, as in %s 100.".formatted(option, option));
  }
}
