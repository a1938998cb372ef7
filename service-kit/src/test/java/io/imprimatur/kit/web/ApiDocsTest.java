package io.imprimatur.kit.web;

import static io.imprimatur.kit.web.Http.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of an API tells what the kit reads and answers for every service. */
class ApiDocsTest extends EdgeTest {

  @Test
  void itDescribesWhatAllServicesHaveInCommon() {
    JsonNode docs = json(stranger.get("/v3/api-docs"));
    assertThat(docs.path("openapi").stringValue()).startsWith("3.");
    assertThat(docs.path("info").path("title").stringValue()).isEqualTo("Imprimatur edge");
    assertThat(docs.at("/components/securitySchemes/bearer/scheme").stringValue())
        .isEqualTo("bearer");
    assertThat(docs.at("/security/0/bearer").isArray()).isTrue();
    assertThat(docs.at("/components/schemas/Problem/properties/errors/type").stringValue())
        .isEqualTo("array");
    assertThat(docs.path("paths").has("/error")).isFalse();
  }

  @Test
  void eachOperationNamesItsHeadersAndItsProblems() {
    JsonNode paths = json(stranger.get("/v3/api-docs")).path("paths");
    JsonNode change = paths.path("/api/notes/{id}").path("put");
    assertThat(names(change)).contains("If-Match", "id").doesNotContain("ifMatch");
    assertThat(
            change
                .at("/responses/default/content/application~1problem+json/schema/$ref")
                .stringValue())
        .isEqualTo("#/components/schemas/Problem");
    assertThat(names(paths.path("/api/commands").path("post")))
        .contains("Idempotency-Key")
        .doesNotContain("idempotency");
    JsonNode numbers = paths.path("/api/numbers").path("get");
    assertThat(names(numbers)).containsExactlyInAnyOrder("limit", "after");
    assertThat(numbers.at("/responses/200/content/application~1json/schema/type").stringValue())
        .isEqualTo("array");
    assertThat(names(paths.path("/api/me").path("get"))).isEmpty();
    assertThat(names(paths.path("/api/open").path("post"))).containsExactly("Idempotency-Key");
  }

  private static Set<String> names(JsonNode operation) {
    Set<String> names = new HashSet<>();
    operation.path("parameters").forEach(p -> names.add(p.path("name").stringValue()));
    return names;
  }
}
