package io.github.lambdaci.testing;

import java.util.Map;

/** Adds packages to an index that are there as C sources only and must be compiled where they are installed. */
public final class SourcePackages {
    /** A Python distribution, whose module {@code lambda_ci_compiled} has {@code answer()}. */
    public static final String PYTHON = "lambda-ci-compiled";

    /** A Node.js add-on, which exports {@code answer()}. */
    public static final String NODEJS = "lambda-ci-addon";

    private static final String PYTHON_MODULE = """
            #include <Python.h>
            #include "order.h"

            static PyObject *answer(PyObject *self, PyObject *arguments) {
                return PyUnicode_FromString("compiled for Python at " __DATE__ " " __TIME__ ", order " ORDER);
            }

            static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
            static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "lambda_ci_compiled", NULL, -1, methods};

            PyMODINIT_FUNC PyInit_lambda_ci_compiled(void) { return PyModule_Create(&module); }
            """;

    /** Compiles as setuptools does, which tests have no index for: with -g, in pip's random folder, LDFLAGS at the end. */
    private static final String PYTHON_BUILD = """
            import os, shlex, subprocess, sys, sysconfig, zipfile

            def build_wheel(directory, config_settings=None, metadata_directory=None):
                with open("order.h", "w") as header:
                    header.write('#define ORDER "%s"' % list({"north", "east", "south", "west"}))
                extension = "lambda_ci_compiled" + sysconfig.get_config_var("EXT_SUFFIX")
                subprocess.check_call(
                    ["gcc", "-shared", "-fPIC", "-g", "-O2", "-I", sysconfig.get_path("include")]
                    + [os.path.abspath("module.c"), "-o", extension]
                    + shlex.split(os.environ.get("LDFLAGS", ""))
                )
                python = "cp%d%d" % sys.version_info[:2]
                tag = "%s-%s-%s" % (python, python, sysconfig.get_platform().replace("-", "_"))
                name = "lambda_ci_compiled-1.0.0-%s.whl" % tag
                info = "lambda_ci_compiled-1.0.0.dist-info/"
                with zipfile.ZipFile(os.path.join(directory, name), "w") as wheel:
                    wheel.write(extension)
                    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: lambda-ci-compiled\\nVersion: 1.0.0\\n")
                    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: false\\nTag: %s\\n" % tag)
                    wheel.writestr(info + "RECORD", "")
                return name
            """;

    private static final String ADDON = """
            #include <node_api.h>
            #include <string.h>

            static napi_value answer(napi_env env, napi_callback_info info) {
                const char *text = "compiled for Node.js at " __DATE__ " " __TIME__;
                napi_value value;
                napi_create_string_utf8(env, text, strlen(text), &value);
                return value;
            }

            static napi_value init(napi_env env, napi_value exports) {
                napi_value function;
                napi_create_function(env, "answer", NAPI_AUTO_LENGTH, answer, NULL, &function);
                napi_set_named_property(env, exports, "answer", function);
                return exports;
            }

            NAPI_MODULE(NODE_GYP_MODULE_NAME, init)
            """;

    private SourcePackages() {}

    /** Adds both, version 1.0.0. */
    public static void addTo(PackageIndex index) {
        index.addDistribution(PYTHON, PYTHON + "-1.0.0.tar.gz", Tarballs.make(PYTHON + "-1.0.0", python()));
        index.addNpmPackage(
                NODEJS,
                "1.0.0",
                Map.of(
                        "addon.c",
                        ADDON,
                        "binding.gyp",
                        "{'targets': [{'target_name': 'addon', 'sources': ['addon.c']}]}",
                        "index.js",
                        "module.exports = require('./build/Release/addon.node');\n"),
                // As npm publish adds them.
                Map.of("gypfile", true, "scripts", Map.of("install", "node-gyp rebuild")));
    }

    /** The Python distribution's files by their paths. */
    public static Map<String, String> python() {
        return Map.of(
                "pyproject.toml",
                """
                [build-system]
                requires = []
                build-backend = "build"
                backend-path = ["."]

                [project]
                name = "lambda-ci-compiled"
                version = "1.0.0"
                """,
                "PKG-INFO",
                "Metadata-Version: 2.1\nName: lambda-ci-compiled\nVersion: 1.0.0\n",
                "build.py",
                PYTHON_BUILD,
                "module.c",
                PYTHON_MODULE);
    }
}
