package hermite.report.destination.html;

import hermite.report.style.Style;
import hermite.report.style.TableStyle;
import hermite.report.style.TableStyle.Rules;

/** What stands before and after the output in an HTML file: head, style sheet, end. */
final class HtmlPage {
    static final String END = "</body>\n</html>\n";

    private HtmlPage() {}

    static String start(String title, Style style) {
        return """
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8"/>
                <meta name="generator" content="Hermite"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%s</title>
                <style>
                /*<![CDATA[*/
                %s/*]]>*/
                </style>
                </head>
                <body class="l body">
                """.formatted(title, sheet(style.table()));
    }

    private static String sheet(TableStyle look) {
        String common = """
                body.body { margin: 12px; background: %1$s; color: %2$s; font: 13px/1.231 %3$s; }
                .l { text-align: left; }
                .c { text-align: center; }
                .r { text-align: right; }
                .systitleandfootercontainer p, .proc_title_group p, p.byline { margin: 0; }
                .systitleandfootercontainer p { text-align: center; }
                .systemtitle, .systemfooter { color: %4$s; font-weight: bold; font-size: 15px; line-height: 1.4; }
                .systemfooter { font-size: 13px; }
                .proc_title_group { padding: 12px 0 4px 0; }
                .proctitle { color: %4$s; font-weight: bold; }
                .byline { color: %4$s; padding: 4px 0; }
                .output { padding: 8px 0 12px 0; overflow-x: auto; }
                .output svg { max-width: 100%%; height: auto; }
                figure.graph { margin: 0; }
                pre { margin: 4px 0; padding: 4px 8px; overflow-x: auto; font: 13px/1.3 'Courier New', Courier, monospace; }
                pre.code { background: %5$s; border-left: 3px solid %6$s; }
                pre.message { font-style: italic; }
                table.table { border-collapse: collapse; border-spacing: 0; margin: 0 auto; background: %5$s; \
                font-variant-numeric: tabular-nums; }
                table.table caption { display: none; }
                table.table th, table.table td { padding: 3px 6px; vertical-align: top; }
                table.table td, table.table th.rowheader { white-space: pre-wrap; }
                table.table td.r { white-space: nowrap; }
                table.table td.long { max-width: 52em; }
                table.table th.b { vertical-align: bottom; }
                .header, .rowheader { color: %4$s; font-weight: bold; }
                p.note, p.sentence { margin: 4px auto; max-width: 64em; }
                hr.pagebreak { border: 0; border-top: 1px solid %6$s; margin: 16px 0; }
                a:visited, a:active { color: #800080; }
                @media print { hr.pagebreak { page-break-after: always; border: 0; } .output { overflow: visible; } }
                """.formatted(
                        look.page(),
                        look.text(),
                        look.fontFamily(),
                        look.titleText(),
                        look.data(),
                        look.rules() == Rules.CELLS ? look.headingRule() : "#C1C1C1");
        return common + (look.rules() == Rules.CELLS ? cellRules(look) : outerRules(look));
    }

    private static String cellRules(TableStyle look) {
        return """
                table.table { border: 1px solid %3$s; }
                .header, .rowheader { background: %1$s; border: 1px solid %3$s; border-width: 0 1px 1px 0; }
                .data { background: %2$s; border: 1px solid %4$s; border-width: 0 1px 1px 0; }
                """.formatted(look.heading(), look.data(), look.headingRule(), look.dataRule());
    }

    /** The title stands above the upper rule, as in a journal. */
    private static String outerRules(TableStyle look) {
        return """
                table.table { border-bottom: 2px solid %1$s; }
                table.table.untitled, table.table tr.first th, table.table tr.first td { border-top: 2px solid %1$s; }
                table.table thead tr.lowest th { border-bottom: 1px solid %1$s; }
                table.table th.spanning { border-bottom: 1px solid %2$s; }
                .rowheader { font-weight: normal; }
                table.table th, table.table td { padding: 3px 9px; }
                """.formatted(look.headingRule(), "#999999");
    }
}
