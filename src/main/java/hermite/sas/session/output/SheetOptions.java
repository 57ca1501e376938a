package hermite.sas.session.output;

import hermite.sas.syntax.ast.GlobalStatement.Ods;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an ODS RTF or ODS PDF statement says of its sheets.
 *
 * @param bodyTitle titles in the text: BODYTITLE
 * @param startPage each step starts a new sheet; not with STARTPAGE=NO
 * @param bookmarks not with NOTOC, BOOKMARKGEN=NO or BOOKMARKLIST=NONE
 */
record SheetOptions(boolean bodyTitle, boolean startPage, boolean bookmarks) {
    private static final Set<String> NO = Set.of("NO", "NEVER", "OFF", "NONE");

    static SheetOptions of(List<Ods.Item> items) {
        return new SheetOptions(
                items.stream().anyMatch(i -> i.name().equalsIgnoreCase("BODYTITLE")),
                !isNo(items, "STARTPAGE"),
                !isNo(items, "BOOKMARKGEN")
                        && !isNo(items, "BOOKMARKLIST")
                        && items.stream().noneMatch(i -> i.name().equalsIgnoreCase("NOTOC")));
    }

    private static boolean isNo(List<Ods.Item> items, String option) {
        return items.stream()
                .filter(i -> i.name().equalsIgnoreCase(option))
                .flatMap(i -> i.value().stream())
                .anyMatch(v -> NO.contains(v.toUpperCase(Locale.ROOT)));
    }
}
