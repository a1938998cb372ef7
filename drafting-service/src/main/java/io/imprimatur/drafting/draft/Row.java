package io.imprimatur.drafting.draft;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.List;

/**
 * An article in a list, without its body.
 *
 * @param movedAt when its text or its state changed last
 */
public record Row(
    String id,
    long version,
    int revision,
    Digest digest,
    String state,
    String title,
    String summary,
    String section,
    String language,
    List<String> topics,
    Person changedBy,
    Instant changedAt,
    Instant movedAt) {}
