/** A program that gives short-lived credentials whenever they are asked for: no token is kept anywhere. */
export interface ExecCredentials {
  readonly command: string
  readonly args: readonly string[]
  /** @default none */
  readonly env?: Readonly<Record<string, string>>
  /** Where to get the program, in a clause. */
  readonly installHint: string
}

/** How a cluster that was made is reached. */
export type ClusterAccess =
  | {
      /** Address of the API server, with its scheme. */
      readonly server: string
      /** Certificate of the authority that the server is known by, in base64. */
      readonly certificateAuthority: string
      readonly exec: ExecCredentials
    }
  | {
      /** A kubeconfig that the provider has written, relative to the stack's folder. */
      readonly file: string
      /** Context in it. */
      readonly context: string
    }
