/**
 * The office whose news this is: who speaks, its sections and topics, from one file for all
 * services.
 */
package io.imprimatur.kit.office;
