# Prepares the process that becomes the sandbox; everything it does needs the layer's own user.
#   $1  control group entry files, one per line     $2  bwrap's arguments, NUL-separated (or empty)
#   $3  compiled system call filter (or empty)      $4  where bwrap reports (or empty)
#   the rest: the program to become
set -eu
groups=$1 arguments=$2 filter=$3 report=$4
shift 4
IFS='
'
for group in $groups; do echo $$ > "$group"; done
# Should memory run out on the host, the kernel takes a sandbox before a layer.
echo 1000 > /proc/self/oom_score_adj || :
[ -z "$report" ] || exec 7> "$report"
[ -z "$arguments" ] || exec 8< "$arguments"
[ -z "$filter" ] || exec 9< "$filter"
exec "$@"
