package org.shuyi.devices.tag.llrp;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Objects;
import org.shuyi.devices.Bytes;

/**
 * The standard's names of messages and parameters, and where in each of them the parameters begin
 * that it holds. Source: EPCglobal LLRP 1.0.1 and 1.1, binary encoding.
 */
final class LlrpNames {
  /** All of a parameter is fields. */
  private static final int ALL = -1;

  /** A number of two-byte values stands first. */
  private static final int LIST = -2;

  /** The fields end with a text and its length (2), which stands at {@code -n - 10}. */
  private static final int TEXT_AT_2 = -12;

  private static final int TEXT_AT_0 = -10;
  private static final int TEXT_AT_12 = -22;

  /**
   * What a parameter is made of.
   *
   * @param fields how many bytes of fields come before the parameters in it, or one of the above
   */
  record Layout(String name, int fields) {
    int fields(Bytes value) {
      int size =
          switch (fields) {
            case ALL -> value.size();
            case LIST -> value.size() < 2 ? value.size() : 2 + 2 * LlrpParameter.u16(value, 0);
            case TEXT_AT_0, TEXT_AT_2, TEXT_AT_12 -> text(value, -10 - fields);
            default -> fields;
          };
      return Math.min(size, value.size());
    }

    private static int text(Bytes value, int at) {
      return value.size() < at + 2 ? value.size() : at + 2 + LlrpParameter.u16(value, at);
    }
  }

  private static final Map<Integer, String> MESSAGES =
      Map.ofEntries(
          entry(1, "GET_READER_CAPABILITIES"),
          entry(2, "GET_READER_CONFIG"),
          entry(3, "SET_READER_CONFIG"),
          entry(4, "CLOSE_CONNECTION_RESPONSE"),
          entry(11, "GET_READER_CAPABILITIES_RESPONSE"),
          entry(12, "GET_READER_CONFIG_RESPONSE"),
          entry(13, "SET_READER_CONFIG_RESPONSE"),
          entry(14, "CLOSE_CONNECTION"),
          entry(20, "ADD_ROSPEC"),
          entry(21, "DELETE_ROSPEC"),
          entry(22, "START_ROSPEC"),
          entry(23, "STOP_ROSPEC"),
          entry(24, "ENABLE_ROSPEC"),
          entry(25, "DISABLE_ROSPEC"),
          entry(26, "GET_ROSPECS"),
          entry(30, "ADD_ROSPEC_RESPONSE"),
          entry(31, "DELETE_ROSPEC_RESPONSE"),
          entry(32, "START_ROSPEC_RESPONSE"),
          entry(33, "STOP_ROSPEC_RESPONSE"),
          entry(34, "ENABLE_ROSPEC_RESPONSE"),
          entry(35, "DISABLE_ROSPEC_RESPONSE"),
          entry(36, "GET_ROSPECS_RESPONSE"),
          entry(40, "ADD_ACCESSSPEC"),
          entry(41, "DELETE_ACCESSSPEC"),
          entry(42, "ENABLE_ACCESSSPEC"),
          entry(43, "DISABLE_ACCESSSPEC"),
          entry(44, "GET_ACCESSSPECS"),
          entry(50, "ADD_ACCESSSPEC_RESPONSE"),
          entry(51, "DELETE_ACCESSSPEC_RESPONSE"),
          entry(52, "ENABLE_ACCESSSPEC_RESPONSE"),
          entry(53, "DISABLE_ACCESSSPEC_RESPONSE"),
          entry(54, "GET_ACCESSSPECS_RESPONSE"),
          entry(60, "GET_REPORT"),
          entry(61, "RO_ACCESS_REPORT"),
          entry(62, "KEEPALIVE"),
          entry(63, "READER_EVENT_NOTIFICATION"),
          entry(64, "ENABLE_EVENTS_AND_REPORTS"),
          entry(72, "KEEPALIVE_ACK"),
          entry(100, "ERROR_MESSAGE"),
          entry(1023, "CUSTOM_MESSAGE"));

  /** Bytes of fields before the parameters of a message; every other has none, or only fields. */
  private static final Map<Integer, Integer> FIELDS =
      Map.ofEntries(
          entry(1, 1),
          entry(2, 7),
          entry(3, 1),
          entry(21, 4),
          entry(22, 4),
          entry(23, 4),
          entry(24, 4),
          entry(25, 4),
          entry(41, 4),
          entry(42, 4),
          entry(43, 4),
          entry(1023, Integer.MAX_VALUE));

  private static final Map<Integer, Layout> PARAMETERS =
      Map.ofEntries(
          entry(128, new Layout("UTCTimestamp", ALL)),
          entry(129, new Layout("Uptime", ALL)),
          entry(137, new Layout("GeneralDeviceCapabilities", TEXT_AT_12)),
          entry(139, new Layout("ReceiveSensitivityTableEntry", ALL)),
          entry(140, new Layout("PerAntennaAirProtocol", ALL)),
          entry(141, new Layout("GPIOCapabilities", ALL)),
          entry(142, new Layout("LLRPCapabilities", ALL)),
          entry(177, new Layout("ROSpec", 6)),
          entry(178, new Layout("ROBoundarySpec", 0)),
          entry(179, new Layout("ROSpecStartTrigger", 1)),
          entry(182, new Layout("ROSpecStopTrigger", 5)),
          entry(183, new Layout("AISpec", LIST)),
          entry(184, new Layout("AISpecStopTrigger", 5)),
          entry(186, new Layout("InventoryParameterSpec", 3)),
          entry(207, new Layout("AccessSpec", 12)),
          entry(208, new Layout("AccessSpecStopTrigger", ALL)),
          entry(209, new Layout("AccessCommand", 0)),
          entry(218, new Layout("Identification", ALL)),
          entry(220, new Layout("KeepaliveSpec", ALL)),
          entry(221, new Layout("AntennaProperties", ALL)),
          entry(222, new Layout("AntennaConfiguration", 2)),
          entry(223, new Layout("RFReceiver", ALL)),
          entry(224, new Layout("RFTransmitter", ALL)),
          entry(226, new Layout("EventsAndReports", ALL)),
          entry(237, new Layout("ROReportSpec", 3)),
          entry(238, new Layout("TagReportContentSelector", 2)),
          entry(239, new Layout("AccessReportSpec", ALL)),
          entry(240, new Layout("TagReportData", 0)),
          entry(241, new Layout("EPCData", ALL)),
          entry(244, new Layout("ReaderEventNotificationSpec", 0)),
          entry(245, new Layout("EventNotificationState", ALL)),
          entry(246, new Layout("ReaderEventNotificationData", 0)),
          entry(249, new Layout("ROSpecEvent", ALL)),
          entry(250, new Layout("ReportBufferLevelWarningEvent", ALL)),
          entry(251, new Layout("ReportBufferOverflowErrorEvent", ALL)),
          entry(252, new Layout("ReaderExceptionEvent", TEXT_AT_0)),
          entry(254, new Layout("AISpecEvent", 7)),
          entry(255, new Layout("AntennaEvent", ALL)),
          entry(256, new Layout("ConnectionAttemptEvent", ALL)),
          entry(257, new Layout("ConnectionCloseEvent", ALL)),
          entry(287, new Layout("LLRPStatus", TEXT_AT_2)),
          entry(288, new Layout("FieldError", ALL)),
          entry(289, new Layout("ParameterError", 4)),
          entry(330, new Layout("C1G2InventoryCommand", 1)),
          entry(335, new Layout("C1G2RFControl", ALL)),
          entry(336, new Layout("C1G2SingulationControl", 7)),
          entry(338, new Layout("C1G2TagSpec", 0)),
          entry(339, new Layout("C1G2TargetTag", ALL)),
          entry(341, new Layout("C1G2Read", ALL)),
          entry(342, new Layout("C1G2Write", ALL)),
          entry(348, new Layout("C1G2EPCMemorySelector", ALL)),
          entry(349, new Layout("C1G2ReadOpSpecResult", ALL)),
          entry(350, new Layout("C1G2WriteOpSpecResult", ALL)),
          entry(1023, new Layout("Custom", ALL)));

  private static final Map<Integer, String> SHORT_PARAMETERS =
      Map.ofEntries(
          entry(1, "AntennaID"),
          entry(2, "FirstSeenTimestampUTC"),
          entry(3, "FirstSeenTimestampUptime"),
          entry(4, "LastSeenTimestampUTC"),
          entry(5, "LastSeenTimestampUptime"),
          entry(6, "PeakRSSI"),
          entry(7, "ChannelIndex"),
          entry(8, "TagSeenCount"),
          entry(9, "ROSpecID"),
          entry(10, "InventoryParameterSpecID"),
          entry(11, "C1G2_CRC"),
          entry(12, "C1G2_PC"),
          entry(13, "EPC_96"),
          entry(14, "SpecIndex"),
          entry(16, "AccessSpecID"),
          entry(17, "OpSpecID"));

  private LlrpNames() {}

  static String message(int type) {
    return MESSAGES.getOrDefault(type, "message " + type);
  }

  static int fields(int message) {
    return FIELDS.getOrDefault(message, 0);
  }

  static Layout layout(int parameter) {
    return Objects.requireNonNullElseGet(
        PARAMETERS.get(parameter), () -> new Layout("parameter " + parameter, ALL));
  }

  static String shortParameter(int type) {
    return SHORT_PARAMETERS.getOrDefault(type, "short parameter " + type);
  }
}
