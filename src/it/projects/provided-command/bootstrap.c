/* A custom runtime in one file: asks Lambda's runtime API for events and answers each with its own text. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static char host[64];
static int port;

/* Sends one request on a connection of its own and reads the whole answer. */
static int ask(const char *request, char *answer, size_t size) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &address.sin_addr);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        return -1;
    }
    size_t sent = 0, length = strlen(request);
    while (sent < length) {
        ssize_t n = write(fd, request + sent, length - sent);
        if (n <= 0) return -1;
        sent += n;
    }
    size_t got = 0;
    ssize_t n;
    while (got < size - 1 && (n = read(fd, answer + got, size - 1 - got)) > 0) {
        got += n;
    }
    answer[got] = 0;
    close(fd);
    return 0;
}

int main(void) {
    static char request[70000], answer[65536];
    const char *api = getenv("AWS_LAMBDA_RUNTIME_API");
    if (api == NULL || sscanf(api, "%63[^:]:%d", host, &port) != 2) {
        fprintf(stderr, "there is no runtime API to ask\n");
        return 1;
    }
    for (;;) {
        snprintf(request, sizeof request,
                 "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", api);
        if (ask(request, answer, sizeof answer) != 0) return 1;
        char *id = strcasestr(answer, "lambda-runtime-aws-request-id: ");
        char *body = strstr(answer, "\r\n\r\n");
        if (id == NULL || body == NULL) return 1;
        id = strchr(id, ' ') + 1;
        int id_length = strcspn(id, "\r\n");
        body += 4;
        printf("answering %.*s\n", id_length, id);
        fflush(stdout);
        char reply[66000];
        int length = snprintf(reply, sizeof reply, "{\"from\":\"c\",\"event\":%s}", body);
        snprintf(request, sizeof request,
                 "POST /2018-06-01/runtime/invocation/%.*s/response HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
                 "Content-Length: %d\r\n\r\n%s", id_length, id, api, length, reply);
        if (ask(request, answer, sizeof answer) != 0) return 1;
    }
}
