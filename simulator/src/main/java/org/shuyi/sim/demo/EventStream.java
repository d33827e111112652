package org.shuyi.sim.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Waits at an event stream of pictures in JSON until one is as it should be. */
final class EventStream {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data:";

  private EventStream() {}

  /**
   * The first picture that is as wanted.
   *
   * @throws TimeoutException where none was within the time
   * @throws IOException where the stream ends
   */
  static JsonNode first(
      HttpClient http, HttpRequest.Builder stream, Predicate<JsonNode> wanted, Duration within)
      throws IOException, InterruptedException, TimeoutException {
    var request = stream.header("Accept", "text/event-stream").build();
    var found = new CompletableFuture<JsonNode>();
    var watching =
        http.sendAsync(request, BodyHandlers.fromLineSubscriber(new Watcher(wanted, found)));
    var _ =
        watching.whenComplete(
            (answer, failure) ->
                found.completeExceptionally(
                    failure == null
                        ? new IOException(request.uri() + " ended: " + answer.statusCode())
                        : failure));
    try {
      return found.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(request.uri() + ": " + e.getCause(), e);
    } finally {
      watching.cancel(true);
    }
  }

  private record Watcher(Predicate<JsonNode> wanted, CompletableFuture<JsonNode> found)
      implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (!line.startsWith(DATA)) return;
      try {
        var picture = JSON.readTree(line.substring(DATA.length()));
        if (wanted.test(picture)) found.complete(picture);
      } catch (JsonProcessingException e) {
        found.completeExceptionally(e);
      }
    }

    @Override
    public void onError(Throwable failure) {
      found.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      found.completeExceptionally(new IOException("the stream ended"));
    }
  }
}
