package hermite.sas.syntax.ast;

import hermite.sas.source.Place;
import hermite.sas.vocabulary.OptionSpec;

/** An option as the program gives it, matched with its entry in the table. */
public record BoundOption(OptionSpec spec, OptionValue value, Options suboptions, Place place) {}
