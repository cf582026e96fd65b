package io.kubeferry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.kubeferry.installer.phase.Phase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The borders of the design that matter most; each is a rule here, not prose. */
class ArchitectureTest {
    private static JavaClasses project;

    @BeforeAll
    static void readTheProjectsClasses() {
        project = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.kubeferry");
    }

    private static void holds(ArchRule rule) {
        rule.check(project);
    }

    @Test
    void theTwoProgramsNeverSeeEachOther() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.kubeferry.bundler..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kubeferry.installer.."));
        holds(noClasses()
                .that()
                .resideInAPackage("io.kubeferry.installer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kubeferry.bundler.."));
    }

    @Test
    void theContractKnowsNeitherProgram() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.kubeferry.manifests..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kubeferry.bundler..", "io.kubeferry.installer..", "io.kubeferry.lab.."));
    }

    @Test
    void packagesFormNoCycles() {
        holds(slices().matching("io.kubeferry.(**)").should().beFreeOfCycles());
    }

    @Test
    void aPhaseTouchesNoHostNoFileNoNetworkNoClockAndNoChance() {
        holds(noClasses()
                .that()
                .implement(Phase.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.kubeferry.installer.host..",
                                "io.kubeferry.installer.run..",
                                "java.nio.file..",
                                "java.net..",
                                "java.security..")
                        .or(name("java.util.Random"))
                        .or(name("java.time.Clock"))
                        .or(name("java.time.Instant"))));
    }

    @Test
    void observingPreflightAndPlanningGetOnlyAReadOnlyHost() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.kubeferry.installer.facts..",
                        "io.kubeferry.installer.preflight..",
                        "io.kubeferry.installer.machine..",
                        "io.kubeferry.installer.desired..",
                        "io.kubeferry.installer.procedure..",
                        "io.kubeferry.installer.phase..",
                        "io.kubeferry.installer.plan..",
                        "io.kubeferry.installer.kubeadm..")
                .should()
                .dependOnClassesThat(name("io.kubeferry.installer.host.Host")));
    }

    @Test
    void onlyTheCommandLineKnowsPicocliAndTheConsole() {
        holds(noClasses()
                .that(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(
                        "io.kubeferry.bundler.cli..", "io.kubeferry.installer.cli..", "io.kubeferry.lab..")))
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void librariesStayBehindTheirSeams() {
        holds(classes()
                .that()
                .resideInAPackage("com.google.cloud.tools.jib..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(
                        "com.google.cloud.tools.jib..", "io.kubeferry.bundler.source..", "io.kubeferry.lab..")
                .allowEmptyShould(true));
        holds(noClasses()
                .that()
                .resideInAPackage("io.kubeferry.manifests..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..", "org.apache.http..", "org.apache.sshd.."));
    }
}
