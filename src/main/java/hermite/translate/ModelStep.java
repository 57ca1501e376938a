package hermite.translate;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.sas.proc.ClassLevels;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import hermite.translate.code.DataText;
import hermite.translate.code.RText;
import hermite.translate.code.Untranslatable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the steps of all models share: CLASS factors, the fixed part of the formula, the response, weights. */
final class ModelStep {
    private final ProcStep step;
    private final Table table;
    private final Formats formats;
    private final Body.Model model;
    private final Options modelOptions;
    private final Map<String, ClassFactor> factors = new LinkedHashMap<>();
    private final List<String> classNames = new ArrayList<>();
    private final Map<String, String> constructed = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    ModelStep(ProcStep step, Table table, Formats formats) throws Untranslatable {
        this.step = step;
        this.table = table;
        this.formats = formats;
        ProcStatement statement =
                step.statement("MODEL").orElseThrow(() -> new Untranslatable("a step without a MODEL statement"));
        model = (Body.Model) statement.body();
        modelOptions = statement.options();
        readClasses();
        for (ProcStatement effect : step.statements("EFFECT")) {
            String name = ((Body.Constructed) effect.body()).name();
            if (isUsedInModel(name)) {
                constructed.put(key(name), ConstructedTerms.of(effect, notes));
            }
        }
    }

    /** What is to be said of the whole step. */
    List<String> notes() {
        return notes;
    }

    /** Whether the name is that of an EFFECT statement. */
    boolean isConstructed(String name) {
        return constructed.containsKey(key(name));
    }

    private void readClasses() throws Untranslatable {
        String order = step.options().word("ORDER").orElse("FORMATTED");
        for (ProcStatement statement : step.statements("CLASS")) {
            for (Body.Variables.Item item : ((Body.Variables) statement.body()).items()) {
                String name = plain(item.variable());
                classNames.add(key(name));
                if (isUsedInModel(name)) {
                    column(name);
                    factors.put(
                            key(name),
                            ClassFactor.of(table, name, formats, item.options(), statement.options(), order));
                }
            }
        }
    }

    private boolean isUsedInModel(String name) {
        boolean fixed = model.effects().stream().anyMatch(e -> uses(e, name));
        return fixed
                || step.statements("RANDOM").stream()
                        .filter(s -> !RandomTerms.isResidual(s))
                        .flatMap(s -> ((Body.Effects) s.body()).effects().stream())
                        .anyMatch(e -> uses(e, name));
    }

    private static boolean uses(EffectTerm effect, String name) {
        return effect.crossed().stream().anyMatch(name::equalsIgnoreCase)
                || effect.nested().stream().anyMatch(name::equalsIgnoreCase);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String plain(VariableList list) throws Untranslatable {
        if (list instanceof VariableList.Name name) {
            return name.name();
        }
        throw new Untranslatable("a list of variables; name each of them");
    }

    /** Place of a variable in the data. */
    int column(String name) throws Untranslatable {
        if (table.variable(name).isEmpty()) {
            throw new Untranslatable("the variable " + name.toUpperCase(Locale.ROOT) + ", which the data set has not");
        }
        return table.indexOf(name);
    }

    Table table() {
        return table;
    }

    ProcStep step() {
        return step;
    }

    /** Whether the step is of GENMOD or GEE. */
    boolean isGenmod() {
        return List.of("GENMOD", "GEE").contains(step.procedure().name());
    }

    Options modelOptions() {
        return modelOptions;
    }

    Body.Model model() {
        return model;
    }

    boolean isClass(String name) {
        return classNames.contains(key(name));
    }

    /** Names of the CLASS statement in its order, lower case. */
    List<String> classNames() {
        return classNames;
    }

    /** The CLASS variables that the code makes factors. */
    Stream<ClassFactor> factors() {
        return factors.values().stream();
    }

    /** Whether every factor has the coding and reference that R gives it, also to part of its levels. */
    boolean hasDefaultLevels() {
        return factors.values().stream()
                .allMatch(f ->
                        f.coding().equals("GLM") && f.reference() == f.labels().size() - 1);
    }

    Optional<ClassFactor> factor(String name) {
        return Optional.ofNullable(factors.get(key(name)));
    }

    /** The levels of a variable, whether the code makes it a factor or not. */
    ClassFactor factorOf(String name) throws Untranslatable {
        ClassFactor known = factors.get(key(name));
        if (known != null) {
            return known;
        }
        column(name);
        Options none = Options.NONE;
        return ClassFactor.of(
                table, name, formats, none, none, step.options().word("ORDER").orElse("FORMATTED"));
    }

    /**
     * Whether the visits used of each subject are the first ones, so that their order tells their places. With BY
     * the answer is no.
     */
    boolean hasVisitsWithoutGaps(EffectTerm subject, EffectTerm visit) throws Untranslatable {
        if (step.statement("BY").isPresent() || visit.crossed().size() != 1) {
            return false;
        }
        List<String> places = factorOf(visit.crossed().get(0)).values();
        List<Integer> keys = new ArrayList<>();
        for (String name : names(subject)) {
            keys.add(column(name));
        }
        Set<Integer> used = new LinkedHashSet<>();
        used.add(column(model.response().variables().get(0)));
        for (EffectTerm effect : model.effects()) {
            for (String name : names(effect)) {
                if (!isConstructed(name)) {
                    used.add(column(name));
                }
            }
        }
        Map<String, BitSet> seen = new HashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            int at = row;
            if (used.stream().noneMatch(j -> DataText.value(table, j, at).equals("NA"))) {
                String id = keys.stream().map(j -> DataText.value(table, j, at)).collect(Collectors.joining(" "));
                int place = places.indexOf(
                        DataText.value(table, column(visit.crossed().get(0)), row));
                if (place < 0) {
                    return false;
                }
                seen.computeIfAbsent(id, k -> new BitSet()).set(place);
            }
        }
        return seen.values().stream().allMatch(s -> s.cardinality() == s.length());
    }

    private static List<String> names(EffectTerm effect) {
        List<String> all = new ArrayList<>(effect.crossed());
        all.addAll(effect.nested());
        return all;
    }

    /** The word, or one like it that is no variable of the data. */
    String unusedName(String word) {
        return table.variable(word).isPresent() ? unusedName(word + "_") : word;
    }

    /** Code that makes CLASS variables factors of the frame. */
    String factorCode(String frame) {
        StringBuilder out = new StringBuilder();
        for (ClassFactor factor : factors.values()) {
            if (factor.labels().size() > 1) {
                out.append(factor.code(frame));
            }
        }
        if (hasIndicators()) {
            factors.values().stream().filter(ModelStep::isCoded).forEach(f -> out.append(f.indicators(frame)));
        }
        return out.toString();
    }

    private static boolean isCoded(ClassFactor factor) {
        return !factor.coding().equals("GLM") && factor.labels().size() > 1;
    }

    /**
     * Whether columns of indicators must stand for factors with PARAM=REFERENCE or EFFECT: SAS multiplies the columns of
     * its coding, R gives a factor all its levels where the other variables of an effect are no effect themselves.
     */
    boolean hasIndicators() {
        for (EffectTerm effect : model.effects()) {
            for (String name : names(effect)) {
                if (factor(name).filter(ModelStep::isCoded).isEmpty()) {
                    continue;
                }
                Set<String> margin = keys(effect);
                margin.remove(key(name));
                boolean there = margin.isEmpty()
                        ? !modelOptions.has("NOINT")
                        : model.effects().stream().anyMatch(e -> keys(e).equals(margin));
                if (!there) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> keys(EffectTerm effect) {
        return names(effect).stream().map(ModelStep::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** An effect as the sum of the products of its indicators. */
    private String products(EffectTerm effect) throws Untranslatable {
        List<String> products = new ArrayList<>(List.of(""));
        Set<String> done = new HashSet<>();
        for (String name : names(effect)) {
            Optional<ClassFactor> coded = factor(name).filter(ModelStep::isCoded);
            if (coded.isEmpty() || !done.add(key(name))) {
                continue;
            }
            List<String> wider = new ArrayList<>();
            for (String product : products) {
                coded.get().columns().forEach(c -> wider.add((product.isEmpty() ? "" : product + ":") + c));
            }
            products = wider;
        }
        List<String> others = names(effect).stream()
                .filter(n -> factor(n).filter(ModelStep::isCoded).isEmpty())
                .toList();
        if (done.isEmpty()) {
            return term(effect);
        }
        String rest = others.isEmpty() ? "" : term(new EffectTerm(others, List.of(), effect.place()));
        return products.stream().map(p -> rest.isEmpty() ? p : p + ":" + rest).collect(Collectors.joining(" + "));
    }

    /** The one response; events/trials make {@code cbind(events, trials - events)}. */
    String response(boolean binary, List<String> notes) throws Untranslatable {
        List<String> names = model.response().variables();
        if (names.size() != 1) {
            throw new Untranslatable("a model of several responses");
        }
        String y = RText.name(names.get(0));
        column(names.get(0));
        if (model.response().trials().isPresent()) {
            String n = RText.name(model.response().trials().get());
            return "cbind(" + y + ", " + n + " - " + y + ")";
        }
        return binary ? event(names.get(0), notes) : y;
    }

    boolean hasTrials() {
        return model.response().trials().isPresent();
    }

    boolean isText(String name) throws Untranslatable {
        return !table.variable(column(name)).isNumeric();
    }

    /** Whether GLIMMIX orders the response's values as levels: it is a text, in CLASS, or has options of its own. */
    boolean isLevelledResponse() throws Untranslatable {
        String name = model.response().variables().get(0);
        return !table.variable(column(name)).isNumeric()
                || isClass(name)
                || !model.response().options().all().isEmpty();
    }

    /** The indicator of the level whose probability is modelled. */
    private String event(String name, List<String> notes) throws Untranslatable {
        Options options = model.response().options();
        ClassLevels levels = levelsOfResponse();
        if (levels.count() != 2) {
            throw new Untranslatable("a binary response with " + levels.count() + " levels");
        }
        int event = 0;
        Optional<String> asked = options.word("EVENT");
        if (asked.isPresent()) {
            event = level(options, "EVENT", levels);
        } else if (options.has("REFERENCE") || options.has("REF")) {
            event = 1 - level(options, options.has("REF") ? "REF" : "REFERENCE", levels);
        }
        int column = table.indexOf(name);
        String value = DataText.value(table, column, levels.rows()[event]);
        String other = DataText.value(table, column, levels.rows()[1 - event]);
        String y = RText.name(name);
        if (value.equals("1") && other.equals("0")) {
            return y;
        }
        notes.add(
                "the probability of " + y + " = " + value + " is modelled, as in SAS; R would take the higher value.");
        return "as.numeric(" + y + " == " + value + ")";
    }

    private ClassLevels levelsOfResponse() throws Untranslatable {
        String name = model.response().variables().get(0);
        column(name);
        Options options = model.response().options();
        boolean descending =
                step.options().has("DESCENDING") || modelOptions.has("DESCENDING") || options.has("DESCENDING");
        String order =
                options.word("ORDER").or(() -> step.options().word("RORDER")).orElse("FORMATTED");
        return ClassLevels.of(table, name, formats, ClassLevels.Order.valueOf(order), descending, false);
    }

    /** The values of a categorical response as R code, in the order of its levels. */
    List<String> responseLevels() throws Untranslatable {
        ClassLevels levels = levelsOfResponse();
        int column = table.indexOf(model.response().variables().get(0));
        Set<String> distinct = new HashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            distinct.add(DataText.value(table, column, row));
        }
        distinct.remove("NA");
        if (distinct.size() > levels.count()) {
            throw new Untranslatable("a format that joins values of the response to one level");
        }
        return Arrays.stream(levels.rows())
                .mapToObj(row -> DataText.value(table, column, row))
                .toList();
    }

    /** Place among the levels of the response, from 0, of the one that EVENT= or REF= names. */
    int responseLevel(String option) throws Untranslatable {
        return level(model.response().options(), option, levelsOfResponse());
    }

    private static int level(Options options, String option, ClassLevels levels) throws Untranslatable {
        String text = options.word(option).orElse("");
        boolean word = options.find(option).orElseThrow().value() instanceof OptionValue.Word;
        if (word && text.equalsIgnoreCase("FIRST")) {
            return 0;
        }
        if (word && text.equalsIgnoreCase("LAST")) {
            return levels.count() - 1;
        }
        int found = levels.texts().indexOf(text.strip());
        if (found < 0) {
            throw new Untranslatable(option + "='" + text + "', which is no level of the response");
        }
        return found;
    }

    /** The right side: fixed effects, {@code 0 +} for NOINT, {@code offset()}. */
    String fixedPart() throws Untranslatable {
        List<String> terms = new ArrayList<>();
        if (modelOptions.has("NOINT")) {
            terms.add("0");
        }
        for (EffectTerm effect : model.effects()) {
            terms.add(hasIndicators() ? products(effect) : term(effect));
        }
        if (terms.isEmpty() || terms.equals(List.of("0"))) {
            terms.add(modelOptions.has("NOINT") ? "-1" : "1");
            terms.remove("0");
        }
        Optional<String> offset = modelOptions.variable("OFFSET");
        if (offset.isPresent()) {
            column(offset.get());
            terms.add("offset(" + RText.name(offset.get()) + ")");
        }
        return String.join(" + ", terms);
    }

    /** {@code a*b(c)} as {@code a:b:c}. */
    String term(EffectTerm effect) throws Untranslatable {
        List<String> parts = new ArrayList<>();
        for (String name : effect.crossed()) {
            if (isConstructed(name)) {
                parts.add(constructed.get(key(name)));
                continue;
            }
            column(name);
            String part = RText.name(name);
            int power = (int)
                    effect.crossed().stream().filter(name::equalsIgnoreCase).count();
            String text = power > 1 && !isClass(name) ? "I(" + part + "^" + power + ")" : part;
            if (!parts.contains(text)) {
                parts.add(text);
            }
        }
        for (String name : effect.nested()) {
            column(name);
            parts.add(RText.name(name));
        }
        return String.join(":", parts);
    }

    /** {@code pat(center)} as a grouping factor: {@code center:pat}; a single variable by its name. */
    String grouping(EffectTerm subject) throws Untranslatable {
        List<String> parts = new ArrayList<>();
        for (String name : subject.nested()) {
            column(name);
            parts.add(RText.name(name));
        }
        for (String name : subject.crossed()) {
            column(name);
            parts.add(RText.name(name));
        }
        return String.join(":", parts);
    }

    /** The one variable of a statement such as WEIGHT. */
    Optional<String> variable(String statement) throws Untranslatable {
        Optional<ProcStatement> found = step.statement(statement);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String name = plain(((Body.Variables) found.get().body()).lists().get(0));
        column(name);
        return Optional.of(RText.name(name));
    }
}
