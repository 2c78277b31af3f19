/**
 * Capabilities that the Pod Security Standard `baseline` lets a container add, and the one that RDMA can need.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const baselineCapabilities = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'IPC_LOCK', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]
