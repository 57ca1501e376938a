package hermite.sas.proc.store;

import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.Coding;
import hermite.model.Effect;
import hermite.model.Link;
import hermite.model.ModelTerms;
import hermite.model.PowerLink;
import hermite.model.ResponseFunctions;
import hermite.model.StandardLink;
import hermite.model.construct.ConstructedEffect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Item stores as bytes: a mark, a version, then fields in the order of the records, numbers big-endian, text as a
 * length and UTF-8. Nothing is executed on reading.
 */
public final class StoreFormat {
    private static final int MARK = 0x48535431;
    private static final int VERSION = 3;
    private static final int LARGEST = 1 << 28;

    private StoreFormat() {}

    /** The bytes are no item store, or one of another version. */
    public static final class NotAStoreException extends Exception {
        private static final long serialVersionUID = 1L;

        NotAStoreException(String message) {
            super(message);
        }
    }

    public static byte[] write(ItemStore store) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            out.writeInt(VERSION);
            text(out, store.creator());
            text(out, store.dataSet());
            text(out, store.created().toString());
            text(out, store.label());
            text(out, store.response());
            text(out, store.event());
            text(out, store.offset());
            out.writeDouble(store.alpha());
            out.writeInt(store.groups().size());
            for (StoredFit fit : store.groups()) {
                write(out, fit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws NotAStoreException when the bytes cannot be understood */
    public static ItemStore read(byte[] content) throws NotAStoreException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readInt() != MARK) {
                throw new NotAStoreException("the file is no item store");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new NotAStoreException("the item store has version " + version + ", expected " + VERSION);
            }
            String creator = text(in);
            String dataSet = text(in);
            LocalDateTime created = LocalDateTime.parse(text(in));
            String label = text(in);
            String response = text(in);
            String event = text(in);
            String offset = text(in);
            double alpha = in.readDouble();
            List<StoredFit> groups = new ArrayList<>();
            int count = length(in);
            for (int i = 0; i < count; i++) {
                groups.add(readFit(in));
            }
            return new ItemStore(creator, dataSet, created, label, response, event, offset, alpha, groups);
        } catch (IOException | java.time.DateTimeException | IllegalArgumentException e) {
            throw new NotAStoreException("the item store is damaged: " + e.getMessage());
        }
    }

    private static void write(DataOutputStream out, StoredFit fit) throws IOException {
        text(out, fit.byHeading());
        out.writeInt(fit.by().size());
        for (StoredFit.ByValue value : fit.by()) {
            text(out, value.variable());
            out.writeBoolean(value.numeric());
            text(out, value.text());
            out.writeDouble(value.number());
        }
        text(out, fit.distribution());
        write(out, fit.link());
        write(out, fit.terms());
        text(out, fit.reference());
        doubles(out, fit.estimates());
        doubles(out, fit.covariance());
        out.writeInt(fit.aliased().length);
        for (boolean aliased : fit.aliased()) {
            out.writeBoolean(aliased);
        }
        doubles(out, fit.crossProducts());
        out.writeDouble(fit.degreesOfFreedom());
        out.writeDouble(fit.residualVariance());
        out.writeInt(fit.covariateMeans().size());
        for (Map.Entry<String, Double> mean : new TreeMap<>(fit.covariateMeans()).entrySet()) {
            text(out, mean.getKey());
            out.writeDouble(mean.getValue());
        }
        out.writeInt(fit.statistics().size());
        for (StoredFit.Statistic statistic : fit.statistics()) {
            text(out, statistic.name());
            out.writeDouble(statistic.value());
        }
    }

    private static StoredFit readFit(DataInputStream in) throws IOException {
        String heading = text(in);
        List<StoredFit.ByValue> by = new ArrayList<>();
        int variables = length(in);
        for (int i = 0; i < variables; i++) {
            by.add(new StoredFit.ByValue(text(in), in.readBoolean(), text(in), in.readDouble()));
        }
        String distribution = text(in);
        Link link = readLink(in);
        ModelTerms terms = readTerms(in);
        String reference = text(in);
        double[] estimates = doubles(in);
        double[] covariance = doubles(in);
        boolean[] aliased = new boolean[length(in)];
        for (int i = 0; i < aliased.length; i++) {
            aliased[i] = in.readBoolean();
        }
        double[] crossProducts = doubles(in);
        double df = in.readDouble();
        double residualVariance = in.readDouble();
        Map<String, Double> means = new TreeMap<>();
        int meanCount = length(in);
        for (int i = 0; i < meanCount; i++) {
            means.put(text(in), in.readDouble());
        }
        List<StoredFit.Statistic> statistics = new ArrayList<>();
        int count = length(in);
        for (int i = 0; i < count; i++) {
            statistics.add(new StoredFit.Statistic(text(in), in.readDouble()));
        }
        return new StoredFit(
                heading,
                by,
                distribution,
                link,
                terms,
                reference,
                estimates,
                covariance,
                aliased,
                crossProducts,
                df,
                residualVariance,
                means,
                statistics);
    }

    private static void write(DataOutputStream out, Link link) throws IOException {
        if (link instanceof PowerLink power) {
            text(out, "POWER");
            out.writeDouble(power.power());
        } else {
            text(out, ((StandardLink) link).name());
        }
    }

    private static Link readLink(DataInputStream in) throws IOException {
        String name = text(in);
        return name.equals("POWER") ? new PowerLink(in.readDouble()) : StandardLink.valueOf(name);
    }

    private static void write(DataOutputStream out, ModelTerms terms) throws IOException {
        out.writeBoolean(terms.hasIntercept());
        List<Effect> effects =
                terms.effects().stream().filter(e -> !e.isIntercept()).toList();
        out.writeInt(effects.size());
        for (Effect effect : effects) {
            texts(out, effect.crossed());
            texts(out, effect.nestedWithin());
        }
        out.writeInt(terms.classes().size());
        for (ClassLevels levels : terms.classes()) {
            write(out, levels);
        }
        out.writeInt(terms.constructed().size());
        for (ConstructedEffect constructed : terms.constructed()) {
            ConstructedEffectFormat.write(out, constructed);
        }
        out.writeInt(terms.functions().count());
        out.writeBoolean(terms.functions().cumulative());
        texts(out, terms.functions().levels());
    }

    private static ModelTerms readTerms(DataInputStream in) throws IOException {
        boolean intercept = in.readBoolean();
        List<Effect> effects = new ArrayList<>();
        int effectCount = length(in);
        for (int i = 0; i < effectCount; i++) {
            effects.add(new Effect(texts(in), texts(in)));
        }
        List<ClassLevels> classes = new ArrayList<>();
        int classCount = length(in);
        for (int i = 0; i < classCount; i++) {
            classes.add(readLevels(in));
        }
        List<ConstructedEffect> constructed = new ArrayList<>();
        int constructedCount = length(in);
        for (int i = 0; i < constructedCount; i++) {
            constructed.add(ConstructedEffectFormat.read(in));
        }
        ResponseFunctions functions = new ResponseFunctions(length(in), in.readBoolean(), texts(in));
        return new ModelTerms(intercept, effects, classes, constructed).withFunctions(functions);
    }

    private static void write(DataOutputStream out, ClassLevels levels) throws IOException {
        ClassVariable variable = levels.variable();
        text(out, variable.name());
        text(out, variable.coding().name());
        text(out, variable.order().name());
        out.writeBoolean(variable.descending());
        out.writeBoolean(variable.missingIsLevel());
        out.writeInt(variable.labelLength());
        texts(out, levels.labels());
        doubles(out, levels.scores());
        out.writeInt(levels.reference());
    }

    private static ClassLevels readLevels(DataInputStream in) throws IOException {
        String name = text(in);
        Coding coding = Coding.valueOf(text(in));
        ClassVariable.LevelOrder order = ClassVariable.LevelOrder.valueOf(text(in));
        boolean descending = in.readBoolean();
        boolean missing = in.readBoolean();
        int labelLength = in.readInt();
        List<String> labels = texts(in);
        double[] scores = doubles(in);
        ClassVariable variable = new ClassVariable(
                name, coding, order, descending, missing, new ClassVariable.Reference.Last(), labelLength);
        return new ClassLevels(variable, labels, scores, in.readInt());
    }

    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(length(in));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
        }
    }

    static List<String> texts(DataInputStream in) throws IOException {
        int count = length(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(in));
        }
        return texts;
    }

    static void doubles(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static double[] doubles(DataInputStream in) throws IOException {
        int count = length(in);
        if ((long) count * 8 > in.available()) {
            throw new IOException("cut short");
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST || length > in.available() + 1) {
            throw new IOException("a length is out of range");
        }
        return length;
    }
}
