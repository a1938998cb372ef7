package io.imprimatur.system.compose;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Newsroom;
import io.imprimatur.testkit.TestBackup;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Review's database is put back by its own user and with the setting that the guide names, while
 * the other three go on. That each service can be put back is shown on processes.
 */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(9)
class RestoredDatabaseTest {

  private static Project project;
  private static Newsroom newsroom;
  private static String reader;

  private final Map<String, String> articles = new LinkedHashMap<>();

  @BeforeAll
  static void start(Project running) {
    project = running;
    newsroom = new Newsroom(project);
    reader = "reader-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "services", "en");
  }

  @Test
  void theOthersGoOnAndNothingIsLostOrTwice() {
    String old = submitted("Decided on after the backup");
    newsroom.approve(old, Newsroom.FIRST_REVIEWER, 1);
    newsroom.drained();
    TestBackup backup = TestBackup.of(project.mongo("review"));

    newsroom.approve(old, Newsroom.SECOND_REVIEWER, 2);
    newsroom.alert(old, "completed");
    String younger = submitted("Submitted after the backup");
    newsroom.approve(younger, Newsroom.FIRST_REVIEWER, 1);
    newsroom.drained();
    Map<String, Set<String>> told = told();

    project.compose("stop", "review-service");
    backup.putBack();
    String meanwhile = submitted("Submitted while review was away");
    project.upWith(Map.of("REVIEW_BACKUP_TAKEN_AT", backup.takenAt().toString()), "review-service");
    newsroom.drained();

    assertThat(told()).as("told again").containsAllEntriesOf(told);
    newsroom.approve(younger, Newsroom.SECOND_REVIEWER, 2);
    newsroom.approve(meanwhile, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(meanwhile, Newsroom.SECOND_REVIEWER, 2);
    newsroom.alert(younger, "completed");
    newsroom.alert(meanwhile, "completed");
    project.mend(); // the next start is one as ever
    new Books(project, newsroom, reader).balance(articles);
  }

  private String submitted(String about) {
    String title = about + " " + UUID.randomUUID();
    String article = newsroom.write(title, "<p>It is there once.</p>", "services", "en");
    newsroom.submit(article);
    articles.put(title, article);
    return article;
  }

  /** The ids of the events that review told of each article that it has decided on. */
  private Map<String, Set<String>> told() {
    List<Broker.Told> all = project.broker("admin").told("imprimatur.review");
    return articles.values().stream()
        .collect(
            toMap(
                article -> article,
                article -> {
                  Set<String> ids = new LinkedHashSet<>();
                  all.stream()
                      .filter(told -> told.article().equals(article))
                      .forEach(told -> ids.add(told.id()));
                  return ids;
                }));
  }
}
