/**
 * Operations, for administrators: how all services are, what is parked in them, and what was done
 * with it by whom. The API tells about one service; the page asks the APIs of all of them.
 */
package io.imprimatur.kit.operations;
