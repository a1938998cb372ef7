package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Filter;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of the list of articles that keep what the reader chose. */
record DeskLinks(Filter filter) {

  /** The same choice on another tab. */
  public String tab(String tab) {
    return address(tab, filter.state(), Optional.empty());
  }

  public String state(String state) {
    return address(tab(), Optional.of(state), Optional.empty());
  }

  public String first() {
    return address(tab(), filter.state(), Optional.empty());
  }

  public String after(String cursor) {
    return address(tab(), filter.state(), Optional.of(cursor));
  }

  /** The tab without any filter. */
  public String plain() {
    return UriComponentsBuilder.fromPath("/write").queryParam("tab", tab()).toUriString();
  }

  private String tab() {
    return filter.mine() ? "mine" : "sections";
  }

  private String address(String tab, Optional<String> state, Optional<String> after) {
    return UriComponentsBuilder.fromPath("/write")
        .queryParam("tab", tab)
        .queryParamIfPresent("section", filter.section())
        .queryParamIfPresent("state", state)
        .queryParamIfPresent("language", filter.language())
        .queryParamIfPresent("q", filter.q())
        .queryParamIfPresent("after", after)
        .encode()
        .build()
        .toUriString();
  }
}
