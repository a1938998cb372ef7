/** The description of a service's API (OpenAPI 3.1) at {@code /v3/api-docs}. */
package io.imprimatur.kit.docs;
