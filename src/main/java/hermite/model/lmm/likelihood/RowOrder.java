package hermite.model.lmm.likelihood;

import hermite.model.DigestOrder;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;

/** An order of rows by their content alone: subjects, residual positions, response, designs, weights. */
public final class RowOrder {
    private final LmmSpec spec;
    private final RandomTerm[] terms;

    public RowOrder(LmmSpec spec) {
        this.spec = spec;
        terms = spec.random().toArray(RandomTerm[]::new);
    }

    public int[] rows() {
        long[] digest = new long[spec.rows()];
        int[] leading = leadingSubjects();
        for (int row = 0; row < digest.length; row++) {
            long rest = digest(row);
            // the subjects of the term with most subjects lead, so that the rows of a subject lie side by side
            long subject = leading.length == 0 ? 0 : leading[row] + 1L;
            digest[row] = subject << 38 | rest >>> 26 & (1L << 38) - 1;
        }
        return DigestOrder.of(digest, this::compare);
    }

    private int[] leadingSubjects() {
        RandomTerm lead = null;
        for (RandomTerm term : terms) {
            if (lead == null || term.subjects() > lead.subjects()) {
                lead = term;
            }
        }
        return lead == null ? new int[0] : lead.subject();
    }

    private long digest(int row) {
        long h = mix(0, Double.doubleToLongBits(spec.y()[row]));
        h = mix(h, spec.residual().position()[row]);
        for (int j = 0; j < spec.p(); j++) {
            h = mix(h, Double.doubleToLongBits(spec.x()[row * spec.p() + j]));
        }
        for (RandomTerm term : terms) {
            h = mix(h, term.subject()[row]);
            for (int k = 0; k < term.columns(); k++) {
                h = mix(h, Double.doubleToLongBits(term.z()[row * term.columns() + k]));
            }
        }
        return mix(h, Double.doubleToLongBits(spec.weight()[row]));
    }

    /** Multiplication and shifts of Stafford's mix 13. */
    private static long mix(long hash, long value) {
        long z = hash * 0x9E3779B97F4A7C15L + value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private int compare(int a, int b) {
        int c = Integer.compare(spec.residual().position()[a], spec.residual().position()[b]);
        c = c != 0 ? c : Double.compare(spec.y()[a], spec.y()[b]);
        for (int j = 0; j < spec.p() && c == 0; j++) {
            c = Double.compare(spec.x()[a * spec.p() + j], spec.x()[b * spec.p() + j]);
        }
        for (int t = 0; t < terms.length && c == 0; t++) {
            RandomTerm term = terms[t];
            c = Integer.compare(term.subject()[a], term.subject()[b]);
            for (int k = 0; k < term.columns() && c == 0; k++) {
                c = Double.compare(term.z()[a * term.columns() + k], term.z()[b * term.columns() + k]);
            }
        }
        c = c != 0
                ? c
                : Integer.compare(spec.residual().subject()[a], spec.residual().subject()[b]);
        return c != 0 ? c : Double.compare(spec.weight()[a], spec.weight()[b]);
    }
}
