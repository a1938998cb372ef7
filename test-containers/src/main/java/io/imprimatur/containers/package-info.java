/**
 * MongoDB and Kafka in containers for the tests of a build with the profile {@code containers}, and
 * the line that says what a build's tests ran on.
 */
package io.imprimatur.containers;
