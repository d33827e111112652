package org.shuyi.kiosk.ui;

import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.trust.PemIdentity;

/**
 * Where the technician's pages listen and who may log in.
 *
 * @param host a loopback address, or any other where {@code tls} is given
 * @param port 0 for any free one
 * @param names by which browsers may ask for the pages over TLS; loopback names always may
 * @param tls the server's certificate and key
 */
public record TechnicianSettings(
    String host,
    int port,
    boolean demo,
    List<String> names,
    Optional<PemIdentity> tls,
    List<StaffLogin> staff) {

  public TechnicianSettings {
    names = List.copyOf(names);
    staff = List.copyOf(staff);
    if (tls.isEmpty() && !Web.isLoopback(host))
      throw new IllegalArgumentException(
          "technician pages: "
              + host
              + " is not a loopback address and there is no TLS; expected 127.0.0.1 or a certificate");
    if (staff.stream().map(StaffLogin::name).distinct().count() != staff.size())
      throw new IllegalArgumentException("technician pages: two persons of one name");
  }

  /** On 127.0.0.1 without TLS. */
  public static TechnicianSettings at(int port, boolean demo, List<StaffLogin> staff) {
    return new TechnicianSettings("127.0.0.1", port, demo, List.of(), Optional.empty(), staff);
  }
}
