package org.shuyi.sim.demo;

import java.util.List;
import java.util.Locale;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.scenario.Company;
import org.shuyi.sim.scenario.Company.Actor;
import org.shuyi.sim.street.Pocket;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.World;

/** The company of a story, before a real cabinet. */
record StoryPlayers(Company company) implements Players {
  @Override
  public Pocket pocket() {
    return new Pocket(
        company.actors().stream()
            .map(
                actor ->
                    new Pocket.Held(
                        id(actor), actor.card(), "in a story", kind(actor.card().random())))
            .toList());
  }

  private static String kind(boolean random) {
    return random ? "phone" : "card";
  }

  /** How the street calls an actor's card. */
  static String id(Actor actor) {
    return actor.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Person> people() {
    return company.actors().stream().map(Actor::person).toList();
  }

  @Override
  public Patrons patrons(PatronTokens tokens) {
    return company.patrons(card -> tokens.token("iso14443a", card.uid().hex()));
  }

  @Override
  public void furnish(World world, List<Shelf> shelves) {
    company.furnish(world, shelves);
  }
}
