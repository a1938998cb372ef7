/**
 * What the system does in a second and what it takes for it, each figure beside a named reference
 * that was measured in the same run.
 */
package io.imprimatur.benchmarks;
