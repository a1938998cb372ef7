#!/usr/bin/env bash
# Makes the topics and says who may do what with them. Runs once at each start of the project and changes nothing that is there.
# The tools are called by their classes, as each is a JVM of its own: with these options it starts in half the time.
set -euo pipefail

server=kafka:9092
services="drafting review publishing notification"
largest_event=2162688                       # bytes with key and headers: a text of 2 MiB and what goes with it
largest_letter=$((largest_event + 65536))   # a dead event, with what it died of

tool() { # CLASS ARGUMENT…
  local class=$1
  shift
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m \
    -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=/tmp/tools.jsa -Xlog:cds=off -Xlog:cds+dynamic=off \
    -Dlog4j2.configurationFile=/etc/kafka/docker/tools-log4j2.yaml -cp '/opt/kafka/libs/*' \
    "$class" --bootstrap-server "$server" --command-config /run/secrets/kafka-admin.properties "$@"
}

heard_by() {
  case $1 in
    drafting) echo review publishing notification ;;
    review) echo drafting publishing ;;
    publishing) echo review ;;
    notification) echo publishing ;;
  esac
}

letters_of() { # the topics of dead letters that a service writes
  for neighbour in $(heard_by "$1"); do
    echo "imprimatur.$neighbour.imprimatur.$1.dlt"
  done
}

known=
for attempt in $(seq 60); do
  known=$(tool org.apache.kafka.tools.TopicCommand --list) && break
  [ "$attempt" -lt 60 ] || { echo "The broker does not answer at $server." >&2; exit 1; }
  sleep 1
done

topic() { # NAME BYTES
  if grep -qxF "$1" <<< "$known"; then
    return
  fi
  tool org.apache.kafka.tools.TopicCommand --create --if-not-exists --topic "$1" --partitions 12 --replication-factor 1 \
    --config cleanup.policy=delete --config retention.ms=-1 --config retention.bytes=-1 --config max.message.bytes="$2"
}

for service in $services; do
  topic "imprimatur.$service" "$largest_event"
  for letters in $(letters_of "$service"); do
    topic "$letters" "$largest_letter"
  done
done

# Whoever is allowed nothing may do nothing. Each service reads all four topics in its own group, and writes its own topic and
# its own dead letters.
for service in $services; do
  may_read=()
  for each in $services; do
    may_read+=(--topic "imprimatur.$each")
  done
  tool org.apache.kafka.tools.AclCommand --add --allow-principal "User:$service" --operation Read \
    "${may_read[@]}" --group "imprimatur.$service"
  may_write=(--topic "imprimatur.$service")
  for letters in $(letters_of "$service"); do
    may_write+=(--topic "$letters")
  done
  tool org.apache.kafka.tools.AclCommand --add --allow-principal "User:$service" --operation Write "${may_write[@]}"
done
