package io.kubeferry.bundler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.kubeferry.bundler", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.kubeferry.bundler.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_ITS_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("..cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS_OR_ENDS_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackage("..cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule ONLY_SOURCES_KNOW_THE_NETWORK = noClasses()
            .that()
            .resideOutsideOfPackage("..source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.http..", "com.google.cloud.tools.jib..", "java.net.http..");

    @ArchTest
    static final ArchRule THE_INSTALLER_IS_DATA =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.kubeferry.installer..");

    @ArchTest
    static final ArchRule ONLY_SIGNING_KNOWS_BOUNCY_CASTLE = noClasses()
            .that()
            .resideOutsideOfPackage("..signing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");
}
