/** The system of {@code docker-compose.yml}: images, rights, what is lost when a container dies. */
package io.imprimatur.system.compose;
