/** Namespaces whose service accounts make pods for others: what they make was judged at its parent. */
const controllerNamespaces = ['kube-system', 'kueue-system', 'jobset-system', 'lws-system']

/** CEL: whether a controller asks, of those that are known or of these namespaces. */
export function askedBy(more: readonly string[]): string {
  return [...controllerNamespaces, ...more]
    .map((namespace) => `request.userInfo.username.startsWith('system:serviceaccount:${namespace}:')`)
    .join(' || ')
}

/** CEL: whether a controller asks that makes pods for others. */
export const byController = askedBy([])
