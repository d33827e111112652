package org.shuyi.provisioning;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Where {@code ctl} finds the broker and its key, so that nobody types them each time.
 *
 * @param file where it was read, or where it would be
 * @param settings by key, one of {@link #KEYS}
 */
record Profile(Path file, Properties settings) {
  static final String BROKER = "broker";
  static final String ORGANISATION = "organisation";
  static final String KEY = "key";
  static final String KEY_ID = "keyid";
  static final String TRUSTED = "trusted";
  static final String CERTIFICATE = "certificate";
  static final String CERTIFICATE_KEY = "certificate-key";

  static final List<String> KEYS =
      List.of(BROKER, ORGANISATION, KEY, KEY_ID, TRUSTED, CERTIFICATE, CERTIFICATE_KEY);

  /**
   * The named file, else the one that {@code SHUYI_CTL} names, else the one in the home folder if
   * it exists.
   */
  static Profile read(Optional<Path> named) {
    Optional<Path> told =
        named.or(() -> Optional.ofNullable(System.getenv("SHUYI_CTL")).map(Path::of));
    Path file =
        told.orElse(Path.of(System.getProperty("user.home"), ".config/shuyi/ctl.properties"));
    var settings = new Properties();
    if (told.isPresent() || Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        settings.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new Failed(Exit.USAGE, "profile " + file + " cannot be read: " + e);
      }
    }
    var unknown = new TreeSet<>(settings.stringPropertyNames());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new Failed(
          Exit.USAGE,
          "profile " + file + ": unknown key " + unknown.first() + "; known are " + KEYS);
    }
    return new Profile(file, settings);
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(settings.getProperty(key)).map(String::strip);
  }

  /** A file that the profile names; relative to the profile, so that a folder can be moved. */
  Optional<Path> findFile(String key) {
    return find(key).map(name -> file.toAbsolutePath().resolveSibling(name));
  }

  /** Where the sequence numbers of this profile are kept. */
  Path sequences() {
    return file.resolveSibling(file.getFileName() + ".sequences");
  }
}
