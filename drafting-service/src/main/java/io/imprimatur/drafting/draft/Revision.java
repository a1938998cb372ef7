package io.imprimatur.drafting.draft;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import java.time.Instant;

/**
 * A submitted text. It never changes; its text is kept under its digest.
 *
 * @param number counted from 1 in each article
 * @param round the round of review that it went into, counted from 1
 */
public record Revision(int number, int round, Digest digest, Person by, Instant at) {}
