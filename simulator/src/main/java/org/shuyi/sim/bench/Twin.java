package org.shuyi.sim.bench;

import io.javalin.Javalin;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * What a station cannot be smaller or quicker than: its libraries, opened, with nothing to do.
 * {@code bare PORT} is an HTTP server; {@code idle PORT FILE BROKER} holds a SQLite file and a
 * connection to a broker besides.
 */
public final class Twin {
  private Twin() {}

  public static void main(String[] words) throws SQLException, MqttException {
    int port = Integer.parseInt(words[1]);
    if (words[0].equals("idle")) {
      openSqlite(words[2]);
      connect("tcp://127.0.0.1:" + words[3]);
    }
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              config.routes.get("/", to -> to.result("here"));
              config.routes.post("/api/touch", to -> to.status(202).result("{}"));
            })
        .start("127.0.0.1", port);
    System.out.println("ready");
  }

  /** Stays open until the program ends. */
  private static void openSqlite(String file) throws SQLException {
    var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA page_size=1024");
      statement.execute("PRAGMA journal_mode=wal");
      statement.execute("PRAGMA synchronous=FULL");
      statement.executeUpdate("CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, body BLOB)");
      statement.executeUpdate("INSERT INTO row (body) VALUES (x'00')");
    }
  }

  private static void connect(String broker) throws MqttException {
    var client = new MqttAsyncClient(broker, "twin", new MemoryPersistence());
    client.connect(new MqttConnectionOptions()).waitForCompletion(10_000);
  }
}
