package hermite.sas.syntax.tree;

import hermite.sas.source.Place;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.syntax.grammar.SasGrammar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Builds effects, with bars, ranges and groups expanded. */
final class EffectBuilder {
    private EffectBuilder() {}

    static List<EffectTerm> effects(SasGrammar.WholeEffectsContext context) {
        return context.effect().stream().flatMap(e -> effect(e).stream()).toList();
    }

    /** {@code a|b|c@2}: each new factor alone, then with everything before it; at most two variables in a term. */
    private static List<EffectTerm> effect(SasGrammar.EffectContext context) {
        List<EffectTerm> terms = new ArrayList<>(crossing(context.crossing(0)));
        for (SasGrammar.CrossingContext more :
                context.crossing().subList(1, context.crossing().size())) {
            List<EffectTerm> before = List.copyOf(terms);
            List<EffectTerm> added = crossing(more);
            terms.addAll(added);
            for (EffectTerm earlier : before) {
                for (EffectTerm term : added) {
                    terms.add(cross(earlier, term));
                }
            }
        }
        if (context.crossing().size() == 1) {
            return terms;
        }
        int most = context.NUMBER() == null
                ? Integer.MAX_VALUE
                : (int) Literals.number(context.NUMBER().getText());
        Set<EffectTerm> unique = new LinkedHashSet<>();
        for (EffectTerm term : terms) {
            if (term.crossed().size() <= most) {
                unique.add(term);
            }
        }
        return List.copyOf(unique);
    }

    private static List<EffectTerm> crossing(SasGrammar.CrossingContext context) {
        List<EffectTerm> terms = factor(context.factor(0));
        for (SasGrammar.FactorContext more :
                context.factor().subList(1, context.factor().size())) {
            List<EffectTerm> right = factor(more);
            List<EffectTerm> crossed = new ArrayList<>();
            for (EffectTerm a : terms) {
                for (EffectTerm b : right) {
                    crossed.add(crossExactly(a, b));
                }
            }
            terms = crossed;
        }
        return terms;
    }

    private static List<EffectTerm> factor(SasGrammar.FactorContext context) {
        Place place = ListBuilder.place(context);
        if (context instanceof SasGrammar.NameFactorContext name) {
            return List.of(new EffectTerm(List.of(name.name().getText()), nested(name.nesting()), place));
        }
        if (context instanceof SasGrammar.RangeFactorContext range) {
            VariableList.Numbered list =
                    ListBuilder.numbered(range.name(0).getText(), range.name(1).getText(), place);
            return ListBuilder.names(list).stream()
                    .map(n -> new EffectTerm(List.of(n), List.of(), place))
                    .toList();
        }
        if (context instanceof SasGrammar.PrefixFactorContext prefix) {
            // resolved against the data set's variables by the procedure
            return List.of(new EffectTerm(List.of(prefix.name().getText() + ":"), List.of(), place));
        }
        SasGrammar.GroupFactorContext group = (SasGrammar.GroupFactorContext) context;
        List<String> nested = nested(group.nesting());
        return group.effect().stream()
                .flatMap(e -> effect(e).stream())
                .map(e -> new EffectTerm(
                        e.crossed(),
                        Stream.concat(e.nested().stream(), nested.stream()).toList(),
                        place))
                .toList();
    }

    private static List<String> nested(SasGrammar.NestingContext context) {
        return context == null
                ? List.of()
                : context.name().stream().map(n -> n.getText()).toList();
    }

    private static EffectTerm crossExactly(EffectTerm a, EffectTerm b) {
        return new EffectTerm(
                Stream.concat(a.crossed().stream(), b.crossed().stream()).toList(),
                union(a.nested(), b.nested()),
                a.place());
    }

    /** In a bar expansion a variable is crossed with itself only once, and never with one it is nested in. */
    private static EffectTerm cross(EffectTerm a, EffectTerm b) {
        List<String> nested = union(a.nested(), b.nested());
        List<String> crossed = union(a.crossed(), b.crossed()).stream()
                .filter(c -> nested.stream().noneMatch(c::equalsIgnoreCase))
                .toList();
        return new EffectTerm(crossed, nested, a.place());
    }

    private static List<String> union(List<String> a, List<String> b) {
        List<String> names = new ArrayList<>(a);
        Set<String> seen = new LinkedHashSet<>();
        a.forEach(n -> seen.add(n.toUpperCase(Locale.ROOT)));
        for (String name : b) {
            if (seen.add(name.toUpperCase(Locale.ROOT))) {
                names.add(name);
            }
        }
        return names;
    }
}
