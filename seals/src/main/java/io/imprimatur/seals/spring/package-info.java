/**
 * Verifying seals in a Spring Boot application. Optional: who uses seals without Spring never loads
 * it.
 */
package io.imprimatur.seals.spring;
