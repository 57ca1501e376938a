package hermite.sas.datastep.node;

/** The Soundex code as SAS has it: not cut to four characters, no padding (Knuth, TAOCP 3, section 6). */
public final class Soundex {
    private static final String CODES = "01230120022455012623010202";

    private Soundex() {}

    public static String of(String text) {
        StringBuilder code = new StringBuilder();
        char last = '0';
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toUpperCase(text.charAt(i));
            if (c < 'A' || c > 'Z') {
                continue;
            }
            char digit = CODES.charAt(c - 'A');
            if (code.length() == 0) {
                code.append(c);
            } else if (digit != '0' && digit != last) {
                code.append(digit);
            }
            if (c != 'H' && c != 'W') {
                last = digit;
            }
        }
        return code.toString();
    }
}
