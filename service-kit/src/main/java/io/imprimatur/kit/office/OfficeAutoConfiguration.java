package io.imprimatur.kit.office;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Gives every service the {@link Office}. */
@AutoConfiguration
@EnableConfigurationProperties(Office.class)
class OfficeAutoConfiguration {}
