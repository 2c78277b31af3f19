import type { Environment } from '#tools'

/**
 * Whether a provider registry answers within a time, through the proxy that HTTPS_PROXY and NO_PROXY name: the engine
 * reads the same variables, and Node's own `fetch` none of them.
 */
export async function registryAnswers(host: string, timeoutSeconds: number, env: Environment): Promise<boolean> {
  // loaded only where somebody asks a registry
  const { EnvHttpProxyAgent, fetch } = await import('undici')
  const value = (name: string) => env[name.toLowerCase()] ?? env[name] ?? ''
  const proxies = { httpProxy: value('HTTP_PROXY'), httpsProxy: value('HTTPS_PROXY'), noProxy: value('NO_PROXY') }
  const dispatcher = new EnvHttpProxyAgent(proxies)
  try {
    const signal = AbortSignal.timeout(timeoutSeconds * 1000)
    return (await fetch(`https://${host}/.well-known/terraform.json`, { signal, dispatcher })).ok
  } catch {
    return false
  } finally {
    await dispatcher.destroy()
  }
}
