package io.imprimatur.testkit.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A test of pages by language and width: English on a desk's screen, Chinese on a phone's. What
 * must hold for each language at each width has a twin with {@link AtTheOtherWidth}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@CsvSource({"en, " + TestBrowser.WIDE, "zh, " + TestBrowser.NARROW})
public @interface InBothLanguages {}
