package hermite.model.glmm;

import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Published data sets as flat arrays, and the models fitted to them. */
final class Trials {

    /** Contraceptive trial, 1151 women (Machin et al. 1988): pattern of y at times 1 to 4, then its count. */
    private static final String[] CONTRACEPTIVE = {
        "0...x76; 00..x43; 000.x20; 0000x142; 0001x49; 001.x13; 0010x14; 0011x41; 01..x14; 010.x1;"
                + " 0100x7; 0101x8; 011.x5; 0110x4; 0111x32; 1...x23; 10..x3; 100.x2; 1000x6; 1001x7; 101.x2;"
                + " 1011x10; 11..x8; 1100x4; 1101x4; 111.x5; 1110x3; 1111x30",
        "0...x68; 00..x39; 000.x11; 0000x119; 0001x36; 001.x10; 0010x26; 0011x44; 01..x27; 0100x4;"
                + " 0101x12; 011.x6; 0110x7; 0111x48; 1...x31; 10..x6; 100.x1; 1000x3; 1001x6; 101.x1;"
                + " 1010x2; 1011x12; 11..x15; 110.x1; 1100x1; 1101x3; 111.x6; 1110x2; 1111x28"
    };

    /** Six cities (Ware et al. 1984): wheeze at ages 7 to 10, maternal smoking, count. */
    private static final String SIX_CITIES =
            "0000,0,237; 1000,0,24; 0100,0,16; 1100,0,6; 0010,0,15; 1010,0,3; 0110,0,7; 1110,0,5;"
                    + " 0001,0,10; 1001,0,3; 0101,0,2; 1101,0,2; 0011,0,4; 1011,0,2; 0111,0,3; 1111,0,11;"
                    + " 0000,1,118; 1000,1,7; 0100,1,11; 1100,1,4; 0010,1,8; 1010,1,3; 0110,1,6; 1110,1,4;"
                    + " 0001,1,6; 1001,1,3; 0101,1,1; 1101,1,2; 0011,1,2; 1011,1,1; 0111,1,4; 1111,1,7";

    /** Seizures of 59 patients (Thall and Vail 1990): id trt age y0 y1 y2 y3 y4. */
    private static final String EPILEPSY = "1 0 31 11 5 3 3 3; 2 0 30 11 3 5 3 3; 3 0 25 6 2 4 0 5; 4 0 36 8 4 4 1 4;"
            + " 5 0 22 66 7 18 9 21; 6 0 29 27 5 2 8 7; 7 0 31 12 6 4 0 2; 8 0 36 52 40 20 23 12;"
            + " 9 0 37 23 5 6 6 5; 10 0 28 10 14 13 6 0; 11 0 36 52 26 12 6 22; 12 0 24 33 12 6 8 5;"
            + " 13 0 28 18 4 4 6 2; 14 0 36 42 7 9 12 14; 15 0 26 87 16 24 10 9; 16 0 26 50 11 0 0 5;"
            + " 17 0 28 18 0 0 3 3; 18 0 31 111 37 29 28 29; 19 0 32 18 3 5 2 5; 20 0 21 20 3 0 6 7;"
            + " 21 0 29 12 3 4 3 4; 22 0 21 9 3 4 3 4; 23 0 32 17 2 3 3 5; 24 0 25 28 8 12 2 8;"
            + " 25 0 30 55 18 24 76 25; 26 0 40 9 2 1 2 1; 27 0 19 10 3 1 4 2; 28 0 22 47 13 15 13 12;"
            + " 29 1 18 76 11 14 9 8; 30 1 32 38 8 7 9 4; 31 1 20 19 0 4 3 0; 32 1 20 10 3 6 1 3;"
            + " 33 1 18 19 2 6 7 4; 34 1 24 24 4 3 1 3; 35 1 30 31 22 17 19 16; 36 1 35 14 5 4 7 4;"
            + " 37 1 57 11 2 4 0 4; 38 1 20 67 3 7 7 7; 39 1 22 41 4 18 2 5; 40 1 28 7 2 1 1 0;"
            + " 41 1 23 22 0 2 4 0; 42 1 40 13 5 4 0 3; 43 1 43 46 11 14 25 15; 44 1 21 36 10 5 3 8;"
            + " 45 1 35 38 19 7 6 7; 46 1 25 7 1 1 2 4; 47 1 26 36 6 10 8 8; 48 1 25 11 2 1 0 0;"
            + " 49 1 22 151 102 65 72 63; 50 1 32 22 4 3 2 4; 51 1 25 42 8 6 5 7; 52 1 35 32 1 3 1 5;"
            + " 53 1 21 56 18 11 28 13; 54 1 41 24 6 3 4 0; 55 1 32 16 3 5 4 3; 56 1 26 22 1 23 19 8;"
            + " 57 1 21 25 2 3 0 1; 58 1 36 13 0 0 0 0; 59 1 37 12 1 4 3 2";

    /** Infections in eight clinics (Beitler and Landis 1985): clinic, treatment, successes, trials. */
    private static final String INFECTION =
            "1 1 11 36; 1 0 10 37; 2 1 16 20; 2 0 22 32; 3 1 14 19; 3 0 7 19; 4 1 2 16; 4 0 1 17;"
                    + " 5 1 6 17; 5 0 0 12; 6 1 1 11; 6 0 0 10; 7 1 1 5; 7 0 1 9; 8 1 4 6; 8 0 6 7";

    /** Leprosy bacilli (Snedecor and Cochran): baseline, follow-up for drugs A, B and placebo. */
    private static final String[] LEPROSY = {
        "11,6 8,0 5,2 14,8 19,11 6,4 10,13 6,1 11,8 3,0",
        "6,0 6,2 7,3 8,1 18,18 8,4 19,14 8,9 5,1 15,9",
        "16,13 13,10 11,18 9,5 21,23 16,12 12,5 12,16 7,1 12,20"
    };

    /** One observation. */
    record Row(int subject, double time, double group, double y, double trials, double offset) {}

    private Trials() {}

    static List<Row> contraceptive() {
        List<Row> rows = new ArrayList<>();
        int id = 0;
        for (int dose = 0; dose < 2; dose++) {
            for (String item : CONTRACEPTIVE[dose].split("; ?")) {
                String[] parts = item.trim().split("x");
                for (int c = 0; c < Integer.parseInt(parts[1]); c++) {
                    for (int t = 1; t <= 4; t++) {
                        if (parts[0].charAt(t - 1) != '.') {
                            rows.add(new Row(id, t, dose, parts[0].charAt(t - 1) - '0', 1, 0));
                        }
                    }
                    id++;
                }
            }
        }
        return rows;
    }

    static List<Row> sixCities() {
        List<Row> rows = new ArrayList<>();
        int id = 0;
        for (String item : SIX_CITIES.split("; ?")) {
            String[] parts = item.trim().split(",");
            for (int c = 0; c < Integer.parseInt(parts[2].trim()); c++) {
                for (int t = 0; t < 4; t++) {
                    rows.add(new Row(id, t - 2, Double.parseDouble(parts[1]), parts[0].charAt(t) - '0', 1, 0));
                }
                id++;
            }
        }
        return rows;
    }

    /** Visits 0 to 4 taking the counts from the given columns of the file (3 is the baseline). */
    static List<Row> epilepsy(int... columns) {
        List<Row> rows = new ArrayList<>();
        int id = 0;
        for (String item : EPILEPSY.split("; ?")) {
            String[] v = item.trim().split(" ");
            for (int t = 0; t < 5; t++) {
                double weeks = t == 0 ? 8 : 2;
                rows.add(new Row(
                        id, t, Double.parseDouble(v[1]), Double.parseDouble(v[columns[t]]), 1, Math.log(weeks)));
            }
            id++;
        }
        return rows;
    }

    /** One array a patient, as in the file. */
    static List<double[]> epilepsyPatients() {
        return Arrays.stream(EPILEPSY.split("; ?"))
                .map(item -> Arrays.stream(item.trim().split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    static List<Row> infection() {
        List<Row> rows = new ArrayList<>();
        for (String item : INFECTION.split("; ?")) {
            String[] v = item.trim().split(" ");
            rows.add(new Row(
                    Integer.parseInt(v[0]) - 1,
                    Double.parseDouble(v[1]),
                    0,
                    Double.parseDouble(v[2]),
                    Double.parseDouble(v[3]),
                    0));
        }
        return rows;
    }

    /** time is 0 before and 1 after treatment; group is 0 for A, 1 for B, 2 for placebo. */
    static List<Row> leprosy() {
        List<Row> rows = new ArrayList<>();
        int id = 0;
        for (int drug = 0; drug < 3; drug++) {
            for (String item : LEPROSY[drug].split(" ")) {
                String[] v = item.split(",");
                rows.add(new Row(id, 0, drug, Double.parseDouble(v[0]), 1, 0));
                rows.add(new Row(id, 1, drug, Double.parseDouble(v[1]), 1, 0));
                id++;
            }
        }
        return rows;
    }

    /** Columns of a design from a row. */
    interface Columns {
        double[] of(Row row);
    }

    static GlmmSpec spec(
            List<Row> rows,
            Columns fixed,
            Columns random,
            ConditionalDensity density,
            RandomCovariance covariance,
            Quadrature quadrature) {
        int n = rows.size();
        int p = fixed.of(rows.get(0)).length;
        int q = random.of(rows.get(0)).length;
        double[] x = new double[n * p];
        double[] z = new double[n * q];
        double[] y = new double[n];
        double[] trials = new double[n];
        double[] offset = new double[n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            Row row = rows.get(i);
            System.arraycopy(fixed.of(row), 0, x, i * p, p);
            System.arraycopy(random.of(row), 0, z, i * q, q);
            y[i] = row.y();
            trials[i] = row.trials();
            offset[i] = row.offset();
            subject[i] = row.subject();
        }
        return GlmmSpec.of(y, x, p, z, q, subject, density, covariance, quadrature)
                .withTrials(trials)
                .withOffset(offset);
    }

    static ConditionalDensity logit() {
        return new BinomialDensity(BinomialDensity.Curve.LOGIT);
    }

    /** The longitudinal model of the contraceptive trial: time, time², dose·time, dose·time². */
    static double[] dropInDose(Row r) {
        return new double[] {1, r.time(), r.time() * r.time(), r.group() * r.time(), r.group() * r.time() * r.time()};
    }

    static double[] intercept(Row r) {
        return new double[] {1};
    }

    static double[] interceptAndTime(Row r) {
        return new double[] {1, r.time()};
    }
}
