/**
 * The published language of Imprimatur: what the four services tell each other about an article.
 *
 * <p>One sealed interface, one record for each event, the text they are about and its digest.
 * Nothing in here knows a broker, a database or a framework. How an event travels (CloudEvents 1.0,
 * binary mode over Apache Kafka) is described in {@code docs/events.md}.
 */
package io.imprimatur.events;
