/** Where machines of a cloud ask who they are, and get credentials. */
export const metadataAddresses = ['169.254.169.254/32', 'fd00:ec2::254/128'] as const
