package org.shuyi.sim.torture;

import org.shuyi.sim.demo.Carriage;
import org.shuyi.sim.device.Fault;

/** Something that goes wrong, with all that decides it. */
sealed interface Trouble {
  /** How long it lasts; 0 where it is over as soon as it is done. */
  int millis();

  /** In a few words, for a log. */
  String words();

  /** The program is killed (SIGKILL), stays away for so long, and is started again. */
  record Killed(int millis) implements Trouble {
    @Override
    public String words() {
      return "the station is killed, for " + millis + " ms";
    }
  }

  /** Killed, started, and killed again so much later, in the middle of its start. */
  record KilledTwice(int afterMillis) implements Trouble {
    @Override
    public int millis() {
      return 0;
    }

    @Override
    public String words() {
      return "the station is killed, and again " + afterMillis + " ms after its start";
    }
  }

  /** Asked to stop (SIGTERM); its supervisor starts it again. */
  record Stopped() implements Trouble {
    @Override
    public int millis() {
      return 0;
    }

    @Override
    public String words() {
      return "the station is asked to stop";
    }
  }

  /** Every thread of it stands still (SIGSTOP), while the world goes on. */
  record Frozen(int millis) implements Trouble {
    @Override
    public String words() {
      return "the station is frozen for " + millis + " ms";
    }
  }

  /** The mains of station and devices fail. */
  record MainsFailed(int millis) implements Trouble {
    @Override
    public String words() {
      return "the mains fail for " + millis + " ms";
    }
  }

  /** The broker is killed and started again, with or without what it had kept. */
  record BrokerKilled(int millis, boolean forgets) implements Trouble {
    @Override
    public String words() {
      return "the broker is killed for %d ms and %s"
          .formatted(millis, forgets ? "forgets everything" : "has its files");
    }
  }

  /** Whose cable. */
  enum Cable {
    STATION,
    CENTRE;

    String words() {
      return switch (this) {
        case STATION -> "the station's cable";
        case CENTRE -> "the centre's cable";
      };
    }
  }

  record CableCut(Cable cable, int millis) implements Trouble {
    @Override
    public String words() {
      return cable.words() + " is cut for " + millis + " ms";
    }
  }

  /** Slow, thin or half-open. */
  record CableBad(Cable cable, Carriage carriage, int millis) implements Trouble {
    @Override
    public String words() {
      String how =
          carriage.swallows()
              ? " is half-open"
              : " has %d ms and %d bytes/s"
                  .formatted(carriage.delayMillis(), carriage.bytesPerSecond());
      return cable.words() + how + " for " + millis + " ms";
    }
  }

  record Unplugged(String device, int millis) implements Trouble {
    @Override
    public String words() {
      return device + " is unplugged for " + millis + " ms";
    }
  }

  record Ailing(String device, Fault fault, int millis) implements Trouble {
    @Override
    public String words() {
      return "%s has %s for %d ms".formatted(device, fault, millis);
    }
  }

  record Jammed(int door, int millis) implements Trouble {
    @Override
    public String words() {
      return "the bolt of door " + door + " jams for " + millis + " ms";
    }
  }

  /** Somebody has a key, looks in, perhaps takes a book, and says nothing. */
  record Key(int door, boolean takes, int millis) implements Trouble {
    @Override
    public String words() {
      return "somebody opens door " + door + " with a key" + (takes ? " and takes a book" : "");
    }
  }

  /** Somebody's card, in the middle of whatever goes on. */
  record SecondCard(int patron, int millis) implements Trouble {
    @Override
    public String words() {
      return "patron " + patron + " holds a card up, whoever is there";
    }
  }

  /**
   * The library signs new rules.
   *
   * @param blocked a patron's number, or -1 for nobody
   */
  record Ruled(int loanDays, int freshSeconds, int itemsOffline, int blocked) implements Trouble {
    @Override
    public int millis() {
      return 0;
    }

    @Override
    public String words() {
      return "new rules: %d days, fresh for %d s, %d items off line, %s"
          .formatted(
              loanDays,
              freshSeconds,
              itemsOffline,
              blocked < 0 ? "nobody blocked" : "patron " + blocked + " blocked");
    }
  }

  /**
   * The centre's staff orders something.
   *
   * @param action of asyncapi.yaml
   * @param door where the action has one
   * @param millis what keeps patrons out is taken back after so long
   */
  record Ordered(String action, int door, int millis) implements Trouble {
    @Override
    public String words() {
      return "the centre orders " + action + ", door " + door;
    }
  }
}
