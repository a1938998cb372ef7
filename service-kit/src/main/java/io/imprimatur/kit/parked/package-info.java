/**
 * Events that could not be applied, kept until they can be or until an operator has dealt with
 * them.
 */
package io.imprimatur.kit.parked;
