package org.shuyi.kiosk.centre;

import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.trust.Octets;

/**
 * The port to an MQTT 5 broker: it carries out orders and gives notices, and decides nothing.
 *
 * <p>Orders return at once. Notices come on threads of the broker's own to the listener it was made
 * with, which only puts them into a queue. Every notice says of which connection it speaks, since
 * one of an older connection may still be under way.
 */
public interface Broker {
  void carryOut(Order order);

  /** Ends every connection, not in order, and gives no more notices. */
  void close();

  /** What can be wanted of a broker. */
  sealed interface Order {
    /**
     * Begin a connection; answered by {@link Notice.Connected} or {@link Notice.Refused}, or by
     * nothing for as long as the far side is silent. Ends the one before.
     *
     * @param connection its number, chosen by the caller
     */
    record Connect(long connection, Session session) implements Order {}

    /** Answered by {@link Notice.Subscribed} with a code for each filter; at QoS 1. */
    record Subscribe(List<String> filters) implements Order {
      public Subscribe {
        filters = List.copyOf(filters);
      }
    }

    /**
     * Answered by {@link Notice.Published} with the same id.
     *
     * @param id chosen by the caller, unique within the connection
     * @param qos 0 or 1
     * @param expirySeconds after which the broker drops what it could not deliver; 0 for never
     */
    record Publish(
        long id, String topic, Octets payload, int qos, boolean retained, long expirySeconds)
        implements Order {}

    /** Tell the broker that an arrived message is safe here; of an older connection: nothing. */
    record Acknowledge(long receipt) implements Order {}

    /**
     * End the connection; no further notice of it comes.
     *
     * @param inOrder say good-bye, so that the will is not published
     */
    record Disconnect(boolean inOrder) implements Order {}
  }

  /**
   * How a session is opened.
   *
   * @param keepAliveSeconds 10 to 65,535
   * @param expirySeconds how long the broker keeps the session while we are away; 0 for a session
   *     that begins and ends with the connection
   * @param receiveMaximum how many messages may arrive unacknowledged, 1 to 65,535
   * @param maximumPacket the longest packet we take, in bytes
   */
  record Session(
      String clientId,
      int keepAliveSeconds,
      long expirySeconds,
      int receiveMaximum,
      long maximumPacket,
      Optional<Will> will) {}

  /**
   * What the broker says in our name when the connection breaks.
   *
   * @param delaySeconds so that a moment's flapping is not announced
   */
  record Will(String topic, Octets payload, boolean retained, long delaySeconds) {}

  /** What a broker did, or what became of the line. */
  sealed interface Notice {
    long connection();

    /**
     * @param receiveMaximum how many messages of ours the broker takes unacknowledged
     */
    record Connected(long connection, boolean sessionPresent, int receiveMaximum)
        implements Notice {}

    /** The connection did not come about; {@code code} is MQTT's reason code, or 0 for none. */
    record Refused(long connection, int code, String why) implements Notice {}

    /** The connection broke; {@code code} is the broker's reason code, or 0 for none. */
    record Lost(long connection, int code, String why) implements Notice {}

    record Subscribed(long connection, List<Integer> codes) implements Notice {
      public Subscribed {
        codes = List.copyOf(codes);
      }
    }

    /**
     * @param code {@link #TAKEN}, {@link #NOBODY_SUBSCRIBES} or an error from 0x80 on
     */
    record Published(long connection, long id, int code) implements Notice {}

    /**
     * @param receipt for {@link Order.Acknowledge}, 0 where none is wanted (QoS 0)
     */
    record Arrived(long connection, String topic, Octets payload, boolean retained, long receipt)
        implements Notice {}
  }

  /** The broker has the message; no more than that. */
  int TAKEN = 0x00;

  /** A success code by its number, but the message is gone. */
  int NOBODY_SUBSCRIBES = 0x10;

  /** From here on a reason code is an error. */
  int ERROR = 0x80;

  /** Another client came with our client id. */
  int TAKEN_OVER = 0x8E;

  /** More messages in flight than the broker takes. */
  int TOO_MANY = 0x93;
}
