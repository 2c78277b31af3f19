import type { FailedRun } from './engine-fault.ts'
import { errorWords, oneLine } from './engine-words.ts'

/** Providers of clouds, by their name in a stack's JSON: what people call the cloud, and how one logs in. */
const clouds: Readonly<Record<string, { readonly title: string; readonly login: string }>> = {
  aws: { title: 'AWS', login: 'log in (aws sso login), or set AWS_PROFILE or a role in the environment' },
  google: { title: 'Google Cloud', login: 'log in: gcloud auth application-default login' },
  azurerm: { title: 'Azure', login: 'log in: az login' },
}

/** What may go wrong with a cloud, by words of the providers: the first that fits. */
const cloudFaults = [
  {
    signs: /account ID not allowed|is not allowed by the provider|subscription .{0,80}(not found|could not be found)/i,
    code: 'cloud/account-other',
    what: 'knows these credentials as those of another account than the target names',
    remedy: () => 'log in to the account that the file of the target names, or correct the file',
  },
  {
    signs:
      /No valid credential sources|failed to refresh cached credentials|could not find default credentials|invalid_grant|az login|Unable to build authorizer|could not acquire access token|(Expired|Invalid)(Client)?Token|InvalidAccessKeyId|SignatureDoesNotMatch|SSO.{0,40}expired/i,
    code: 'cloud/no-credentials',
    what: 'knows nobody who runs this: there are no credentials, or they have run out',
    remedy: (login: string) => `${login}; credentials are taken from the environment, never from config`,
  },
  {
    signs:
      /InsufficientInstanceCapacity|ZONE_RESOURCE_POOL_EXHAUSTED|does not have enough resources available|AllocationFailed|SkuNotAvailable/i,
    code: 'cloud/no-capacity',
    what: 'has no machine of this type free there',
    remedy: () =>
      'reserve them and name the reservation in the target, or take another zone, then run the command again',
  },
  {
    signs: /VcpuLimitExceeded|LimitExceeded|quota.{0,60}exceeded|QUOTA_EXCEEDED|QuotaExceeded/i,
    code: 'cloud/quota',
    what: 'gives this account no more of it',
    remedy: () => 'ask for the quotas that the page of the target lists, then run the command again',
  },
  {
    signs:
      /AccessDenied|UnauthorizedOperation|AuthorizationFailed|not authorized to perform|PERMISSION_DENIED|required .{0,60} permission/i,
    code: 'cloud/refused',
    what: 'does not let these credentials do it',
    remedy: () => 'take a role with the rights that the page of the target names, then run the command again',
  },
  {
    signs:
      /no such host|connection refused|i\/o timeout|context deadline exceeded|network is unreachable|TLS handshake timeout/i,
    code: 'cloud/unreachable',
    what: 'does not answer',
    remedy: () => 'see that this machine reaches it, then run the command again: it goes on where it was',
  },
] as const

/** What is wrong with a cloud where a stack that speaks to one failed at it; undefined where it failed at something else. */
export function cloudFault({ said, verb, stack, json }: FailedRun) {
  const cloud = Object.keys(json.provider ?? {}).flatMap((name) => clouds[name] ?? [])[0]
  if (!cloud || verb === 'init') return undefined
  const found = cloudFaults.find(({ signs }) => signs.test(oneLine(said.replace(/[│╷╵]/g, ''))))
  if (!found) return undefined
  return {
    code: found.code,
    message: `${cloud.title} ${found.what}; ${verb} of ${stack} found: ${errorWords(said)}`,
    remedy: found.remedy(cloud.login),
  }
}
