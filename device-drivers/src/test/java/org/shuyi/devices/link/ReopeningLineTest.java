package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.link.ReopeningLine.Pauses;

/** Ports whose library hangs, as jSerialComm's did in its issues #266, #299 and #404. */
@Timeout(60)
class ReopeningLineTest {
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final Heard heard = new Heard();
  private final Hanging line = new Hanging();

  @AfterEach
  void end() {
    letGo.countDown();
    line.close();
  }

  @Test
  void aCloseThatHangsIsLeftBehindAndAFewOfThemAreTheMost() throws Exception {
    line.open(heard);
    for (int i = 0; i < ReopeningLine.MOST_CLOSING; i++) {
      assertThat(heard.next()).isEqualTo("up");
      assertThat(heard.next()).isEqualTo("down: the other end is gone");
    }
    assertThat(heard.next()).isEqualTo("down: cannot open: 4 closes of it hang");
    assertThat(closing()).isEqualTo(ReopeningLine.MOST_CLOSING);
    letGo.countDown();
    assertThat(heard.next()).as("when they are let go").isEqualTo("up");
  }

  @Test
  void aLineIsGivenUpAlsoWhileItsCloseHangs() throws Exception {
    line.open(heard);
    assertThat(heard.next()).isEqualTo("up");
    long before = System.nanoTime();
    line.close();
    assertThat(System.nanoTime() - before).isLessThan(3_000_000_000L);
  }

  @Test
  void itsDeathIsToldBeforeAnythingIsClosed() throws Exception {
    var closingWhenTold = new CompletableFuture<Long>();
    line.open(
        new Line.Listener() {
          @Override
          public void up() {}

          @Override
          public void received(Bytes bytes) {}

          @Override
          public void down(String why) {
            closingWhenTold.complete(closing());
          }
        });
    assertThat(closingWhenTold.get()).isZero();
  }

  private static long closing() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("close a port that hangs"))
        .count();
  }

  /** Opens, is dead at once, and closes when it is let go. */
  private final class Hanging extends ReopeningLine {
    Hanging() {
      super(new Pauses(5, 20, 0));
    }

    @Override
    Wire connect() {
      return new Wire() {
        @Override
        public int read(byte[] buffer) {
          return -1;
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public void close() throws IOException {
          try {
            letGo.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        }
      };
    }

    @Override
    public String describe() {
      return "a port that hangs";
    }
  }
}
