/**
 * The promise that nothing is lost, doubled or shown unapproved, put to the test: processes are
 * killed while an office works, parts are away, disks are full and clocks jump.
 */
package io.imprimatur.system.faults;
