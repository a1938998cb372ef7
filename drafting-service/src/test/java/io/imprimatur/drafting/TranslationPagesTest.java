package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One article in two languages. */
class TranslationPagesTest extends RunningPages {

  private static final String FORM = "form[action$=/translation]";

  @Test
  void aTranslationIsBegunOnceAndBothPagesLeadToEachOther() {
    String id = as(LIN_YUE).create(entry("topics", List.of("budget"))).is(201).id();
    TestDesk desk = at(LIN_YUE);
    Page original = is(desk.get(page(id)), 200);
    assertThat(original.text(FORM)).contains("中文");
    Page begun = is(desk.submit(original, FORM, Map.of()), 200);
    String other = begun.uri().getPath().substring("/write/".length());
    assertThat(as(LIN_YUE).get("/api/articles/" + other).text("translationOf")).isEqualTo(id);
    assertThat(as(LIN_YUE).get("/api/articles/" + other).text("language")).isEqualTo("zh");
    assertThat(begun.html().select("textarea[name=body]").val()).contains("Stay on high ground.");
    assertThat(begun.html().select("#tags a").attr("href")).isEqualTo(page(id));
    assertThat(begun.html().select(FORM)).isEmpty();
    Page back = desk.get(page(id));
    assertThat(back.html().select("#tags a").attr("href")).isEqualTo(page(other));
    assertThat(back.text("#tags a")).contains("中文", "being written");
    assertThat(back.html().select(FORM)).isEmpty();
    Page second = desk.submit(original, FORM, Map.of());
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("main")).contains("has its translation already");
  }

  @Test
  void twoWhoBeginItAtOnceGetOne() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    Map<String, Object> translation = entry("language", "zh", "title", "防汛", "translationOf", id);
    List<CompletableFuture<Integer>> tries =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> as(i % 2 == 0 ? LIN_YUE : TOM_BAKER).create(translation).status()))
            .toList();
    assertThat(tries.stream().map(CompletableFuture::join).filter(s -> s == 201)).hasSize(1);
  }

  @Test
  void aRepeatedRequestGetsItsFirstAnswerAndASecondOneIsRefused() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    Map<String, Object> translation = entry("language", "zh", "title", "防汛", "translationOf", id);
    String key = "\"" + UUID.randomUUID() + "\"";
    String first = as(LIN_YUE).create(translation, "Idempotency-Key", key).is(201).id();
    assertThat(as(LIN_YUE).create(translation, "Idempotency-Key", key).is(201).id())
        .isEqualTo(first);
    as(LIN_YUE).create(translation).is(409);
  }

  @Test
  void aTranslationIsNotTranslatedAgain() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    String zh = as(LIN_YUE).create(entry("language", "zh", "translationOf", id)).is(201).id();
    as(LIN_YUE).create(entry("translationOf", zh)).is(400);
  }
}
