package io.imprimatur.drafting.draft.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.imprimatur.kit.office.LocalName;
import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.signin.PersonalToken;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks review in the person's name. A page waits for it only shortly. */
@Component
class ReviewRoutes implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(ReviewRoutes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RestClient review;
  private final HttpServletRequest request;

  ReviewRoutes(PagesSettings settings, HttpServletRequest request) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(PATIENCE);
    URI address = settings.services().getOrDefault("review", URI.create("http://localhost:8402"));
    this.review = RestClient.builder().baseUrl(address).requestFactory(requests).build();
    this.request = request;
  }

  /** A route as review's API has it; what else it says is not needed here. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Answer(List<AnswerStep> steps) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record AnswerStep(LocalName name, String group) {}

  @Override
  public Optional<List<Step>> of(String section) {
    try {
      return PersonalToken.of(request)
          .map(
              token ->
                  review
                      .get()
                      .uri("/api/routes/{section}", section)
                      .headers(h -> h.setBearerAuth(token))
                      .retrieve()
                      .body(Answer.class))
          .map(answer -> answer.steps().stream().map(s -> new Step(s.name(), s.group())).toList())
          .filter(steps -> !steps.isEmpty());
    } catch (RestClientException e) {
      LOG.info("Review does not tell its route for {}: {}", section, e.getMessage());
      return Optional.empty();
    }
  }
}
