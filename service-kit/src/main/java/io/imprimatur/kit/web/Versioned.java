package io.imprimatur.kit.web;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An answer with its version, sent as a strong {@code ETag} for {@code If-Match}. Such an answer is
 * never replaced by 304: the version counts only what people change, the answer may hold more.
 *
 * @param body the answer itself
 * @param version counted by text changes
 */
public record Versioned<T>(@JsonValue T body, long version) {}
