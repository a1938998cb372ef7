package io.imprimatur.kit.aggregate;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that a command wants to tell. Its number in the article is given by the write that
 * stores it.
 *
 * @param id made with the command, so that a repeated delivery is known as such
 * @param type the CloudEvents type
 * @param time when it happened, UTC
 * @param body JSON in UTF-8, sent as it is
 */
public record Outgoing(UUID id, String type, Instant time, byte[] body) {}
