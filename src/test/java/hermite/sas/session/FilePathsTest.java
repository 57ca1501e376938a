package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.session.library.FilePaths;
import hermite.sas.session.library.PathMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows paths are native there")
class FilePathsTest {
    @TempDir
    Path root;

    private Path current;
    private Path program;

    @BeforeEach
    void makeDirectories() throws IOException {
        current = Files.createDirectory(root.resolve("current"));
        program = Files.createDirectory(root.resolve("program"));
    }

    private FilePaths paths(PathMapping... mappings) {
        return new FilePaths(current, program, List.of(mappings), Map.of("STUDY", root.toString())::get);
    }

    @Test
    void mapsADriveWithEitherSlashAndAnyCase() {
        FilePaths paths = paths(new PathMapping("Z:\\", root));

        assertThat(paths.file("z:\\sub\\a.csv").path()).isEqualTo(root.resolve("sub/a.csv"));
        assertThat(paths.file("Z:/a.csv").path()).isEqualTo(root.resolve("a.csv"));
        assertThat(paths.directory("Z:\\")).hasValue(new FilePaths.Found(root, FilePaths.How.MAPPED));
    }

    @Test
    void takesTheLongestMappingAndOnlyWholeFolderNames() {
        FilePaths paths = paths(new PathMapping("C:\\a", root), new PathMapping("C:\\a\\b", program));

        assertThat(paths.file("c:\\a\\b\\x").path()).isEqualTo(program.resolve("x"));
        assertThat(paths.file("c:\\a\\bc\\x").path()).isEqualTo(root.resolve("bc/x"));
    }

    @Test
    void looksForAForeignFileInTheProgramsFolderAndItsData() throws IOException {
        Path data = Files.createDirectory(program.resolve("data"));
        Files.createFile(data.resolve("visits.dat"));

        FilePaths.Found found = paths().file("C:\\My Study\\visits.dat");

        assertThat(found.path()).isEqualTo(data.resolve("visits.dat"));
        assertThat(found.how()).isEqualTo(FilePaths.How.ELSEWHERE);
        assertThat(paths().standIns()).containsExactly(program, data);
    }

    @Test
    void prefersTheCurrentDirectoryThenTheProgramsDirectory() throws IOException {
        Files.createFile(program.resolve("a.dat"));
        assertThat(paths().file("a.dat").path()).isEqualTo(program.resolve("a.dat"));

        Files.createFile(current.resolve("a.dat"));
        assertThat(paths().file("a.dat").path()).isEqualTo(current.resolve("a.dat"));
        assertThat(paths().file("new.dat").path()).isEqualTo(current.resolve("new.dat"));
    }

    @Test
    void putsInEnvironmentVariables() {
        assertThat(paths().file("!STUDY/x.dat").path()).isEqualTo(root.resolve("x.dat"));
        assertThat(paths().file("!OTHER/x.dat").path()).isEqualTo(current.resolve("!OTHER/x.dat"));
    }

    @Test
    void readsAMappingOfTheCommandLine() {
        assertThat(PathMapping.parse("Z:\\=data")).hasValue(new PathMapping("Z:\\", Path.of("data")));
        assertThat(PathMapping.parse("Z:\\")).isEmpty();
    }
}
