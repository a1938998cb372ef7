package io.imprimatur.notification.alert;

/**
 * What a mail says about an article, from a verified seal.
 *
 * @param revision the text's revision
 * @param summary may be empty
 */
public record Headline(int revision, String title, String summary) {}
