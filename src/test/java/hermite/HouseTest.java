package hermite;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The table of rooms: which may touch which. Rooms are named in the order of the house, ground floor first. */
@AnalyzeClasses(packages = "hermite", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    private static final String DATA = "hermite.data..";
    private static final String MATH = "hermite.math..";
    private static final String MODEL = "hermite.model..";
    private static final String REPORT = "hermite.report..";
    private static final String SAS = "hermite.sas..";
    private static final String R = "hermite.r..";
    private static final String APP = "hermite.app..";
    private static final String TRANSLATE = "hermite.translate..";
    private static final String SPARK = "hermite.spark..";

    @ArchTest
    static final ArchRule dataUsesNoOtherRoom = room(DATA, MATH, MODEL, REPORT, SAS, R, APP, SPARK);

    @ArchTest
    static final ArchRule mathUsesNoOtherRoom = room(MATH, DATA, MODEL, REPORT, SAS, R, APP, SPARK);

    @ArchTest
    static final ArchRule modelUsesDataAndMathOnly = room(MODEL, REPORT, SAS, R, APP, SPARK);

    @ArchTest
    static final ArchRule reportUsesDataOnly = room(REPORT, MATH, MODEL, SAS, R, APP, SPARK);

    @ArchTest
    static final ArchRule sasKnowsNeitherRNorTheProgramAroundIt = room(SAS, R, TRANSLATE, APP, SPARK);

    @ArchTest
    static final ArchRule rKnowsNeitherSasNorTheProgramAroundIt = room(R, SAS, TRANSLATE, APP, SPARK);

    @ArchTest
    static final ArchRule translationWritesRWithoutRunningIt = room(TRANSLATE, R, APP, SPARK);

    @ArchTest
    static final ArchRule onlyTheProgramAroundItUsesTranslation = noClasses()
            .that()
            .resideOutsideOfPackages(TRANSLATE, APP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TRANSLATE);

    @ArchTest
    static final ArchRule onlyTheTerminalKnowsTheTerminalLibraries = noClasses()
            .that()
            .resideOutsideOfPackage(APP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jline..");

    @ArchTest
    static final ArchRule onlyTheSyntaxRoomsKnowAntlr = noClasses()
            .that()
            .resideOutsideOfPackages("hermite.sas.syntax..", "hermite.r.syntax..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.antlr..");

    @ArchTest
    static final ArchRule proceduresDoNotKnowEachOther = slices().matching("hermite.sas.proc.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("hermite.sas.proc.store.."))
            .ignoreDependency(alwaysTrue(), resideInAPackage("hermite.sas.proc.postfit.."))
            .ignoreDependency(alwaysTrue(), resideInAPackage("hermite.sas.proc.marginal.."))
            .ignoreDependency(alwaysTrue(), resideInAPackage("hermite.sas.proc.construct.."))
            .ignoreDependency(alwaysTrue(), resideInAPackage("hermite.sas.proc.covariance.."))
            .allowEmptyShould(true);

    private static ArchRule room(String room, String... forbidden) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true);
    }
}
