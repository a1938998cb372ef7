/** The settings that every service starts from; each of them can be set otherwise. */
package io.imprimatur.kit.settings;
