package hermite.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.CharacterColumn;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.rows.UsableRows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Class levels, codings and columns, with matrices written down by hand from the definitions. */
class DesignTest {
    private final Table table = new Table(
            List.of(Variable.numeric("time"), Variable.character("trt", 1), Variable.numeric("dose")),
            List.of(
                    new NumericColumn(new double[] {1, 2, 1, 2}),
                    CharacterColumn.of(List.of("P", "P", "A", "A")),
                    new NumericColumn(new double[] {10, 2, Missing.DOT, 10})),
            4);
    private final int[] rows = {0, 1, 2, 3};

    private ClassLevels levels(ClassVariable variable) {
        return ClassLevels.of(variable, table, rows, new PlainFormats());
    }

    @Test
    void ordersNumbersWithoutAFormatByValue() {
        assertThat(levels(ClassVariable.of("dose")).labels()).containsExactly("2", "10");
        assertThat(levels(ClassVariable.of("dose").withOrder(ClassVariable.LevelOrder.DATA))
                        .labels())
                .containsExactly("10", "2");
        assertThat(levels(ClassVariable.of("dose").withMissingIsLevel(true)).labels())
                .containsExactly(".", "2", "10");
        assertThat(levels(ClassVariable.of("dose").withOrder(ClassVariable.LevelOrder.FREQUENCY))
                        .labels())
                .containsExactly("10", "2");
    }

    @Test
    void levelsThatAreWholeNumbersAreFoundAmongOtherRowsByTheirNumberOrText() {
        Table other = new Table(
                List.of(Variable.numeric("DOSE")),
                List.of(new NumericColumn(new double[] {10, 3, 2.5, Missing.DOT, 2})),
                5);
        ClassLevels doses = levels(ClassVariable.of("dose"));
        assertThat(doses.indices(table, rows, new PlainFormats())).containsExactly(1, 0, -1, 1);
        assertThat(doses.indices(other, new int[] {0, 1, 3, 4}, new PlainFormats()))
                .containsExactly(1, -1, -1, 0);
        assertThat(doses.indices(other, new int[] {2, 4, 0}, new PlainFormats()))
                .containsExactly(-1, 0, 1);
        assertThat(doses.labels().indexOf("10")).isOne();
        assertThat(doses.labels().indexOf("010")).isNegative();
        assertThat(doses.labels().indexOf("x")).isNegative();
        assertThat(doses.scores()).containsExactly(2, 10);
        assertThat(levels(ClassVariable.of("dose").withDescending(true)).labels())
                .containsExactly("10", "2");
        ClassVariable first = ClassVariable.of("dose").withReference(new ClassVariable.Reference.First());
        assertThat(levels(first).labels()).containsExactly("10", "2");
        assertThat(levels(first.withCoding(Coding.REFERENCE)).columnLabels()).containsExactly("10");
    }

    @Test
    void zeroOfEitherSignIsOneLevel() {
        Table zeros =
                new Table(List.of(Variable.numeric("z")), List.of(new NumericColumn(new double[] {0, -0.0, 1, -1})), 4);
        ClassLevels levels = ClassLevels.of(ClassVariable.of("z"), zeros, rows, new PlainFormats());
        assertThat(levels.labels()).containsExactly("-1", "0", "1");
        assertThat(levels.indices(zeros, rows, new PlainFormats())).containsExactly(1, 1, 2, 0);
    }

    @Test
    void referenceLevelIsMovedLastUnderIndicatorCodingAndLeftOutUnderReferenceCoding() {
        ClassVariable.Reference a = new ClassVariable.Reference.Level("A");
        assertThat(levels(ClassVariable.of("trt").withReference(a)).labels()).containsExactly("P", "A");
        ClassLevels coded =
                levels(ClassVariable.of("trt").withCoding(Coding.REFERENCE).withReference(a));
        assertThat(coded.columnLabels()).containsExactly("P");
        assertThat(coded.codingRows()).isDeepEqualTo(new double[][] {{0}, {1}});
    }

    @Test
    void namesTheReferenceThatDoesNotOccur() {
        ClassVariable wrong = ClassVariable.of("trt").withReference(new ClassVariable.Reference.Level("Z"));
        assertThatThrownBy(() -> levels(wrong))
                .isInstanceOf(ClassLevels.UnknownReferenceException.class)
                .hasMessageContaining("trt")
                .hasMessageContaining("Z");
    }

    @Test
    void putsContinuousVariablesFirstInTheNameOfAnInteraction() {
        Effect effect = Effect.of("trt", "time").ordered(List.of("id", "trt"));
        assertThat(effect.name()).isEqualTo("time*trt");
    }

    @Test
    void rightmostClassVariableChangesFastest() {
        List<ClassLevels> classes = List.of(levels(ClassVariable.of("trt")), levels(ClassVariable.of("time")));
        ModelTerms terms = new ModelTerms(true, List.of(Effect.of("time", "trt")), classes);
        assertThat(terms.columns().stream().map(DesignColumn::levels))
                .containsExactly(List.of(), List.of("A", "1"), List.of("A", "2"), List.of("P", "1"), List.of("P", "2"));
        DesignMatrix design = terms.design(table, rows, new PlainFormats());
        assertThat(design.row(0)).containsExactly(1, 0, 0, 1, 0);
        assertThat(design.row(3)).containsExactly(1, 0, 1, 0, 0);
    }

    @Test
    void multipliesClassColumnsByContinuousVariables() {
        List<ClassLevels> classes = List.of(levels(ClassVariable.of("trt")));
        ModelTerms terms = new ModelTerms(false, List.of(Effect.of("trt", "dose", "dose")), classes);
        DesignMatrix design = terms.design(table, rows, new PlainFormats());
        assertThat(design.row(1)).containsExactly(0, 4);
        assertThat(design.row(2)).containsOnly(Double.NaN);
    }

    /** The values printed in the documentation of ORTHEFFECT and ORTHPOLY for levels 1, 2, 5, 7. */
    @Test
    void orthogonalCodingsAreScaledToTheNumberOfLevels() {
        double[] scores = {1, 2, 5, 7};
        double[][] effect = Coding.ORTHOGONAL_EFFECT.matrix(scores, 3);
        assertThat(effect[0]).containsExactly(new double[] {1.41421, -0.81649, -0.57735}, within(1e-5));
        assertThat(effect[1]).containsExactly(new double[] {0, 1.63299, -0.57735}, within(1e-5));
        double[][] polynomial = Coding.ORTHOGONAL_POLYNOMIAL.matrix(scores, 3);
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double dot = 0;
                for (double[] row : polynomial) {
                    dot += row[a] * row[b];
                }
                assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-12));
            }
        }
    }

    @Test
    void effectAndThermometerCodings() {
        double[] scores = {1, 2, 3};
        assertThat(Coding.EFFECT.matrix(scores, 2)).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}, {-1, -1}});
        assertThat(Coding.ORDINAL.matrix(scores, 2)).isDeepEqualTo(new double[][] {{0, 0}, {1, 0}, {1, 1}});
    }

    @Test
    void sweepFindsTheColumnThatDependsOnEarlierOnes() {
        // Intercept, A, P: the third is the first less the second.
        double[] crossProducts = {4, 2, 2, 2, 2, 0, 2, 0, 2};
        Sweep sweep = Sweep.of(crossProducts, 3, Sweep.DEFAULT_SINGULAR);
        assertThat(sweep.rank()).isEqualTo(2);
        assertThat(sweep.aliased()).containsExactly(false, false, true);
        assertThat(sweep.inverse()).containsExactly(new double[] {0.5, -0.5, 0, -0.5, 1, 0, 0, 0, 0}, within(1e-14));
    }

    /** Two-way layout with interaction, all cells filled: Type III of A compares unweighted means of cells. */
    @Test
    void typeThreeOfAMainEffectWeighsCellsEqually() {
        double[] a = {0, 0, 0, 1, 1, 1, 1};
        double[] b = {0, 0, 1, 0, 1, 1, 1};
        Table cells = new Table(
                List.of(Variable.numeric("a"), Variable.numeric("b")),
                List.of(new NumericColumn(a), new NumericColumn(b)),
                7);
        int[] all = UsableRows.all(cells);
        PlainFormats formats = new PlainFormats();
        List<ClassLevels> classes = List.of(
                ClassLevels.of(ClassVariable.of("a"), cells, all, formats),
                ClassLevels.of(ClassVariable.of("b"), cells, all, formats));
        ModelTerms terms = new ModelTerms(true, List.of(Effect.of("a"), Effect.of("b"), Effect.of("a", "b")), classes);
        DesignMatrix design = terms.design(cells, all, formats);
        int p = design.columns();
        double[] crossProducts = new double[p * p];
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < p; j++) {
                for (int k = 0; k < p; k++) {
                    crossProducts[j * p + k] += design.get(i, j) * design.get(i, k);
                }
            }
        }
        double[][] hypothesis = EstimableFunctions.typeThree(terms, 1, crossProducts, Sweep.DEFAULT_SINGULAR);
        // Columns: 1, a0, a1, b0, b1, a0b0, a0b1, a1b0, a1b1.
        assertThat(hypothesis).hasNumberOfRows(1);
        assertThat(hypothesis[0]).containsExactly(new double[] {0, 1, -1, 0, 0, 0.5, 0.5, -0.5, -0.5}, within(1e-12));
    }

    /** Time is contained in time*trt: its Type III hypothesis is the mean slope, and confining it takes one rank. */
    @Test
    void confiningAContinuousEffectThatAnInteractionContainsTakesOneRank() {
        Table slopes = new Table(
                List.of(Variable.numeric("time"), Variable.numeric("trt")),
                List.of(
                        new NumericColumn(new double[] {1, 2, 3, 1, 2, 3, 4}),
                        new NumericColumn(new double[] {0, 0, 0, 1, 1, 1, 1})),
                7);
        int[] all = UsableRows.all(slopes);
        PlainFormats formats = new PlainFormats();
        ModelTerms terms = new ModelTerms(
                true,
                List.of(Effect.of("time"), Effect.of("trt"), Effect.of("time", "trt")),
                List.of(ClassLevels.of(ClassVariable.of("trt"), slopes, all, formats)));
        DesignMatrix design = terms.design(slopes, all, formats);
        Observations data = Observations.of(design.values(), design.columns(), new double[] {1, 3, 2, 5, 4, 6, 8});
        double[][] hypothesis = EstimableFunctions.typeThree(terms, 1, data.crossProducts(), Sweep.DEFAULT_SINGULAR);
        assertThat(hypothesis[0]).containsExactly(new double[] {0, 1, 0, 0, 0.5, 0.5}, within(1e-12));
        double[] basis = hermite.model.inference.LinearAlgebra.nullSpace(hypothesis, 6);
        Observations confined = data.withDesign(data.designTimes(basis, 5), 5);
        assertThat(Sweep.of(confined.crossProducts(), 5, Sweep.DEFAULT_SINGULAR).rank())
                .isEqualTo(3);
    }
}
