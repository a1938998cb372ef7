/** Pages as people have them: in a real browser, which also says what is wrong with them. */
package io.imprimatur.testkit.browser;
