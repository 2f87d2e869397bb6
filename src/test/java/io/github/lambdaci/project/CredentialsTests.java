package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialsTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:pass@host/x | https://***@host/x",
                "https://token@host | https://***@host",
                "git+https://u:p@ss@host/x.git@v1 | git+https://***@host/x.git@v1",
                "//r.example/:_authToken=abc | //r.example/:_authToken=***",
                "//r.example/:_authToken = ${TOKEN} | //r.example/:_authToken =***",
                "_auth=abc | _auth=***",
                "//r/:_password=abc | //r/:_password=***",
                "//r/:username=abc | //r/:username=***",
                "username==1.0 | username==1.0",
                "registry=https://r.example/ | registry=https://r.example/",
                "npm:left-pad@1.0 | npm:left-pad@1.0",
                "https://host/a@b | https://host/a@b"
            })
    void onlyCredentialsAreTakenOut(String text, String redacted) {
        assertThat(Credentials.redact(text)).isEqualTo(redacted);
    }
}
