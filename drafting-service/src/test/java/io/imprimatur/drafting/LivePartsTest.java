package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.drafting.draft.Presence;
import io.imprimatur.drafting.draft.persistence.StoredPresences;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What keeps up with the world in an open page: the timeline, and who else is there. */
class LivePartsTest extends RunningPages {

  @Autowired private MongoOperations mongo;

  private TestDesk lin;

  @BeforeEach
  void signIn() {
    lin = at(LIN_YUE);
  }

  @Test
  void theTimelineIsSentOnlyWhenItHasSomethingNew() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    String address = page(id, "/timeline?state=writing");
    Page first = is(lin.get(address, "HX-Request", "true"), 200);
    String tag = first.header("ETag");
    assertThat(first.header("Cache-Control")).contains("private").doesNotContain("no-store");
    assertThat(first.html().select("#timeline li strong").eachText()).containsExactly("Begun");
    assertThat(first.text("#timeline header")).contains("live");
    assertThat(first.html().selectFirst("#timeline").attr("hx-headers"))
        .as("the next question names what the page shows")
        .isEqualTo("{\"If-None-Match\":\"%s\"}".formatted(tag.replace("\"", "\\\"")));
    Page same = is(lin.stay(address, "If-None-Match", tag, "HX-Request", "true"), 304);
    assertThat(same.body()).isEmpty();

    Digest digest = new Digest(as(LIN_YUE).submit(id, 1).is(202).text("digest"));
    NEIGHBOURS.tell(
        id,
        new ChangesRequested(
            1, 1, digest, Neighbours.STEP, Neighbours.WANG, "Which one is signed?", Instant.now()));
    as(LIN_YUE).awaitState(id, "changes-requested");
    Page news = is(lin.get(address, "If-None-Match", tag, "HX-Request", "true"), 200);
    assertThat(news.html().select("#timeline li strong").eachText())
        .containsExactly("Changes requested", "Submitted", "Begun");
    assertThat(news.text("#timeline li"))
        .contains("revision 1 · by you", "First review · by Wang Min", "Which one is signed?");
    assertThat(news.text("#moved")).contains("changes requested");
    assertThat(lin.reading("zh").get(address, "If-None-Match", tag).text("#timeline"))
        .contains("退回修改", "初审 · Wang Min", "第1稿 · 您本人");
  }

  @Test
  void whoIsInATextIsKnownToEveryInstance() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    try (ConfigurableApplicationContext second = Instances.start(new HashMap<>(SETTINGS))) {
      TestDesk tom = TestDesk.of(Instances.port(second), TOM_BAKER, "/write");
      assertThat(lin.get(page(id)).text("#company")).contains("nobody else is here");
      Page alone = is(join(lin, id, ""), 200);
      assertThat(alone.text("#company")).isEqualTo("nobody else is here");
      assertThat(is(join(tom, id, ""), 200).text("#company"))
          .isEqualTo(LIN_YUE.name() + " is in this text too");
      assertThat(lin.get(page(id)).text("#company")).contains(TOM_BAKER.name());
      Page both = is(join(lin, id, ""), 200);
      assertThat(both.text("#company")).isEqualTo("Tom Baker is in this text too");
      String known = both.html().selectFirst("#company").attr("hx-vals").split("\"")[3];
      is(join(lin, id, known), 204);
    }
  }

  @Test
  void readingSaysNothingAndWritingIsSparing() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    lin.get(page(id));
    assertThat(presences(id)).isEmpty();
    is(join(lin, id, ""), 200);
    Document first = presences(id).getFirst();
    for (int i = 0; i < 5; i++) {
      join(lin, id, "");
    }
    assertThat(presences(id)).as("five more beats at once write nothing").containsExactly(first);
  }

  @Test
  void whoIsGoneIsForgotten() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    StoredPresences presences = new StoredPresences(mongo);
    Instant now = Instant.now();
    presences.keep(new Presence(id, "long.gone", "Long Gone", now.minusSeconds(600)));
    presences.keep(new Presence(id, "just.gone", "Just Gone", now.minusSeconds(1)));
    presences.keep(new Presence(id, "still.here", "Still Here", now.plusSeconds(30)));
    assertThat(is(join(lin, id, ""), 200).text("#company"))
        .isEqualTo("Still Here is in this text too");
    assertThat(presences.of(id))
        .extracting(Presence::personId)
        .containsExactlyInAnyOrder("just.gone", "still.here", LIN_YUE.id());
  }

  private List<Document> presences(String id) {
    return mongo.find(Query.query(Criteria.where("article").is(id)), Document.class, "presences");
  }

  private static Page join(TestDesk desk, String id, String known) {
    String token = desk.get("/write/new").html().selectFirst("main input[name=_csrf]").val();
    return desk.post(
        page(id, "/presence"), Map.of("_csrf", token, "known", known), "HX-Request", "true");
  }
}
