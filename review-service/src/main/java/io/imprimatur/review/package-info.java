/** The service as a process: its start, its settings and how its parts are put together. */
package io.imprimatur.review;
