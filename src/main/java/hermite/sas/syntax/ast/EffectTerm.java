package hermite.sas.syntax.ast;

import hermite.sas.source.Place;
import java.util.List;

/** An effect as written, bars expanded: {@code a*b(c d)} has crossed {@code a b} and nested {@code c d}. */
public record EffectTerm(List<String> crossed, List<String> nested, Place place) {
    public EffectTerm {
        crossed = List.copyOf(crossed);
        nested = List.copyOf(nested);
    }
}
