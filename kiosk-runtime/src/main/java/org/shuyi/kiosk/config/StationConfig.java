package org.shuyi.kiosk.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.shuyi.kiosk.trust.PasswordHash;
import org.shuyi.kiosk.trust.PemIdentity;

/**
 * A station's configuration as one file says it: read once, every range checked, every door on a
 * device that is there.
 *
 * <p>{@code example.yaml} beside this class explains every key.
 *
 * @param cityKeys one, or two during a change
 * @param rounds complete inventories in one count, 2 to 20; a tag is there when two saw it
 * @param outboxLimit waiting records after which no new visit begins, 100 to 1,000,000
 * @param boltsAtOnce how many bolts the station's supply can pull at once, 1 to 64; empty where
 *     each board's own limit is enough
 * @param legacy3m whether tags in the old 3M format are read too
 * @param devices by name
 * @param doors by label, in the order of their numbers; one at least
 * @param intake the return slot, where there is one
 * @param pins lamps, switches and inputs at the board's own pins, where it has any
 * @param climate the rules of fan and heater, where a device measures the air
 * @param lights when they are bright; always, where nobody says
 * @param uv the ultraviolet lamp, where there is one
 * @param entrance the way into an unattended room, where there is one
 * @param quiet when sign and voice keep still but for safety
 * @param camera where it was switched on
 * @param mobile where the station stops, if it is mobile
 * @param magnet a library system that is told of loans and returns, and its magnetic strips
 */
public record StationConfig(
    Station station,
    Path journal,
    int touchPort,
    Technician technician,
    Centre centre,
    List<CityKeyFile> cityKeys,
    Times times,
    int rounds,
    int outboxLimit,
    OptionalInt boltsAtOnce,
    boolean legacy3m,
    ClockTrust clock,
    SortedMap<String, DeviceConfig> devices,
    SortedMap<String, DoorConfig> doors,
    Optional<IntakeConfig> intake,
    Optional<PinsConfig> pins,
    Optional<ClimateConfig> climate,
    Optional<LightsConfig> lights,
    Optional<UvConfig> uv,
    Optional<EntranceConfig> entrance,
    Optional<HoursConfig> quiet,
    Optional<CameraConfig> camera,
    Optional<MobileConfig> mobile,
    Optional<MagnetConfig> magnet) {

  public StationConfig {
    cityKeys = List.copyOf(cityKeys);
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
  }

  /**
   * Who the station is.
   *
   * @param organisation the library, 1 to 32 of a-z, 0-9 and -
   * @param id the station within it, the same
   * @param demo shown on the screen; allows what a library must not have
   * @param languages of the screen; the first is the one that greets
   */
  public record Station(String organisation, String id, boolean demo, List<String> languages) {
    public Station {
      languages = List.copyOf(languages);
    }
  }

  /**
   * The technician's pages.
   *
   * @param port 0 for any free one, in a demonstration
   * @param bind a loopback address, or any other of this machine where {@code tls} is given
   * @param names by which browsers ask over TLS, beside loopback names
   */
  public record Technician(
      int port, String bind, List<String> names, Optional<PemIdentity> tls, List<Staff> staff) {
    public Technician {
      names = List.copyOf(names);
      staff = List.copyOf(staff);
    }
  }

  /**
   * A person who may log in at the station.
   *
   * @param role courier, librarian, technician or administrator
   */
  public record Staff(String name, String role, PasswordHash hash) {}

  /**
   * The way to the centre.
   *
   * @param broker {@code tcp://host:port}, or {@code ssl://host:port} with {@code tls}
   * @param spread after a lost line the first try comes at random within this time
   * @param key the file of the centre's public key, by which its words are known
   */
  public record Centre(String broker, Duration spread, Path key, Optional<Tls> tls) {}

  /**
   * The files of a mutual TLS connection.
   *
   * @param certificate the station's own
   * @param privateKey the station's own, never shared
   * @param trust the authority that signed the broker's certificate
   */
  public record Tls(Path certificate, Path privateKey, Path trust) {}

  /**
   * Where a city key lies.
   *
   * @param number the key's number in the city, 1 to 65,535
   */
  public record CityKeyFile(int number, Path file) {}

  /**
   * The times of a visit.
   *
   * @param pulse the longest time a bolt may be held
   * @param timeToOpen how long a door stays offered after its bolt was pulled
   * @param openTooLong after which a door that stands open raises an alarm
   * @param countPatience after which a count without answer is taken as failed
   * @param idle without touch, until "are you still there?"
   * @param idleGrace from there to the end of the visit
   * @param receiptFor how long a receipt stays on the screen
   * @param askPatience how long the centre may think about a patron
   */
  public record Times(
      Duration pulse,
      Duration timeToOpen,
      Duration openTooLong,
      Duration countPatience,
      Duration idle,
      Duration idleGrace,
      Duration receiptFor,
      Duration askPatience) {}

  /** Who vouches for the calendar. */
  public enum ClockTrust {
    /** The system's clock is believed as it is. */
    SYSTEM,
    /** The system's kernel says whether its clock is synchronised. */
    KERNEL
  }

  /**
   * Where a door's lock and antenna hang.
   *
   * @param place of the door's label in the file
   * @param lock the name of a lock board
   * @param channel on the board, from 1
   * @param tags the name of a tag reader
   * @param antenna at the reader, from 1
   * @param sensor the door's own sensor, apart from the latch, at a channel of a lock board
   * @param occupied the infrared barrier in its compartment, at an infrared input of a lock board
   */
  public record DoorConfig(
      String label,
      Place place,
      String lock,
      int channel,
      String tags,
      int antenna,
      Optional<InputConfig> sensor,
      Optional<InputConfig> occupied) {}

  /** An input of a lock board, from 1. */
  public record InputConfig(String device, int number) {}

  /**
   * Reads a file; devices' settings are judged later, by {@link #finish}.
   *
   * <p>Never throws for what the file holds, nor for a file that cannot be read.
   */
  public static Reading read(Path file) {
    return StationReader.read(file);
  }

  /**
   * Reads a file and has its devices judged with it, so that all complaints come at once.
   *
   * @param judge reads the settings of a device as its driver would, and complains of its kind and
   *     its line; asked for each device that is written well enough, also when the file is refused
   */
  public static Reading read(Path file, Function<DeviceConfig, List<Complaint>> judge) {
    return StationReader.read(file, judge);
  }

  /** The same station with the devices of one port, and no doors, slot or pins. */
  public StationConfig withOnly(String port) {
    var kept = new TreeMap<>(devices);
    kept.values().removeIf(device -> !device.port().equals(port));
    return new StationConfig(
        station,
        journal,
        touchPort,
        technician,
        centre,
        cityKeys,
        times,
        rounds,
        outboxLimit,
        boltsAtOnce,
        legacy3m,
        clock,
        kept,
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What is wrong with the devices' settings, after everybody has read theirs: values that their
   * drivers refused, and keys that nobody read.
   */
  public List<Complaint> finish() {
    return finish(List.of());
  }

  /**
   * The same, joined with what others complain of; a device whose kind is unknown has no unread
   * keys, since nobody could know them.
   */
  public List<Complaint> finish(List<Complaint> others) {
    return Complaints.inOrder(finished(devices, others));
  }

  static List<Complaint> finished(SortedMap<String, DeviceConfig> devices, List<Complaint> others) {
    var all = new ArrayList<Complaint>(others);
    for (DeviceConfig device : devices.values()) {
      all.addAll(device.settings().complaints());
      boolean known = others.stream().noneMatch(other -> other.key().equals(device.kind().key()));
      if (known) all.addAll(device.settings().unread());
    }
    return all;
  }
}
