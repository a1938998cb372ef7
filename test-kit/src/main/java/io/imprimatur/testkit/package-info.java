/**
 * What the services' tests stand on: a real broker, a real document store, an issuer of tokens,
 * seal keys, and processes that can be killed.
 */
package io.imprimatur.testkit;
