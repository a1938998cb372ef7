package io.imprimatur.system.faults;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.system.Command;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One service's database is put back to an older state while the other three go on: nothing that
 * was told is lost or told twice, nobody is mailed twice, and the office goes on.
 */
@Tag("outages")
@ExtendWith(OneStack.class)
class RestoreTest {

  private static final String RESTORE = "IMPRIMATUR_RESTORE_BACKUPTAKENAT";
  private static final List<String> REVIEWERS = List.of("wang.min", "sara.olsen", "chen.bo");

  private static Stack stack;
  private static Office office;
  private static Newsroom newsroom;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private int texts;

  @BeforeAll
  static void routes(Stack running) {
    stack = running;
    office = new Office(stack);
    newsroom = new Newsroom(stack);
    Assignment.routes(office);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drafting", "review", "publishing", "notification"})
  void aDatabaseIsPutBack(String service) {
    String reader = "reader-" + run + "@example.org";
    newsroom.subscribe(reader, "services", "en");
    Map<String, Integer> parked = parked();
    Piece standing = published();
    Piece underReview = submitted();
    underReview.approve(1, REVIEWERS.getFirst());
    newsroom.drained();
    TestBackup backup = TestBackup.of("mongodb://" + stack.url("store") + "/" + service);

    approve(underReview, 2);
    String newer = underReview.awaitPage();
    underReview.awaitAlert();
    Piece younger = published();
    withdraw(younger);
    younger.awaitDraft("withdrawn");
    Piece later = submitted();
    later.approve(1, REVIEWERS.getFirst());
    newsroom.drained();
    List<Piece> lived = List.of(standing, underReview, younger, later);
    Map<String, Map<String, List<String>>> told = told(lived);
    int mails = newsroom.mails(reader).size();

    stack.stop(service);
    backup.putBack();
    List<Piece> meanwhile = new ArrayList<>();
    if (!service.equals("drafting")) {
      meanwhile.add(submitted());
    }
    Command.Told started = stack.startWith(Map.of(RESTORE, backup.takenAt().toString()), service);
    assertThat(started.exit()).as(started.toString()).isZero();
    newsroom.drained();

    assertThat(told(lived)).as("neither lost nor told twice").isEqualTo(told);
    assertThat(newsroom.mails(reader)).as("mails about what was published").hasSize(mails);
    assertThat(site(newer)).isEqualTo(200);
    assertThat(site(stack.url("publishing") + "/a/" + younger.id())).isEqualTo(410);
    for (Piece piece : List.of(standing, underReview)) {
      piece.awaitDraft("published");
    }
    younger.awaitDraft("withdrawn");
    approve(later, 2);
    later.awaitPage();
    later.awaitAlert();
    for (Piece piece : meanwhile) {
      approve(piece, 1);
      piece.awaitPage();
      piece.awaitAlert();
    }
    published();
    newsroom.drained();
    assertNumbered(lived);
    assertThat(newsroom.mails(reader)).hasSize(mails + 2 + meanwhile.size());
    assertThat(parked()).as("parked events").isEqualTo(parked);
    assertThat(office.faults()).as("answers that no service should give").isEmpty();
  }

  private Piece published() {
    Piece piece = submitted();
    approve(piece, 1);
    piece.awaitPage();
    piece.awaitAlert();
    piece.awaitDraft("published");
    return piece;
  }

  private Piece submitted() {
    texts++;
    return Piece.submitted(
        office,
        new Text(
            "Restored " + run + "." + texts, "In short.", "<p>Words.</p>", "services", "en", ""));
  }

  private static void approve(Piece piece, int firstStep) {
    for (int step = firstStep; step <= REVIEWERS.size(); step++) {
      piece.approve(step, REVIEWERS.get(step - 1));
    }
  }

  private static void withdraw(Piece piece) {
    office.command(
        new Journal(),
        Office.PUBLISHER,
        "POST",
        "publishing",
        "/api/publications/" + piece.id() + "/withdrawal",
        Map.of("reason", "It was published a day too early."),
        Map.of(),
        200);
  }

  /** The ids of all events about the articles, by topic and article. */
  private static Map<String, Map<String, List<String>>> told(List<Piece> pieces) {
    Topics topics = new Topics(stack.url("broker"));
    Map<String, Map<String, List<String>>> told = new LinkedHashMap<>();
    for (String topic : Topics.SYSTEM) {
      told.put(
          topic,
          pieces.stream()
              .collect(
                  toMap(
                      Piece::id,
                      piece ->
                          topics.readEvents(topic, piece.id()).stream()
                              .map(record -> record.header("ce_id"))
                              .toList())));
    }
    return told;
  }

  /** Each number of each article stands for one event, and none is left out. */
  private static void assertNumbered(List<Piece> pieces) {
    try (MongoClient store = MongoClients.create("mongodb://" + stack.url("store"))) {
      ToldAndHeard events = new ToldAndHeard(stack.url("broker"), store);
      for (Piece piece : pieces) {
        for (String service : Office.SERVICES) {
          assertThat(events.events(service, piece.id())).isNotEmpty();
        }
      }
    }
  }

  private static Map<String, Integer> parked() {
    return Office.SERVICES.stream().collect(toMap(s -> s, newsroom::parked));
  }

  private static int site(String url) {
    return Http.anywhere().exchange(null, "GET", url, BodyPublishers.noBody(), Map.of()).status();
  }
}
