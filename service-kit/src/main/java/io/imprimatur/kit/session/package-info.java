/**
 * Sessions of people at the pages: in the service's own store, so that every instance knows them.
 */
package io.imprimatur.kit.session;
