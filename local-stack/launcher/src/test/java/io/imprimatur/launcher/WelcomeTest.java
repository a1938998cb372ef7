package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WelcomeTest {

  @Test
  void eachDeskStandsWithItsAddressAndSomebodyWhoMayWorkThere() {
    var home = new Home(Script.PROJECT);
    var stack = new Stack(home, Ports.read(home.portsFile(), 1000), Map.of(), Externals.NONE);
    var out = new ByteArrayOutputStream();
    new Welcome(stack).print(new PrintStream(out, true, StandardCharsets.UTF_8));

    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(said.lines().map(String::strip))
        .anyMatch(line -> line.matches("Write +http://localhost:9401/write +as Lin Yue.*"))
        .anyMatch(line -> line.matches("Review +http://localhost:9402/review +as Wang Min.*"))
        .anyMatch(line -> line.matches("Newsroom +http://localhost:9400/newsroom +as Mia Roth.*"))
        .anyMatch(line -> line.matches("Alerts +http://localhost:9403/alerts +as Mia Roth.*"))
        .anyMatch(line -> line.matches("Operations +http://localhost:9401/write/operations .*"))
        .anyMatch(line -> line.matches("Mailbox +http://localhost:9405"));
    assertThat(said).doesNotContain(":84").contains("lin.yue", "adam.frey");
  }
}
