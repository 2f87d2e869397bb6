#!/bin/sh
# uv_or_pip.sh HASHES REQUIREMENTS TARGET PIP-COMMAND...
#
# Installs by uv where it is here, which takes a fraction of the time, and by the command of pip where it is not, where one
# of them has settings that the other does not know, and where uv could not do it: what pip says counts.
set -u

hashes=$1 requirements=$2 target=$3
shift 3

# Passes for settings that lambda-ci makes itself, that change nothing here, or that uv is told below.
are_variables_known() {
    env | while IFS='=' read -r name value; do
        case $name in
            PIP_CACHE_DIR | PIP_NO_CACHE_DIR | PIP_PROGRESS_BAR | PIP_NO_INPUT | PIP_NO_COLOR) ;;
            PIP_ROOT_USER_ACTION | PIP_BREAK_SYSTEM_PACKAGES | PIP_DISABLE_PIP_VERSION_CHECK) ;;
            PIP_INDEX_URL | PIP_EXTRA_INDEX_URL | PIP_NO_INDEX | PIP_FIND_LINKS) ;;
            PIP_CERT) [ "$value" = "${SSL_CERT_FILE:-}" ] || exit 1 ;;
            PIP_*) exit 1 ;;
            UV_CACHE_DIR | UV_NO_CACHE | UV_LINK_MODE | UV_PYTHON_* | UV_SYSTEM_* | UV_*_TLS) ;;
            UV_HTTP_* | UV_CONCURRENT_* | UV_BREAK_SYSTEM_PACKAGES | UV_*INSTALL_DIR | UV_TOOL_*) ;;
            UV_*) exit 1 ;;
        esac
    done
}

# Source: "Configuration files" in pip's documentation.
has_settings_file() {
    for file in /etc/pip.conf "${XDG_CONFIG_DIRS:-/etc/xdg}/pip/pip.conf" "${python%/bin/*}/pip.conf" \
        "${XDG_CONFIG_HOME:-$HOME/.config}/pip/pip.conf" "$HOME/.pip/pip.conf"; do
        [ ! -e "$file" ] || return 0
    done
    return 1
}

# The Python that pip belongs to: an image may have others.
find_python_of() {
    program=$(command -v "$1") && IFS= read -r first <"$program" && python=${first#'#!'} && [ -x "$python" ]
}

install_by_uv() {
    # In variables, since addresses may have credentials in them.
    [ -z "${PIP_INDEX_URL:-}" ] || export UV_DEFAULT_INDEX="$PIP_INDEX_URL"
    [ -z "${PIP_EXTRA_INDEX_URL:-}" ] || export UV_INDEX="$PIP_EXTRA_INDEX_URL"
    # pip takes the best version of all indexes, whichever is named first.
    set -- --index-strategy unsafe-best-match "$hashes" --requirement "$requirements" --target "$target"
    for links in ${PIP_FIND_LINKS:-}; do
        set -- "$@" --find-links "$links"
    done
    case ${PIP_NO_INDEX:-} in
        '' | 0 | [Ff]alse | [Nn]o | [Oo]ff) ;;
        *) set -- "$@" --no-index ;;
    esac
    uv pip install --no-config --python "$python" --no-installer-metadata --no-compile-bytecode --link-mode copy \
        --no-progress "$@"
}

if command -v uv >/dev/null && find_python_of "$1" && are_variables_known && ! has_settings_file; then
    echo "uv is here: installing by it"
    install_by_uv && exit
    echo "uv could not do it: installing by pip"
    rm -rf "$target"
fi
exec "$@"
