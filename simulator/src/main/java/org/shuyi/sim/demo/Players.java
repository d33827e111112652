package org.shuyi.sim.demo;

import java.util.List;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.street.Pocket;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.World;

/** Who walks past a cabinet, what they carry, and what the library knows of them. */
public interface Players {
  Pocket pocket();

  List<Person> people();

  /** The library's list, by the tokens that the city key makes of the cards. */
  Patrons patrons(PatronTokens tokens);

  /** Puts the books where they are when the town opens; the shelves by door, from 1. */
  void furnish(World world, List<Shelf> shelves);
}
