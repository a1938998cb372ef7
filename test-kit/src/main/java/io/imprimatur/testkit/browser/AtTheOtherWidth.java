package io.imprimatur.testkit.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two rows that {@link InBothLanguages} leaves out: English on a phone's screen, Chinese on a
 * desk's. They belong to the profile {@code wide}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("wide")
@ParameterizedTest
@CsvSource({"en, " + TestBrowser.NARROW, "zh, " + TestBrowser.WIDE})
public @interface AtTheOtherWidth {}
