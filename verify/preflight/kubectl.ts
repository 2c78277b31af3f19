/** How a person calls kubectl on a target: by its context where the target names one. */
export function kubectlOn(context: string | undefined): string {
  return context === undefined ? 'kubectl' : `kubectl --context ${context}`
}
