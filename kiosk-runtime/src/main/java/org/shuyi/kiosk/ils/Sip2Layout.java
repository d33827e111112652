package org.shuyi.kiosk.ils;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the fixed parts of SIP2's messages are, by their codes.
 *
 * @param name in the words of the protocol
 * @param length of the fixed part after the code, in characters
 */
record Sip2Layout(String name, int length) {
  private static final int DATE = 18;
  private static final SortedMap<String, Sip2Layout> ALL = all();

  /** Those that are known, by their two digits. */
  static SortedMap<String, Sip2Layout> known() {
    return ALL;
  }

  private static SortedMap<String, Sip2Layout> all() {
    var all = new TreeMap<String, Sip2Layout>();
    all.put("01", new Sip2Layout("block patron", 1 + DATE));
    all.put("09", new Sip2Layout("check-in", 1 + 2 * DATE));
    all.put("10", new Sip2Layout("check-in response", 4 + DATE));
    all.put("11", new Sip2Layout("check-out", 2 + 2 * DATE));
    all.put("12", new Sip2Layout("check-out response", 4 + DATE));
    all.put("15", new Sip2Layout("hold", 1 + DATE));
    all.put("16", new Sip2Layout("hold response", 2 + DATE));
    all.put("17", new Sip2Layout("item information", DATE));
    all.put("18", new Sip2Layout("item information response", 6 + DATE));
    all.put("19", new Sip2Layout("item status update", DATE));
    all.put("20", new Sip2Layout("item status update response", 1 + DATE));
    all.put("23", new Sip2Layout("patron status", 3 + DATE));
    all.put("24", new Sip2Layout("patron status response", 17 + DATE));
    all.put("25", new Sip2Layout("patron enable", DATE));
    all.put("26", new Sip2Layout("patron enable response", 17 + DATE));
    all.put("29", new Sip2Layout("renew", 2 + 2 * DATE));
    all.put("30", new Sip2Layout("renew response", 4 + DATE));
    all.put("35", new Sip2Layout("end of session", DATE));
    all.put("36", new Sip2Layout("end of session response", 1 + DATE));
    all.put("37", new Sip2Layout("fee paid", 7 + DATE));
    all.put("38", new Sip2Layout("fee paid response", 1 + DATE));
    all.put("63", new Sip2Layout("patron information", 13 + DATE));
    all.put("64", new Sip2Layout("patron information response", 41 + DATE));
    all.put("65", new Sip2Layout("renew all", DATE));
    all.put("66", new Sip2Layout("renew all response", 9 + DATE));
    all.put("93", new Sip2Layout("login", 2));
    all.put("94", new Sip2Layout("login response", 1));
    all.put("96", new Sip2Layout("ask to send again (system)", 0));
    all.put("97", new Sip2Layout("ask to send again (station)", 0));
    all.put("98", new Sip2Layout("system status", 12 + DATE + 4));
    all.put("99", new Sip2Layout("station status", 8));
    return Collections.unmodifiableSortedMap(all);
  }
}
