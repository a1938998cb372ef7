/**
 * Puts outbox, inbox and parked events on a broker and a database: settings, topics, indexes,
 * listeners.
 */
package io.imprimatur.kit.messaging;
