/**
 * Controls of ISO/IEC 27001:2022, Annex A, that something here answers to: the standard's number, and what it is about
 * in our own words. The standard's text is not public and is not repeated.
 */
export const isoControls = {
  'A.5.15': 'who may reach what follows rules',
  'A.5.16': 'identities have a life that somebody manages',
  'A.5.18': 'rights are given, looked through and taken back',
  'A.5.28': 'evidence is kept',
  'A.5.33': 'records are neither lost nor altered',
  'A.5.34': 'data about people is protected',
  'A.8.2': 'strong rights are few and watched',
  'A.8.3': 'data is shown only to those who may see it',
  'A.8.5': 'people prove who they are',
  'A.8.6': 'use is kept within what there is',
  'A.8.9': 'settings are laid down and watched',
  'A.8.10': 'data that is not needed any more goes',
  'A.8.12': 'data does not leak',
  'A.8.15': 'what happened is written down',
  'A.8.16': 'what is unusual is noticed',
  'A.8.18': 'programs that get past controls are kept short',
  'A.8.19': 'what is installed is chosen',
  'A.8.20': 'networks are secured',
  'A.8.22': 'groups are on networks of their own',
  'A.8.24': 'cryptography follows rules',
} as const

/** Number of a control of ISO/IEC 27001:2022, Annex A. */
export type IsoControl = keyof typeof isoControls

/** Sections of the Kubernetes Hardening Guide of NSA and CISA, version 1.2, as its table of contents has them. */
export const hardeningSections = {
  'pod/enforcement': 'Kubernetes Pod security: Pod security enforcement',
  'pod/images': 'Kubernetes Pod security: Building secure container images',
  'pod/root': 'Kubernetes Pod security: “Non-root” containers and “rootless” container engines',
  'pod/tokens': 'Kubernetes Pod security: Protecting Pod service account tokens',
  'pod/environments': 'Kubernetes Pod security: Hardening container environments',
  'network/namespaces': 'Network separation and hardening: Namespaces',
  'network/policies': 'Network separation and hardening: Network policies',
  'network/resources': 'Network separation and hardening: Resource policies',
  'network/workers': 'Network separation and hardening: Worker node segmentation',
  'network/encryption': 'Network separation and hardening: Encryption',
  'network/secrets': 'Network separation and hardening: Secrets',
  'network/cloud': 'Network separation and hardening: Protecting sensitive cloud infrastructure',
  'access/authentication': 'Authentication and authorization: Authentication',
  'access/roles': 'Authentication and authorization: Role-based access control',
  'records/logging': 'Audit Logging and Threat Detection: Logging',
  'records/audit': 'Audit Logging and Threat Detection: Kubernetes native audit logging configuration',
} as const

/** A section of the Kubernetes Hardening Guide of NSA and CISA. */
export type HardeningSection = keyof typeof hardeningSections

/** Where both lists come from; that a control answers to an entry is our own reading of it. */
export const normSources = {
  iso: { key: 'ISO-27001', grade: 'K' },
  nsa: { key: 'NSA-CISA', grade: 'K' },
  reading: { key: 'CONTROLS', grade: 'D' },
} as const
