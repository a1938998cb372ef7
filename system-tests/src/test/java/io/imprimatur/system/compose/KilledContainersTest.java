package io.imprimatur.system.compose;

import io.imprimatur.system.Newsroom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each container dies while articles are on their way: nothing is lost, and nothing comes twice.
 */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(6)
class KilledContainersTest {

  private static final int ARTICLES = 4;

  private static Project project;
  private static Newsroom newsroom;
  private static Books books;

  @BeforeAll
  static void start(Project running) {
    project = running;
    newsroom = new Newsroom(project);
    String reader = "reader-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "services", "en");
    books = new Books(project, newsroom, reader);
    for (String person :
        List.of(
            Newsroom.WRITER,
            Newsroom.FIRST_REVIEWER,
            Newsroom.SECOND_REVIEWER,
            Newsroom.PUBLISHER,
            Newsroom.ADMINISTRATOR)) {
      project.token(person); // an hour's work needs no provider
    }
  }

  static List<String> containers() {
    return Project.CONTAINERS;
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aKillInMidFlowLosesAndDoublesNothing(String part) {
    try (InFlight work = InFlight.begin(newsroom, "While " + part + " dies", ARTICLES)) {
      work.awaitHalfWay();
      String container = project.kill(part);
      project.startAgain(container);
      Map<String, String> articles = work.arrived();
      books.balance(articles);
    }
  }
}
