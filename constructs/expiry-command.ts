/**
 * What an expiry job runs, by `sh -c`, with kubectl and the rights of its account. It reads what is there and goes one
 * step at most, so that it may run as often as it likes: it takes away bindings that are over, then holds the queue of
 * a tenant whose last day is over, and drains it once its grace is over too. What it holds it marks as its own, and for
 * which day, by the name of the field manager: by that the next apply knows it. Where it drains what somebody else held,
 * the name says so as well: a later day gives that hold back, and does not release the queue.
 *
 * Environment: `TENANT`; `EXPIRES` and `GRACE_ENDS`, days, empty where it never expires; `NAMESPACES`, those whose
 * bindings it looks after.
 */
export const expiryCommand = `set -eu
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
today=\${now%T*}
failed=0

for namespace in $NAMESPACES; do
  grant=$(kubectl get rolebinding superpod-break-glass --namespace "$namespace" --ignore-not-found \\
    --output 'jsonpath={.metadata.name} {.metadata.annotations.superpod/expires-at}') || failed=1
  ends=\${grant#* }
  if [ -n "$grant" ] && ! [ "$now" \\< "$ends" ]; then
    kubectl delete rolebinding superpod-break-glass --namespace "$namespace" --ignore-not-found --wait=false || failed=1
  fi
done

if [ -n "$EXPIRES" ] && [ "$today" \\> "$EXPIRES" ]; then
  wanted=Hold
  if [ "$today" \\> "$GRACE_ENDS" ]; then wanted=HoldAndDrain; fi
  policy=$(kubectl get clusterqueue "$TENANT" --output 'jsonpath={.spec.stopPolicy}')
  manager="superpod-expiry-$EXPIRES"
  if [ "$policy $wanted" = 'Hold HoldAndDrain' ]; then
    holder=$(kubectl get clusterqueue "$TENANT" --output \\
      'jsonpath={.metadata.managedFields[?(@.fieldsV1.f:spec.f:stopPolicy)].manager}')
    case "$holder" in *superpod-expiry-*) ;; *) manager="$manager-over-hold" ;; esac
  fi
  case "$policy $wanted" in
  'None Hold' | 'None HoldAndDrain' | 'Hold HoldAndDrain')
    kubectl patch clusterqueue "$TENANT" --type merge --field-manager "$manager" \\
      --patch "{\\"spec\\":{\\"stopPolicy\\":\\"$wanted\\"}}" || failed=1
    ;;
  esac
fi
exit "$failed"
`
