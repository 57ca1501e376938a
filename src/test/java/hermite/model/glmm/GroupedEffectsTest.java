package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.glmm.covariance.RandomCovariance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random effects of groups of subjects: nodes lie in those of a subject's own group only. */
class GroupedEffectsTest {
    /** Points whose fourth power is more nodes than are allowed. */
    private static final int POINTS = 23;

    private static final List<Trials.Row> ROWS = Trials.contraceptive();

    private static double[] grouped(Trials.Row r) {
        double g = r.group();
        return new double[] {1 - g, (1 - g) * r.time(), g, g * r.time()};
    }

    private static GlmmFit fit(List<Trials.Row> rows) {
        return new GlmmFitter(1)
                .fit(Trials.spec(
                        rows,
                        r -> new double[] {1, r.time()},
                        Trials::interceptAndTime,
                        Trials.logit(),
                        RandomCovariance.unstructured(2),
                        Quadrature.points(POINTS)));
    }

    private static GlmmSpec joint(List<Trials.Row> rows) {
        return Trials.spec(
                rows,
                GroupedEffectsTest::grouped,
                GroupedEffectsTest::grouped,
                Trials.logit(),
                RandomCovariance.builder().unstructured(2).unstructured(2).build(),
                Quadrature.points(POINTS));
    }

    /** With all parameters by group the likelihood is the product of those of the groups. */
    @Test
    void allParametersByGroupAreTheFitsOfTheGroups() {
        GlmmSpec spec = joint(ROWS);
        assertThat(spec.effectsOfASubject()).isEqualTo(2);
        GlmmFit joint = new GlmmFitter(1).fit(spec);
        double sum = 0;
        for (int g = 0; g < 2; g++) {
            double group = g;
            GlmmFit own = fit(ROWS.stream().filter(r -> r.group() == group).toList());
            sum += own.minusTwoLogLikelihood();
            for (int k = 0; k < 2; k++) {
                double error = own.modelStandardError(k);
                assertThat(joint.beta()[2 * g + k]).isCloseTo(own.beta()[k], within(1e-5 * error));
                assertThat(joint.modelStandardError(2 * g + k)).isCloseTo(error, within(1e-5 * error));
            }
            for (int k = 0; k < 3; k++) {
                double size = Math.abs(own.covarianceParameters()[k]);
                assertThat(joint.covarianceParameters()[3 * g + k])
                        .isCloseTo(own.covarianceParameters()[k], within(1e-4 * size));
            }
        }
        assertThat(joint.minusTwoLogLikelihood()).isCloseTo(sum, within(1e-7));
    }

    /** Subjects of the groups may come in any order. */
    @Test
    void orderOfSubjectsChangesNoBit() {
        List<Trials.Row> turned = new ArrayList<>(ROWS);
        Collections.reverse(turned);
        double[] one = new GlmmFitter(1).fit(joint(ROWS)).beta();
        double[] other = new GlmmFitter(2).fit(joint(turned)).beta();
        assertThat(Arrays.equals(one, other)).isTrue();
    }
}
