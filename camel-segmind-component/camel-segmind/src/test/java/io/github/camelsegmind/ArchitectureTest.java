// SPDX-License-Identifier: Apache-2.0
package io.github.camelsegmind;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The walls of the house. */
@AnalyzeClasses(packages = "io.github.camelsegmind", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.camelsegmind";

    /** What every package may know: the options, the header names and the exceptions. */
    private static final DescribedPredicate<JavaClass> VOCABULARY = describe(
            "options, header names and exceptions",
            type -> type.getPackageName().equals(ROOT)
                    && (type.isEnum()
                            || type.isAssignableTo(SegmindException.class)
                            || type.isEquivalentTo(SegmindException.Failure.class)
                            || List.of("SegmindConfiguration", "SegmindConstants")
                                    .contains(type.getSimpleName())));

    private static final DescribedPredicate<JavaClass> INNER_ROOT =
            resideInAPackage(ROOT).and(not(VOCABULARY)).as("component, endpoint and producer");

    @ArchTest
    static final ArchRule THE_CATALOGUE_KNOWS_NEITHER_CAMEL_NOR_HTTP = noClasses()
            .that()
            .resideInAPackage(ROOT + ".catalog")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.hc..", ROOT, ROOT + ".message", ROOT + ".transport");

    @ArchTest
    static final ArchRule THE_TRANSPORT_KNOWS_NEITHER_EXCHANGES_NOR_MODELS = noClasses()
            .that()
            .resideInAPackage(ROOT + ".transport")
            .should()
            .dependOnClassesThat(INNER_ROOT
                    .or(resideInAnyPackage(ROOT + ".message", ROOT + ".catalog"))
                    .or(describe("an exchange", type -> type.getName().equals("org.apache.camel.Exchange"))));

    @ArchTest
    static final ArchRule MESSAGES_KNOW_NO_HTTP_CLIENT = noClasses()
            .that()
            .resideInAPackage(ROOT + ".message")
            .should()
            .dependOnClassesThat(INNER_ROOT.or(resideInAPackage("org.apache.hc..")));

    @ArchTest
    static final ArchRule CAMELS_SIDE_KNOWS_NO_JSON = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule THERE_IS_NO_WAY_BACK =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_CONFIGURATION_IS_MUTABLE = noMethods()
            .that()
            .areDeclaredInClassesThat(resideInAnyPackage(ROOT + ".catalog", ROOT + ".message", ROOT + ".transport"))
            .and()
            .arePublic()
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS_OR_STARTS_THREADS = noClasses()
            .that(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT + ".sandbox.."))))
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class);

    @ArchTest
    static final ArchRule EXCEPTIONS_ARE_WHERE_USERS_LOOK_FOR_THEM =
            classes().that().areAssignableTo(SegmindException.class).should().resideInAPackage(ROOT);
}
