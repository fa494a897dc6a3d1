#!/bin/sh
# Starts the program that $LEASHED names so that it is killed as soon as whoever started this has ended, however.
# It reaches no network: no name, and no number, stands for another machine.
# Its folder for temporary files has a short name, since a socket there may have no path of more than 107 bytes.
cd "${TMPDIR:-/tmp}" || exit
TMPDIR=. exec setpriv --pdeathsig KILL "$LEASHED" "--host-resolver-rules=MAP * ~NOTFOUND" "$@"
