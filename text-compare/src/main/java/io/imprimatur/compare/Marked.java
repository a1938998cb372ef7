package io.imprimatur.compare;

/** HTML with its changes marked, and how many places of change it holds. */
record Marked(String html, int changes) {}
