package io.imprimatur.kit.people;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param open whether metrics and build information need no token; health never does
 */
@ConfigurationProperties("imprimatur.actuator")
record ActuatorSettings(@DefaultValue("true") boolean open) {}
