package io.imprimatur.kit.session;

import com.mongodb.MongoClientException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sessions are in the store: while it is away, people read that, and not that something broke. */
final class StoreAwayFilter extends OncePerRequestFilter {

  private final Problems problems;

  StoreAwayFilter(Problems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (DataAccessResourceFailureException
        | TransientDataAccessException
        | MongoClientException
        | MongoSocketException e) {
      logger.warn("The store doesn't answer: " + e.getMessage());
      if (response.isCommitted()) {
        throw e;
      }
      response.reset();
      problems.write(request, response, new Unavailable("The store", e).coded("store-away"));
    } catch (DataAccessException | MongoServerException e) {
      if (response.isCommitted() || !TransientFailure.isStoreFull(e)) {
        throw e;
      }
      logger.error("The store's disk is full: " + e.getMessage());
      response.reset();
      problems.write(request, response, Unavailable.storeFull(e));
    }
  }
}
