/** What watches the system from outside: figures, the rules and the dashboards that use them. */
package io.imprimatur.system.watch;
