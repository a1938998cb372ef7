package io.imprimatur.review.approval;

/** A round that another one followed. */
public record PastRound(Round round, Outcome outcome) {}
