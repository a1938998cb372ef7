package io.imprimatur.kit.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/** One browser's session, which knows what of it has changed since it was read. */
final class StaffSession implements Session {

  private final MapSession session;
  private final Set<String> changed = new HashSet<>();
  private final Instant storedAccess;
  private String storedId;
  private boolean idleTimeChanged;

  /** A session that is in no store yet. */
  StaffSession(Duration idle) {
    session = new MapSession();
    session.setMaxInactiveInterval(idle);
    storedAccess = Instant.EPOCH;
  }

  /** A session as the store has it. */
  StaffSession(MapSession stored) {
    session = stored;
    storedId = stored.getId();
    storedAccess = stored.getLastAccessedTime();
  }

  boolean isNew() {
    return storedId == null;
  }

  /** The id under which the store has it; null for a new one. */
  String storedId() {
    return storedId;
  }

  boolean renamed() {
    return storedId != null && !storedId.equals(getId());
  }

  Set<String> changed() {
    return changed;
  }

  /** Whether the store should hear of it: something changed, or it lives on. */
  boolean worthWriting(Duration every) {
    return !changed.isEmpty()
        || idleTimeChanged
        || renamed()
        || getLastAccessedTime().isAfter(storedAccess.plus(every));
  }

  void written() {
    storedId = getId();
    changed.clear();
    idleTimeChanged = false;
  }

  @Override
  public String getId() {
    return session.getId();
  }

  @Override
  public String changeSessionId() {
    return session.changeSessionId();
  }

  @Override
  public <T> T getAttribute(String name) {
    return session.getAttribute(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return session.getAttributeNames();
  }

  @Override
  public void setAttribute(String name, Object value) {
    session.setAttribute(name, value);
    changed.add(name);
  }

  @Override
  public void removeAttribute(String name) {
    session.removeAttribute(name);
    changed.add(name);
  }

  @Override
  public Instant getCreationTime() {
    return session.getCreationTime();
  }

  @Override
  public void setLastAccessedTime(Instant time) {
    session.setLastAccessedTime(time);
  }

  @Override
  public Instant getLastAccessedTime() {
    return session.getLastAccessedTime();
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    idleTimeChanged |= !interval.equals(session.getMaxInactiveInterval());
    session.setMaxInactiveInterval(interval);
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return session.getMaxInactiveInterval();
  }

  @Override
  public boolean isExpired() {
    return session.isExpired();
  }
}
