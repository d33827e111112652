package org.shuyi.kiosk.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the technician's pages listen and who may log in.
 *
 * @param host a loopback address, or any other where {@code tls} is given
 * @param port 0 for any free one
 * @param names by which browsers may ask for the pages over TLS; loopback names always may
 */
public record TechnicianSettings(
    String host,
    int port,
    boolean demo,
    List<String> names,
    Optional<Tls> tls,
    List<StaffLogin> staff) {

  /** The server's key and certificate in a PKCS #12 file. */
  public record Tls(Path keystore, String password) {
    @Override
    public String toString() {
      return "Tls[" + keystore + "]";
    }
  }

  public TechnicianSettings {
    names = List.copyOf(names);
    staff = List.copyOf(staff);
    if (tls.isEmpty() && !Web.isLoopback(host))
      throw new IllegalArgumentException(
          "technician pages: "
              + host
              + " is not a loopback address and there is no TLS; expected 127.0.0.1 or a keystore");
    if (staff.stream().map(StaffLogin::name).distinct().count() != staff.size())
      throw new IllegalArgumentException("technician pages: two persons of one name");
  }

  /** On 127.0.0.1 without TLS. */
  public static TechnicianSettings at(int port, boolean demo, List<StaffLogin> staff) {
    return new TechnicianSettings("127.0.0.1", port, demo, List.of(), Optional.empty(), staff);
  }
}
