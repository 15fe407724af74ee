#!/bin/sh
# Written by `confidcheck hook install`; `confidcheck hook uninstall` takes it away and puts back what was here before.
before="$0.before-confidcheck"
if [ -x "$before" ]; then
  "$before" "$@" || exit
fi
python={python}
if [ -x "$python" ]; then
  exec "$python" -m confidcheck hook run {name} "$@"
fi
if command -v confidcheck >/dev/null 2>&1; then
  exec confidcheck hook run {name} "$@"
fi
echo "confidcheck: it is not installed any more, so nothing was checked. Install it again, or delete $0" >&2
exit 2
