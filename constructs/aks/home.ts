import { Construct } from 'constructs'
import { LogAnalyticsWorkspace, ResourceGroup } from '#terraform/azurerm'

/** How long the logs of the control plane are kept, in days. */
const retentionDays = 90

/** Where something of Azure is, and what it is marked with. */
export interface AzurePlace {
  readonly resourceGroupName: string
  readonly location: string
  readonly tags: Readonly<Record<string, string>>
}

export interface AksHomeProps {
  readonly name: string
  readonly location: string
  readonly tags: Readonly<Record<string, string>>
}

/** The resource group that holds everything of a cluster, and the workspace that its logs go to. */
export class AksHome extends Construct {
  /** Where everything else of the cluster is. */
  readonly place: AzurePlace
  /** Ids of the group and of the workspace: tokens. */
  readonly group: string
  readonly workspace: string

  constructor(scope: Construct, id: string, { name, location, tags }: AksHomeProps) {
    super(scope, id)
    const group = new ResourceGroup(this, 'Resource', { name, location, tags })
    this.place = { resourceGroupName: group.name, location, tags }
    this.group = group.id
    this.workspace = new LogAnalyticsWorkspace(this, 'Logs', {
      ...this.place,
      name: `${name}-logs`,
      sku: 'PerGB2018',
      retentionInDays: retentionDays,
      localAuthenticationEnabled: false,
    }).id
  }
}
