/** Apache Kafka as one process of the local stack: one node, KRaft mode, data in one folder. */
package io.imprimatur.broker;
