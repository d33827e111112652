package org.shuyi.devices.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * A line over TCP, without Nagle's delay: a device's frame of five bytes must not wait for more.
 */
public final class TcpLine extends ReopeningLine {
  private static final int CONNECT_MILLIS = 2_000;

  private final LineAddress.Tcp address;

  public TcpLine(LineAddress.Tcp address) {
    this.address = address;
  }

  @Override
  public String describe() {
    return address.describe();
  }

  @Override
  Wire connect() throws IOException {
    var to = new InetSocketAddress(address.host(), address.port());
    if (to.isUnresolved()) throw new UnknownHostException("no such host " + address.host());
    var socket = new Socket();
    try {
      socket.connect(to, CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout(READ_MILLIS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return new SocketWire(socket);
  }

  private record SocketWire(Socket socket) implements Wire {
    @Override
    public int read(byte[] buffer) throws IOException {
      try {
        return socket.getInputStream().read(buffer);
      } catch (SocketTimeoutException e) {
        return 0;
      }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
