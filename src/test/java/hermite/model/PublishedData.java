package hermite.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Data of published analyses, as figures. Contraceptive trial, six cities study and coronary heart disease: Fitzmaurice,
 * Laird and Ware, Applied Longitudinal Analysis, 2nd edition (2011), data page; leprosy: Snedecor and Cochran (1967);
 * respiratory trial: Koch et al. (1990) as in the GENMOD documentation; wheeze: Ware, Dockery, Speizer et al. (1984).
 */
public final class PublishedData {
    private PublishedData() {}

    /** A subject's responses in order ({@code .} missing), covariates, and how many such subjects. */
    public record Pattern(String responses, int group, int count) {}

    private static final String CONTRACEPTIVE_LOW = "0...x76 00..x43 000.x20 0000x142 0001x49 001.x13 0010x14 0011x41"
            + " 01..x14 010.x1 0100x7 0101x8 011.x5 0110x4 0111x32 1...x23 10..x3 100.x2 1000x6 1001x7 101.x2"
            + " 1011x10 11..x8 1100x4 1101x4 111.x5 1110x3 1111x30";
    private static final String CONTRACEPTIVE_HIGH = "0...x68 00..x39 000.x11 0000x119 0001x36 001.x10 0010x26"
            + " 0011x44 01..x27 0100x4 0101x12 011.x6 0110x7 0111x48 1...x31 10..x6 100.x1 1000x3 1001x6 101.x1"
            + " 1010x2 1011x12 11..x15 110.x1 1100x1 1101x3 111.x6 1110x2 1111x28";
    private static final String SIX_CITIES = "0000,0,237 1000,0,24 0100,0,16 1100,0,6 0010,0,15 1010,0,3 0110,0,7"
            + " 1110,0,5 0001,0,10 1001,0,3 0101,0,2 1101,0,2 0011,0,4 1011,0,2 0111,0,3 1111,0,11 0000,1,118"
            + " 1000,1,7 0100,1,11 1100,1,4 0010,1,8 1010,1,3 0110,1,6 1110,1,4 0001,1,6 1001,1,3 0101,1,1"
            + " 1101,1,2 0011,1,2 1011,1,1 0111,1,4 1111,1,7";
    private static final String RESPIRATORY = "1A: 00000x5 00001x1 00010x2 00100x2 00111x3 01000x1 01010x1 01101x1"
            + " 01110x1 01111x1 11010x1 11110x2 11111x6 1P: 00000x13 00001x1 00010x1 00110x1 01011x2 01100x2"
            + " 10110x1 11000x1 11011x1 11110x1 11111x5 2A: 00000x2 00110x1 00111x1 01000x1 01101x1 01111x6"
            + " 11001x1 11011x1 11110x2 11111x11 2P: 00000x5 00010x1 01000x1 01101x1 01111x3 10000x1 10011x3"
            + " 10100x1 10111x1 11000x3 11001x1 11011x1 11101x1 11111x5";
    private static final String HEART = "0 0 0 20 5268.2;10 0 0 16 2542.0;20 0 0 13 1140.7;30 0 0 3 614.6;"
            + "0 0 1 41 4451.1;10 0 1 24 2243.5;20 0 1 27 1153.6;30 0 1 17 925.0;0 1 0 8 1366.8;10 1 0 9 497.0;"
            + "20 1 0 3 238.1;30 1 0 7 146.3;0 1 1 29 1251.9;10 1 1 21 640.0;20 1 1 7 374.5;30 1 1 12 338.2";
    private static final String LEPROSY = "11,6 8,0 5,2 14,8 19,11 6,4 10,13 6,1 11,8 3,0 6,0 6,2 7,3 8,1 18,18 8,4"
            + " 19,14 8,9 5,1 15,9 16,13 13,10 11,18 9,5 21,23 16,12 12,5 12,16 7,1 12,20";
    private static final String WHEEZE = "1 portage 9 0 1 10 0 1 11 0 1 12 0 0;2 kingston 9 1 1 10 2 1 11 2 0 12 2 0;"
            + "3 kingston 9 0 1 10 0 0 11 1 0 12 1 0;4 portage 9 0 0 10 0 1 11 0 1 12 1 0;"
            + "5 kingston 9 0 0 10 1 0 11 1 0 12 1 0;6 portage 9 0 0 10 1 0 11 1 0 12 1 0;"
            + "7 kingston 9 1 0 10 1 0 11 0 0 12 0 0;8 portage 9 1 0 10 1 0 11 1 0 12 2 0;"
            + "9 portage 9 2 1 10 2 0 11 1 0 12 1 0;10 kingston 9 0 0 10 0 0 11 0 0 12 1 0;"
            + "11 kingston 9 1 1 10 0 0 11 0 1 12 0 1;12 portage 9 1 0 10 0 0 11 0 0 12 0 0;"
            + "13 kingston 9 1 0 10 0 1 11 1 1 12 1 1;14 portage 9 1 0 10 2 0 11 1 0 12 2 1;"
            + "15 kingston 9 1 0 10 1 0 11 1 0 12 2 1;16 portage 9 1 1 10 1 1 11 2 0 12 1 0";

    /** 1151 women, four occasions; group is the dose. */
    public static List<Pattern> contraceptive() {
        List<Pattern> all = new ArrayList<>();
        for (String item : CONTRACEPTIVE_LOW.split(" ")) {
            all.add(new Pattern(item.split("x")[0], 0, Integer.parseInt(item.split("x")[1])));
        }
        for (String item : CONTRACEPTIVE_HIGH.split(" ")) {
            all.add(new Pattern(item.split("x")[0], 1, Integer.parseInt(item.split("x")[1])));
        }
        return all;
    }

    /** 537 children, ages 7 to 10; group is maternal smoking. */
    public static List<Pattern> sixCities() {
        List<Pattern> all = new ArrayList<>();
        for (String item : SIX_CITIES.split(" ")) {
            String[] part = item.split(",");
            all.add(new Pattern(part[0], Integer.parseInt(part[1]), Integer.parseInt(part[2])));
        }
        return all;
    }

    /** 111 patients, five visits; group is 1 for active treatment. Clinics are not told apart. */
    public static List<Pattern> respiratory() {
        List<Pattern> all = new ArrayList<>();
        int treatment = 0;
        for (String item : RESPIRATORY.split(" ")) {
            if (item.endsWith(":")) {
                treatment = item.charAt(1) == 'A' ? 1 : 0;
            } else {
                all.add(new Pattern(item.split("x")[0], treatment, Integer.parseInt(item.split("x")[1])));
            }
        }
        return all;
    }

    /** 16 rows: smoking, blood pressure, personality, cases, person-years. */
    public static double[][] heart() {
        String[] rows = HEART.split(";");
        double[][] all = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            all[i] = java.util.Arrays.stream(rows[i].split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
        return all;
    }

    /** 30 rows: drug (0 A, 1 B, 2 P), bacilli before, bacilli after. */
    public static double[][] leprosy() {
        String[] rows = LEPROSY.split(" ");
        double[][] all = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            String[] pair = rows[i].split(",");
            all[i] = new double[] {i / 10, Double.parseDouble(pair[0]), Double.parseDouble(pair[1])};
        }
        return all;
    }

    /** 64 rows: case, kingston, age, smoke, wheeze. */
    public static double[][] wheeze() {
        List<double[]> all = new ArrayList<>();
        for (String line : WHEEZE.split(";")) {
            String[] part = line.split(" ");
            for (int v = 0; v < 4; v++) {
                all.add(new double[] {
                    Double.parseDouble(part[0]),
                    part[1].equals("kingston") ? 1 : 0,
                    Double.parseDouble(part[2 + 3 * v]),
                    Double.parseDouble(part[3 + 3 * v]),
                    Double.parseDouble(part[4 + 3 * v])
                });
            }
        }
        return all.toArray(double[][]::new);
    }
}
