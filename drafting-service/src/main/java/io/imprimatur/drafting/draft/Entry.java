package io.imprimatur.drafting.draft;

import java.util.List;

/**
 * An article as a writer sent it. Whatever is missing is null here, and empty in the article.
 *
 * @param body HTML of any kind
 */
public record Entry(
    String title,
    String summary,
    String body,
    String section,
    String language,
    List<String> topics,
    String changeNote,
    String translationOf) {}
