package hermite.sas.session.output;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.report.graph.GraphSettings;
import hermite.report.graph.GraphSettings.ImageFormat;
import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.GlobalStatement.Ods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphicsOptionsTest {
    private final List<String> messages = new ArrayList<>();

    private final Log log = new Log() {
        @Override
        public void write(Message message, Object... arguments) {
            line(message.severity() + ": " + message.format(arguments));
            String question = hermite.sas.log.Suggestion.among(arguments).question();
            if (!question.isEmpty()) {
                line("      " + question);
            }
        }

        @Override
        public void write(Place place, Message message, Object... arguments) {
            write(message, arguments);
        }

        @Override
        public void line(String text) {
            messages.add(text);
        }
    };

    /** Options as the reader hands them on: {@code width=8} and {@code in} for {@code width=8in}. */
    private GraphSettings apply(GraphSettings before, String... options) {
        List<Ods.Item> items = Arrays.stream(options)
                .map(option -> {
                    String[] parts = option.split("=");
                    return new Ods.Item(
                            parts[0],
                            parts.length > 1 ? Optional.of(parts[1]) : Optional.empty(),
                            Optional.empty(),
                            false,
                            Place.UNKNOWN);
                })
                .toList();
        return new GraphicsOptions(log).apply(items, before);
    }

    @Test
    void readsSizesWithUnits() {
        GraphSettings settings = apply(GraphSettings.USUAL, "on", "width=8", "in", "height=12.7cm");

        assertThat(settings.width()).isEqualTo(768);
        assertThat(settings.height()).isEqualTo(480);
        assertThat(apply(GraphSettings.USUAL, "width=320px").height())
                .as("in proportion")
                .isEqualTo(240);
        assertThat(messages).isEmpty();
    }

    @Test
    void readsNamesKindsAndBorder() {
        GraphSettings settings = apply(GraphSettings.USUAL, "imagename=fit", "imagefmt=svg", "noborder");

        assertThat(settings.imageName()).contains("fit");
        assertThat(settings.formats()).containsExactly(ImageFormat.SVG);
        assertThat(settings.border()).isFalse();
        assertThat(apply(settings, "reset").imageName()).isEmpty();
        assertThat(apply(settings, "reset=index").imageName()).contains("fit");
        assertThat(apply(settings, "reset=index").numbering()).isNotEqualTo(settings.numbering());
    }

    @Test
    void saysWhatItCannotDo() {
        assertThat(apply(GraphSettings.USUAL, "width=wide")).isEqualTo(GraphSettings.USUAL);
        assertThat(apply(GraphSettings.USUAL, "imagefmt=tiff")).isEqualTo(GraphSettings.USUAL);
        assertThat(apply(GraphSettings.USUAL, "widht=8in")).isEqualTo(GraphSettings.USUAL);

        assertThat(messages).hasSize(4);
        assertThat(messages.get(0)).startsWith("WARNING: WIDTH=wide is not a size");
        assertThat(messages.get(1)).contains("IMAGEFMT=TIFF");
        assertThat(messages.get(2)).startsWith("ERROR").contains("not recognized");
        assertThat(messages.get(3).strip()).isEqualTo("did you mean WIDTH?");
    }
}
