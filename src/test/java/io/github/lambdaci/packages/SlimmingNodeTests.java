package io.github.lambdaci.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.runtime.Language;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlimmingNodeTests {
    @TempDir
    Path folder;

    private Installed installed;

    @BeforeEach
    void install() {
        installed = new Installed(folder.resolve("nodejs/node_modules"), Language.NODEJS);
    }

    private Set<String> slimmed() {
        Slimming.apply(installed.folder());
        return installed.names();
    }

    @Test
    void declarationsGo() {
        installed
                .file("a/index.js", "/// <reference path='index.d.ts' />")
                .file("a/index.d.ts", "")
                .file("a/index.d.mts", "")
                .file("a/index.d.ts.map", "")
                .file("a/index.js.map", "")
                .file("a/src/index.ts", "");

        assertThat(slimmed()).containsExactly("a/index.js", "a/index.js.map", "a/src/index.ts");
    }

    @Test
    void declarationsThatACompilerReadsStay() {
        installed
                .file("typescript/lib/typescript.js", "const libs = ['lib.' + name + '.d.ts'];")
                .file("typescript/lib/lib.es5.d.ts", "");

        assertThat(slimmed()).contains("typescript/lib/lib.es5.d.ts");
    }

    @Test
    void testsThatNothingRefersToGo() {
        installed
                .file("a/index.js", "if (process.env.NODE_ENV === 'test') { log('tests'); }")
                .file(
                        "a/package.json",
                        "{\"scripts\": {\"test\": \"mocha ./test\"}, \"directories\": {\"test\": \"./test\"}}")
                .file("a/test/index.js", "require('tape'); require('../index')")
                .file("a/test/fixtures/big.json", "")
                .file("a/lib/__tests__/b.test.js", "");

        assertThat(slimmed()).containsExactly("a/index.js", "a/package.json");
    }

    @Test
    void foldersThatCodeOrAnEntryPointNamesStay() {
        installed.file("a/index.js", "require('./lib/test')").file("a/lib/test/index.js", "require('assert')");
        installed.file("b/lib/x.js", "require(\"../test/helper\")").file("b/test/helper.test.js", "");
        installed
                .file("c/package.json", "{\"exports\": {\"./test\": {\"import\": \"./test/index.js\"}}}")
                .file("c/test/index.js", "describe('')");
        installed.file("d/index.js", "require('@s/e/test/x')").file("@s/e/test/x.test.js", "");
        installed.file("f/index.js", "import x from 'g/tests/x'").file("f/node_modules/g/tests/x.spec.js", "");
        installed.file("h/index.js", "require(__dirname + '/test/x')").file("h/test/x.spec.js", "");

        assertThat(slimmed())
                .contains(
                        "a/lib/test/index.js",
                        "b/test/helper.test.js",
                        "c/test/index.js",
                        "@s/e/test/x.test.js",
                        "f/node_modules/g/tests/x.spec.js",
                        "h/test/x.spec.js");
    }

    @Test
    void packagesThatAreCalledLikeTestsStay() {
        installed
                .file("test/index.js", "require('assert')")
                .file("@playwright/test/index.js", "describe('')")
                .file("a/node_modules/tests/index.js", "describe('')")
                .file("b/test/package.json", "{}")
                .file("b/test/index.js", "describe('')")
                .file("c/test/index.js", "module.exports = 1");

        assertThat(slimmed()).hasSize(6);
    }

    @Test
    void addOnsAreStripped() {
        installed.file("a/build/Release/a.node", Elf.withSymbols());

        assertThat(Slimming.apply(installed.folder()).after()).isLessThan(Elf.withSymbols().length);
    }
}
