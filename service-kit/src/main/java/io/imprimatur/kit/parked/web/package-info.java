/** The API by which administrators deal with parked events. */
package io.imprimatur.kit.parked.web;
